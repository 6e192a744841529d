#include "display/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "display/sample_walk.hpp"

namespace noctis {

namespace {

// The 0-based place of a percentile among `count` sorted values, nearest rank: the smallest that at
// least so many per mille of all do not exceed.
std::uint64_t rank(std::uint64_t count, std::uint64_t per_mille) noexcept {
  const std::uint64_t one_based = (count * per_mille + 999) / 1000;
  return std::max<std::uint64_t>(one_based, 1) - 1;
}

// A modality value and how often it occurs.
using Occurrence = std::pair<double, std::uint64_t>;

// Precondition: `sorted` is not empty.
ValueStatistics of_occurrences(const std::vector<Occurrence>& sorted) {
  ValueStatistics result;
  for (const auto& [value, times] : sorted)
    result.count += times;
  result.minimum = sorted.front().first;
  result.maximum = sorted.back().first;
  const auto at_rank = [&sorted](std::uint64_t place) {
    std::uint64_t passed = 0;
    for (const auto& [value, times] : sorted) {
      passed += times;
      if (passed > place)
        return value;
    }
    return sorted.back().first;
  };
  result.percentile_0_5 = at_rank(rank(result.count, 5));
  result.percentile_99_5 = at_rank(rank(result.count, 995));
  return result;
}

ValueStatistics by_histogram(const Frame& frame, const ModalityTransform& modality,
                             const std::function<bool(double)>& is_excluded) {
  std::vector<std::uint32_t> histogram(std::size_t{1} << frame.layout.bits_stored);
  for_each_pattern(frame, known_pixels(frame),
                   [&](std::size_t, std::uint32_t pattern) { ++histogram[pattern]; });
  std::vector<Occurrence> occurrences;
  for (std::uint32_t pattern = 0; pattern < histogram.size(); ++pattern) {
    if (histogram[pattern] == 0)
      continue;
    const auto stored = static_cast<double>(stored_value(frame.layout, pattern));
    if (is_excluded(stored))
      continue;
    if (const double value = modality(stored); std::isfinite(value))
      occurrences.emplace_back(value, histogram[pattern]);
  }
  if (occurrences.empty())
    return {};
  std::sort(occurrences.begin(), occurrences.end());
  return of_occurrences(occurrences);
}

ValueStatistics by_selection(const Frame& frame, const ModalityTransform& modality,
                             const std::function<bool(double)>& is_excluded) {
  std::vector<double> values;
  values.reserve(known_pixels(frame));
  for_each_value(frame, known_pixels(frame), [&](std::size_t, double stored) {
    if (!std::isfinite(stored) || is_excluded(stored))
      return;
    if (const double value = modality(stored); std::isfinite(value))
      values.push_back(value);
  });
  if (values.empty())
    return {};
  ValueStatistics result;
  result.count = values.size();
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  result.minimum = *least;
  result.maximum = *greatest;
  const auto at_rank = [&values](std::uint64_t place) {
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
  };
  result.percentile_0_5 = at_rank(rank(result.count, 5));
  result.percentile_99_5 = at_rank(rank(result.count, 995));
  return result;
}

}  // namespace

ValueStatistics value_statistics(const Frame& frame, const ModalityTransform& modality,
                                 const std::function<bool(double)>& is_excluded) {
  if (fits_table(frame.layout))
    return by_histogram(frame, modality, is_excluded);
  return by_selection(frame, modality, is_excluded);
}

}  // namespace noctis
