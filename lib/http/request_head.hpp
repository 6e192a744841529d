// From the bytes of a head to a Request.

#pragma once

#include <string_view>

#include "base/result.hpp"
#include "http/head_end.hpp"
#include "http/request.hpp"

namespace noctis {

/// What the client says of its connection (RFC 9112, 9.3).
struct Persistence {
  bool keep_alive = true;
  bool must_be_told = false;  ///< HTTP/1.0 closes unless the answer says that it does not
};

/// Fills in method, path, query and headers.  `head` is as HeadEnd found it, an empty line before
/// it apart.  Refuses with 400 what contradicts RFC 9112 or says a thing twice, with 413 and 501
/// every body, with 417 what it cannot expect, with 431 more than 100 fields, with 505 other
/// versions than HTTP/1.0 and HTTP/1.1; `request` then holds what has been understood.
/// Precondition: those four of `request` are as a new one's.
[[nodiscard]] tl::expected<Persistence, HeadRefusal> read_head(std::string_view head,
                                                               Request& request);

}  // namespace noctis
