#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder_under_test.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

const DecoderUnderTest decoder("1.2.840.10008.1.2.4.90");

// In a raw codestream SIZ comes first: SOC, its marker, its length and Rsiz are 8 bytes.
constexpr std::size_t xsiz = 8, ysiz = 12, xtsiz = 24, ytsiz = 28;

void put(Bytes& codestream, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i)
    codestream[at + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
}

}  // namespace

TEST_SUITE("dicom/decode_jpeg_2000") {
  TEST_CASE("reversible pictures come back as they were, of any depth") {
    for (const std::uint32_t precision : {1U, 7U, 8U, 9U, 12U, 16U})
      for (const bool boxes : {false, true}) {
        CAPTURE(precision);
        CAPTURE(boxes);
        const Raster raster = make_raster(33, 47, 1, precision);
        const Frame frame =
            decoder.decoded(encode_jpeg_2000(raster, {.boxes = boxes}), attributes_of(raster));
        CHECK(greatest_difference(frame, raster) == 0);
        CHECK(frame.layout.bits_stored == precision);
        CHECK(frame.remarks.empty());
      }
  }

  TEST_CASE("irreversible pictures come back much alike") {
    const Raster raster = make_raster(64, 64, 1, 12);
    const Frame frame =
        decoder.decoded(encode_jpeg_2000(raster, {.reversible = false}), attributes_of(raster));
    CHECK(greatest_difference(frame, raster) < 800);
  }

  TEST_CASE("pictures of several tiles come back whole") {
    const Raster raster = make_raster(70, 50, 1, 8);
    const Frame frame =
        decoder.decoded(encode_jpeg_2000(raster, {.tile = 32}), attributes_of(raster));
    CHECK(greatest_difference(frame, raster) == 0);
  }

  TEST_CASE("R16: RCT and ICT arrive as RGB, whatever the attribute says") {
    const Raster raster = make_raster(20, 20, 3, 8);
    for (const char* const attribute : {"YBR_RCT", "RGB", "YBR_FULL"}) {
      const Frame frame = decoder.decoded(encode_jpeg_2000(raster), labelled(raster, attribute));
      CHECK(frame.layout.photometric == Photometric::rgb);
      CHECK(greatest_difference(frame, raster) == 0);
      CHECK(frame.remarks.size() == (std::string(attribute) == "YBR_FULL" ? 1 : 0));
    }
    const Bytes lossy = encode_jpeg_2000(raster, {.reversible = false});
    CHECK(decoder.decoded(lossy, labelled(raster, "YBR_ICT")).layout.photometric ==
          Photometric::rgb);
  }

  TEST_CASE("R16: without a component transform the samples are what the attribute says") {
    const Raster raster = make_raster(20, 20, 3, 8);
    const Bytes codestream = encode_jpeg_2000(raster, {.multiple_component_transform = false});
    CHECK(decoder.decoded(codestream, labelled(raster, "YBR_FULL")).layout.photometric ==
          Photometric::ybr_full);
    CHECK(decoder.decoded(codestream, labelled(raster, "RGB")).layout.photometric ==
          Photometric::rgb);
  }

  TEST_CASE("a signed codestream gives the patterns that went in") {
    const Raster raster = make_raster(16, 16, 1, 12);
    ImagePixel attributes = attributes_of(raster);
    attributes.is_signed = true;
    const Frame frame = decoder.decoded(encode_jpeg_2000(raster, {.is_signed = true}), attributes);
    CHECK(greatest_difference(frame, raster) == 0);
    CHECK(frame.layout.is_signed);
    CHECK(frame.remarks.empty());
  }

  TEST_CASE(
      "R32: Pixel Representation decides what the patterns mean, the codestream is remarked") {
    const Raster raster = make_raster(16, 16, 1, 13);
    ImagePixel attributes = attributes_of(raster);
    attributes.is_signed = true;
    const Frame frame = decoder.decoded(encode_jpeg_2000(raster), attributes);
    CHECK(frame.layout.is_signed);
    CHECK(greatest_difference(frame, raster) == 0);
    REQUIRE(frame.remarks.size() == 1);
    CHECK(frame.remarks.front() ==
          Remark{"R32", "the codestream is unsigned, Pixel Representation says signed"});
  }

  TEST_CASE("R32: the codestream's precision wins over Bits Stored, with a remark") {
    const Raster raster = make_raster(16, 16, 1, 9);
    ImagePixel attributes = attributes_of(raster);
    attributes.bits_stored = 12;
    attributes.high_bit = 11;
    const Frame frame = decoder.decoded(encode_jpeg_2000(raster), attributes);
    CHECK(frame.layout.bits_stored == 9);
    CHECK(frame.remarks.size() == 1);
  }

  TEST_CASE("subsampled components are repeated to the picture's size") {
    Raster raster = make_raster(6, 8, 3, 8);
    for (std::size_t i = 0; i < raster.samples.size(); i += 6)  // chrominance alike in pairs
      for (std::size_t component : {1U, 2U})
        raster.samples[i + 3 + component] = raster.samples[i + component];
    const Bytes codestream =
        encode_jpeg_2000(raster, {.multiple_component_transform = false, .chroma_columns = 2});
    const Frame frame = decoder.decoded(codestream, labelled(raster, "YBR_FULL"));
    CHECK(greatest_difference(frame, raster) == 0);
  }

  TEST_CASE("so is the one component of a grey picture") {
    const Raster raster = make_raster(6, 8, 1, 8);
    Bytes codestream = encode_jpeg_2000(raster);
    put(codestream, xsiz, 16);
    put(codestream, xtsiz, 16);
    codestream[43] = 2;  // XRsiz
    Raster wide = raster;
    wide.columns = 16;
    wide.samples.clear();
    for (const std::uint16_t sample : raster.samples)
      wide.samples.insert(wide.samples.end(), 2, sample);
    CHECK(greatest_difference(decoder.decoded(codestream, attributes_of(wide)), wide) == 0);
  }

  TEST_CASE("numbers of the header that would cost memory are refused before they do") {
    const Raster raster = make_raster(16, 16, 1, 8);
    const Bytes whole = encode_jpeg_2000(raster);

    Bytes many_tiles = whole;
    put(many_tiles, xtsiz, 1);
    put(many_tiles, ytsiz, 1);
    CHECK(decoder.refusal(many_tiles, attributes_of(raster))
              .what.starts_with("256 JPEG 2000 tiles in "));

    Bytes huge = whole;
    put(huge, xsiz, 0xffffffff);
    put(huge, ysiz, 0xffffffff);
    put(huge, xtsiz, 0xffffffff);
    put(huge, ytsiz, 0xffffffff);
    CHECK(decoder.refusal(huge, attributes_of(raster)).kind == ErrorKind::too_large);

    Bytes empty = whole;
    put(empty, xtsiz, 0);
    CHECK(decoder.refusal(empty, attributes_of(raster)).kind == ErrorKind::malformed);

    Bytes wider = whole;
    put(wider, xsiz, 17);
    put(wider, xtsiz, 17);
    CHECK(decoder.refusal(wider, attributes_of(raster)).what ==
          "the JPEG 2000 codestream has 16 rows and 17 columns, but Rows is 16 and Columns is 16");
  }

  TEST_CASE("a codestream cut short is refused: it would be a blurred picture") {
    const Raster raster = make_raster(64, 64, 1, 12);
    Bytes codestream = encode_jpeg_2000(raster);
    codestream.resize(codestream.size() * 3 / 4);
    CHECK_FALSE(decoder.decode(codestream, attributes_of(raster)).has_value());
    CHECK(decoder.refusal({}, attributes_of(raster)).kind == ErrorKind::malformed);
    CHECK(decoder.refusal({0xff, 0x4f, 0xff, 0x51, 0, 1}, attributes_of(raster)).kind ==
          ErrorKind::truncated);
  }

  TEST_CASE("a missing EOC, and zeros after it, are no error") {
    const Raster raster = make_raster(20, 24, 1, 12);
    Bytes codestream = encode_jpeg_2000(raster);
    codestream.insert(codestream.end(), {0, 0});
    CHECK(greatest_difference(decoder.decoded(codestream, attributes_of(raster)), raster) == 0);
    codestream.resize(codestream.size() - 4);
    CHECK(greatest_difference(decoder.decoded(codestream, attributes_of(raster)), raster) == 0);
  }
}
