// Colour: an echocardiogram with a Doppler box, and a chart.

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "phantom/anatomy.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

struct Rgb {
  std::int32_t red = 0, green = 0, blue = 0;
};

void put(std::vector<std::int32_t>& image, std::size_t pixel, Rgb color) {
  image[pixel * 3] = std::clamp(color.red, 0, 255);
  image[pixel * 3 + 1] = std::clamp(color.green, 0, 255);
  image[pixel * 3 + 2] = std::clamp(color.blue, 0, 255);
}

// Echoes before speckle: walls bright, blood dark.  The canvas is 200 mm high, the probe at the
// top.
Canvas echoes(const Plan& plan, std::int64_t squeeze) {
  const std::int64_t pitch = std::max<std::int64_t>(20000 / std::int64_t{plan.spec.rows}, 1);
  Canvas canvas(plan.spec.rows, plan.spec.columns, pitch, 70);
  const std::int64_t jitter = chance_between(plan.stream, 0, -600, 600);
  canvas.paint({jitter, 800, 5600, 7600, 8}, 150);
  canvas.paint({jitter + 1600, -800, 2600 * squeeze / 1000, 4600 * squeeze / 1000, 12},
               14);  // left ventricle
  canvas.paint({jitter - 2300, -600, 1700 * squeeze / 1000, 3900 * squeeze / 1000, 10},
               16);                           // right
  const std::int64_t atria = 2000 - squeeze;  // fill while the ventricles empty
  canvas.paint({jitter + 1000, 5600, 2200 * atria / 1000, 1900 * atria / 1000}, 12);
  canvas.paint({jitter - 2600, 5400, 1900 * atria / 1000, 1700 * atria / 1000}, 14);
  const std::int64_t valve = (1000 - squeeze) / 6;
  canvas.paint({jitter + 500, 3300, 1100, 130, 20 + valve}, 230);
  canvas.paint({jitter + 2300, 3300, 1100, 130, -10 - valve}, 230);
  return canvas;
}

}  // namespace

std::vector<std::int32_t> draw_heart(const Plan& plan, std::uint32_t frame) {
  const std::int64_t phase = std::int64_t{frame} * 360 / 20;  // a beat is twenty frames
  const std::int64_t squeeze = 850 + 150 * cosine(phase) / 16384;
  const Canvas tissue = echoes(plan, squeeze);
  const std::int64_t flow = sine(phase);
  std::vector<std::int32_t> image(std::size_t{plan.spec.rows} * plan.spec.columns * 3, 0);
  const std::uint64_t speckle = mix(plan.stream + frame);
  for (std::uint32_t row = 0; row < tissue.rows(); ++row) {
    for (std::uint32_t column = 0; column < tissue.columns(); ++column) {
      const std::size_t pixel = std::size_t{row} * tissue.columns() + column;
      const std::int64_t x = tissue.x_of(column);
      const std::int64_t y = tissue.y_of(row) + 9600;  // from the probe
      const std::int64_t reach = x * x + y * y;
      const bool in_sector =
          y > 0 && x * 10 < y * 8 && -x * 10 < y * 8 && reach < std::int64_t{19000} * 19000;
      if (!in_sector || reach < std::int64_t{300} * 300)
        continue;
      std::int32_t grey = tissue.values()[pixel];
      if (plan.spec.noise)
        grey = grey *
               (64 + std::abs(normal_64(speckle, pixel)) +
                cloud(mix(plan.stream), 130, x, y * 2, 40)) /
               128;
      const auto depth = static_cast<std::int32_t>(root(reach) / 100);
      grey = std::max(grey * (260 - depth) / 200, 3);
      Rgb color{grey, grey, grey};
      const std::int64_t dx = x - 1500;
      const std::int64_t dy = y - 9800;
      if (dx * dx + dy * dy < std::int64_t{2300} * 2300 && tissue.values()[pixel] < 60) {
        const auto speed =
            static_cast<std::int32_t>(flow * (2300 - root(dx * dx + dy * dy)) / 2300 / 80);
        if (speed > 8)
          color = {60 + speed, speed / 2, 10};
        else if (speed < -8)
          color = {10, -speed / 2, 60 - speed};
      }
      put(image, pixel, color);
    }
  }
  return image;
}

std::vector<std::int32_t> draw_chart(const Plan& plan) {
  const std::uint32_t rows = plan.spec.rows;
  const std::uint32_t columns = plan.spec.columns;
  std::vector<std::int32_t> image(std::size_t{rows} * columns * 3, 0);
  constexpr Rgb bars[] = {{255, 255, 255}, {255, 255, 0}, {0, 255, 255}, {0, 255, 0},
                          {255, 0, 255},   {255, 0, 0},   {0, 0, 255},   {0, 0, 0}};
  const auto tint = static_cast<std::int32_t>(chance_between(plan.stream, 0, 40, 215));
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto down = static_cast<std::int32_t>(std::uint64_t{row} * 1024 / rows);
    for (std::uint32_t column = 0; column < columns; ++column) {
      const auto across = static_cast<std::int32_t>(std::uint64_t{column} * 256 / columns);
      Rgb color;
      if (down < 384)
        color = bars[across / 32];
      else if (down < 512)
        color = {across, across, across};
      else if (down < 640)
        color = {255 - across, across, tint};
      else
        color = {across, (down - 640) * 255 / 384, tint};
      put(image, std::size_t{row} * columns + column, color);
    }
  }
  return image;
}

}  // namespace noctis::phantom
