#include "display/voi_choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "display/window.hpp"

namespace noctis {

namespace {

constexpr double mid_grey = 0.5;

bool is_secondary_capture(std::string_view sop_class_uid) {
  // PS3.4 B.5: plain, and the multi-frame ones of single bits, grey bytes, grey words and colour.
  constexpr std::string_view plain = "1.2.840.10008.5.1.4.1.1.7";
  constexpr std::array<std::string_view, 5> suffixes = {"", ".1", ".2", ".3", ".4"};
  return sop_class_uid.starts_with(plain) &&
         std::find(suffixes.begin(), suffixes.end(), sop_class_uid.substr(plain.size())) !=
             suffixes.end();
}

// From low to high by LINEAR_EXACT; nothing where there is nothing between them.
std::optional<VoiWindow> window_over(double low, double high) {
  if (!(low < high))
    return std::nullopt;
  // Doubles near the end of their range have a sum or a difference beyond it.
  const double sum = low + high;
  const double center = std::isfinite(sum) ? sum / 2 : low / 2 + high / 2;
  const double width = std::min(high - low, std::numeric_limits<double>::max());
  return VoiWindow{center, width, VoiFunction::linear_exact, {}};
}

VoiChoice whole_range(const ValueStatistics& statistics) {
  if (statistics.count == 0)
    return {FlatGrey{},
            VoiSource::whole_range,
            {{"R12", "no pixel has a value that counts: all is background"}}};
  if (const auto window = window_over(statistics.minimum, statistics.maximum))
    return {*window, VoiSource::whole_range};
  return {FlatGrey{mid_grey},
          VoiSource::whole_range,
          {{"R12", "every pixel has the same value: mid-grey"}}};
}

VoiChoice percentiles(const ValueStatistics& statistics) {
  if (statistics.count == 0)
    return whole_range(statistics);
  if (const auto window = window_over(statistics.percentile_0_5, statistics.percentile_99_5))
    return {*window,
            VoiSource::percentiles,
            {{"R12", "the 0.5 to 99.5 percentile of the frame's values"}}};
  VoiChoice choice = whole_range(statistics);
  if (std::holds_alternative<VoiWindow>(choice.voi))
    choice.remarks.push_back(
        {"R12", "the 0.5 and 99.5 percentiles are one value: minimum to maximum"});
  return choice;
}

// PS3.3 C.11.2.1.2.2.
std::optional<VoiChoice> identity(const PixelLayout& layout, const DisplayAttributes& attributes) {
  if (layout.sample_kind != SampleKind::integer)
    return std::nullopt;  // no Bits Stored to span
  const ValueRange range = ModalityTransform(attributes).range(layout);
  if (!(range.low < range.high) || !std::isfinite(range.high - range.low))
    return std::nullopt;
  return VoiChoice{
      Stretch{range}, VoiSource::identity, {{"R12", "the identity over the range of Bits Stored"}}};
}

VoiChoice dose(const ValueStatistics& statistics) {
  // An empty slice of a dose grid is black, not mid-grey.
  const double maximum = statistics.count > 0 && statistics.maximum > 0 ? statistics.maximum : 1;
  return {window_over(0, maximum).value(),
          VoiSource::dose,
          {{"R22", "dose: zero to the frame's maximum"}}};
}

VoiChoice where_the_file_names_none(const PixelLayout& layout, const DisplayAttributes& attributes,
                                    const std::function<const ValueStatistics&()>& statistics) {
  if (is_rt_dose(attributes))
    return dose(statistics());
  if (is_secondary_capture(attributes.sop_class_uid) || !attributes.presentation_lut_shape.empty())
    if (const auto choice = identity(layout, attributes))
      return *choice;
  if (attributes.modality == "CT" && attributes.hounsfield_units)
    return {VoiWindow{40, 400},
            VoiSource::hounsfield_units,
            {{"R12", "no window in the file: CT in Hounsfield units takes 40/400"}}};
  return percentiles(statistics());
}

Result<VoiChoice> by_window(const VoiWindow& window, VoiSource source) {
  if (const auto checked = check_window(window); !checked)
    return failure(checked);
  return VoiChoice{window, source};
}

Result<VoiChoice> by_file(std::uint32_t index, const PixelLayout& layout,
                          const DisplayAttributes& attributes,
                          const std::function<const ValueStatistics&()>& statistics) {
  const auto& luts = attributes.voi_luts;
  const auto& windows = attributes.windows;
  if (index >= file_view_count(attributes))
    return failure(ErrorKind::malformed, "the file has {} views, no view {}",
                   file_view_count(attributes), index + std::uint64_t{1});
  if (luts.empty() && windows.empty())
    return where_the_file_names_none(layout, attributes, statistics);
  if (index >= luts.size())
    return by_window(windows[index - luts.size()], VoiSource::file);
  VoiChoice choice{&luts[index], VoiSource::file};
  if (index == 0 && !windows.empty())
    choice.remarks.push_back(
        {"R6", "a VOI LUT Sequence and a window: the sequence's first item is the default"});
  return choice;
}

}  // namespace

std::uint32_t file_view_count(const DisplayAttributes& attributes) noexcept {
  const std::size_t named = attributes.voi_luts.size() + attributes.windows.size();
  return static_cast<std::uint32_t>(std::max<std::size_t>(named, 1));
}

Result<VoiChoice> choose_voi(const View& view, const PixelLayout& layout,
                             const DisplayAttributes& attributes,
                             const std::function<const ValueStatistics&()>& statistics) {
  switch (view.kind) {
    case ViewKind::file:
      return by_file(view.file_view, layout, attributes, statistics);
    case ViewKind::automatic:
      return percentiles(statistics());
    case ViewKind::full:
      return whole_range(statistics());
    case ViewKind::window:
      return by_window(view.window, VoiSource::asked);
  }
  return failure(ErrorKind::malformed, "no such kind of view");
}

}  // namespace noctis
