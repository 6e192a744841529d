#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder_under_test.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

const DecoderUnderTest decoder("1.2.840.10008.1.2.4.80");

}  // namespace

TEST_SUITE("dicom/decode_jpeg_ls") {
  TEST_CASE("lossless pictures come back as they were, of any depth") {
    for (std::uint32_t precision = 2; precision <= 16; ++precision) {
      CAPTURE(precision);
      const Raster raster = make_raster(23, 29, 1, precision);
      const Frame frame = decoder.decoded(encode_jpeg_ls(raster), attributes_of(raster));
      CHECK(greatest_difference(frame, raster) == 0);
      CHECK(frame.layout.bits_stored == precision);
      CHECK(frame.remarks.empty());
    }
  }

  TEST_CASE("three components come back by pixel, however they were interleaved") {
    const Raster raster = make_raster(11, 13, 3, 8);
    for (const auto interleave : {Interleave::none, Interleave::line, Interleave::sample}) {
      const Frame frame =
          decoder.decoded(encode_jpeg_ls(raster, 0, interleave), attributes_of(raster));
      CHECK(greatest_difference(frame, raster) == 0);
      CHECK(frame.layout.photometric == Photometric::rgb);
    }
  }

  TEST_CASE("near-lossless pictures are as near as they promise") {
    const Raster raster = make_raster(40, 40, 1, 12);
    const Frame frame = decoder.decoded(encode_jpeg_ls(raster, 3), attributes_of(raster));
    CHECK(greatest_difference(frame, raster) <= 3);
  }

  TEST_CASE("a missing EOI, and zeros after it, are no error") {
    const Raster raster = make_raster(20, 24, 1, 12);
    Bytes codestream = encode_jpeg_ls(raster);
    codestream.insert(codestream.end(), {0, 0});
    CHECK(greatest_difference(decoder.decoded(codestream, attributes_of(raster)), raster) == 0);
    codestream.resize(codestream.size() - 4);
    CHECK(greatest_difference(decoder.decoded(codestream, attributes_of(raster)), raster) == 0);
  }

  TEST_CASE("R32: the codestream's precision wins over Bits Stored, with a remark") {
    const Raster raster = make_raster(8, 8, 1, 7);
    ImagePixel attributes = attributes_of(raster);
    attributes.bits_stored = 8;
    attributes.high_bit = 7;
    const Frame frame = decoder.decoded(encode_jpeg_ls(raster), attributes);
    CHECK(frame.layout.bits_stored == 7);
    REQUIRE(frame.remarks.size() == 1);
    CHECK(frame.remarks.front().rule == "R32");
  }

  TEST_CASE("a codestream cut short, of another size, or of another kind is refused") {
    const Raster raster = make_raster(20, 24, 1, 12);
    Bytes codestream = encode_jpeg_ls(raster);
    ImagePixel attributes = attributes_of(raster);
    attributes.columns = 25;
    const auto other_size = decoder.decode(codestream, attributes);
    REQUIRE_FALSE(other_size.has_value());
    CHECK(other_size.error().what ==
          "the JPEG-LS codestream has 20 rows and 24 columns, but Rows is 20 and Columns is 25");
    codestream.resize(codestream.size() / 2);
    CHECK_FALSE(decoder.decode(codestream, attributes_of(raster)).has_value());
    CHECK_FALSE(decoder.decode(encode_jpeg_lossless(raster), attributes_of(raster)).has_value());
    CHECK_FALSE(decoder.decode({}, attributes_of(raster)).has_value());
  }
}
