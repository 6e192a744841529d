#include "dicom/derived_uid.hpp"

#include <algorithm>
#include <array>

namespace noctis {

std::string derived_uid(const Digest& digest) {
  std::array<std::uint8_t, 16> number;  // big endian
  std::copy_n(digest.begin(), number.size(), number.begin());
  std::string digits;  // the last one first
  const auto is_zero = [&] {
    return std::all_of(number.begin(), number.end(), [](std::uint8_t byte) { return byte == 0; });
  };
  do {  // long division by ten
    unsigned remainder = 0;
    for (std::uint8_t& byte : number) {
      const unsigned part = remainder << 8 | byte;
      byte = static_cast<std::uint8_t>(part / 10);
      remainder = part % 10;
    }
    digits += static_cast<char>('0' + remainder);
  } while (!is_zero());
  std::reverse(digits.begin(), digits.end());
  return "2.25." + digits;
}

}  // namespace noctis
