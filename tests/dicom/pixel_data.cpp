#include "dicom/pixel_data.hpp"

#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

constexpr const char* explicit_little = "1.2.840.10008.1.2.1";
constexpr const char* explicit_big = "1.2.840.10008.1.2.2";

struct Made {
  ByteSource source;
  Result<PixelReader> reader;
};

Made make_native(const Bytes& bytes, const ImagePixel& attributes, std::uint32_t frames,
                 PixelDataElement element = {}, const std::string& syntax = explicit_little) {
  // Some other bytes come before, so that a forgotten offset is seen.
  Bytes file = {9, 9, 9, 9};
  file.insert(file.end(), bytes.begin(), bytes.end());
  element.value = {4, bytes.size()};
  ByteSource source = ByteSource::of(std::move(file));
  auto reader = PixelReader::make(source, std::move(element), attributes, syntax, frames);
  return {std::move(source), std::move(reader)};
}

std::vector<std::uint16_t> read(const Made& made, std::uint32_t index) {
  REQUIRE(made.reader.has_value());
  const auto frame = made.reader->read(made.source, index);
  if (!frame)
    FAIL(frame.error().what);
  return samples_of(*frame);
}

ImagePixel pixel(std::uint32_t rows, std::uint32_t columns, std::uint16_t bits) {
  ImagePixel attributes;
  attributes.rows = rows;
  attributes.columns = columns;
  attributes.bits_allocated = bits;
  attributes.bits_stored = bits;
  attributes.high_bit = static_cast<std::uint16_t>(bits - 1);
  return attributes;
}

PixelDataElement big_endian(bool word_vr, SampleKind kind = SampleKind::integer) {
  PixelDataElement element;
  element.big_endian = true;
  element.word_vr = word_vr;
  element.sample_kind = kind;
  return element;
}

}  // namespace

