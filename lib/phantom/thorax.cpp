// A thorax from the apices of the lungs (depth 0) to the upper abdomen (depth 65535), looked at
// from the feet: the patient's right is at the left, the spine at the bottom.  Lengths are
// hundredths of a millimetre, values Hounsfield units.

#include <algorithm>

#include "phantom/anatomy.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

// Thousandths of the whole depth, which is easier to think in.
constexpr std::int64_t at(std::int64_t thousandths) {
  return thousandths * 65536 / 1000;
}

class Thorax {
 public:
  Thorax(const Plan& plan, const Geometry& geometry, const Tissues& tissues)
      : stream_(mix(plan.stream)),
        z_(geometry.depth),
        t_(tissues),
        canvas_(plan.spec.rows, plan.spec.columns,
                std::max<std::int64_t>(geometry.pixel_um / 10, 1), t_.air),
        scale_(chance_between(stream_, 0, 940, 1050)) {}

  Canvas draw() {
    table();
    wall();
    lungs();
    bones();
    vessels();
    mediastinum();
    abdomen();
    lesion();
    return std::move(canvas_);
  }

 private:
  using Points = std::initializer_list<std::pair<std::int64_t, std::int64_t>>;

  [[nodiscard]] std::int64_t by_depth(Points points) const { return profile(z_, points); }
  void paint(const Ellipse& e, std::int32_t value) {
    canvas_.paint(
        {e.x * scale_ / 1000, e.y * scale_ / 1000, std::max<std::int64_t>(e.rx * scale_ / 1000, 1),
         std::max<std::int64_t>(e.ry * scale_ / 1000, 1), e.degrees},
        value);
  }

  void table() {
    paint({0, 13900, 19500, 1700}, t_.table);
    paint({0, 13700, 19200, 1400}, t_.air);
  }

  void wall() {
    body_rx_ = by_depth({{at(0), 18000}, {at(140), 16600}, {at(500), 16200}, {at(1000), 15600}});
    body_ry_ = by_depth({{at(0), 11900}, {at(200), 12000}, {at(600), 12200}, {at(1000), 12000}});
    paint({0, 0, body_rx_, body_ry_}, t_.skin);  // skin
    paint({0, 0, body_rx_ - 200, body_ry_ - 200}, t_.fat);
    paint({0, 0, body_rx_ - 1400, body_ry_ - 1100}, t_.soft);
    // Back muscles beside the spine, wrapped in fat.
    for (const std::int64_t side : both_sides) {
      paint({side * 3300, 9000, 3000, 1700}, t_.fat);
      paint({side * 3300, 9000, 2700, 1450}, t_.soft);
    }
  }

  void lungs() {
    const std::int64_t rx = by_depth({{at(20), 0},
                                      {at(90), 3600},
                                      {at(300), 5600},
                                      {at(600), 6300},
                                      {at(800), 6200},
                                      {at(900), 5600},
                                      {at(960), 0}});
    const std::int64_t ry = by_depth({{at(20), 0},
                                      {at(90), 4200},
                                      {at(300), 7600},
                                      {at(600), 8600},
                                      {at(800), 8300},
                                      {at(900), 6800},
                                      {at(960), 0}});
    if (rx <= 0 || ry <= 0)
      return;
    for (const std::int64_t side : both_sides) {
      paint({side * 6700, -200, rx + 250, ry + 250}, t_.fat);  // pleura
      paint({side * 6700, -200, rx, ry}, t_.lung);
    }
    lungs_rx_ = rx;
    lungs_ry_ = ry;
  }

  void bones() {
    ribs();
    for (const std::int64_t side : both_sides) {
      const std::int64_t blade = by_depth({{at(0), 4200}, {at(250), 3800}, {at(380), 0}});
      if (blade > 0)
        bone({side * 10800, 6300, blade, 420, side * -40}, 150);
      const std::int64_t humerus = by_depth({{at(0), 2300}, {at(60), 1900}, {at(90), 0}});
      if (humerus > 0)
        bone({side * 15000, 300, humerus, humerus}, 350);
      const std::int64_t clavicle = by_depth({{at(20), 0}, {at(50), 5200}, {at(110), 0}});
      if (clavicle > 0)
        bone({side * 7000, -6300, clavicle, 600, side * -18}, 200);
    }
    if (z_ > at(130) && z_ < at(680))
      bone(
          {0, -body_ry_ + 1900, by_depth({{at(130), 2600}, {at(250), 1700}, {at(680), 1300}}), 560},
          180);
    spine();
  }

