#include "tests/bench/support/plain_slice.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>

namespace noctis {

namespace {

double number_of(ByteView value) {
  double number = 0;
  const std::string_view text = as_text(value);
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  std::from_chars(text.data() + begin, text.data() + text.size(), number);
  return number;
}

}  // namespace

std::optional<PlainSlice> parse_plain_slice(ByteView file) {
  constexpr std::size_t preamble = 132;
  // One element after the other, sequences entered (PS3.5 7.1.2, 7.5).
  PlainSlice slice;
  for (std::size_t at = preamble; at + 12 <= file.size();) {
    const ByteView element = file.subspan(at);
    const auto group = load_little_endian<std::uint16_t>(element);
    const auto tag =
        std::uint32_t{group} << 16 | load_little_endian<std::uint16_t>(element.subspan(2));
    const std::string_view vr = as_text(element.subspan(4, 2));
    const bool is_long = vr == "OB" || vr == "OW" || vr == "SQ" || vr == "UN" || vr == "UT";
    const bool is_item = group == 0xfffe;
    const std::size_t head = is_long ? 12 : 8;
    const std::size_t length = is_item || is_long
                                   ? load_little_endian<std::uint32_t>(element.subspan(head - 4))
                                   : load_little_endian<std::uint16_t>(element.subspan(6));
    at += head;
    if (is_item || vr == "SQ")
      continue;
    if (length > file.size() - at)
      return std::nullopt;
    const ByteView value = file.subspan(at, length);
    at += length;
    const auto word = length == 2 ? load_little_endian<std::uint16_t>(value) : std::uint16_t{0};
    switch (tag) {
      case 0x00280010:
        slice.rows = word;
        break;
      case 0x00280011:
        slice.columns = word;
        break;
      case 0x00280101:
        slice.bits_stored = word;
        break;
      case 0x00280103:
        slice.is_signed = word != 0;
        break;
      case 0x00281052:
        slice.intercept = number_of(value);
        break;
      case 0x00281053:
        slice.slope = number_of(value);
        break;
      case 0x7fe00010:
        slice.pixels = value;
        break;
      default:
        break;
    }
  }
  const bool is_whole = slice.pixels.size() == std::size_t{2} * slice.rows * slice.columns &&
                        slice.rows > 0 && slice.columns > 0 && slice.bits_stored >= 1 &&
                        slice.bits_stored <= 16;
  return is_whole ? std::optional(slice) : std::nullopt;
}

}  // namespace noctis
