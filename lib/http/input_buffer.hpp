// What a client has sent and nobody has looked at yet.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace noctis {

/// Small for most, and as large as it has to be for the few with long heads.
class InputBuffer {
 public:
  [[nodiscard]] std::string_view bytes() const noexcept {
    return {bytes_.data() + begin_, end_ - begin_};
  }

  /// Room for the next bytes, never empty.
  [[nodiscard]] std::span<char> room() {
    if (begin_ > 0) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ == bytes_.size())
      bytes_.resize(std::max<std::size_t>(1024, 2 * bytes_.size()));
    return std::span(bytes_).subspan(end_);
  }

  void came(std::size_t count) noexcept { end_ += count; }

  void drop(std::size_t count) noexcept {
    begin_ += count;
    if (begin_ == end_)
      begin_ = end_ = 0;
  }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace noctis
