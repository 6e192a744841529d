// A chest radiograph as a projection: thicknesses of ellipsoids and rings add up.  More is denser,
// so that 0 is black and bone is bright.  Lengths are hundredths of a millimetre; the detector is
// 350 mm by 430 mm.

#include <algorithm>

#include "phantom/anatomy.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

void add_spine(Canvas& canvas) {
  for (std::int64_t y = -20500; y < 20000; y += 2500) {
    canvas.add_ellipsoid({0, y, 2100, 1500}, 430);
    canvas.add_ring({-1100, y + 200, 450, 650}, 150, 90);  // pedicles
    canvas.add_ring({1100, y + 200, 450, 650}, 150, 90);
    canvas.add_ellipsoid({0, y + 900, 400, 1400}, 120);  // spinous process
  }
}

void add_ribs(Canvas& canvas, std::int64_t lean) {
  for (std::int64_t k = 0; k < 10; ++k) {
    const std::int64_t y = -15200 + k * 2450;
    const std::int64_t rx = profile(k, {{0, 4300}, {3, 6600}, {6, 7400}, {9, 7400}});
    for (const std::int64_t side : both_sides) {
      const auto degrees = side * (14 + lean + k);
      canvas.add_ring({side * (rx + 900), y + k * 120, rx, 2300 + k * 160, degrees}, 420, 190);
    }
  }
}

void add_shoulders(Canvas& canvas) {
  for (const std::int64_t side : both_sides) {
    canvas.add_ellipsoid({side * 16500, -15500, 6500, 5500}, 900);
    canvas.add_ellipsoid({side * 16800, -14300, 2300, 2500}, 420);            // humeral head
    canvas.add_ellipsoid({side * 7200, -16200, 6800, 560, side * -12}, 420);  // clavicle
    canvas.add_ring({side * 7200, -16200, 6800, 560, side * -12}, 120, 120);
    canvas.add_ring({side * 13300, -10000, 2700, 6000, side * 14}, 220, 130);  // scapula
  }
}

void add_lung_vessels(Canvas& canvas, std::uint64_t stream) {
  for (std::uint64_t k = 0; k < 130; ++k) {
    const std::int64_t side = k % 2 == 0 ? -1 : 1;
    const std::int64_t degrees = chance_between(stream, 10 + k, -75, 75);
    const std::int64_t reach = chance_between(stream, 400 + k, 600, 6800);
    const std::int64_t length = chance_between(stream, 800 + k, 500, 1500);
    const std::int64_t width = std::max<std::int64_t>(300 - reach / 28, 60);
    const std::int64_t x = side * (3300 + reach * cosine(degrees) / 16384);
    const std::int64_t y = -1500 + reach * sine(degrees) * 5 / 4 / 16384;
    canvas.add_ellipsoid({x, y, length, width, side * degrees},
                         static_cast<std::int32_t>(40 + width / 2));
  }
}

}  // namespace

Canvas draw_chest(const Plan& plan) {
  const std::uint64_t stream = mix(plan.stream);
  const std::int64_t pitch = std::max<std::int64_t>(
      std::max(35000 / std::int64_t{plan.spec.columns}, 43000 / std::int64_t{plan.spec.rows}), 1);
  Canvas canvas(plan.spec.rows, plan.spec.columns, pitch, 60);
  canvas.add_ellipsoid({0, 3000, 16800, 26000}, 1700);  // trunk
  canvas.add_ellipsoid({0, -20500, 5200, 6500}, 900);   // neck
  add_shoulders(canvas);
  for (const std::int64_t side : both_sides)
    canvas.add_ellipsoid({side * 7000, 700 - (side < 0 ? 500 : 0), 6000, 14300, side * 4}, -1150);
  add_lung_vessels(canvas, stream);
  canvas.add_ellipsoid({0, -1000, 3300, 16000}, 420);  // mediastinum
  canvas.add_ellipsoid({0, -14500, 900, 5500}, -330);  // trachea
  const std::int64_t heart = chance_between(stream, 0, 5600, 6900);
  canvas.add_ellipsoid({2400, 6200, heart, 5200, 32}, 900);
  canvas.add_ellipsoid({2300, -6000, 2200, 2300}, 260);       // aortic knob
  canvas.add_ellipsoid({-7000, 18200, 9500, 8600, 4}, 1250);  // liver under its dome
  canvas.add_ellipsoid({7200, 19000, 9000, 8200, -4}, 1000);
  canvas.add_ellipsoid({7600, 14700, 2300, 1500}, -480);  // gas in the stomach
  add_spine(canvas);
  add_ribs(canvas, chance_between(stream, 1, -2, 3));
  canvas.add_texture(stream + 3, 260, 14);
  // A lead letter at the patient's left, here an L of two bars.
  canvas.paint({14600, -19000, 150, 900}, 4050);
  canvas.paint({15050, -18250, 500, 150}, 4050);
  return canvas;
}

}  // namespace noctis::phantom
