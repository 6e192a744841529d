#include "display/color_models.hpp"

#include "display/frames.hpp"
#include "support/random.hpp"

using namespace noctis;
using test::frame_of;
using test::Greys;

namespace {

PixelLayout color(Photometric photometric, std::uint16_t bits = 8) {
  PixelLayout layout = test::integers(bits);
  layout.samples_per_pixel = 3;
  layout.photometric = photometric;
  return layout;
}

Greys rgb_of(Photometric photometric, const std::vector<std::int64_t>& samples,
             std::uint16_t bits = 8) {
  return to_rgb(frame_of(color(photometric, bits), samples)).samples;
}

}  // namespace

TEST_SUITE("display/color_models") {
  TEST_CASE("R16: RGB of 8 bits is itself, of other depths scaled by 255 / (2^n - 1)") {
    CHECK(rgb_of(Photometric::rgb, {1, 2, 3, 250, 251, 252}) == Greys{1, 2, 3, 250, 251, 252});
    CHECK(rgb_of(Photometric::rgb, {0, 32768, 65535}, 16) == Greys{0, 128, 255});
    CHECK(rgb_of(Photometric::rgb, {0, 1, 15}, 4) == Greys{0, 17, 255});
    CHECK(rgb_of(Photometric::rgb, {0, 2048, 4095}, 12) == Greys{0, 128, 255});
  }

  TEST_CASE("R16: YBR_FULL of the primaries, by the standard's equations") {
    // Red is Y 76.245, Cb 84.97, Cr 255.5; what rounding leaves over is a grey level or two.
    CHECK(rgb_of(Photometric::ybr_full, {0, 128, 128}) == Greys{0, 0, 0});
    CHECK(rgb_of(Photometric::ybr_full, {255, 128, 128}) == Greys{255, 255, 255});
    // R = 76 + 1.402 * 127 = 254.05; G = 76 + 0.344136 * 43 - 0.714136 * 127 = 0.10;
    // B = 76 - 1.772 * 43 = -0.20.
    CHECK(rgb_of(Photometric::ybr_full, {76, 85, 255}) == Greys{254, 0, 0});
    // R = 100 + 1.402 * 22 = 130.84; G = 100 - 0.344136 * -28 - 0.714136 * 22 = 93.92;
    // B = 100 - 49.616 = 50.38.
    CHECK(rgb_of(Photometric::ybr_full, {100, 100, 150}) == Greys{131, 94, 50});
  }

  TEST_CASE("R27: a half of YBR_FULL rounds up") {
    // 1.772 * 125 = 221.5 and 1.402 * -125 = -175.25.
    CHECK(rgb_of(Photometric::ybr_full, {10, 253, 3})[2] == 232);
    CHECK(rgb_of(Photometric::ybr_full, {250, 3, 128})[2] == 29);  // 250 - 221.5 = 28.5
  }

  TEST_CASE("R16: YBR_PARTIAL spans 16..235 and 16..240") {
    CHECK(rgb_of(Photometric::ybr_partial, {16, 128, 128}) == Greys{0, 0, 0});
    CHECK(rgb_of(Photometric::ybr_partial, {235, 128, 128}) == Greys{255, 255, 255});
    CHECK(rgb_of(Photometric::ybr_partial, {5, 128, 128}) == Greys{0, 0, 0});
    CHECK(rgb_of(Photometric::ybr_partial, {250, 128, 128}) == Greys{255, 255, 255});
    // 255/219 * 65 = 75.68; + 1.402 * 255/224 * 112 = 178.755 -> 254.44;
    // G: 75.68 + 0.344136 * 38 * 255/224 - 0.714136 * 112 * 255/224 = -0.48; B: 75.68 - 76.65.
    CHECK(rgb_of(Photometric::ybr_partial, {81, 90, 240}) == Greys{254, 0, 0});
    CHECK(rgb_of(Photometric::ybr_partial, {16 * 256, 32768, 32768}, 16) == Greys{0, 0, 0});
    CHECK(rgb_of(Photometric::ybr_partial, {235 * 256, 32768, 32768}, 16) == Greys{255, 255, 255});
  }

  TEST_CASE("R16: YBR of 16 bits goes through the same equations about 2^15") {
    // White is 65535; a Cr of 65535 is 32767 above the middle: R = Y + 1.402 * 32767 / 257 = Y +
    // 178.75.
    CHECK(rgb_of(Photometric::ybr_full, {65535, 32768, 32768}, 16) == Greys{255, 255, 255});
    CHECK(rgb_of(Photometric::ybr_full, {0, 32768, 65535}, 16) == Greys{179, 0, 0});
  }

  TEST_CASE("R16: any colour comes back from YBR_FULL within what rounding takes") {
    test::Random random(16);
    for (int round = 0; round < 2000; ++round) {
      const double r = random.below(256), g = random.below(256), b = random.below(256);
      // PS3.3 C.7.6.3.1.2.
      const auto rounded = [](double value) {
        return static_cast<std::int64_t>(std::min(std::max(value, 0.0), 255.0) + 0.5);
      };
      const auto y = rounded(0.2990 * r + 0.5870 * g + 0.1140 * b);
      const auto cb = rounded(-0.1687 * r - 0.3313 * g + 0.5000 * b + 128);
      const auto cr = rounded(0.5000 * r - 0.4187 * g - 0.0813 * b + 128);
      const Greys back = rgb_of(Photometric::ybr_full, {y, std::min<std::int64_t>(cb, 255),
                                                        std::min<std::int64_t>(cr, 255)});
      CHECK(std::abs(back[0] - r) <= 2);
      CHECK(std::abs(back[1] - g) <= 2);
      CHECK(std::abs(back[2] - b) <= 2);
    }
  }

  TEST_CASE("missing pixels are black") {
    Frame frame = frame_of(color(Photometric::ybr_full), {255, 128, 128, 0, 0, 0});
    frame.missing_from = 1;
    CHECK(to_rgb(frame).samples == Greys{255, 255, 255, 0, 0, 0});
  }
}
