// Under a window most of a table is black or white.  Where the transform is monotone, both ends are
// found by bisection, so that only the ramp between them is worked out: 65,536 entries of a CT
// window in a few microseconds instead of hundreds, and equal to working out each of them.

#include "display/grey_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace noctis {

namespace {

// The first index in first..last of which `holds` is true, last where there is none.
// Precondition: from there on it stays true.
template <class Predicate>
std::size_t first_where(std::size_t first, std::size_t last, Predicate holds) {
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (holds(middle))
      last = middle;
    else
      first = middle + 1;
  }
  return first;
}

}  // namespace

template <class Grey>
GreyTable<Grey> make_grey_table(const PixelLayout& layout, const GreyTransform& transform) {
  const ValueRange stored = stored_range(layout);
  GreyTable<Grey> table{std::vector<Grey>(std::size_t{1} << layout.bits_stored)};
  std::vector<Grey>& greys = table.greys;
  std::size_t& ramp_begin = table.ramp_begin;
  std::size_t& ramp_end = table.ramp_end = greys.size();
  const auto value_at = [&](std::size_t i) { return stored.low + static_cast<double>(i); };
  const auto index_of = [&](double value) { return static_cast<std::size_t>(value - stored.low); };
  const auto at = [&](std::size_t i) { return greys.begin() + static_cast<std::ptrdiff_t>(i); };
  const auto grey_at = [&](std::size_t i) { return transform.unpadded<Grey>(value_at(i)); };

  if (transform.is_monotone()) {
    const Grey first = grey_at(0), last = grey_at(greys.size() - 1);
    ramp_begin = first_where(0, greys.size(), [&](std::size_t i) { return grey_at(i) != first; });
    ramp_end =
        first_where(ramp_begin, greys.size(), [&](std::size_t i) { return grey_at(i) == last; });
    std::fill(greys.begin(), at(ramp_begin), first);
    std::fill(at(ramp_end), greys.end(), last);
  }
  for (std::size_t i = ramp_begin; i < ramp_end; ++i)
    greys[i] = grey_at(i);

  if (transform.padding) {
    const double low = std::max(std::ceil(transform.padding->low), stored.low);
    const double high = std::min(std::floor(transform.padding->high), stored.high);
    if (low <= high)
      std::fill(at(index_of(low)), at(index_of(high) + 1), Grey{0});
  }
  // From the order of values to that of two's complement patterns.
  if (layout.is_signed)
    std::rotate(greys.begin(), at(greys.size() / 2), greys.end());
  return table;
}

template GreyTable<std::uint8_t> make_grey_table(const PixelLayout&, const GreyTransform&);
template GreyTable<std::uint16_t> make_grey_table(const PixelLayout&, const GreyTransform&);

}  // namespace noctis
