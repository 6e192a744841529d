#include "display/representative.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace noctis {

namespace {

using Orientation = std::array<double, 6>;
using Point = std::array<double, 3>;

// Files of one volume state their cosines with few digits.
constexpr double cosine_tolerance = 1e-3;

bool is_same(const Orientation& a, const Orientation& b) noexcept {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(std::abs(a[i] - b[i]) <= cosine_tolerance))
      return false;
  return true;
}

// Row x column.
Point normal_of(const Orientation& o) noexcept {
  return {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
}

double along(const Point& normal, const Point& position) noexcept {
  return std::inner_product(normal.begin(), normal.end(), position.begin(), 0.0);
}

std::vector<std::size_t> candidates(std::span<const SeriesImage> images) {
  const auto those = [images](auto holds) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < images.size(); ++i)
      if (holds(images[i]))
        chosen.push_back(i);
    return chosen;
  };
  auto chosen =
      those([](const auto& image) { return !image.is_localizer && !image.is_for_processing; });
  if (chosen.empty())
    chosen = those([](const auto& image) { return !image.is_localizer; });
  if (chosen.empty())
    chosen = those([](const auto&) { return true; });
  return chosen;
}

// Of all the chosen; nothing unless they lie in parallel planes whose places are known.
std::optional<Orientation> common_orientation(std::span<const SeriesImage> images,
                                              const std::vector<std::size_t>& chosen) {
  const auto& first = images[chosen.front()].image_orientation;
  if (!first)
    return std::nullopt;
  for (const std::size_t i : chosen)
    if (!images[i].image_position || !images[i].image_orientation ||
        !is_same(*images[i].image_orientation, *first) ||
        !std::isfinite(along(normal_of(*first), *images[i].image_position)))
      return std::nullopt;
  return first;
}

void sort_by_place(std::span<const SeriesImage> images, std::vector<std::size_t>& chosen) {
  if (const auto orientation = common_orientation(images, chosen)) {
    const Point normal = normal_of(*orientation);
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
      return along(normal, *images[a].image_position) < along(normal, *images[b].image_position);
    });
  } else {
    const auto number = [&](std::size_t i) {
      return images[i].instance_number.value_or(std::numeric_limits<std::int64_t>::max());
    };
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](std::size_t a, std::size_t b) { return number(a) < number(b); });
  }
}

}  // namespace

std::size_t representative_image(std::span<const SeriesImage> images) {
  std::vector<std::size_t> chosen = candidates(images);
  sort_by_place(images, chosen);
  return chosen[(chosen.size() - 1) / 2];
}

std::vector<std::size_t> spatial_order(std::span<const SeriesImage> images) {
  std::vector<std::size_t> order(images.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!order.empty())
    sort_by_place(images, order);
  return order;
}

std::uint32_t representative_frame(
    std::uint32_t frames, std::optional<std::int64_t> representative_frame_number) noexcept {
  if (representative_frame_number && *representative_frame_number >= 1 &&
      *representative_frame_number <= frames)
    return static_cast<std::uint32_t>(*representative_frame_number);
  return (frames - 1) / 2 + 1;
}

}  // namespace noctis