  void bone(const Ellipse& e, std::int64_t shell) {
    paint(e, t_.cortex);
    paint({e.x, e.y, std::max<std::int64_t>(e.rx - shell, 1),
           std::max<std::int64_t>(e.ry - shell, 1), e.degrees},
          t_.marrow);
  }

  // Ribs fall towards the front: a slice cuts several, further round the wall the deeper it lies.
  void ribs() {
    const std::int64_t rx =
        lungs_rx_ > 0 ? std::min(body_rx_ - 2300, 6700 + lungs_rx_ + 700) : body_rx_ - 2600;
    const std::int64_t ry =
        lungs_ry_ > 0 ? std::min(body_ry_ - 1800, lungs_ry_ + 900) : body_ry_ - 2400;
    const std::int64_t turn = z_ * 9 * 33 / 65536 % 33;
    for (std::int64_t k = 0; k < 5; ++k) {
      const std::int64_t degrees = 30 + turn + k * 33;  // from the spine to the sternum
      if (degrees > 160)
        continue;
      for (const std::int64_t side : both_sides) {
        const std::int64_t x = side * rx * sine(degrees) / 16384;
        const std::int64_t y = ry * cosine(degrees) / 16384;
        const auto along = side * (degrees - 180 + (90 - degrees) / 4);
        bone({x, y, 1250, 480, -along}, 170);
      }
    }
  }

  void spine() {
    const std::int64_t phase = z_ * 12 % 65536;  // twelve vertebrae, each with a disc below
    const bool disc = phase > 51000;
    bone({0, 8900, 2100, 1500}, 350);  // arch
    bone({0, 10300, 420, 1300}, 150);  // spinous process
    for (const std::int64_t side : both_sides)
      bone({side * 2900, 8400, 1900, 480, side * 25}, 150);  // transverse processes
    paint({0, 8700, 1050, 900}, t_.fluid);                   // canal
    paint({0, 8700, 480, 420}, t_.soft);                     // cord
    if (disc)
      paint({0, 6300, 2050, 1550}, t_.organ);
    else
      bone({0, 6300, 2100, 1600}, 200);
  }

  // From the hilum outwards, thinner the further away.
  void vessels() {
    if (lungs_rx_ <= 500)
      return;
    for (std::uint64_t k = 0; k < 90; ++k) {
      const std::int64_t side = k % 2 == 0 ? -1 : 1;
      const std::int64_t degrees = chance_between(stream_, 100 + k, 0, 359);
      const std::int64_t level = chance_between(stream_, 300 + k, at(60), at(930));
      const std::int64_t slope = chance_between(stream_, 500 + k, 60, 250);
      const std::int64_t off = z_ > level ? z_ - level : level - z_;
      const std::int64_t reach =
          chance_between(stream_, 700 + k, 80, 300) + off * slope / 4000;  // of 1000
      if (reach > 900)
        continue;
      const std::int64_t radius = std::max<std::int64_t>(260 - reach * 230 / 1000, 45);
      paint({side * 6700 + lungs_rx_ * reach / 1000 * sine(degrees) / 16384,
             -200 + lungs_ry_ * reach / 1000 * cosine(degrees) / 16384, radius * 3 / 2, radius,
             degrees},
            t_.soft);
    }
  }

  void mediastinum() {
    const std::int64_t width =
        by_depth({{at(0), 4200}, {at(150), 3300}, {at(500), 3000}, {at(1000), 3600}});
    paint({0, -500, width, 6500}, t_.fat);
    paint({0, 900, width - 900, 4800}, t_.soft);
    const std::int64_t rx =
        by_depth({{at(430), 0}, {at(520), 4800}, {at(680), 6000}, {at(820), 4800}, {at(880), 0}});
    if (rx > 300) {
      paint({1900, -2700, rx, rx * 4 / 5, 30}, t_.fat);
      paint({1900, -2700, rx - 300, rx * 4 / 5 - 240, 30}, t_.organ);
      if (rx > 3000) {
        paint({3300, -2300, rx / 2, rx * 2 / 5, 40}, t_.blood);
        paint({-200, -3900, rx * 2 / 5, rx / 3, 20}, t_.blood);
      }
    }
    great_vessels();
    airways();
    paint({-500, 4000, 700, 500}, t_.soft);  // oesophagus
    paint({-500, 4000, 200, 120}, t_.air);
  }

