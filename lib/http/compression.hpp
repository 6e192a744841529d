// gzip, by libdeflate at its fastest level: a list of 6 KB takes 9 microseconds.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "http/response.hpp"

namespace noctis {

/// Shorter texts are not worth it.
constexpr std::size_t least_compressed = 1000;

/// Keeps its memory from one text to the next.  One thread at a time.
class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(Gzip&&) noexcept;
  Gzip& operator=(Gzip&&) noexcept;

  /// RFC 1952.
  [[nodiscard]] std::string compress(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;  // made when first needed: most answers are pictures
};

/// Whether that answer is sent compressed to a client that takes gzip.
[[nodiscard]] bool is_worth_compressing(const Response& response) noexcept;

/// The tag of the same thing compressed: other bytes need another strong tag (RFC 9110, 8.8.1).
[[nodiscard]] std::string compressed_tag(std::string_view etag);

}  // namespace noctis
