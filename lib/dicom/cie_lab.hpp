// Colours as DICOM encodes them, to sRGB.

#pragma once

#include <array>
#include <cstdint>

namespace noctis {

/// L*, a*, b* as three 16-bit numbers (PS3.3 C.10.7.1.1: PCS values under D50) -> sRGB 0xRRGGBB,
/// out of gamut colours clipped.
[[nodiscard]] std::uint32_t srgb_of_cie_lab(const std::array<std::uint16_t, 3>& lab) noexcept;

}  // namespace noctis