  void great_vessels() {
    if (z_ > at(200) && z_ < at(280)) {
      paint({600, -200, 4200, 1350, 55}, t_.blood);  // arch of the aorta
    } else if (z_ >= at(280)) {
      paint({1700, 4200, 1250, 1250}, t_.blood);
      if (z_ < at(500)) {
        paint({-1000, -3200, 1650, 1600}, t_.blood);
        paint({-3000, -1900, 850, 900}, t_.contrast);  // superior vena cava
      }
    } else {
      for (const std::int64_t side : both_sides) {
        paint({side * 2200, -1800, 550, 550}, t_.blood);
        paint({side * 3100, -3000, 800, 600}, t_.blood);
      }
    }
    if (z_ > at(380) && z_ < at(450)) {
      paint({1800, -1600, 3600, 1300, -35}, t_.contrast);  // pulmonary trunk and its branches
      paint({-1900, 300, 3200, 900, 10}, t_.contrast);
    }
  }

  void airways() {
    if (z_ < at(360)) {
      paint({0, 1200, 1150, 1050}, t_.soft);
      paint({0, 1200, 950, 850}, t_.air);
    } else if (z_ < at(480)) {
      const std::int64_t apart = (z_ - at(360)) * 4200 / (at(480) - at(360)) + 500;
      for (const std::int64_t side : both_sides) {
        paint({side * apart, 1500, 950, 750}, t_.soft);
        paint({side * apart, 1500, 750, 560}, t_.air);
      }
    }
  }

  void abdomen() {
    const std::int64_t liver =
        by_depth({{at(660), 0}, {at(760), 5200}, {at(900), 7900}, {at(1000), 8400}});
    if (liver > 300) {
      paint({-6300 + liver / 6, -900, liver, liver * 9 / 10, -12}, t_.organ);
      for (std::uint64_t k = 0; k < 7 && liver > 3000; ++k)
        paint({-6300 + chance_between(stream_, 900 + k, -4200, 3600),
               -900 + chance_between(stream_, 920 + k, -3800, 3800), 380, 240,
               chance_between(stream_, 940 + k, 0, 179)},
              t_.contrast);
    }
    const std::int64_t stomach = by_depth({{at(760), 0}, {at(860), 4300}, {at(1000), 5200}});
    if (stomach > 300) {
      paint({6600, -2300, stomach, stomach * 4 / 5, 20}, t_.soft);
      paint({6600, -2300, stomach - 300, stomach * 4 / 5 - 300, 20}, t_.fluid);
      paint({6200, -4000, stomach * 3 / 5, stomach * 2 / 5, 10}, t_.air);
    }
    const std::int64_t spleen = by_depth({{at(820), 0}, {at(920), 3600}, {at(1000), 4000}});
    if (spleen > 300)
      paint({10200, 3900, spleen * 3 / 5, spleen, 25}, t_.organ);
    if (z_ > at(800))
      paint({-2300, 2800, 1100, 1000}, t_.blood);  // inferior vena cava
  }

  // A round nodule in one of the lungs, somewhere.
  void lesion() {
    const std::int64_t centre = chance_between(stream_, 1, at(250), at(600));
    const std::int64_t size = chance_between(stream_, 2, 500, 1100);
    const std::int64_t dz = (z_ - centre) * 32000 / 65536;  // the volume is 320 mm high
    if (dz * dz >= size * size || lungs_rx_ < 3000)
      return;
    const std::int64_t radius = std::max<std::int64_t>(size - dz * dz / size, 1);
    const std::int64_t side = chance(stream_, 3) % 2 == 0 ? -1 : 1;
    paint({side * 8300, chance_between(stream_, 4, -3500, 3500), radius, radius}, t_.soft);
  }

  std::uint64_t stream_;
  std::int64_t z_;
  Tissues t_;
  Canvas canvas_;
  std::int64_t scale_;  // thousandths: no two patients have the same size
  std::int64_t body_rx_ = 0, body_ry_ = 0, lungs_rx_ = 0, lungs_ry_ = 0;
};

}  // namespace

Canvas draw_thorax(const Plan& plan, const Geometry& geometry, const Tissues& tissues) {
  return Thorax(plan, geometry, tissues).draw();
}

}  // namespace noctis::phantom
