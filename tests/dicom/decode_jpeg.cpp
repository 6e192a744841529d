#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder_under_test.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

const DecoderUnderTest decoder("1.2.840.10008.1.2.4.50");

/// Of chrominance that is the same for all pixels, so that subsampling takes nothing away.
Raster make_tinted(std::uint32_t rows, std::uint32_t columns) {
  Raster raster = make_raster(rows, columns, 3, 8);
  for (std::size_t i = 0; i < raster.samples.size(); i += 3) {
    raster.samples[i + 1] = 90;
    raster.samples[i + 2] = 170;
  }
  return raster;
}

void append_segment(Bytes& codestream, std::uint8_t marker, const std::string& content) {
  const auto length = static_cast<std::uint16_t>(content.size() + 2);
  Bytes segment = {0xff, marker, static_cast<std::uint8_t>(length >> 8),
                   static_cast<std::uint8_t>(length)};
  segment.insert(segment.end(), content.begin(), content.end());
  codestream.insert(codestream.begin() + 2, segment.begin(), segment.end());
}

/// A lossless picture of 2 by 2 pixels, put together from ISO/IEC 10918-1 alone.
Bytes hand_made_lossless() {
  return {0xff,        0xd8,                                                // SOI
          0xff,        0xc3, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0,           // SOF3, 8 bits
          0xff,        0xc4, 0, 21, 0, 1, 1, 0, 0, 0, 0, 0,    0, 0, 0, 0,  // DHT: 0 is no bits,
          0,           0,    0, 0,  0, 0, 1,                                //      10 is one bit
          0xff,        0xda, 0, 8,  1, 1, 0, 1, 0, 0,                       // SOS, predictor 1
          0b0101'1000,  // 0: 128; 10 1: +1; 10 0: -1 from above; 0: 0 from the left
          0xff,        0xd9};
}

}  // namespace

