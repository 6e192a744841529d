#include "display/modality.hpp"

#include "display/frames.hpp"

using namespace noctis;
using test::integers;
using test::table_of;

TEST_SUITE("display/modality") {
  TEST_CASE("R13: the slope may be fractional and negative") {
    DisplayAttributes attributes;
    attributes.rescale = Rescale{-0.5, 10};
    const ModalityTransform modality(attributes);
    CHECK(modality(7) == 6.5);
    CHECK(modality.is_monotone());
    CHECK(modality.range(integers(8)) == ValueRange{10 - 127.5, 10});
  }

  TEST_CASE("R7: the entries of a Modality LUT are modality values, not scaled") {
    DisplayAttributes attributes;
    attributes.modality_lut = table_of(-1, 8, {200, 7});
    const ModalityTransform modality(attributes);
    CHECK(modality(-1) == 200);
    CHECK(modality(0) == 7);
    CHECK_FALSE(modality.is_monotone());
    CHECK(modality.range(integers(16)) == ValueRange{0, 255});
  }

  TEST_CASE("R8: where a file has a LUT and a rescale, the LUT wins") {
    DisplayAttributes attributes;
    attributes.modality_lut = table_of(0, 16, {1000});
    attributes.rescale = Rescale{2, 3};
    CHECK(ModalityTransform(attributes)(5) == 1000);
  }

  TEST_CASE("without either a modality value is the stored one") {
    CHECK(ModalityTransform(DisplayAttributes{})(-77) == -77);
  }

  TEST_CASE("R20: the stored values of n bits are two's complement where signed") {
    CHECK(stored_range(integers(12)) == ValueRange{0, 4095});
    CHECK(stored_range(integers(12, true)) == ValueRange{-2048, 2047});
    CHECK(stored_range(integers(1)) == ValueRange{0, 1});
    CHECK(stored_range(integers(32, true)) == ValueRange{-2147483648.0, 2147483647.0});
  }
}
