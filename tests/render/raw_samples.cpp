#include "render/raw_samples.hpp"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "image/deflate.hpp"
#include "tests/render/made_up_frames.hpp"

using namespace noctis;

TEST_SUITE("render/raw_samples") {
  TEST_CASE("what a 16-bit PNG can hold has no raw format, all else has") {
    CHECK(raw_format_of({.bits_stored = 1}).empty());
    CHECK(raw_format_of({.bits_stored = 16}).empty());
    CHECK(raw_format_of({.bits_stored = 17}) == "raw-u32-zlib");
    CHECK(raw_format_of({.bits_stored = 32, .is_signed = true}) == "raw-u32-zlib");
    CHECK(raw_format_of({.bits_stored = 32, .sample_kind = SampleKind::float32}) == "raw-f32-zlib");
    CHECK(raw_format_of({.bits_stored = 64, .sample_kind = SampleKind::float64}) == "raw-f64-zlib");
  }

  TEST_CASE("an object is the bytes by significance, the lowest first, in zlib's format") {
    const Bytes object = encode_raw(std::vector<std::uint32_t>{0x04030201, 0x14131211});
    CHECK(zlib_expand(object, 8) == Bytes{0x01, 0x11, 0x02, 0x12, 0x03, 0x13, 0x04, 0x14});
  }

  TEST_CASE("samples come back bit for bit, NaN and infinities too") {
    for (const auto& [name, layout] : test::grey_layouts()) {
      if (raw_format_of(layout).empty())
        continue;
      CAPTURE(name);
      const Frame frame = test::made_up_frame(layout, 1);
      const Result<Samples> samples = decode_raw(encode_raw(frame.samples), layout);
      REQUIRE(samples.has_value());
      CHECK(test::same_samples(*samples, frame.samples));
    }
  }

  TEST_CASE("an object of more or fewer samples is refused, however many are asked for") {
    const Bytes object = encode_raw(std::vector<std::uint32_t>(6, 1));
    PixelLayout layout{.rows = 2, .columns = 3, .bits_stored = 32};
    CHECK(decode_raw(object, layout).has_value());
    for (const std::uint32_t rows : {1U, 3U, 65535U}) {
      layout.rows = rows;
      const Result<Samples> samples = decode_raw(object, layout);
      REQUIRE_FALSE(samples.has_value());
      CHECK(samples.error().kind == ErrorKind::malformed);
    }
    layout = {.rows = 65535, .columns = 65535, .bits_stored = 64};
    layout.sample_kind = SampleKind::float64;
    CHECK_FALSE(decode_raw(object, layout).has_value());
  }
}
