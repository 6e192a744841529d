#include "dicom/inflation.hpp"

#include <zlib.h>

#include <doctest/doctest.h>

#include "dicom/dataset_writer.hpp"
#include "dicom/instance.hpp"
#include "dicom/scan.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::Syntax;

namespace {

constexpr std::string_view deflated_uid = "1.2.840.10008.1.2.1.99";

Bytes deflated(const Bytes& bytes, int window_bits) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  Bytes out(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Bytes image() {
  DatasetWriter writer = test::small_image(Syntax::explicit_little);
  return test::add_pixels(writer, 6).bytes();
}

}  // namespace

TEST_SUITE("dicom/inflation") {
  TEST_CASE("a deflated dataset is the dataset, raw as in the standard or in zlib's wrapping") {
    const auto plain = scan(ByteSource::of(test::part10("1.2.840.10008.1.2.1", image())));
    for (const int window_bits : {-15, 15}) {
      const auto scanned =
          scan(ByteSource::of(test::part10(deflated_uid, deflated(image(), window_bits))));
      REQUIRE(scanned.has_value());
      CHECK(scanned->transfer_syntax_uid == deflated_uid);
      CHECK(scanned->is_inflated);
      CHECK(scanned->source.size() == image().size());
      CHECK(scanned->pixel_data->value.length == 12);
      CHECK(scanned->attributes_digest == plain->attributes_digest);
    }
  }

  TEST_CASE("the pixels of an inflated dataset lie nowhere in the file") {
    const auto plain = Instance::open(ByteSource::of(test::part10("1.2.840.10008.1.2.1", image())));
    REQUIRE(plain.has_value());
    CHECK_FALSE((*plain)->pixel_pieces().empty());
    const auto inflated =
        Instance::open(ByteSource::of(test::part10(deflated_uid, deflated(image(), -15))));
    REQUIRE(inflated.has_value());
    CHECK((*inflated)->frame(0).has_value());
    CHECK((*inflated)->pixel_pieces().empty());
  }

  TEST_CASE("a stream that breaks off gives what came before, with a remark") {
    Bytes stream = deflated(image(), -15);
    stream.resize(stream.size() - 2);
    const auto inflated = inflate_dataset(ByteSource::of(stream), 0);
    REQUIRE(inflated.has_value());
    CHECK(inflated->truncated);
    CHECK(inflated->bytes.size() < image().size() + 1);
  }

  TEST_CASE("a damaged stream is refused") {
    const auto inflated = inflate_dataset(ByteSource::of(Bytes(100, 0xFF)), 0);
    REQUIRE_FALSE(inflated.has_value());
    CHECK(inflated.error().kind == ErrorKind::malformed);
  }

  TEST_CASE("a small stream that would fill the memory is refused") {
    const Bytes bomb = deflated(Bytes(std::size_t{70} << 20), -15);
    CHECK(bomb.size() < 100000);
    const auto inflated = inflate_dataset(ByteSource::of(bomb), 0);
    REQUIRE_FALSE(inflated.has_value());
    CHECK(inflated.error().kind == ErrorKind::too_large);
  }
}
