#include "display/padding.hpp"

#include <limits>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

PixelPadding padding_in(const PixelLayout& layout, const PixelPadding& padding) {
  DisplayAttributes attributes;
  attributes.padding = padding;
  return padding_of(layout, attributes).value();
}

}  // namespace

TEST_SUITE("display/padding") {
  TEST_CASE("R11: what Bits Stored cannot hold is cut off, where the pixels were cut to them") {
    const PixelLayout twelve{.bits_stored = 12}, sixteen{.bits_stored = 16};
    CHECK(padding_in(twelve, {63536, 63536, 12}) == PixelPadding{2096, 2096});
    CHECK(padding_in(twelve, {16, 61440, 12}) == PixelPadding{0, 16});  // cut, the greater is less
    const PixelLayout of_both_signs{.bits_stored = 12, .is_signed = true};
    CHECK(padding_in(of_both_signs, {-30672, -30672, 12}) == PixelPadding{-2000, -2000});
    CHECK(padding_in(of_both_signs, {-30672, -1, 12}) == PixelPadding{-2000, -1});

    CHECK(padding_in(sixteen, {63536, 63536, 12}).low == 63536);
    CHECK(padding_in({.bits_stored = 8}, {63536, 63536, 12}).low == 63536);
    CHECK(padding_in({.bits_stored = 8}, {4095, 4095}) == PixelPadding{4095, 4095});
  }

  TEST_CASE("R11: without padding there is none, and of floating point nothing is cut") {
    CHECK_FALSE(padding_of({.bits_stored = 12}, {}).has_value());
    const PixelLayout floats{.bits_stored = 32, .sample_kind = SampleKind::float32};
    CHECK(padding_in(floats, {5e9, 5e9, 32}) == PixelPadding{5e9, 5e9, 32});
  }

  TEST_CASE("what is no stored value of any word is left alone") {
    const double most = std::numeric_limits<double>::max();
    const PixelLayout twelve{.bits_stored = 12};
    CHECK(padding_in(twelve, {-most, most, 12}) == PixelPadding{-most, most});
    CHECK(padding_in(twelve, {0.5, 9999.5, 12}) == PixelPadding{0.5, 9999.5});
  }
}
