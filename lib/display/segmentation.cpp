#include "display/segmentation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace noctis {

namespace {

// Twelve colours that are told apart on black, the most different ones first; then again.
constexpr std::array<std::uint32_t, 12> fixed_colors = {0xe6194b, 0x3cb44b, 0x4363d8, 0xffe119,
                                                        0xf58231, 0x42d4f4, 0xf032e6, 0xbfef45,
                                                        0xfabed4, 0x469990, 0xdcbeff, 0x9a6324};

}  // namespace

LabelColors::LabelColors(const Segmentation& segmentation) : colors_(segmentation.colors) {
  std::stable_sort(colors_.begin(), colors_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
}

Rgb LabelColors::operator()(double stored) const noexcept {
  const auto found =
      std::lower_bound(colors_.begin(), colors_.end(), stored,
                       [](const auto& color, double label) { return color.first < label; });
  if (found != colors_.end() && found->first == stored)
    return rgb_from(found->second);
  if (stored < 1)
    return rgb_from(0);
  return rgb_from(fixed_colors[(static_cast<std::size_t>(stored) - 1) % fixed_colors.size()]);
}

}  // namespace noctis
