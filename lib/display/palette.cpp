#include "display/palette.hpp"

#include <algorithm>

#include "display/lookup.hpp"

namespace noctis {

namespace {

std::uint16_t greatest_entry(const LookupTable& table) {
  return *std::max_element(table.entries.begin(), table.entries.end());
}

// v * 255 / white, rounded half up.
std::uint8_t scaled(std::uint32_t entry, std::uint32_t white) noexcept {
  const std::uint32_t bounded = std::min(entry, white);
  return static_cast<std::uint8_t>((2 * bounded * 255 + white) / (2 * white));
}

}  // namespace

PaletteColors::PaletteColors(const Palette& palette)
    : palette_(palette), white_(entry_limit(palette.red)) {
  const std::uint16_t greatest = std::max(
      {greatest_entry(palette.red), greatest_entry(palette.green), greatest_entry(palette.blue)});
  if (white_ > 255 && greatest <= 255) {
    white_ = 255;
    remarks_.push_back({"R15", "a palette of 16 bits whose entries are all of 8: taken as 8-bit"});
  }
}

Rgb PaletteColors::operator()(double stored) const noexcept {
  return {scaled(entry_for(palette_.red, stored), white_),
          scaled(entry_for(palette_.green, stored), white_),
          scaled(entry_for(palette_.blue, stored), white_)};
}

}  // namespace noctis
