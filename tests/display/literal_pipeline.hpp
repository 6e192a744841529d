// The grey pipeline once more, one pixel at a time and each rule as it is written, with nothing
// prepared and nothing shared: what the fast one is compared with.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "display/view.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis::test {

class LiteralPipeline {
 public:
  LiteralPipeline(const Frame& frame, const DisplayAttributes& attributes)
      : frame_(frame), attributes_(attributes) {}

  [[nodiscard]] std::vector<std::uint8_t> greys(const View& view) const {
    std::vector<std::uint8_t> result;
    for (std::size_t i = 0; i < frame_.layout.pixel_count(); ++i)
      result.push_back(grey(view, i));
    return result;
  }

 private:
  [[nodiscard]] double stored(std::size_t i) const {
    return std::visit(
        [&](const auto& samples) -> double {
          double value = static_cast<double>(samples[i]);
          if (frame_.layout.sample_kind != SampleKind::integer)
            return value;
          value = std::fmod(value, std::pow(2, frame_.layout.bits_stored));
          if (frame_.layout.is_signed && value >= std::pow(2, frame_.layout.bits_stored - 1))
            value -= std::pow(2, frame_.layout.bits_stored);
          return value;
        },
        frame_.samples);
  }

  [[nodiscard]] bool is_background(std::size_t i) const {
    const double value = stored(i);
    const auto& padding = attributes_.padding;
    return std::isnan(value) || (frame_.missing_from && i >= *frame_.missing_from) ||
           (padding && value >= padding->low && value <= padding->high);
  }

  static double entry(const LookupTable& table, double value) {
    const auto last = static_cast<double>(table.entries.size()) - 1;
    const double index = std::floor(value + 0.5) - table.first_value_mapped;
    return table.entries[static_cast<std::size_t>(std::min(std::max(index, 0.0), last))];
  }

  [[nodiscard]] double modality_of(double value) const {
    if (attributes_.modality_lut)
      return entry(*attributes_.modality_lut, value);
    const Rescale rescale = attributes_.rescale.value_or(Rescale{});
    return value * rescale.slope + rescale.intercept;
  }

  // The values that count, sorted.
  [[nodiscard]] std::vector<double> counted() const {
    std::vector<double> values;
    for (std::size_t i = 0; i < frame_.layout.pixel_count(); ++i)
      if (!is_background(i) && std::isfinite(stored(i)) && std::isfinite(modality_of(stored(i))))
        values.push_back(modality_of(stored(i)));
    std::sort(values.begin(), values.end());
    return values;
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
    const std::vector<double> values = counted();
    if (values.empty())
      return std::isinf(x) && x > 0 ? 255 : 0;
    const auto percentile = [&](double percent) {
      const double rank = std::ceil(static_cast<double>(values.size()) * percent / 100 - 1e-9);
      return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
    };
    const double low = percentile(0.5), high = percentile(99.5);
    return low < high ? between(low, high, x) : full(x);
  }

  [[nodiscard]] double full(double x) const {
    const std::vector<double> values = counted();
    if (values.empty())
      return std::isinf(x) && x > 0 ? 255 : 0;
    return between(values.front(), values.back(), x);
  }

  [[nodiscard]] double by_file(std::uint32_t index, double x) const {
    const auto& luts = attributes_.voi_luts;
    if (index < luts.size())
      return entry(luts[index], x) * 255 / (std::pow(2, luts[index].bits_per_entry) - 1);
    if (!attributes_.windows.empty())
      return by_window(attributes_.windows[index - luts.size()], x);
    return automatic(x);
  }

  [[nodiscard]] std::uint8_t grey(const View& view, std::size_t i) const {
    if (is_background(i))
      return 0;
    const double x = modality_of(stored(i));
    const double y = view.kind == ViewKind::window      ? by_window(view.window, x)
                     : view.kind == ViewKind::automatic ? automatic(x)
                     : view.kind == ViewKind::full      ? full(x)
                                                        : by_file(view.file_view, x);
    auto grey = static_cast<int>(std::min(std::max(std::floor(y + 0.5), 0.0), 255.0));
    if (frame_.layout.photometric == Photometric::monochrome1)
      grey = 255 - grey;
    if (view.invert)
      grey = 255 - grey;
    return static_cast<std::uint8_t>(grey);
  }

  const Frame& frame_;
  const DisplayAttributes& attributes_;
};

}  // namespace noctis::test
