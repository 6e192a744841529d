// Text looked at eight bytes at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace noctis {

namespace eight_bytes {

/// The byte in each of the eight places.
constexpr std::uint64_t all(unsigned char byte) noexcept {
  return 0x0101010101010101U * byte;
}

// Each has the top bit of a byte set where one of the word is such a one; further bytes may have
// theirs set too where one is, so that only whether any is can be told.

constexpr std::uint64_t below(std::uint64_t word, unsigned char limit) noexcept {  // limit < 0x80
  return (word - all(limit)) & ~word;
}
constexpr std::uint64_t equal(std::uint64_t word, unsigned char byte) noexcept {
  return below(word ^ all(byte), 1);
}
constexpr std::uint64_t beyond_ascii(std::uint64_t word) noexcept {
  return word;
}

/// Whether `found`, of the functions above, tells of one.
constexpr bool any(std::uint64_t found) noexcept {
  return (found & all(0x80)) != 0;
}

/// A text of less than eight bytes, and blanks behind it.
inline std::uint64_t few(std::string_view text) noexcept {
  std::uint64_t word = all(' ');
  char* to = reinterpret_cast<char*>(&word);
  const char* from = text.data();
  const auto take = [&](auto count) {
    if ((text.size() & count) != 0) {
      std::memcpy(to, from, count);
      to += count;
      from += count;
    }
  };
  take(std::integral_constant<std::size_t, 4>());
  take(std::integral_constant<std::size_t, 2>());
  take(std::integral_constant<std::size_t, 1>());
  return word;
}

}  // namespace eight_bytes

/// Whether `find` tells of any in the words of `text`, some of whose bytes it may see twice; and
/// blanks, which it does not look for.
template <class Find>
bool any_word(std::string_view text, Find find) noexcept {
  using namespace eight_bytes;
  if (text.size() < sizeof(std::uint64_t))
    return any(find(few(text)));
  const auto word_at = [text](std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
  };
  const std::size_t last = text.size() - sizeof(std::uint64_t);
  std::uint64_t found = find(word_at(last));
  for (std::size_t at = 0; at < last; at += sizeof(std::uint64_t))
    found |= find(word_at(at));
  return any(found);
}

}  // namespace noctis
