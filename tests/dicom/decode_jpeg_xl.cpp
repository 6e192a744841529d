#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder_under_test.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

const DecoderUnderTest decoder("1.2.840.10008.1.2.4.110");

}  // namespace

TEST_SUITE("dicom/decode_jpeg_xl") {
  TEST_CASE("every value of every depth comes back exactly") {
    for (std::uint32_t precision = 1; precision <= 16; ++precision) {
      CAPTURE(precision);
      const std::uint32_t columns = 1U << (precision < 8 ? precision : 8);
      Raster raster{(1U << precision) / columns, columns, 1, precision, {}};
      for (std::uint32_t value = 0; value < 1U << precision; ++value)
        raster.samples.push_back(static_cast<std::uint16_t>(value));
      const Frame frame = decoder.decoded(encode_jpeg_xl(raster), attributes_of(raster));
      CHECK(greatest_difference(frame, raster) == 0);
      CHECK(frame.layout.bits_stored == precision);
      CHECK(frame.remarks.empty());
    }
  }

  TEST_CASE("R16: colour arrives as RGB, lossless and lossy, in a container or not") {
    const Raster raster = make_raster(32, 40, 3, 8);
    const Frame lossless =
        decoder.decoded(encode_jpeg_xl(raster, true, true), attributes_of(raster));
    CHECK(greatest_difference(lossless, raster) == 0);
    CHECK(lossless.layout.photometric == Photometric::rgb);
    CHECK(lossless.icc_profile.empty());  // it is sRGB
    ImagePixel attributes = attributes_of(raster);
    attributes.photometric_interpretation = "YBR_FULL_422";
    const Frame lossy = decoder.decoded(encode_jpeg_xl(raster, false), attributes);
    CHECK(lossy.layout.photometric == Photometric::rgb);
    CHECK(greatest_difference(lossy, raster) < 100);
  }

  TEST_CASE("a recompressed JPEG is the picture that the JPEG was") {
    const Raster raster = make_raster(32, 40, 1, 8);
    const Bytes jpeg = encode_jpeg_8_bit(raster, {.jfif = true});
    const auto as_jpeg =
        find_decoder("1.2.840.10008.1.2.4.50")->decode(jpeg, attributes_of(raster));
    REQUIRE(as_jpeg.has_value());
    Raster expected = raster;
    expected.samples = samples_of(*as_jpeg);
    const Frame frame = decoder.decoded(recompress_as_jpeg_xl(jpeg), attributes_of(raster));
    CHECK(greatest_difference(frame, expected) <= 1);
  }

  TEST_CASE("a codestream of another size, cut short or of another kind is refused") {
    const Raster raster = make_raster(32, 40, 1, 12);
    Bytes codestream = encode_jpeg_xl(raster);
    ImagePixel attributes = attributes_of(raster);
    attributes.rows = 31;
    const auto other_size = decoder.decode(codestream, attributes);
    REQUIRE_FALSE(other_size.has_value());
    CHECK(other_size.error().what ==
          "the JPEG XL codestream has 32 rows and 40 columns, but Rows is 31 and Columns is 40");
    codestream.resize(codestream.size() / 2);
    const auto cut = decoder.decode(codestream, attributes_of(raster));
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().kind == ErrorKind::truncated);
    CHECK_FALSE(decoder.decode({0xff, 0xd8, 0xff, 0xe0}, attributes_of(raster)).has_value());
    CHECK_FALSE(decoder.decode({}, attributes_of(raster)).has_value());
  }
}
