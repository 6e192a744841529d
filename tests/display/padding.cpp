#include "display/padding.hpp"

#include <limits>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

PixelPadding padding_in(const PixelLayout& layout, double low, double high) {
  DisplayAttributes attributes;
  attributes.padding = PixelPadding{low, high};
  return padding_of(layout, attributes).value();
}

}  // namespace

TEST_SUITE("display/padding") {
  TEST_CASE("R11: what a frame's bits cannot hold is cut off, as its pixels were") {
    const PixelLayout twelve{.bits_stored = 12}, sixteen{.bits_stored = 16};
    CHECK(padding_in(twelve, 63536, 63536) == PixelPadding{2096, 2096});
    CHECK(padding_in(sixteen, 63536, 63536) == PixelPadding{63536, 63536});
    // Cut, the greater may be the smaller.
    CHECK(padding_in(twelve, 4095, 4096) == PixelPadding{0, 4095});
    const PixelLayout of_both_signs{.bits_stored = 12, .is_signed = true};
    CHECK(padding_in(of_both_signs, -2000, -2000) == PixelPadding{-2000, -2000});
    CHECK(padding_in(of_both_signs, -30672, -30672) == PixelPadding{-2000, -2000});
  }

  TEST_CASE("R11: without padding there is none, and of floating point nothing is cut") {
    CHECK_FALSE(padding_of({.bits_stored = 12}, {}).has_value());
    const PixelLayout floats{.bits_stored = 32, .sample_kind = SampleKind::float32};
    CHECK(padding_in(floats, 1e30, 1e30) == PixelPadding{1e30, 1e30});
  }

  TEST_CASE("what is no stored value of any word is left alone") {
    const double most = std::numeric_limits<double>::max();
    CHECK(padding_in({.bits_stored = 12}, -most, most) == PixelPadding{-most, most});
    CHECK(padding_in({.bits_stored = 12}, 0.5, 9999.5) == PixelPadding{0.5, 9999.5});
  }
}
