// Rules R1 to R12, R22, R23, R26, R27: the grey of one pixel.

#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "display/literal_values.hpp"
#include "display/view.hpp"

namespace noctis::test::literal {

class Greys {
 public:
  Greys(const Frame& frame, const DisplayAttributes& attributes)
      : frame_(frame), attributes_(attributes) {
    for (std::size_t i = 0; i < frame_.layout.pixel_count(); ++i)
      if (counts(i))
        counted_.push_back(modality_of(stored(frame_, i)));
    std::sort(counted_.begin(), counted_.end());
  }

  [[nodiscard]] std::uint8_t operator()(const View& view, std::size_t i) const {
    if (attributes_.segmentation)
      return segment(view, i);
    if (is_background(i))
      return 0;
    int result = grey(look(view, modality_of(stored(frame_, i))));
    if (frame_.layout.photometric == Photometric::monochrome1)
      result = 255 - result;
    if (view.invert)
      result = 255 - result;
    return static_cast<std::uint8_t>(result);
  }

  /// R15: whether the supplemental palette shows it.
  [[nodiscard]] bool is_supplemental(std::size_t i) const {
    return attributes_.palette && attributes_.palette_is_supplemental &&
           stored(frame_, i) >= attributes_.palette->red.first_value_mapped;
  }

 private:
  [[nodiscard]] bool is_background(std::size_t i) const {
    const double value = stored(frame_, i);
    const auto& padding = attributes_.padding;
    return std::isnan(value) || is_missing(frame_, i) ||
           (padding && value >= padding->low && value <= padding->high);
  }

  [[nodiscard]] bool counts(std::size_t i) const {
    return !is_background(i) && !is_supplemental(i) && std::isfinite(stored(frame_, i)) &&
           std::isfinite(modality_of(stored(frame_, i)));
  }

  [[nodiscard]] double modality_of(double value) const {
    if (attributes_.modality_lut)
      return entry(*attributes_.modality_lut, value);
    const Rescale rescale = attributes_.rescale.value_or(Rescale{});
    return value * rescale.slope + rescale.intercept;
  }

  static double by_window(const VoiWindow& window, double x) {
    const double c = window.center, w = window.width;
    if (window.function == VoiFunction::sigmoid)
      return 255 / (1 + std::exp(-4 * (x - c) / w));
    if (window.function == VoiFunction::linear_exact) {
      if (x <= c - w / 2)
        return 0;
      return x > c + w / 2 ? 255 : ((x - c) / w + 0.5) * 255;
    }
    if (x <= c - 0.5 - (w - 1) / 2)
      return 0;
    return x > c - 0.5 + (w - 1) / 2 ? 255 : ((x - (c - 0.5)) / (w - 1) + 0.5) * 255;
  }

  static double between(double low, double high, double x) {
    if (low == high)
      return std::isinf(x) ? (x > 0 ? 255 : 0) : 127.5;
    return by_window({(low + high) / 2, high - low, VoiFunction::linear_exact, {}}, x);
  }

  [[nodiscard]] double automatic(double x) const {
    if (counted_.empty())
      return full(x);
    const auto percentile = [&](double percent) {
      const double rank = std::ceil(static_cast<double>(counted_.size()) * percent / 100 - 1e-9);
      return counted_[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
    };
    const double low = percentile(0.5), high = percentile(99.5);
    return low < high ? between(low, high, x) : full(x);
  }

  [[nodiscard]] double full(double x) const {
    if (counted_.empty())
      return std::isinf(x) && x > 0 ? 255 : 0;
    return between(counted_.front(), counted_.back(), x);
  }

  // R12: PS3.3 C.11.2.1.2.2.  Nothing of floats, which have no Bits Stored to span.
  [[nodiscard]] bool is_shown_by_identity() const {
    const std::string& uid = attributes_.sop_class_uid;
    const std::string secondary_capture = "1.2.840.10008.5.1.4.1.1.7";
    const bool is_secondary = uid == secondary_capture || uid == secondary_capture + ".1" ||
                              uid == secondary_capture + ".2" || uid == secondary_capture + ".3" ||
                              uid == secondary_capture + ".4";
    return frame_.layout.sample_kind == SampleKind::integer &&
           (is_secondary || !attributes_.presentation_lut_shape.empty());
  }

  [[nodiscard]] double by_identity(double x) const {
    double low = 0, high = std::pow(2, frame_.layout.bits_stored) - 1;
    if (frame_.layout.is_signed) {
      low = -std::pow(2, frame_.layout.bits_stored - 1);
      high = -low - 1;
    }
    const double one = modality_of(low), other = modality_of(high);
    low = std::min(one, other);
    high = std::max(one, other);
    if (attributes_.modality_lut) {
      low = 0;
      high = std::pow(2, attributes_.modality_lut->bits_per_entry) - 1;
    }
    return (x - low) * 255 / (high - low);
  }

  // R22, by the class of the object; without one, by its modality.
  [[nodiscard]] bool is_a_dose() const {
    const std::string& uid = attributes_.sop_class_uid;
    return uid.empty() ? attributes_.modality == "RTDOSE" : uid == "1.2.840.10008.5.1.4.1.1.481.2";
  }

  [[nodiscard]] double dose(double x) const {
    const double most = counted_.empty() ? 0 : counted_.back();
    if (most <= 0)
      return x > 0 ? 255 : 0;
    return between(0, most, x);
  }

  [[nodiscard]] double by_file(std::uint32_t index, double x) const {
    const auto& luts = attributes_.voi_luts;
    if (index < luts.size())
      return entry(luts[index], x) * 255 / (std::pow(2, luts[index].bits_per_entry) - 1);
    if (!attributes_.windows.empty())
      return by_window(attributes_.windows[index - luts.size()], x);
    if (is_a_dose())
      return dose(x);
    if (is_shown_by_identity())
      return by_identity(x);
    if (attributes_.modality == "CT" && attributes_.hounsfield_units)
      return by_window({40, 400, VoiFunction::linear, {}}, x);
    return automatic(x);
  }

  [[nodiscard]] double look(const View& view, double x) const {
    switch (view.kind) {
      case ViewKind::window:
        return by_window(view.window, x);
      case ViewKind::automatic:
        return automatic(x);
      case ViewKind::full:
        return full(x);
      case ViewKind::file:
        break;
    }
    return by_file(view.file_view, x);
  }

  // R23.
  [[nodiscard]] std::uint8_t segment(const View& view, std::size_t i) const {
    if (is_missing(frame_, i))
      return 0;
    const Segmentation& segmentation = *attributes_.segmentation;
    const double most = segmentation.type == SegmentationType::fractional
                            ? segmentation.maximum_fractional_value
                            : 1;
    const int result = grey_of_quotient(255 * stored(frame_, i) / most);
    return static_cast<std::uint8_t>(view.invert ? 255 - result : result);
  }

  const Frame& frame_;
  const DisplayAttributes& attributes_;
  std::vector<double> counted_;  // sorted
};

}  // namespace noctis::test::literal
