#include "http/head_end.hpp"

#include <cstdint>
#include <cstring>

namespace noctis {

namespace {

tl::unexpected<HeadRefusal> refuse(unsigned status, std::string_view details) {
  return tl::unexpected(HeadRefusal{status, std::string(details)});
}

/// The first byte at or after `from` that is below a space or DEL.
std::size_t next_control(std::string_view bytes, std::size_t from) noexcept {
  // Eight bytes at once: a byte's top bit survives where it was below 0x20, or is 0 after ^ 0x7f.
  constexpr std::uint64_t ones = 0x0101010101010101U;
  for (; from + sizeof ones <= bytes.size(); from += sizeof ones) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + from, sizeof word);
    const std::uint64_t low = (word - ones * 0x20) & ~word;
    const std::uint64_t del = word ^ (ones * 0x7f);
    if (((low | ((del - ones) & ~del)) & (ones * 0x80)) != 0)
      break;
  }
  while (from < bytes.size() && static_cast<unsigned char>(bytes[from]) >= 0x20 &&
         bytes[from] != 0x7f)
    ++from;
  return from;
}

}  // namespace

tl::expected<std::size_t, HeadRefusal> HeadEnd::find(std::string_view bytes) {
  const auto too_long = [this] {
    return lines_ == 0 ? refuse(414, "the request line is too long")
                       : refuse(431, "the header fields are too long");
  };
  bytes = bytes.substr(0, limit_);
  while ((looked_at_ = next_control(bytes, looked_at_)) < bytes.size()) {
    const char control = bytes[looked_at_];
    if (control == '\t') {
      if (looked_at_ == line_begin_)
        return refuse(400, "a line begins with a blank");
      ++looked_at_;
      continue;
    }
    if (control == '\n')
      return refuse(400, "a line ends with LF alone");
    if (control != '\r')
      return refuse(400, "a control character is in the head");
    if (looked_at_ + 1 == bytes.size())
      break;
    if (bytes[looked_at_ + 1] != '\n')
      return refuse(400, "CR stands without LF");
    const bool empty = looked_at_ == line_begin_;
    if (!empty && bytes[line_begin_] == ' ')
      return refuse(400, "a line begins with a blank");
    looked_at_ += 2;
    const bool before_the_first = empty && line_begin_ == 0;
    line_begin_ = looked_at_;
    if (before_the_first)
      continue;
    if (empty && lines_ == 0)
      return refuse(400, "the request line is empty");
    if (empty)
      return looked_at_;
    ++lines_;
  }
  if (bytes.size() == limit_)
    return too_long();
  return 0;
}

}  // namespace noctis
