#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder.hpp"

using namespace noctis;
using test::samples_of;

namespace {

/// The header of PS3.5 G.5 and the segments.
Bytes rle(const std::vector<Bytes>& segments) {
  Bytes header(64);
  header[0] = static_cast<std::uint8_t>(segments.size());
  Bytes all;
  std::size_t i = 0;
  for (const Bytes& segment : segments) {
    const std::size_t offset = 64 + all.size();
    header[4 + 4 * i] = static_cast<std::uint8_t>(offset);
    header[5 + 4 * i] = static_cast<std::uint8_t>(offset >> 8);
    all.insert(all.end(), segment.begin(), segment.end());
    ++i;
  }
  header.insert(header.end(), all.begin(), all.end());
  return header;
}

ImagePixel pixel(std::uint32_t rows, std::uint32_t columns, std::uint16_t allocated,
                 std::uint16_t samples = 1) {
  ImagePixel attributes;
  attributes.rows = rows;
  attributes.columns = columns;
  attributes.bits_allocated = allocated;
  attributes.bits_stored = allocated;
  attributes.high_bit = static_cast<std::uint16_t>(allocated - 1);
  attributes.samples_per_pixel = samples;
  attributes.photometric_interpretation = samples == 3 ? "RGB" : "MONOCHROME2";
  return attributes;
}

Result<Frame> decode(const Bytes& codestream, const ImagePixel& attributes) {
  return find_decoder("1.2.840.10008.1.2.5")->decode(codestream, attributes);
}

std::string refusal(const Bytes& codestream, const ImagePixel& attributes) {
  const auto frame = decode(codestream, attributes);
  REQUIRE_FALSE(frame.has_value());
  return frame.error().what;
}

}  // namespace

TEST_SUITE("dicom/decode_rle") {
  TEST_CASE("literal runs, replicate runs and the code that does nothing") {
    // PS3.5 G.3.1: 2 is three literal bytes, -2 (254) the next byte three times, -128 nothing.
    const auto frame = decode(rle({{2, 10, 20, 30, 128, 254, 7, 0, 99}}), pixel(1, 7, 8));
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{10, 20, 30, 7, 7, 7, 99});
    CHECK(frame->remarks.empty());
  }

  TEST_CASE("the most significant byte of a word is the first segment") {
    const auto frame = decode(rle({{1, 0x12, 0x34}, {1, 0xcd, 0xef}}), pixel(1, 2, 16));
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{0x12cd, 0x34ef});

    const auto wide = decode(rle({{0, 1}, {0, 2}, {0, 3}, {0, 4}}), pixel(1, 1, 32));
    REQUIRE(wide.has_value());
    CHECK(std::get<std::vector<std::uint32_t>>(wide->samples).front() == 0x01020304);
  }

  TEST_CASE("words of every size are put together over more than a vector's length") {
    for (const std::size_t size : {1U, 2U, 4U}) {
      CAPTURE(size);
      constexpr std::uint32_t count = 100;  // 100 literal bytes a segment
      std::vector<Bytes> segments(size);
      std::vector<std::uint32_t> expected(count);
      for (std::size_t byte = 0; byte < size; ++byte) {
        segments[byte].push_back(count - 1);
        for (std::uint32_t i = 0; i < count; ++i) {
          const auto value = static_cast<std::uint8_t>(7 * i + 50 * byte);
          segments[byte].push_back(value);
          expected[i] = expected[i] << 8 | value;
        }
      }
      const auto frame = decode(rle(segments), pixel(4, 25, static_cast<std::uint16_t>(8 * size)));
      REQUIRE(frame.has_value());
      std::visit(
          [&](const auto& samples) {
            CHECK(std::equal(samples.begin(), samples.end(), expected.begin(), expected.end()));
          },
          frame->samples);
    }
  }

  TEST_CASE("the segments of red come before those of green, whatever Planar Configuration says") {
    ImagePixel attributes = pixel(1, 2, 16, 3);
    for (const std::uint16_t planar : {std::uint16_t{0}, std::uint16_t{1}}) {
      attributes.planar_configuration = planar;
      const auto frame = decode(
          rle({{1, 1, 7}, {1, 2, 8}, {1, 3, 9}, {1, 4, 10}, {1, 5, 11}, {1, 6, 12}}), attributes);
      REQUIRE(frame.has_value());
      CHECK(samples_of(*frame) ==
            std::vector<std::uint16_t>{0x0102, 0x0304, 0x0506, 0x0708, 0x090a, 0x0b0c});
    }
  }

  TEST_CASE("R20: High Bit and Bits Stored hold within") {
    ImagePixel attributes = pixel(1, 1, 16);
    attributes.bits_stored = 12;
    attributes.high_bit = 15;
    const auto frame = decode(rle({{0, 0x12}, {0, 0x3f}}), attributes);
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame).front() == 0x123);
    CHECK(frame->layout.bits_stored == 12);
  }

  TEST_CASE("1-bit pixels are packed within the segment") {
    const auto frame = decode(rle({{1, 0b10000001, 0b00000010}}), pixel(2, 5, 1));
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{1, 0, 0, 0, 0, 0, 0, 1, 0, 1});
  }

  TEST_CASE("YBR_FULL_422 is not subsampled here, YBR_FULL stays itself") {
    ImagePixel attributes = pixel(1, 1, 8, 3);
    attributes.photometric_interpretation = "YBR_FULL_422";
    const auto frame = decode(rle({{0, 1}, {0, 2}, {0, 3}}), attributes);
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{1, 2, 3});
    CHECK(frame->layout.photometric == Photometric::ybr_full);
  }

  TEST_CASE("padding after a segment and runs beyond the frame are no error") {
    CHECK(decode(rle({{1, 1, 2, 0}}), pixel(1, 2, 8)).has_value());
    const auto frame = decode(rle({{200, 5}}), pixel(1, 3, 8));  // 57 times
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{5, 5, 5});
  }

  TEST_CASE("a codestream that cannot be is refused, by name") {
    const ImagePixel attributes = pixel(1, 4, 8);
    CHECK(refusal({1, 2, 3}, attributes) == "the RLE header has 3 bytes");
    CHECK(refusal(Bytes(64), attributes) == "the RLE header announces 0 segments");
    Bytes sixteen(200);
    sixteen[0] = 16;
    CHECK(refusal(sixteen, attributes) == "the RLE header announces 16 segments");
    CHECK(refusal(rle({{0, 1}, {0, 2}}), attributes) ==
          "the RLE codestream has 2 segments; Samples per Pixel is 1, Bits Allocated 8");
    CHECK(refusal(rle({{1, 1, 2}}), attributes) == "RLE segment 1 has 2 of 4 bytes");
    CHECK(refusal(rle({{0, 1}}), pixel(6000, 6000, 8)) ==
          "66 bytes of RLE cannot be a frame of 36000000");
    Bytes inside = rle({{3, 1, 2, 3, 4}});
    inside[4] = 63;
    CHECK(refusal(inside, attributes) == "RLE segment 1 begins at byte 63 of 69");
    inside[4] = 0;
    inside[7] = 0xff;
    CHECK(refusal(inside, attributes) == "RLE segment 1 begins at byte 4278190080 of 69");
    Bytes backwards = rle({{0, 1}, {0, 2}});
    std::swap(backwards[4], backwards[8]);
    CHECK(refusal(backwards, pixel(1, 1, 16)) == "RLE segment 1 begins at byte 66 of 68");
  }
}