TEST_SUITE("dicom/pixel_data") {
  TEST_CASE("native frames follow one another") {
    const Made made = make_native({1, 0, 2, 0, 3, 0, 4, 0}, pixel(1, 2, 16), 2);
    CHECK(read(made, 0) == std::vector<std::uint16_t>{1, 2});
    CHECK(read(made, 1) == std::vector<std::uint16_t>{3, 4});
    CHECK(made.reader->frame_count() == 2);
  }

  TEST_CASE("R19: 1-bit frames are packed without padding between them") {
    // 3 pixels a frame: 101 | 110 | 01(1).
    const Made made = make_native({0b11'011'101, 0b0000'0000}, pixel(1, 3, 1), 3);
    CHECK(read(made, 0) == std::vector<std::uint16_t>{1, 0, 1});
    CHECK(read(made, 1) == std::vector<std::uint16_t>{1, 1, 0});
    CHECK(read(made, 2) == std::vector<std::uint16_t>{1, 1, 0});
  }

  TEST_CASE("big endian words are turned round, whatever the samples in them") {
    CHECK(read(make_native({0x12, 0x34}, pixel(1, 1, 16), 1, big_endian(true), explicit_big), 0) ==
          std::vector<std::uint16_t>{0x1234});
    // PS3.5 8.1.1: of an 8-bit pair in a 16-bit word the first is the lower byte.
    CHECK(read(make_native({2, 1, 4, 3}, pixel(1, 4, 8), 1, big_endian(true), explicit_big), 0) ==
          std::vector<std::uint16_t>{1, 2, 3, 4});
    CHECK(read(make_native({1, 2, 3, 4}, pixel(1, 4, 8), 1, big_endian(false), explicit_big), 0) ==
          std::vector<std::uint16_t>{1, 2, 3, 4});
    // Likewise, of a 32-bit sample the first word is the lower one.
    const Made wide =
        make_native({0x03, 0x04, 0x01, 0x02}, pixel(1, 1, 32), 1, big_endian(true), explicit_big);
    const auto frame = wide.reader->read(wide.source, 0);
    REQUIRE(frame.has_value());
    CHECK(std::get<std::vector<std::uint32_t>>(frame->samples).front() == 0x01020304);
  }

  TEST_CASE("a big endian frame that begins within a word is read all the same") {
    const Made made =
        make_native({2, 1, 4, 3, 6, 5}, pixel(1, 3, 8), 2, big_endian(true), explicit_big);
    CHECK(read(made, 0) == std::vector<std::uint16_t>{1, 2, 3});
    CHECK(read(made, 1) == std::vector<std::uint16_t>{4, 5, 6});
    const Made bits =
        make_native({0xff, 0b00000001}, pixel(1, 12, 1), 1, big_endian(true), explicit_big);
    CHECK(read(bits, 0) == std::vector<std::uint16_t>{1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1});
  }

  TEST_CASE("what is read of native frames is what is told beforehand, whole words of the value") {
    const auto pieces = [](const Bytes& bytes, const ImagePixel& attributes, std::uint32_t frames,
                           const PixelDataElement& element = {}) {
      const Made made = make_native(bytes, attributes, frames, element);
      REQUIRE(made.reader.has_value());
      const TemporaryFolder folder;
      const std::string path = folder / "pixels";
      std::ofstream(path, std::ios::binary)
          .write("9999", 4)
          .write(as_text(bytes).data(), std::ssize(bytes));
      std::vector<ByteRange> read;
      const auto large = ByteSource::open(
          path, {.resident_limit = 0, .on_read = [&](std::uint64_t offset, ByteView shown) {
                   read.push_back({offset, shown.size()});
                 }});
      REQUIRE(large.has_value());
      for (std::uint32_t i = 0; i < made.reader->frame_count(); ++i)
        REQUIRE(made.reader->read(*large, i).has_value());
      CHECK(made.reader->pieces() == read);
      return read;
    };
    using Pieces = std::vector<ByteRange>;
    CHECK(pieces(Bytes(8), pixel(1, 2, 16), 2) == Pieces{{4, 4}, {8, 4}});
    // The last is cut short; what is behind the last is no frame's.
    CHECK(pieces(Bytes(7), pixel(1, 2, 16), 2) == Pieces{{4, 4}, {8, 3}});
    CHECK(pieces(Bytes(9), pixel(1, 2, 16), 2) == Pieces{{4, 4}, {8, 4}});
    // 12 bits a frame share a byte, and a word two; three pixels of 8 bits end within a word.
    CHECK(pieces(Bytes(5), pixel(1, 12, 1), 3) == Pieces{{4, 2}, {5, 2}, {7, 2}});
    CHECK(pieces(Bytes(6), pixel(1, 12, 1), 3, big_endian(true)) == Pieces{{4, 2}, {4, 4}, {6, 4}});
    CHECK(pieces(Bytes(6), pixel(1, 3, 8), 2, big_endian(true)) == Pieces{{4, 4}, {6, 4}});
  }

  TEST_CASE("R26: big endian floats are words of their own size") {
    const Made made = make_native({0xc0, 0, 0, 0}, pixel(1, 1, 32), 1,
                                  big_endian(true, SampleKind::float32), explicit_big);
    const auto frame = made.reader->read(made.source, 0);
    REQUIRE(frame.has_value());
    CHECK(std::get<std::vector<float>>(frame->samples).front() == -2.0F);
  }

  TEST_CASE("R32: a tail that is missing is remarked, less than half a frame is none") {
    const Made most = make_native({1, 2, 3}, pixel(2, 2, 8), 1);
    REQUIRE(most.reader.has_value());
    const auto frame = most.reader->read(most.source, 0);
    REQUIRE(frame.has_value());
    CHECK(frame->missing_from == 3);
    REQUIRE(frame->remarks.size() == 1);
    CHECK(frame->remarks.front() ==
          Remark{"R32", "the last frame is truncated after 3 of 4 pixels"});

    const Made little = make_native({1}, pixel(2, 2, 8), 1);
    REQUIRE_FALSE(little.reader.has_value());
    CHECK(little.reader.error() ==
          Error{ErrorKind::truncated, "Pixel Data has 1 bytes, one frame needs 4"});

    const Made second = make_native({1, 2, 3, 4, 5}, pixel(2, 2, 8), 1000000);
    REQUIRE(second.reader.has_value());
    CHECK(second.reader->frame_count() == 1);
    const auto first = second.reader->read(second.source, 0);
    REQUIRE(first.has_value());
    REQUIRE(first->remarks.size() == 1);
    CHECK(first->remarks.front().text == "Number of Frames is 1000000, but Pixel Data holds 1");

    const Made absurd = make_native({1, 2, 3, 4, 5}, pixel(2, 2, 8), 1000000000);
    REQUIRE_FALSE(absurd.reader.has_value());
    CHECK(absurd.reader.error() == Error{ErrorKind::too_large, "Number of Frames is 1000000000"});
  }

  TEST_CASE("R32: YBR_FULL_422 with a byte for every sample is YBR_FULL") {
    ImagePixel attributes = pixel(1, 2, 8);
    attributes.samples_per_pixel = 3;
    attributes.photometric_interpretation = "YBR_FULL_422";
    CHECK(read(make_native({1, 2, 3, 4, 5, 6}, attributes, 1), 0) ==
          std::vector<std::uint16_t>{1, 2, 3, 4, 5, 6});
    CHECK(read(make_native({1, 4, 2, 3}, attributes, 1), 0) ==
          std::vector<std::uint16_t>{1, 2, 3, 4, 2, 3});
  }

  TEST_CASE("R16: YBR_PARTIAL_422 with a byte for every sample is partial still") {
    ImagePixel attributes = pixel(1, 2, 8);
    attributes.samples_per_pixel = 3;
    attributes.photometric_interpretation = "YBR_PARTIAL_422";
    const Made made = make_native({16, 128, 128, 235, 128, 128}, attributes, 1);
    REQUIRE(made.reader.has_value());
    const auto frame = made.reader->read(made.source, 0);
    REQUIRE(frame.has_value());
    CHECK(frame->layout.photometric == Photometric::ybr_partial);
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{16, 128, 128, 235, 128, 128});
  }

  TEST_CASE("R26: floating point samples that are encapsulated are refused") {
    PixelDataElement element;
    element.encapsulated = true;
    element.sample_kind = SampleKind::float32;
    element.fragments.push_back({4, 4});
    element.fragment_positions.push_back(0);
    const Made made =
        make_native({0, 0, 0x80, 0x3f}, pixel(1, 1, 32), 1, element, "1.2.840.10008.1.2.1.98");
    REQUIRE_FALSE(made.reader.has_value());
    CHECK(made.reader.error() == Error{ErrorKind::malformed, "Float Pixel Data is encapsulated"});
  }

  TEST_CASE("R38: a transfer syntax without a decoder is refused, by its name") {
    PixelDataElement element;
    element.encapsulated = true;
    const Made video = make_native({}, pixel(1, 1, 8), 1, element, "1.2.840.10008.1.2.4.102");
    REQUIRE_FALSE(video.reader.has_value());
    CHECK(video.reader.error() ==
          Error{ErrorKind::unsupported,
                "no decoder for transfer syntax MPEG-4 AVC/H.264 High Profile / Level 4.1 "
                "(1.2.840.10008.1.2.4.102)"});
    const Made unknown = make_native({}, pixel(1, 1, 8), 1, element, "1.2.3");
    REQUIRE_FALSE(unknown.reader.has_value());
    CHECK(unknown.reader.error() ==
          Error{ErrorKind::unsupported, "no decoder for transfer syntax 1.2.3"});
    const Made native = make_native({}, pixel(1, 1, 8), 1, element, explicit_little);
    REQUIRE_FALSE(native.reader.has_value());
    CHECK(native.reader.error().kind == ErrorKind::malformed);
  }

  TEST_CASE("native pixels under a compressed syntax are read, with a remark") {
    const Made made = make_native({1, 2}, pixel(1, 2, 8), 1, {}, "1.2.840.10008.1.2.4.90");
    REQUIRE(made.reader.has_value());
    const auto frame = made.reader->read(made.source, 0);
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{1, 2});
    CHECK(frame->remarks.size() == 1);
  }

  TEST_CASE("a frame of several fragments is joined before it is decoded") {
    const Raster raster = make_raster(30, 40, 1, 12);
    const Bytes codestream = encode_jpeg_ls(raster);
    PixelDataElement element;
    element.encapsulated = true;
    for (std::uint64_t at = 0; at < codestream.size(); at += 100) {
      element.fragments.push_back({4 + at, std::min<std::uint64_t>(100, codestream.size() - at)});
      element.fragment_positions.push_back(at / 100 * 108);
    }
    const Made made =
        make_native(codestream, attributes_of(raster), 1, element, "1.2.840.10008.1.2.4.80");
    CHECK(read(made, 0) == raster.samples);
  }
}