TEST_SUITE("dicom/decode_jpeg") {
  TEST_CASE("8-bit pictures come back within the loss of their quality") {
    for (const bool progressive : {false, true})
      for (const bool arithmetic : {false, true}) {
        CAPTURE(progressive);
        CAPTURE(arithmetic);
        const Raster raster = make_raster(37, 53, 1, 8);
        const Bytes codestream = encode_jpeg_8_bit(
            raster, {.quality = 98, .progressive = progressive, .arithmetic = arithmetic});
        const Frame frame = decoder.decoded(codestream, attributes_of(raster));
        CHECK(greatest_difference(frame, raster) <= 6);
        CHECK(frame.layout.bits_stored == 8);
        CHECK(frame.remarks.empty());
      }
  }

  TEST_CASE("12-bit pictures come back within the loss of their quality") {
    const Raster raster = make_raster(37, 53, 1, 12);
    const Frame frame = decoder.decoded(encode_jpeg_12_bit(raster), attributes_of(raster));
    CHECK(greatest_difference(frame, raster) <= 160);
    CHECK(frame.layout.bits_stored == 12);
  }

  TEST_CASE("lossless pictures come back as they were, whatever the predictor and the depth") {
    for (const std::uint32_t precision : {8U, 10U, 12U, 16U})
      for (int predictor = 1; predictor <= 7; ++predictor) {
        CAPTURE(precision);
        CAPTURE(predictor);
        const Raster raster = make_raster(33, 31, 1, precision);
        const Bytes codestream = encode_jpeg_lossless(raster, predictor);
        const Frame frame = decoder.decoded(codestream, attributes_of(raster));
        CHECK(greatest_difference(frame, raster) == 0);
      }
  }

  TEST_CASE("a lossless picture of three components comes back interleaved") {
    const Raster raster = make_raster(9, 14, 3, 8);
    const Frame frame = decoder.decoded(encode_jpeg_lossless(raster, 1), attributes_of(raster));
    CHECK(greatest_difference(frame, raster) == 0);
    CHECK(frame.layout.photometric == Photometric::rgb);
  }

  TEST_CASE("a point transform of 2 takes the two lowest bits away and no others") {
    const Raster raster = make_raster(12, 12, 1, 12);
    const Frame frame = decoder.decoded(encode_jpeg_lossless(raster, 1, 2), attributes_of(raster));
    const auto samples = samples_of(frame);
    for (std::size_t i = 0; i < samples.size(); ++i)
      CHECK(samples[i] == (raster.samples[i] & ~3));
  }

  TEST_CASE("a lossless picture made by hand from the standard is understood") {
    ImagePixel attributes = attributes_of(make_raster(2, 2, 1, 8));
    CHECK(samples_of(decoder.decoded(hand_made_lossless(), attributes)) ==
          std::vector<std::uint16_t>{128, 129, 127, 127});
  }

  TEST_CASE("R20: whole words within a lossless codestream are cut to Bits Stored at High Bit") {
    Raster raster = make_raster(4, 4, 1, 16);
    ImagePixel attributes = attributes_of(raster);
    attributes.bits_stored = 12;
    attributes.high_bit = 13;
    const Frame frame = decoder.decoded(encode_jpeg_lossless(raster), attributes);
    CHECK(frame.layout.bits_stored == 12);
    CHECK(frame.remarks.empty());
    const auto samples = samples_of(frame);
    for (std::size_t i = 0; i < samples.size(); ++i)
      CHECK(samples[i] == ((raster.samples[i] >> 2) & 0xfff));
  }

  TEST_CASE("R32: the codestream's precision wins over Bits Stored, with a remark") {
    const Raster raster = make_raster(8, 8, 1, 12);
    ImagePixel attributes = attributes_of(raster);
    attributes.bits_stored = 10;
    attributes.high_bit = 9;
    const Frame frame = decoder.decoded(encode_jpeg_lossless(raster), attributes);
    CHECK(frame.layout.bits_stored == 12);
    CHECK(greatest_difference(frame, raster) == 0);
    REQUIRE(frame.remarks.size() == 1);
    CHECK(frame.remarks.front() == Remark{"R32", "the codestream has 12 bits, Bits Stored is 10"});
  }

  TEST_CASE("R16: what the codestream says of its colours wins, and is remarked") {
    const Raster raster = make_tinted(16, 16);
    struct {
      JpegOptions options;
      const char* attribute;
      Photometric photometric;
      bool remarked;
    } const rows[] = {
        {{}, "RGB", Photometric::rgb, false},
        {{}, "YBR_FULL", Photometric::ybr_full, false},
        {{}, "YBR_FULL_422", Photometric::ybr_full, false},
        {{.chroma_columns = 2}, "YBR_FULL_422", Photometric::ybr_full, false},
        {{.chroma_columns = 2}, "RGB", Photometric::ybr_full, true},
        {{.jfif = true}, "RGB", Photometric::ybr_full, true},
        {{.adobe = true}, "RGB", Photometric::ybr_full, true},
        {{.adobe = true, .samples_are_rgb = true}, "YBR_FULL_422", Photometric::rgb, true},
        {{.samples_are_rgb = true}, "YBR_FULL", Photometric::rgb, true},
        {{.samples_are_rgb = true}, "RGB", Photometric::rgb, false},
    };
    for (const auto& row : rows) {
      CAPTURE(&row - rows);
      const Frame frame =
          decoder.decoded(encode_jpeg_8_bit(raster, row.options), labelled(raster, row.attribute));
      CHECK(frame.layout.photometric == row.photometric);
      CHECK(frame.remarks.size() == (row.remarked ? 1 : 0));
      // No conversion came between: Y is still Y.
      CHECK(greatest_difference(frame, raster) <= 12);
    }
  }

  TEST_CASE("R16: lossless components are what the attribute says, whatever Adobe's marker says") {
    const Raster raster = make_raster(4, 4, 3, 8);
    Bytes codestream = encode_jpeg_lossless(raster);
    append_segment(codestream, 0xee, std::string("Adobe\0\0\0\0\0\0\0", 12));
    const Frame frame = decoder.decoded(codestream, labelled(raster, "YBR_FULL"));
    CHECK(frame.layout.photometric == Photometric::ybr_full);
    CHECK(frame.remarks.empty());
  }

  TEST_CASE("R16: 4:2:0 is upsampled to the picture's size, odd ones too") {
    const Raster raster = make_tinted(15, 13);
    const Frame frame = decoder.decoded(
        encode_jpeg_8_bit(raster, {.quality = 98, .chroma_columns = 2, .chroma_rows = 2}),
        labelled(raster, "YBR_FULL_422"));
    CHECK(greatest_difference(frame, raster) <= 10);
  }

  TEST_CASE("R31: the codestream's ICC profile comes with a colour picture, whole or not at all") {
    const Raster raster = make_tinted(8, 8);
    Bytes codestream = encode_jpeg_8_bit(raster);
    append_segment(codestream, 0xe2, std::string("ICC_PROFILE\0\2\2world", 19));
    CHECK(decoder.decoded(codestream, labelled(raster, "YBR_FULL")).icc_profile.empty());
    append_segment(codestream, 0xe2, std::string("ICC_PROFILE\0\1\2hello", 19));
    CHECK(as_text(decoder.decoded(codestream, labelled(raster, "YBR_FULL")).icc_profile) ==
          "helloworld");
  }

  TEST_CASE("a missing EOI, and zeros after it, are no error") {
    for (const std::uint32_t precision : {8U, 12U, 16U}) {
      CAPTURE(precision);
      const Raster raster = make_raster(20, 24, 1, precision);
      Bytes codestream = precision == 8    ? encode_jpeg_8_bit(raster)
                         : precision == 12 ? encode_jpeg_12_bit(raster)
                                           : encode_jpeg_lossless(raster);
      const auto whole = samples_of(decoder.decoded(codestream, attributes_of(raster)));
      codestream.insert(codestream.end(), {0, 0, 0});
      CHECK(samples_of(decoder.decoded(codestream, attributes_of(raster))) == whole);
      codestream.resize(codestream.size() - 5);
      const Frame frame = decoder.decoded(codestream, attributes_of(raster));
      CHECK(samples_of(frame) == whole);
      CHECK_FALSE(frame.missing_from.has_value());
    }
  }

  TEST_CASE("R32: a tail that is missing is remarked and background, half a picture is refused") {
    for (const std::uint32_t precision : {8U, 12U, 16U}) {
      CAPTURE(precision);
      const Raster raster = make_raster(160, 64, 1, precision);
      Bytes codestream = precision == 8    ? encode_jpeg_8_bit(raster)
                         : precision == 12 ? encode_jpeg_12_bit(raster)
                                           : encode_jpeg_lossless(raster);
      const auto whole = samples_of(decoder.decoded(codestream, attributes_of(raster)));
      Bytes cut = codestream;
      cut.resize(cut.size() * 3 / 4);
      const Frame frame = decoder.decoded(cut, attributes_of(raster));
      REQUIRE(frame.missing_from.has_value());
      CHECK(*frame.missing_from >= 80 * 64);
      CHECK(*frame.missing_from <= 140 * 64);
      CHECK(frame.remarks.size() == 1);
      const auto samples = samples_of(frame);
      const auto missing = static_cast<std::ptrdiff_t>(*frame.missing_from);
      // Upsampling and the last blocks apart, what is there is right.
      CHECK(std::equal(samples.begin(), samples.begin() + missing - 64, whole.begin()));
      CHECK(std::all_of(samples.begin() + missing, samples.end(),
                        [](std::uint16_t sample) { return sample == 0; }));
      cut.resize(codestream.size() / 4);
      CHECK(decoder.refusal(cut, attributes_of(raster)).kind == ErrorKind::truncated);
    }
  }

  TEST_CASE(
      "R32: a progressive picture that ends between two scans is refused: it is a blurred one") {
    const Raster raster = make_raster(64, 64, 1, 8);
    Bytes codestream = encode_jpeg_8_bit(raster, {.progressive = true});
    codestream.resize(codestream.size() - 2);
    CHECK(decoder.decode(codestream, attributes_of(raster)).has_value());  // only EOI is missing
    const std::uint8_t scan[] = {0xff, 0xda};
    const auto last =
        std::find_end(codestream.begin(), codestream.end(), std::begin(scan), std::end(scan));
    codestream.erase(last, codestream.end());
    CHECK(decoder.refusal(codestream, attributes_of(raster)).kind == ErrorKind::truncated);
  }

  TEST_CASE("R32: a picture without a scan of one of its components is refused") {
    const Raster raster = make_tinted(16, 16);
    Bytes codestream = encode_jpeg_8_bit(raster);
    const std::uint8_t sof[] = {0xff, 0xc0};
    const auto found =
        std::search(codestream.begin(), codestream.end(), std::begin(sof), std::end(sof));
    REQUIRE(found != codestream.end());
    *(found + 16) = 77;  // the third component's id
    CHECK(decoder.refusal(codestream, labelled(raster, "YBR_FULL")) ==
          Error{ErrorKind::truncated, "the JPEG codestream has no scan of component 3"});
  }

  TEST_CASE("restart intervals of a row, and none, give the same picture") {
    const Raster raster = make_raster(40, 40, 1, 8);
    const Frame plain = decoder.decoded(encode_jpeg_8_bit(raster), attributes_of(raster));
    const Frame restarted =
        decoder.decoded(encode_jpeg_8_bit(raster, {.restart_rows = 1}), attributes_of(raster));
    CHECK(samples_of(plain) == samples_of(restarted));
  }

  TEST_CASE("a codestream of another size or number of components is refused, both named") {
    const Raster raster = make_raster(8, 9, 1, 8);
    ImagePixel attributes = attributes_of(raster);
    attributes.rows = 9;
    CHECK(decoder.refusal(encode_jpeg_8_bit(raster), attributes) ==
          Error{ErrorKind::malformed,
                "the JPEG codestream has 8 rows and 9 columns, but Rows is 9 and Columns is 9"});
    const Raster color = make_tinted(8, 9);
    CHECK(decoder.refusal(encode_jpeg_8_bit(color), attributes_of(raster)) ==
          Error{ErrorKind::malformed,
                "the JPEG codestream has 3 components, but Samples per Pixel is 1"});
  }

  TEST_CASE("processes that nothing here decodes are refused, by name") {
    const Raster raster = make_raster(2, 2, 1, 8);
    Bytes codestream = hand_made_lossless();
    codestream[3] = 0xc7;
    CHECK(decoder.refusal(codestream, attributes_of(raster)) ==
          Error{ErrorKind::unsupported, "hierarchical JPEG (SOF7)"});
    codestream[3] = 0xcb;
    CHECK(decoder.refusal(codestream, attributes_of(raster)) ==
          Error{ErrorKind::unsupported, "JPEG SOF11 of 8 bits"});
    codestream[3] = 0xf7;
    CHECK(decoder.refusal(codestream, attributes_of(raster)) ==
          Error{ErrorKind::unsupported, "the codestream is JPEG-LS, not JPEG"});
    CHECK(decoder.refusal({0xff, 0x4f, 0xff, 0x51}, attributes_of(raster)) ==
          Error{ErrorKind::malformed, "the JPEG codestream does not begin with SOI"});
    CHECK(decoder.refusal({}, attributes_of(raster)).kind == ErrorKind::malformed);
  }

  TEST_CASE("a scan repeated a thousand times is refused before it costs a thousand passes") {
    const Raster raster = make_raster(8, 8, 1, 8);
    Bytes codestream = encode_jpeg_8_bit(raster, {.progressive = true});
    const std::uint8_t scan[] = {0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0};
    codestream.resize(codestream.size() - 2);
    for (int i = 0; i < 1000; ++i)
      codestream.insert(codestream.end(), std::begin(scan), std::end(scan));
    CHECK(decoder.refusal(codestream, attributes_of(raster)).kind == ErrorKind::too_large);
  }
}
