// Where tracers go, and where dose is planned: smooth blobs.  Lengths are hundredths of a
// millimetre.

#include <algorithm>

#include "phantom/anatomy.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

constexpr std::int64_t at(std::int64_t thousandths) {
  return thousandths * 65536 / 1000;
}

// An organ that begins and ends: 0 outside, 1000 in the middle.
std::int64_t presence(std::int64_t z, std::int64_t from, std::int64_t to) {
  const std::int64_t middle = (from + to) / 2;
  return profile(z, {{from, 0}, {middle, 1000}, {to, 0}});
}

}  // namespace

Canvas draw_uptake(const Plan& plan, const Geometry& geometry) {
  const std::uint64_t stream = mix(plan.stream);
  const std::int64_t z = geometry.depth;
  Canvas canvas(plan.spec.rows, plan.spec.columns,
                std::max<std::int64_t>(geometry.pixel_um / 10, 1), 0);
  const std::int64_t rx =
      profile(z, {{at(0), 7500}, {at(180), 7800}, {at(240), 17500}, {at(1000), 16500}});
  const std::int64_t ry =
      profile(z, {{at(0), 9500}, {at(180), 8000}, {at(240), 10500}, {at(1000), 11500}});
  canvas.shade({0, 0, rx, ry}, 1500, 2100);
  const auto organ = [&](const Ellipse& e, std::int64_t from, std::int64_t to, std::int32_t value) {
    const std::int64_t size = presence(z, at(from), at(to));
    if (size > 0)
      canvas.shade({e.x, e.y, std::max<std::int64_t>(e.rx * (400 + size * 6 / 10) / 1000, 1),
                    std::max<std::int64_t>(e.ry * (400 + size * 6 / 10) / 1000, 1), e.degrees},
                   value, value / 3);
  };
  organ({0, 0, 6600, 8300}, -180, 190, 14000);   // brain
  organ({-7500, 0, 5200, 8000}, 270, 560, 700);  // lungs
  organ({7500, 0, 5200, 8000}, 270, 560, 700);
  organ({2500, -3000, 5200, 4500, 30}, 400, 540, 9000);  // heart, a ring
  organ({2700, -3000, 2700, 2200, 30}, 420, 520, 2500);
  organ({-6500, -500, 8500, 8000}, 540, 740, 4200);  // liver
  organ({-6000, 5500, 2500, 3000}, 660, 800, 8500);  // kidneys
  organ({6000, 5500, 2500, 3000}, 650, 790, 8500);
  organ({0, -2500, 3800, 3200}, 890, 1040, 22000);  // bladder
  for (std::uint64_t k = 0; k < 3; ++k) {
    const std::int64_t from = chance_between(stream, 10 + k, 280, 850);
    organ({chance_between(stream, 20 + k, -9000, 9000), chance_between(stream, 30 + k, -5000, 5000),
           1500, 1500},
          from, from + 60, 17000);
  }
  return canvas;
}

Canvas draw_kidneys(const Plan& plan, std::uint32_t frame) {
  const std::uint64_t stream = mix(plan.stream);
  const std::int64_t pitch = 40000 / std::max<std::int64_t>(plan.spec.rows, plan.spec.columns);
  Canvas canvas(plan.spec.rows, plan.spec.columns, std::max<std::int64_t>(pitch, 1), 0);
  // Thousandths of the study: uptake within the first fifth, then excretion into the bladder.
  const std::int64_t t = std::int64_t{frame} * 1000 / std::max<std::int64_t>(plan.spec.frames, 1);
  const auto counts = [](std::int64_t number) { return static_cast<std::int32_t>(number); };
  canvas.shade({0, 0, 17000, 24000},
               counts(profile(t, {{0, 30}, {60, 160}, {300, 90}, {1000, 50}})), 20);
  canvas.shade({-4500, -10500, 9500, 5500, -12},
               counts(profile(t, {{0, 60}, {80, 420}, {500, 200}})), 90);
  const std::int64_t peak = chance_between(stream, 0, 180, 240);
  for (const std::int64_t side : both_sides) {
    const std::int64_t late = side < 0 ? 0 : chance_between(stream, 1, 60, 250);
    const auto uptake =
        counts(profile(t, {{0, 80}, {peak + late, 1500}, {600 + late, 700}, {1000, 250}}));
    canvas.shade({side * 6500, 500 + (side < 0 ? 900 : 0), 2900, 5200, side * 12}, uptake,
                 uptake / 3);
    canvas.shade({side * 5400, 700 + (side < 0 ? 900 : 0), 1300, 2200, side * 12},
                 counts(profile(t, {{0, 60}, {peak + late + 80, 1900}, {1000, 300}})), uptake / 2);
  }
  const auto bladder = counts(profile(t, {{200, 40}, {1000, 2600}}));
  canvas.shade({0, 15500, 3600, 2800 + t * 2}, bladder, bladder / 3);
  return canvas;
}

Canvas draw_dose(const Plan& plan, const Geometry& geometry) {
  Canvas canvas(plan.spec.rows, plan.spec.columns,
                std::max<std::int64_t>(geometry.pixel_um / 10, 1), 0);
  const std::int64_t size = presence(geometry.depth, at(-150), at(1150));
  const std::int64_t shift = chance_between(mix(plan.stream), 0, -3000, 3000);
  // Four beams through one place, a smooth fall around it.
  for (const int degrees : {0, 45, 90, 135})
    canvas.add_ellipsoid({shift, 0, 18000, 3600, degrees}, static_cast<std::int32_t>(size * 110));
  canvas.add_ellipsoid({shift, 0, 5200, 4800}, static_cast<std::int32_t>(size * 330));
  canvas.add_ellipsoid({shift, 0, 3600, 3300}, static_cast<std::int32_t>(size * 230));
  return canvas;
}

Canvas draw_perfusion(const Plan& plan) {
  const std::uint64_t stream = mix(plan.stream);
  const std::int64_t pitch = 20000 / std::max<std::int64_t>(plan.spec.rows, plan.spec.columns);
  Canvas canvas(plan.spec.rows, plan.spec.columns, std::max<std::int64_t>(pitch, 1), 0);
  canvas.shade({0, 0, 7400, 9000}, 110, 190);
  canvas.shade({-1200, 0, 900, 3000, 10}, 30, 60);
  canvas.shade({1200, 0, 900, 3000, -10}, 30, 60);
  canvas.shade(
      {chance_between(stream, 0, -5000, 5000), chance_between(stream, 1, -5000, 5000), 2200, 1800},
      250, 120);
  canvas.add_texture(stream, 500, 24);
  Canvas mask(plan.spec.rows, plan.spec.columns, std::max<std::int64_t>(pitch, 1), 0);
  mask.paint({0, 0, 7400, 9000}, 256);
  // A scale at the right margin shows every entry.
  for (std::uint32_t row = 0; row < canvas.rows(); ++row) {
    for (std::uint32_t column = 0; column < canvas.columns(); ++column) {
      const std::size_t i = std::size_t{row} * canvas.columns() + column;
      std::int32_t& value = canvas.values()[i];
      value = std::max(value, 0) * mask.values()[i] / 256;
      if (column >= canvas.columns() - canvas.columns() / 16)
        value = static_cast<std::int32_t>(255 - std::uint64_t{row} * 256 / canvas.rows());
      value = std::clamp(value, 0, 255);
    }
  }
  return canvas;
}

}  // namespace noctis::phantom
