// Where a request's head ends in the bytes that a client has sent so far.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace noctis {

/// Why a request is refused before anybody is asked for an answer.
struct HeadRefusal {
  unsigned status = 400;
  std::string details =
      {};  ///< for the client; no text of the client's but a field's name is in it
};

/// Looks at each byte once, however many pieces a head comes in, and refuses as early as it can
/// what two readers of one stream could take for different requests (RFC 9112, 11.2): a line that
/// does not end with CR LF, a control character, a folded line.
class HeadEnd {
 public:
  /// `limit`: the most that a head may have, its empty line included.
  explicit HeadEnd(std::size_t limit) : limit_(limit) {}

  /// How long the head is that `bytes` begin with, its empty line included; 0 where it has not
  /// ended yet.  One empty line before it is part of it (RFC 9112, 2.2).  `bytes`: those of the
  /// last call and what has come since.  Refuses with 400, and beyond the limit with 414 while in
  /// the first line, else with 431.
  [[nodiscard]] tl::expected<std::size_t, HeadRefusal> find(std::string_view bytes);

  /// For the next head.
  void restart() noexcept { *this = HeadEnd(limit_); }

 private:
  std::size_t limit_;
  std::size_t looked_at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t lines_ = 0;  ///< that have ended, without an empty one before the first
};

}  // namespace noctis
