#include "phantom/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

constexpr std::int64_t one = 65536;  // of normalised squared distances: 1 on the ellipse

}  // namespace

std::int64_t root(std::int64_t square) noexcept {
  return static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
}

std::int64_t sine(std::int64_t degrees) noexcept {
  degrees = ((degrees % 360) + 360) % 360;
  const std::int64_t half = degrees % 180;
  const std::int64_t parabola = half * (180 - half);
  const std::int64_t magnitude = std::int64_t{16384} * 4 * parabola / (40500 - parabola);
  return degrees < 180 ? magnitude : -magnitude;
}

std::int64_t profile(std::int64_t place,
                     std::initializer_list<std::pair<std::int64_t, std::int64_t>> points) noexcept {
  const auto* after = std::find_if(points.begin(), points.end(),
                                   [place](const auto& point) { return point.first > place; });
  if (after == points.begin())
    return after->second;
  const auto& [from, low] = *(after - 1);
  if (after == points.end())
    return low;
  return low + (after->second - low) * (place - from) / (after->first - from);
}

std::int32_t cloud(std::uint64_t stream, std::int64_t grain, std::int64_t x, std::int64_t y,
                   std::int32_t peak) noexcept {
  const auto floor_div = [](std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
  };
  const std::int64_t column = floor_div(x, grain);
  const std::int64_t row = floor_div(y, grain);
  const std::int64_t across = (x - column * grain) * 256 / grain;
  const std::int64_t down = (y - row * grain) * 256 / grain;
  const auto corner = [&](std::int64_t dx, std::int64_t dy) {
    const auto index = (static_cast<std::uint64_t>(row + dy) << 32) ^
                       (static_cast<std::uint64_t>(column + dx) & 0xffffffffU);
    return static_cast<std::int64_t>(chance(stream, index) >> 54) - 512;
  };
  const std::int64_t top = corner(0, 0) * (256 - across) + corner(1, 0) * across;
  const std::int64_t bottom = corner(0, 1) * (256 - across) + corner(1, 1) * across;
  return static_cast<std::int32_t>((top * (256 - down) + bottom * down) / 65536 * peak / 512);
}

Canvas::Canvas(std::uint32_t rows, std::uint32_t columns, std::int64_t pitch,
               std::int32_t background)
    : rows_(rows),
      columns_(columns),
      pitch_(pitch),
      values_(std::size_t{rows} * columns, background) {}

std::int64_t Canvas::x_of(std::int64_t column) const noexcept {
  return (2 * column + 1 - std::int64_t{columns_}) * pitch_ / 2;
}

std::int64_t Canvas::y_of(std::int64_t row) const noexcept {
  return (2 * row + 1 - std::int64_t{rows_}) * pitch_ / 2;
}

// Calls draw(value, distance) for each pixel of the box around the ellipse, grown by `margin`;
// `distance` is the squared distance from the centre, `one` on the ellipse itself.
template <class Draw>
void Canvas::visit(const Ellipse& ellipse, std::int64_t margin, const Draw& draw) {
  const std::int64_t longest = std::max(ellipse.rx, ellipse.ry);
  const std::int64_t reach_x = (ellipse.degrees == 0 ? ellipse.rx : longest) + margin + pitch_;
  const std::int64_t reach_y = (ellipse.degrees == 0 ? ellipse.ry : longest) + margin + pitch_;
  const auto column_at = [this](std::int64_t x) {
    return std::clamp(x / pitch_ + std::int64_t{columns_} / 2, std::int64_t{0},
                      std::int64_t{columns_});
  };
  const auto row_at = [this](std::int64_t y) {
    return std::clamp(y / pitch_ + std::int64_t{rows_} / 2, std::int64_t{0}, std::int64_t{rows_});
  };
  const std::int64_t left = column_at(ellipse.x - reach_x);
  const std::int64_t right = column_at(ellipse.x + reach_x + pitch_);
  const std::int64_t bottom = row_at(ellipse.y + reach_y + pitch_);

  const std::int64_t c = cosine(ellipse.degrees);
  const std::int64_t s = sine(ellipse.degrees);
  // 2^24 a half axis, so that a step of one pixel keeps its precision over a whole row.
  const auto along = [&](std::int64_t dx, std::int64_t dy) {
    return (dx * c + dy * s) * 1024 / ellipse.rx;
  };
  const auto across = [&](std::int64_t dx, std::int64_t dy) {
    return (dy * c - dx * s) * 1024 / ellipse.ry;
  };
  const std::int64_t u_step = along(pitch_, 0);
  const std::int64_t v_step = across(pitch_, 0);
  for (std::int64_t row = row_at(ellipse.y - reach_y); row < bottom; ++row) {
    const std::int64_t dx = x_of(left) - ellipse.x;
    const std::int64_t dy = y_of(row) - ellipse.y;
    std::int64_t u = along(dx, dy);
    std::int64_t v = across(dx, dy);
    std::int32_t* value = values_.data() + row * std::int64_t{columns_} + left;
    for (std::int64_t column = left; column < right; ++column) {
      const std::int64_t un = u >> 12;
      const std::int64_t vn = v >> 12;
      draw(*value++, (un * un + vn * vn) >> 8);
      u += u_step;
      v += v_step;
    }
  }
}

void Canvas::paint(const Ellipse& ellipse, std::int32_t value) {
  shade(ellipse, value, value);
}

void Canvas::shade(const Ellipse& ellipse, std::int32_t value, std::int32_t rim) {
  const std::int64_t radius = std::min(ellipse.rx, ellipse.ry);
  visit(ellipse, 0, [&](std::int32_t& pixel, std::int64_t distance) {
    // Near the line, (1 - d²) / 2 radii are the way to it.
    const std::int64_t cover = std::clamp(128 + (one - distance) * radius / pitch_ / 512,
                                          std::int64_t{0}, std::int64_t{256});
    if (cover == 0)
      return;
    const std::int64_t ink = value + (rim - value) * std::min(distance, one) / one;
    pixel += static_cast<std::int32_t>((ink - pixel) * cover / 256);
  });
}

void Canvas::add_ellipsoid(const Ellipse& ellipse, std::int32_t peak) {
  visit(ellipse, 0, [&](std::int32_t& pixel, std::int64_t distance) {
    if (distance < one)
      pixel += static_cast<std::int32_t>(root((one - distance) * one) * peak / one);
  });
}

void Canvas::add_ring(const Ellipse& ellipse, std::int64_t half_width, std::int32_t peak) {
  const std::int64_t radius = std::min(ellipse.rx, ellipse.ry);
  visit(ellipse, 2 * half_width, [&](std::int32_t& pixel, std::int64_t distance) {
    const std::int64_t off = (root(distance * one) - one) * radius / one;
    const std::int64_t squared = one - off * off * one / (half_width * half_width);
    if (squared > 0)
      pixel += static_cast<std::int32_t>(root(squared * one) * peak / one);
  });
}

void Canvas::add_noise(std::uint64_t stream, std::int32_t deviation) {
  for (std::size_t i = 0; i < values_.size(); ++i)
    values_[i] += normal_64(stream, i) * deviation / 64;
}

void Canvas::add_texture(std::uint64_t stream, std::int64_t grain, std::int32_t peak) {
  for (std::uint32_t row = 0; row < rows_; ++row) {
    for (std::uint32_t column = 0; column < columns_; ++column)
      values_[std::size_t{row} * columns_ + column] +=
          cloud(stream, grain, x_of(column), y_of(row), peak);
  }
}

}  // namespace noctis::phantom
