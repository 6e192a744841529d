#include "phantom/pixels.hpp"

#include <algorithm>
#include <cstddef>

#include <doctest/doctest.h>

#include "phantom/reading.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

std::int32_t at(const PhantomSamples& samples, std::uint32_t row, std::uint32_t column) {
  return samples.values[std::size_t{row} * samples.columns + column];
}

// Without noise, in the middle of the lungs of the default size.
PhantomSpec quiet_ct() {
  PhantomSpec spec;
  spec.noise = false;
  spec.rows = spec.columns = 256;
  return spec;
}

}  // namespace

TEST_SUITE("phantom/pixels") {
  TEST_CASE("a CT holds Hounsfield units: air is -1000, and stored 1024 higher where unsigned") {
    PhantomSpec spec = quiet_ct();
    CHECK(at(samples_of(spec), 2, 2) == 24);
    spec.is_signed = true;
    CHECK(at(samples_of(spec), 2, 2) == -1000);
    const PhantomSamples slice = samples_of(spec);
    const auto [least, most] = std::minmax_element(slice.values.begin(), slice.values.end());
    CHECK(*least == -1000);
    CHECK(*most == 800);
    CHECK(std::count(slice.values.begin(), slice.values.end(), -860) > 5000);  // lung
  }

  TEST_CASE("padding fills what is outside the circle, and nothing inside") {
    PhantomSpec spec = quiet_ct();
    spec.padding = true;
    const PhantomSamples slice = samples_of(spec);
    CHECK(at(slice, 0, 0) == 0);
    CHECK(at(slice, 255, 255) == 0);
    CHECK(at(slice, 128, 1) != 0);
    // A circle covers pi/4 of its square.
    const auto padded = std::count(slice.values.begin(), slice.values.end(), 0);
    CHECK(padded > 65536 * 21 / 100);
    CHECK(padded < 65536 * 22 / 100);
    spec.is_signed = true;
    CHECK(at(samples_of(spec), 0, 0) == -2000);
  }

  TEST_CASE("MONOCHROME1 is MONOCHROME2 turned over") {
    for (const PhantomKind kind :
         {PhantomKind::mr, PhantomKind::cr, PhantomKind::dx, PhantomKind::nm}) {
      CAPTURE(name_of(kind));
      PhantomSpec spec = small(kind);
      const PhantomSamples upright = samples_of(spec);
      spec.monochrome1 = true;
      const PhantomSamples inverted = samples_of(spec);
      const std::int32_t most = (1 << upright.bits_stored) - 1;
      for (std::size_t i = 0; i < upright.values.size(); ++i)
        REQUIRE(upright.values[i] + inverted.values[i] == most);
    }
  }

  TEST_CASE("the coarser frames of an enhanced CT hold half the number for the same density") {
    PhantomSpec spec = small(PhantomKind::enhanced_ct);
    spec.noise = false;
    CHECK(at(samples_of(spec, 0, 0), 0, 0) == 24);
    CHECK(at(samples_of(spec, 0, 2), 0, 0) == 12);
  }

  TEST_CASE("the heart moves from frame to frame") {
    const PhantomSpec spec = small(PhantomKind::us);
    CHECK(samples_of(spec, 0, 0).values != samples_of(spec, 0, 1).values);
  }

  TEST_CASE("primary colours become YBR_FULL as PS3.3 C.7.6.3.1.2 has it") {
    PhantomSpec spec = small(PhantomKind::secondary_capture);
    spec.color = PhantomColor::ybr_full;
    const PhantomSamples chart = samples_of(spec);
    const auto pixel = [&](std::size_t bar) {
      const auto* const first = chart.values.data() + bar * 8 * 3;  // 64 columns, 8 bars
      return std::vector<std::int32_t>(first, first + 3);
    };
    CHECK(pixel(0) == std::vector<std::int32_t>{255, 128, 128});  // white
    CHECK(pixel(5) == std::vector<std::int32_t>{76, 85, 255});    // red
    CHECK(pixel(6) == std::vector<std::int32_t>{29, 255, 107});   // blue
    CHECK(pixel(7) == std::vector<std::int32_t>{0, 128, 128});    // black
  }

  TEST_CASE("the chrominance of YBR_FULL_422 is shared by pairs") {
    PhantomSpec spec = small(PhantomKind::us);
    spec.color = PhantomColor::ybr_full_422;
    const PhantomSamples frame = samples_of(spec);
    for (std::size_t i = 0; i < frame.values.size(); i += 6) {
      REQUIRE(frame.values[i + 1] == frame.values[i + 4]);
      REQUIRE(frame.values[i + 2] == frame.values[i + 5]);
    }
  }

  TEST_CASE(
      "a segmentation marks the lungs where the CT has lung, and the bones where it has bone") {
    PhantomSpec mask = small(PhantomKind::segmentation);
    mask.rows = mask.columns = 128;
    mask.frames = 2;
    for (const bool fractional : {false, true}) {
      mask.fractional = fractional;
      const PhantomSamples lungs = samples_of(mask, 0, 0);
      const PhantomSamples bones = samples_of(mask, 0, 1);
      const std::int32_t full = fractional ? 255 : 1;
      CHECK(*std::max_element(lungs.values.begin(), lungs.values.end()) == full);
      CHECK(*std::max_element(bones.values.begin(), bones.values.end()) == full);
      CHECK(at(lungs, 64, 42) == full);
      CHECK(at(bones, 64, 42) == 0);
      CHECK(at(lungs, 2, 2) == 0);
    }
  }

  TEST_CASE("a 32-bit dose needs more than 16 bits") {
    const PhantomSamples dose = samples_of(small(PhantomKind::rt_dose), 0, 1);
    CHECK(dose.bits_stored == 32);
    CHECK(*std::max_element(dose.values.begin(), dose.values.end()) > 65535);
  }
}
