#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "corpus/real_files.hpp"
#include "corpus/table/reference.hpp"
#include "display/lookup.hpp"
#include "display/modality.hpp"
#include "display/sample_walk.hpp"
#include "display/window.hpp"

namespace noctis::test {

namespace {

// Statistics are sums of doubles in another order than ours.
constexpr double tolerance = 1e-9;

bool is_alike(double ours, double other) {
  return std::abs(ours - other) <= tolerance * std::max({1.0, std::abs(ours), std::abs(other)});
}

std::vector<double> modality_values(const Frame& frame, const DisplayAttributes& attributes) {
  const ModalityTransform modality(attributes);
  std::vector<double> values;
  values.reserve(frame.layout.sample_count());
  for_each_value(frame, frame.layout.sample_count(),
                 [&](std::size_t, double stored) { values.push_back(modality(stored)); });
  return values;
}

template <class Number>
double mean_of(const std::vector<Number>& values) {
  double sum = 0;
  for (const Number value : values)
    sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

template <class Number>
std::string difference(const std::vector<Number>& ours, const json::object& expected,
                       const Reference& reference) {
  if (to_hex(sha256(as_bytes(ours))) == text_of(expected.at("sha256")))
    return {};
  const double mean = mean_of(ours);
  const auto other = expected.at("mean").to_number<double>();
  if (!reference.is_lossless() && std::abs(mean - other) <= 1)
    return {};
  return fmt::format("around {:.4f}, not {:.4f}", mean, other);
}

// Empty where the window is the first of the file.
std::string another_window(const VoiWindow& window, const DisplayAttributes& attributes) {
  if (attributes.windows.empty())
    return "no window";
  const VoiWindow& first = attributes.windows.front();
  if (first.center == window.center && first.width == window.width)
    return {};
  return fmt::format("window {}/{}, not {}/{}", first.width, first.center, window.width,
                     window.center);
}

}  // namespace

Cell compare_modality(const Frame& frame, const DisplayAttributes& attributes,
                      const Reference& reference) {
  const json::value* const expected = reference.frame_row.if_contains("modality");
  if (expected == nullptr)
    return {};
  const auto number = [&](const char* key) {
    return expected->as_object().at(key).to_number<double>();
  };
  const std::vector<double> values = modality_values(frame, attributes);
  const auto [minimum, maximum] = std::minmax_element(values.begin(), values.end());
  const double mean = mean_of(values);
  const bool same_ends = is_alike(*minimum, number("min")) && is_alike(*maximum, number("max"));
  const double slope = attributes.rescale.value_or(Rescale{}).slope;
  if (reference.is_lossless() ? same_ends && is_alike(mean, number("mean"))
                              : std::abs(mean - number("mean")) <= std::abs(slope))
    return Cell::of({});
  return Cell::of(fmt::format("{}..{} around {:.4f}, not {}..{} around {:.4f}", *minimum, *maximum,
                              mean, number("min"), number("max"), number("mean")));
}

Cell compare_window(const Frame& frame, const DisplayAttributes& attributes,
                    const Reference& reference, const char* column, VoiFunction function) {
  const json::value* const expected = reference.frame_row.if_contains(column);
  if (expected == nullptr)
    return {};
  const json::object& row = expected->as_object();
  const VoiWindow window{row.at("center").to_number<double>(), row.at("width").to_number<double>(),
                         function};
  if (std::string_view(column).find("own") != std::string_view::npos)
    if (auto other = another_window(window, attributes); !other.empty())
      return Cell::of(std::move(other));
  if (const auto checked = check_window(window); !checked)
    return Cell::of(checked.error().what);
  std::vector<std::uint8_t> greys;
  for (const double value : modality_values(frame, attributes))
    greys.push_back(to_grey(apply_window(window, value)));
  return Cell::of(difference(greys, row, reference));
}

Cell compare_voi_lut(const Frame& frame, const DisplayAttributes& attributes,
                     const Reference& reference) {
  const json::value* const expected = reference.frame_row.if_contains("voi_lut_0");
  if (expected == nullptr)
    return {};
  if (attributes.voi_luts.empty())
    return Cell::of("no VOI LUT");
  std::vector<std::uint16_t> entries;
  for (const double value : modality_values(frame, attributes))
    entries.push_back(entry_for(attributes.voi_luts.front(), value));
  return Cell::of(difference(entries, expected->as_object(), reference));
}

}  // namespace noctis::test
