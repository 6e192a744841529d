#include "dicom/native.hpp"

#include <bit>
#include <cstring>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

ImagePixel pixel(std::uint32_t rows, std::uint32_t columns, std::uint16_t allocated,
                 std::uint16_t stored) {
  ImagePixel attributes;
  attributes.rows = rows;
  attributes.columns = columns;
  attributes.bits_allocated = allocated;
  attributes.bits_stored = stored;
  attributes.high_bit = static_cast<std::uint16_t>(stored - 1);
  return attributes;
}

ImagePixel color(std::string photometric, std::uint16_t planar_configuration = 0) {
  ImagePixel attributes = pixel(1, 2, 8, 8);
  attributes.samples_per_pixel = 3;
  attributes.photometric_interpretation = std::move(photometric);
  attributes.planar_configuration = planar_configuration;
  return attributes;
}

Frame unpack(const ImagePixel& attributes, const Bytes& bytes, unsigned first_bit = 0) {
  const auto format = NativeFormat::make(attributes);
  REQUIRE(format.has_value());
  return format->unpack(bytes, first_bit);
}

std::string refusal(const ImagePixel& attributes) {
  const auto format = NativeFormat::make(attributes);
  REQUIRE_FALSE(format.has_value());
  return format.error().what;
}

template <class Word>
std::vector<Word> words(const Frame& frame) {
  REQUIRE(std::holds_alternative<std::vector<Word>>(frame.samples));
  return std::get<std::vector<Word>>(frame.samples);
}

}  // namespace

