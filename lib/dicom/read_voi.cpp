// Rules R3, R7, R35, R36.

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dicom/keywords.hpp"
#include "dicom/read_grey_transform.hpp"
#include "dicom/read_lookup_table.hpp"

namespace noctis {

namespace {

/// Each is a view of its own, and nobody looks at more.
constexpr std::size_t voi_limit = 64;

VoiFunction read_function(const Item& item, const ImagePixel& pixel,
                          DisplayAttributes& attributes) {
  const std::string name = item.text(tag::voi_lut_function);
  if (name == "LINEAR_EXACT")
    return VoiFunction::linear_exact;
  if (name == "SIGMOID")
    return VoiFunction::sigmoid;
  if (!name.empty() && name != "LINEAR" && is_grey(pixel))
    attributes.remarks.push_back(
        {"R36", fmt::format("VOI LUT Function is \"{:.16}\": taken as LINEAR", name)});
  return VoiFunction::linear;
}

/// Nothing, with a remark, where the pair does not count.
std::optional<VoiWindow> make_window(std::optional<double> center, std::optional<double> width,
                                     VoiFunction function, DisplayAttributes& attributes) {
  if (!center || !width) {
    attributes.remarks.push_back({"R35", "a pair of Window Center and Window Width is incomplete"});
    return std::nullopt;
  }
  if (*width <= 0) {
    attributes.remarks.push_back(
        {"R3", fmt::format("Window Width is {}: the pair does not count", *width)});
    return std::nullopt;
  }
  if (function == VoiFunction::linear && *width < 1) {
    attributes.remarks.push_back(
        {"R3", fmt::format("Window Width is {} under LINEAR: LINEAR_EXACT is used", *width)});
    function = VoiFunction::linear_exact;
  }
  return VoiWindow{*center, *width, function};
}

void remark_on_too_many(std::size_t count, DisplayAttributes& attributes) {
  if (count > voi_limit)
    attributes.remarks.push_back(
        {"R35", fmt::format("of {} windows or VOI LUTs the first {} are taken", count, voi_limit)});
}

std::vector<VoiWindow> read_windows(const Item& item, const ImagePixel& pixel,
                                    DisplayAttributes& attributes) {
  std::vector<VoiWindow> windows;
  const auto centers = item.numbers(tag::window_center);
  const auto widths = item.numbers(tag::window_width);
  remark_on_too_many(std::max(centers.size(), widths.size()), attributes);
  const std::size_t pairs = std::min(std::max(centers.size(), widths.size()), voi_limit);
  if (pairs == 0)
    return windows;
  const VoiFunction function = read_function(item, pixel, attributes);
  const auto explanations = item.texts(tag::window_center_width_explanation);
  for (std::size_t i = 0; i < pairs; ++i) {
    auto window = make_window(i < centers.size() ? centers[i] : std::nullopt,
                              i < widths.size() ? widths[i] : std::nullopt, function, attributes);
    if (!window)
      continue;
    if (i < explanations.size())
      window->explanation = explanations[i];
    windows.push_back(std::move(*window));
  }
  return windows;
}

/// PS3.3 C.11.2.1.1: whether the values that go into a VOI LUT can be negative.
bool input_is_signed(const ImagePixel& pixel, const DisplayAttributes& attributes) {
  if (attributes.modality_lut)
    return false;
  if (!attributes.rescale)
    return pixel.is_signed;
  const double range = std::ldexp(1.0, pixel.bits_stored);
  const double least = pixel.is_signed ? -range / 2 : 0.0;
  const double most = least + range - 1;
  const Rescale& rescale = *attributes.rescale;
  return std::min(least * rescale.slope, most * rescale.slope) + rescale.intercept < 0;
}

std::vector<LookupTable> read_voi_luts(const Item& item, DisplayAttributes& attributes) {
  constexpr bool first_value_is_signed = false;  // until settle_voi_luts() knows
  std::vector<LookupTable> luts;
  const auto items = item.items(tag::voi_lut_sequence);
  remark_on_too_many(items.size(), attributes);
  for (const Item& lut : items) {
    if (luts.size() == voi_limit)
      break;
    auto table = read_lookup_table(lut.bytes(tag::lut_descriptor), lut.bytes(tag::lut_data),
                                   first_value_is_signed);
    if (!table) {
      attributes.remarks.push_back({"R7", "a VOI LUT is not used: " + table.error().what});
      continue;
    }
    table->explanation = lut.text(tag::lut_explanation);
    luts.push_back(std::move(*table));
  }
  return luts;
}

}  // namespace

void read_voi(const Item& item, Level level, const ImagePixel& pixel,
              DisplayAttributes& attributes) {
  auto windows = read_windows(item, pixel, attributes);
  auto voi_luts = read_voi_luts(item, attributes);
  if (windows.empty() && voi_luts.empty())
    return;  // what does not count hides nothing (R3)
  attributes.windows = std::move(windows);
  attributes.voi_luts = std::move(voi_luts);
  attributes.voi_level = level;
}

void settle_voi_luts(const ImagePixel& pixel, DisplayAttributes& attributes) {
  if (!input_is_signed(pixel, attributes))
    return;
  for (LookupTable& lut : attributes.voi_luts)
    lut.first_value_mapped = static_cast<std::int16_t>(lut.first_value_mapped);
}

}  // namespace noctis
