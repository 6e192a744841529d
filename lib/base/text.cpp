#include "base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include <fmt/core.h>

#include "base/eight_bytes.hpp"

namespace noctis {

namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;  // 0: not UTF-8 here
};

// The code point at the start of `text`: no overlong forms, no surrogates, at most U+10FFFF
// (Unicode, table 3-7).
CodePoint decode(std::string_view text) noexcept {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0) == 0x80; };
  const std::uint32_t first = byte(0);
  if (first < 0x80)
    return {first, 1};
  if (first >= 0xc2 && first < 0xe0 && continues(1))
    return {(first & 0x1fU) << 6 | (byte(1) & 0x3fU), 2};
  if ((first & 0xf0) == 0xe0 && continues(1) && continues(2)) {
    const std::uint32_t value = (first & 0x0fU) << 12 | (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU);
    if (value >= 0x800 && (value < 0xd800 || value > 0xdfff))
      return {value, 3};
  }
  if (first >= 0xf0 && first < 0xf5 && continues(1) && continues(2) && continues(3)) {
    const std::uint32_t value = (first & 0x07U) << 18 | (byte(1) & 0x3fU) << 12 |
                                (byte(2) & 0x3fU) << 6 | (byte(3) & 0x3fU);
    if (value >= 0x10000 && value <= 0x10ffff)
      return {value, 4};
  }
  return {};
}

bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0;
}

// Those that can move a cursor, hide text or turn its direction over.
bool is_control(std::uint32_t c) noexcept {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos)
      return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<double> to_double(std::string_view text) noexcept {
  text = trim(text);
  if (text.size() > 1 && text.front() == '+' && text[1] != '-')
    text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<std::int64_t> to_integer(std::string_view text) noexcept {
  text = trim(text);
  if (text.size() > 1 && text.front() == '+' && text[1] != '-')
    text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

bool is_printable_ascii(std::string_view text) noexcept {
  using namespace eight_bytes;
  return !any_word(text, [](std::uint64_t word) {
    return below(word, ' ') | equal(word, 0x7f) | beyond_ascii(word);
  });
}

bool is_valid_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t length = decode(text).length;
    if (length == 0)
      return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t length = decode(text).length;
    if (length == 0)
      valid += "\xef\xbf\xbd";
    else
      valid += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return valid;
}

namespace {

std::string escape(std::string_view text, std::string_view backslash) {
  std::string escaped;
  while (!text.empty()) {
    const auto [value, length] = decode(text);
    if (length == 0)
      escaped += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    else if (value == '\\')
      escaped += backslash;
    else if (value == '\n')
      escaped += "\\n";
    else if (value == '\t')
      escaped += "\\t";
    else if (value == '\r')
      escaped += "\\r";
    else if (is_control(value))
      escaped += value < 0x100 ? fmt::format("\\x{:02x}", value) : fmt::format("\\u{:04x}", value);
    else
      escaped += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return escaped;
}

}  // namespace

std::string escape_controls(std::string_view text) {
  return escape(text, "\\\\");
}
std::string escape_message(std::string_view text) {
  return escape(text, "\\");
}

std::string format_bytes(std::uint64_t bytes) {
  constexpr std::array units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  if (bytes < 1024)
    return fmt::format("{} B", bytes);
  double value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  while (value >= 1023.95 && unit + 1 < units.size()) {
    value /= 1024;
    ++unit;
  }
  return fmt::format("{:.1f} {}", value, units[unit]);
}

std::string format_seconds(double seconds) {
  if (seconds < 9.95)
    return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::lround(seconds));
  if (whole < 60)
    return fmt::format("{} s", whole);
  if (whole < 3600)
    return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

bool matches_glob(std::string_view pattern, std::string_view text) noexcept {
  // The last * is the only one that need ever be taken back.
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*')
    ++p;
  return p == pattern.size();
}

}  // namespace noctis