TEST_SUITE("dicom/native") {
  TEST_CASE("R20: bits above Bits Stored are cut off, and a High Bit above it is shifted down") {
    CHECK(words<std::uint16_t>(unpack(pixel(1, 2, 16, 12), {0x34, 0xf2, 0xff, 0x0f})) ==
          std::vector<std::uint16_t>{0x234, 0xfff});
    ImagePixel high = pixel(1, 2, 16, 12);
    high.high_bit = 15;
    CHECK(words<std::uint16_t>(unpack(high, {0x3f, 0x12, 0xf0, 0xff})) ==
          std::vector<std::uint16_t>{0x123, 0xfff});
  }

  TEST_CASE("R20: a pattern is two's complement in Bits Stored bits") {
    ImagePixel attributes = pixel(1, 2, 16, 12);
    attributes.is_signed = true;
    const Frame frame = unpack(attributes, {0x00, 0x08, 0xff, 0xf7});  // overlay bits in the second
    const auto patterns = words<std::uint16_t>(frame);
    CHECK(stored_value(frame.layout, patterns[0]) == -2048);
    CHECK(stored_value(frame.layout, patterns[1]) == 2047);
  }

  TEST_CASE("samples take the smallest word that holds Bits Stored bits") {
    CHECK(words<std::uint8_t>(unpack(pixel(1, 2, 16, 8), {0x12, 0xff, 0x34, 0xff})) ==
          std::vector<std::uint8_t>{0x12, 0x34});
    CHECK(words<std::uint16_t>(unpack(pixel(1, 1, 32, 16), {1, 2, 3, 4})) ==
          std::vector<std::uint16_t>{0x0201});
  }

  TEST_CASE("R26: cells of 24, 32, 40 and 64 bits are read") {
    CHECK(words<std::uint32_t>(unpack(pixel(1, 2, 24, 24), {1, 2, 3, 4, 5, 6})) ==
          std::vector<std::uint32_t>{0x030201, 0x060504});
    CHECK(words<std::uint32_t>(unpack(pixel(1, 1, 32, 32), {1, 2, 3, 0x84})) ==
          std::vector<std::uint32_t>{0x84030201});
    CHECK(words<std::uint32_t>(unpack(pixel(1, 2, 40, 32), {1, 2, 3, 4, 9, 5, 6, 7, 8, 9})) ==
          std::vector<std::uint32_t>{0x04030201, 0x08070605});
    ImagePixel wide = pixel(1, 1, 64, 32);
    wide.high_bit = 63;
    CHECK(words<std::uint32_t>(unpack(wide, {0, 0, 0, 0, 1, 2, 3, 4})) ==
          std::vector<std::uint32_t>{0x04030201});
  }

  TEST_CASE("R26: floats come out as they are") {
    ImagePixel attributes = pixel(1, 2, 32, 32);
    const auto single = NativeFormat::make(attributes, SampleKind::float32);
    REQUIRE(single.has_value());
    const Frame frame = single->unpack(Bytes{0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0});
    CHECK(frame.layout.bits_stored == 32);
    CHECK(words<float>(frame) == std::vector<float>{1.0F, -2.0F});

    const auto twice = NativeFormat::make(attributes, SampleKind::float64);
    REQUIRE(twice.has_value());
    CHECK(twice->bits_per_frame() == 128);
    Bytes bytes(16);
    const double values[] = {0.1, -1e300};
    std::memcpy(bytes.data(), values, sizeof values);
    CHECK(words<double>(twice->unpack(bytes)) == std::vector<double>{0.1, -1e300});
  }

  TEST_CASE("R19: 1-bit pixels come low bit first, from any bit on") {
    const ImagePixel attributes = pixel(2, 3, 1, 1);
    CHECK(words<std::uint8_t>(unpack(attributes, {0b00101101})) ==
          std::vector<std::uint8_t>{1, 0, 1, 1, 0, 1});
    CHECK(words<std::uint8_t>(unpack(attributes, {0b11000000, 0b00001011}, 6)) ==
          std::vector<std::uint8_t>{1, 1, 1, 1, 0, 1});
  }

  TEST_CASE("planes are interleaved under Planar Configuration 1") {
    CHECK(words<std::uint8_t>(unpack(color("RGB", 0), {1, 2, 3, 4, 5, 6})) ==
          std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6});
    CHECK(words<std::uint8_t>(unpack(color("RGB", 1), {1, 4, 2, 5, 3, 6})) ==
          std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6});
  }

  TEST_CASE(
      "R16: native YBR_FULL_422 is upsampled, its chrominance being that of the first pixel") {
    const Frame frame = unpack(color("YBR_FULL_422"), {10, 20, 100, 200});  // Y1 Y2 CB CR
    CHECK(words<std::uint8_t>(frame) == std::vector<std::uint8_t>{10, 100, 200, 20, 100, 200});
    CHECK(frame.layout.photometric == Photometric::ybr_full);
    CHECK(unpack(color("YBR_PARTIAL_422"), {10, 20, 100, 200}).layout.photometric ==
          Photometric::ybr_partial);
  }

  TEST_CASE("R32: the pixels that a short frame lacks are zero, and the frame says from where on") {
    const Frame by_pixel = unpack(color("RGB"), {1, 2, 3, 4, 5});
    CHECK(by_pixel.missing_from == 1);
    CHECK(words<std::uint8_t>(by_pixel) == std::vector<std::uint8_t>{1, 2, 3, 0, 0, 0});
    const Frame by_plane = unpack(color("RGB", 1), {1, 4, 2, 5, 3});
    CHECK(by_plane.missing_from == 1);
    CHECK(words<std::uint8_t>(by_plane) == std::vector<std::uint8_t>{1, 2, 3, 0, 0, 0});
    CHECK(unpack(color("RGB", 1), {1, 4, 2, 5}).missing_from == 0);
    const Frame in_bits = unpack(pixel(2, 8, 1, 1), {0xff});
    CHECK(in_bits.missing_from == 8);
    const Frame pairs = unpack(color("YBR_FULL_422"), {10, 20, 100});
    CHECK(pairs.missing_from == 0);
    CHECK_FALSE(unpack(color("RGB"), {1, 2, 3, 4, 5, 6, 7}).missing_from.has_value());
    CHECK(unpack(pixel(1, 2, 16, 16), {}).missing_from == 0);
    CHECK(unpack(color("RGB", 1), {}).missing_from == 0);
  }

  TEST_CASE("R32: what cannot be is refused, by name") {
    CHECK(refusal(pixel(1, 1, 12, 12)) == "Bits Allocated is 12");
    CHECK(refusal(pixel(1, 1, 0, 0)) == "Bits Allocated is 0");
    CHECK(refusal(pixel(1, 1, 128, 128)) == "Bits Allocated is 128");
    CHECK(refusal(pixel(1, 1, 16, 17)) == "Bits Stored is 17, Bits Allocated is 16");
    CHECK(refusal(pixel(1, 1, 16, 0)) == "Bits Stored is 0, Bits Allocated is 16");
    CHECK(refusal(pixel(1, 1, 64, 64)) == "Bits Stored is 64");
    CHECK(refusal(pixel(0, 1, 16, 16)) == "Rows is 0");
    CHECK(refusal(pixel(1, 65536, 16, 16)) == "Columns is 65536");
    CHECK(refusal(pixel(65535, 65535, 16, 16)) ==
          "a frame of 65535 rows and 65535 columns has 4294836225 samples");
    ImagePixel high = pixel(1, 1, 16, 12);
    high.high_bit = 16;
    CHECK(refusal(high) == "High Bit is 16, Bits Stored is 12, Bits Allocated is 16");
    high.high_bit = 10;
    CHECK(refusal(high) == "High Bit is 10, Bits Stored is 12, Bits Allocated is 16");
    ImagePixel four = color("CMYK");
    four.samples_per_pixel = 4;
    CHECK(refusal(four) == "Samples per Pixel is 4");
    CHECK(refusal(color("HSV")) == "Photometric Interpretation is HSV");
    CHECK(refusal(color("YBR_PARTIAL_420")) == "native pixel data is YBR_PARTIAL_420");
    ImagePixel odd = color("YBR_FULL_422");
    odd.columns = 3;
    CHECK(refusal(odd) == "Columns is 3, odd, under YBR_FULL_422");
  }

  TEST_CASE("R32: colour of single bits or of floats is refused, whatever shares its chrominance") {
    for (const char* photometric : {"RGB", "YBR_FULL_422"}) {
      ImagePixel bits = color(photometric);
      bits.bits_allocated = bits.bits_stored = 1;
      bits.high_bit = 0;
      CHECK(refusal(bits) == "Samples per Pixel is 3, Bits Allocated is 1");
      for (const SampleKind kind : {SampleKind::float32, SampleKind::float64}) {
        const auto format = NativeFormat::make(color(photometric), kind);
        REQUIRE_FALSE(format.has_value());
        CHECK(format.error().what == "Samples per Pixel of floating point pixels is 3");
      }
    }
  }
}
