#include "display/voi.hpp"

#include <cmath>

#include "display/frames.hpp"

using namespace noctis;
using test::table_of;

TEST_SUITE("display/voi") {
  TEST_CASE("R7: a VOI LUT's output is scaled by 2^n - 1, whatever n") {
    const LookupTable eight = table_of(0, 8, {0, 128, 255});
    CHECK(grey_of(&eight, 1) == 128);
    CHECK(grey_of(&eight, 2) == 255);
    const LookupTable twelve = table_of(0, 12, {0, 2048, 4095});
    CHECK(grey_of(&twelve, 1) == 128);  // 127.53
    CHECK(grey_of(&twelve, 2) == 255);
    const LookupTable sixteen = table_of(0, 16, {0, 32639, 32640, 65535});
    CHECK(grey_of(&sixteen, 1) == 127);
    CHECK(grey_of(&sixteen, 2) == 127);  // 32640 / 257 = 127.004
    CHECK(grey_of(&sixteen, 3) == 255);
  }

  TEST_CASE("an entry beyond its own bits saturates") {
    const LookupTable odd = table_of(0, 8, {300});
    CHECK(grey_of(&odd, 0) == 255);
  }

  TEST_CASE("a stretch is black at its low end, white at its high one, and rounds halves up") {
    const Stretch stretch{{0, 100}};
    CHECK(grey_of(stretch, 0) == 0);
    CHECK(grey_of(stretch, 10) == 26);  // 25.5
    CHECK(grey_of(stretch, 100) == 255);
    CHECK(grey_of(stretch, -5) == 0);
    CHECK(grey_of(stretch, 105) == 255);
  }

  TEST_CASE("R26: NaN is black and infinities saturate whatever the VOI") {
    const LookupTable lut = table_of(0, 8, {7, 9});
    for (const Voi& voi : {Voi{Stretch{{0, 1}}}, Voi{FlatGrey{0.5}}, Voi{VoiWindow{0, 10}}}) {
      CHECK(grey_of(voi, std::nan("")) == 0);
      CHECK(grey_of(voi, INFINITY) == 255);
      CHECK(grey_of(voi, -INFINITY) == 0);
    }
    CHECK(grey_of(&lut, std::nan("")) == 0);
    CHECK(grey_of(&lut, INFINITY) == 9);
    CHECK(grey_of(FlatGrey{0.5}, 3) == 128);
  }
}
