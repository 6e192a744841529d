#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "dicom/keywords.hpp"
#include "dicom/read_geometry.hpp"

namespace noctis {

namespace {

std::optional<std::int32_t> as_coordinate(std::optional<double> number) noexcept {
  if (!number || std::floor(*number) != *number ||
      *number < std::numeric_limits<std::int32_t>::min() ||
      *number > std::numeric_limits<std::int32_t>::max())
    return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

std::optional<std::int32_t> coordinate(const Item& item, Tag tag, std::size_t index = 0) {
  return as_coordinate(item.number(tag, index));
}

std::optional<Shutter::Rectangle> read_rectangle(const Item& item) {
  const auto left = coordinate(item, tag::shutter_left_vertical_edge);
  const auto right = coordinate(item, tag::shutter_right_vertical_edge);
  const auto top = coordinate(item, tag::shutter_upper_horizontal_edge);
  const auto bottom = coordinate(item, tag::shutter_lower_horizontal_edge);
  if (!left || !right || !top || !bottom)
    return std::nullopt;
  return Shutter::Rectangle{*left, *right, *top, *bottom};
}

std::optional<Shutter::Circle> read_circle(const Item& item) {
  const auto row = coordinate(item, tag::center_of_circular_shutter, 0);
  const auto column = coordinate(item, tag::center_of_circular_shutter, 1);
  const auto radius = coordinate(item, tag::radius_of_circular_shutter);
  if (!row || !column || !radius || *radius < 0)
    return std::nullopt;
  return Shutter::Circle{*row, *column, *radius};
}

/// Row, column, row, column…; nothing unless all are whole numbers and make three corners.
std::vector<std::pair<std::int32_t, std::int32_t>> read_polygon(const Item& item) {
  const auto numbers = item.numbers(tag::vertices_of_the_polygonal_shutter);
  std::vector<std::pair<std::int32_t, std::int32_t>> polygon;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    const auto row = as_coordinate(numbers[i]);
    const auto column = as_coordinate(numbers[i + 1]);
    if (!row || !column)
      return {};
    polygon.emplace_back(*row, *column);
  }
  if (polygon.size() < 3)
    polygon.clear();
  return polygon;
}

}  // namespace

void read_shutter(const Item& item, Level level, DisplayAttributes& attributes) {
  const auto shapes = item.texts(tag::shutter_shape);
  const auto has_shape = [&](std::string_view shape) {
    return std::find(shapes.begin(), shapes.end(), shape) != shapes.end();
  };
  Shutter shutter;
  if (has_shape("RECTANGULAR"))
    shutter.rectangle = read_rectangle(item);
  if (has_shape("CIRCULAR"))
    shutter.circle = read_circle(item);
  if (has_shape("POLYGONAL"))
    shutter.polygon = read_polygon(item);
  if (!shutter.rectangle && !shutter.circle && shutter.polygon.empty())
    return;
  const auto value = item.integer(tag::shutter_presentation_value);
  if (value && *value >= 0 && *value <= 0xFFFF)
    shutter.presentation_value = static_cast<std::uint16_t>(*value);
  attributes.shutter = std::move(shutter);
  attributes.shutter_level = level;
}

}  // namespace noctis
