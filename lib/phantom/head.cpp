// A head from the crown (depth 0) to the base of the skull (depth 65535), T2-weighted: fluid
// bright, white matter darker than grey, bone and air dark.

#include <algorithm>

#include "phantom/anatomy.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

constexpr std::int64_t at(std::int64_t thousandths) {
  return thousandths * 65536 / 1000;
}

constexpr std::int32_t air = 12, skin = 1500, skull = 180, fluid = 3100, grey = 1650, white = 1050;

// Folds: fluid between the gyri, near the surface of the brain.
void fold(Canvas& canvas, std::uint64_t stream, const Ellipse& brain) {
  for (std::uint32_t row = 0; row < canvas.rows(); ++row) {
    for (std::uint32_t column = 0; column < canvas.columns(); ++column) {
      const std::int64_t x = canvas.x_of(column);
      const std::int64_t y = canvas.y_of(row) - brain.y;
      const std::int64_t u = x * 1024 / brain.rx;
      const std::int64_t v = y * 1024 / brain.ry;
      const std::int64_t distance = (u * u + v * v) / 1024;
      if (distance > 1024)
        continue;
      std::int32_t& value = canvas.values()[std::size_t{row} * canvas.columns() + column];
      const std::int32_t wave = cloud(stream, 900, x, y, 1000) + cloud(stream + 1, 400, x, y, 350);
      const auto cortex = static_cast<std::int32_t>(std::max<std::int64_t>(distance - 480, 0));
      if (distance > 620 && wave > -110 && wave < 110)
        value = fluid - 500 - std::max(wave, -wave) * 6;
      else if (wave * 2 + cortex * 3 > 700)
        value = grey + wave / 8;
      else
        value = white + wave / 10;
    }
  }
}

}  // namespace

Canvas draw_head(const Plan& plan, const Geometry& geometry) {
  const std::uint64_t stream = mix(plan.stream);
  const std::int64_t z = geometry.depth;
  Canvas canvas(plan.spec.rows, plan.spec.columns,
                std::max<std::int64_t>(geometry.pixel_um / 10, 1), air);
  const std::int64_t size = chance_between(stream, 0, 950, 1040);
  const std::int64_t rx =
      profile(
          z, {{at(0), 2500}, {at(120), 5200}, {at(350), 7000}, {at(700), 7300}, {at(1000), 6800}}) *
      size / 1000;
  const std::int64_t ry =
      profile(
          z, {{at(0), 3200}, {at(120), 6600}, {at(350), 8900}, {at(700), 9300}, {at(1000), 8800}}) *
      size / 1000;
  canvas.paint({0, 0, rx, ry}, skin + 900);
  canvas.paint({0, 0, rx - 220, ry - 220}, skin);
  canvas.paint({0, 0, rx - 420, ry - 420}, skull);
  canvas.paint({0, 0, rx - 640, ry - 640}, skull + 500);  // marrow
  canvas.paint({0, 0, rx - 760, ry - 760}, skull);
  canvas.paint({0, 0, rx - 980, ry - 980}, fluid);
  const Ellipse brain{0, 0, std::max<std::int64_t>(rx - 1150, 300),
                      std::max<std::int64_t>(ry - 1150, 300)};
  fold(canvas, mix(stream + static_cast<std::uint64_t>(z / 4096)), brain);
  canvas.paint({0, 0, 90, brain.ry}, fluid - 300);  // falx

  // Ventricles: two horns that grow together downwards, the third below.
  if (z > at(330) && z < at(760)) {
    const std::int64_t horn =
        profile(z, {{at(330), 200}, {at(480), 2500}, {at(640), 2000}, {at(760), 300}});
    for (const std::int64_t side : both_sides) {
      canvas.paint({side * 900, -horn / 2, 420, horn / 2, side * 12}, fluid + 250);
      canvas.paint({side * 1350, horn * 3 / 4, 420, horn / 2, side * -25}, fluid + 250);
      canvas.paint({side * 1500, 150, 800, 1150, side * -20}, grey - 350);  // basal ganglia
    }
    if (z > at(560))
      canvas.paint({0, 500, 180, 900}, fluid + 250);
  }
  if (z > at(800)) {
    canvas.paint({0, 5200, 3900, 2500}, grey - 150);  // cerebellum
    canvas.add_texture(stream + 7, 250, 90);
    canvas.paint({0, 2400, 1300, 1250}, white + 150);  // brain stem
    for (const std::int64_t side : both_sides) {
      canvas.paint({side * 3000, -6300, 1300, 1250}, skin + 700);
      canvas.paint({side * 3000, -6300, 1150, 1150}, fluid + 450);  // eyes
      canvas.paint({side * 3000, -7200, 450, 200}, 700);            // lenses
    }
    canvas.paint({0, -6800, 1200, 1500}, air);  // nasal cavity
  }
  // A lesion in the white matter.
  const std::int64_t centre = chance_between(stream, 1, at(300), at(650));
  const std::int64_t off = z > centre ? z - centre : centre - z;
  if (off < at(70))
    canvas.paint({chance_between(stream, 2, 2600, 3800) * (chance(stream, 3) % 2 == 0 ? 1 : -1),
                  chance_between(stream, 4, -2500, 2500), 700, 550},
                 fluid - 200);
  return canvas;
}

}  // namespace noctis::phantom
