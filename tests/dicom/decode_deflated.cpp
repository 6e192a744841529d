#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <zlib.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

/// Negative: raw deflate; positive: with zlib's header.
Bytes deflate_bytes(const Bytes& bytes, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  Bytes deflated(bytes.size() + 100);
  Bytes input = bytes;
  stream.next_in = input.data();
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = deflated.data();
  stream.avail_out = static_cast<uInt>(deflated.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  deflated.resize(stream.total_out);
  deflateEnd(&stream);
  return deflated;
}

Result<Frame> decode(const char* uid, const Bytes& codestream, const ImagePixel& attributes) {
  return find_decoder(uid)->decode(codestream, attributes);
}

constexpr const char* deflated = "1.2.840.10008.1.2.8.1";
constexpr const char* uncompressed = "1.2.840.10008.1.2.1.98";

ImagePixel bits_of(std::uint32_t rows, std::uint32_t columns) {
  ImagePixel attributes;
  attributes.rows = rows;
  attributes.columns = columns;
  attributes.bits_allocated = attributes.bits_stored = 1;
  attributes.high_bit = 0;
  return attributes;
}

}  // namespace

TEST_SUITE("dicom/decode_deflated") {
  TEST_CASE("a deflated frame is a native frame, padded or not, with zlib's header or not") {
    const Bytes native = {0b10101101, 0b00000001};  // 3 by 3 pixels
    for (const int window_bits : {-15, 15}) {
      Bytes codestream = deflate_bytes(native, window_bits);
      codestream.push_back(0);
      const auto frame = decode(deflated, codestream, bits_of(3, 3));
      REQUIRE(frame.has_value());
      CHECK(samples_of(*frame) == std::vector<std::uint16_t>{1, 0, 1, 1, 0, 1, 0, 1, 1});
    }
  }

  TEST_CASE("a stream that holds less than a frame, or is none, is refused") {
    const auto less = decode(deflated, deflate_bytes({1}, -15), bits_of(3, 3));
    REQUIRE_FALSE(less.has_value());
    CHECK(less.error() == Error{ErrorKind::truncated, "the deflated frame does not hold 2 bytes"});
    CHECK_FALSE(decode(deflated, {0xff, 0xff, 0xff}, bits_of(3, 3)).has_value());
    CHECK_FALSE(decode(deflated, {}, bits_of(3, 3)).has_value());
  }

  TEST_CASE("an encapsulated uncompressed frame is a native frame") {
    const auto frame = decode(uncompressed, {0b00000110, 0}, bits_of(1, 3));
    REQUIRE(frame.has_value());
    CHECK(samples_of(*frame) == std::vector<std::uint16_t>{0, 1, 1});
    CHECK_FALSE(decode(uncompressed, {0xff}, bits_of(3, 3)).has_value());
    CHECK(decode(deflated, {1, 2, 3}, bits_of(6000, 6000)).error().what ==
          "3 deflated bytes cannot be a frame of 4500000");
  }
}
