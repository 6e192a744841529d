#include "phantom/native.hpp"

#include <utility>

#include <doctest/doctest.h>

using namespace noctis;
using namespace noctis::phantom;

namespace {

PhantomSamples color_pair() {
  return {.rows = 1,
          .columns = 2,
          .samples_per_pixel = 3,
          .bits_allocated = 8,
          .bits_stored = 8,
          .is_signed = false,
          .values = {1, 2, 3, 4, 5, 6}};
}

Bytes written(NativeLayout layout, const PhantomSamples& samples) {
  NativeWriter writer(layout);
  writer.add(samples);
  return std::move(writer).finish();
}

}  // namespace

TEST_SUITE("phantom/native") {
  TEST_CASE("colour is laid out by pixel, by plane or in pairs") {
    CHECK(written(NativeLayout::by_pixel, color_pair()) == Bytes{1, 2, 3, 4, 5, 6});
    CHECK(written(NativeLayout::by_plane, color_pair()) == Bytes{1, 4, 2, 5, 3, 6});
    CHECK(written(NativeLayout::pairs_422, color_pair()) == Bytes{1, 4, 2, 3});
  }

  TEST_CASE("words are little endian, and nothing is above Bits Stored") {
    const PhantomSamples samples{.rows = 1,
                                 .columns = 2,
                                 .samples_per_pixel = 1,
                                 .bits_allocated = 16,
                                 .bits_stored = 12,
                                 .is_signed = true,
                                 .values = {-1, 0x123}};
    CHECK(written(NativeLayout::by_pixel, samples) == Bytes{0xff, 0x0f, 0x23, 0x01});
  }

  TEST_CASE("bits are packed low bit first and go on from frame to frame") {
    const PhantomSamples frame{.rows = 1,
                               .columns = 5,
                               .samples_per_pixel = 1,
                               .bits_allocated = 1,
                               .bits_stored = 1,
                               .is_signed = false,
                               .values = {1, 0, 0, 0, 1}};
    NativeWriter writer(NativeLayout::bits);
    writer.add(frame);
    writer.add(frame);
    // 10001 10001, from the low end: 00110001, 10.
    CHECK(std::move(writer).finish() == Bytes{0x31, 0x02});
  }

  TEST_CASE("an odd length is padded with a zero") {
    const PhantomSamples samples{.rows = 1,
                                 .columns = 1,
                                 .samples_per_pixel = 1,
                                 .bits_allocated = 8,
                                 .bits_stored = 8,
                                 .is_signed = false,
                                 .values = {9}};
    CHECK(written(NativeLayout::by_pixel, samples) == Bytes{9, 0});
  }

  TEST_CASE("big endian turns over each pair of bytes") {
    Bytes bytes{1, 2, 3, 4};
    swap_words(bytes);
    CHECK(bytes == Bytes{2, 1, 4, 3});
  }
}
