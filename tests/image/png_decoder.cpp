#include <png.h>

#include <cstring>

#include <libdeflate.h>

#include <doctest/doctest.h>

#include "image/pictures.hpp"
#include "image/png.hpp"
#include "support/by_libpng.hpp"
#include "support/random.hpp"

using namespace noctis;

namespace {

void append_big_endian(Bytes& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(number >> shift));
}

void append_chunk(Bytes& out, std::string_view type, const Bytes& data) {
  append_big_endian(out, static_cast<std::uint32_t>(data.size()));
  Bytes checked(type.begin(), type.end());
  checked.insert(checked.end(), data.begin(), data.end());
  out.insert(out.end(), checked.begin(), checked.end());
  append_big_endian(out, libdeflate_crc32(0, checked.data(), checked.size()));
}

// A header that announces what it likes, and a few bytes of data.
Bytes claimed(std::uint32_t width, std::uint32_t height, std::uint8_t depth, std::uint8_t color,
              const Bytes& transparent = {}) {
  Bytes png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  Bytes header;
  append_big_endian(header, width);
  append_big_endian(header, height);
  header.insert(header.end(), {depth, color, 0, 0, 0});
  append_chunk(png, "IHDR", header);
  if (!transparent.empty())
    append_chunk(png, "tRNS", transparent);
  append_chunk(png, "IDAT", {0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01});
  append_chunk(png, "IEND", {});
  return png;
}

}  // namespace

TEST_SUITE("image/png_decoder") {
  TEST_CASE("an interlaced picture of another writer is read") {
    const Image8 image = test::mixed_picture<std::uint8_t>(29, 31, 1, 1);
    CHECK(std::get<Image8>(decode_png(by_libpng(image, PNG_INTERLACE_ADAM7)).value()) == image);
  }

  TEST_CASE("every truncation of a picture is malformed") {
    const Bytes png = PngEncoder().encode(test::mixed_picture<std::uint8_t>(20, 20, 1, 1)).value();
    for (std::size_t length = 0; length < png.size(); ++length) {
      CAPTURE(length);
      const auto decoded = decode_png(ByteView(png).first(length));
      REQUIRE_FALSE(decoded.has_value());
      CHECK(decoded.error().kind == ErrorKind::malformed);
    }
  }

  TEST_CASE("no single wrong byte goes unnoticed") {
    const Bytes png = PngEncoder().encode(test::mixed_picture<std::uint8_t>(20, 20, 1, 1)).value();
    test::Random random(1);
    for (std::size_t at = 0; at < png.size(); ++at) {
      CAPTURE(at);
      Bytes bad = png;
      bad[at] = static_cast<std::uint8_t>(bad[at] ^ (1U << random() % 8));
      CHECK_FALSE(decode_png(bad).has_value());
    }
  }

  TEST_CASE("kinds of PNG that nothing here writes are unsupported, by name") {
    for (const auto& [depth, color] : {std::pair<std::uint8_t, std::uint8_t>{4, 0},
                                       {8, PNG_COLOR_TYPE_RGB_ALPHA},
                                       {8, PNG_COLOR_TYPE_GRAY_ALPHA}}) {
      const auto decoded = decode_png(claimed(1, 1, depth, color));
      REQUIRE_FALSE(decoded.has_value());
      CHECK(decoded.error().kind == ErrorKind::unsupported);
    }
    const auto transparent = decode_png(claimed(1, 1, 8, 0, {0, 7}));
    CHECK(transparent.error().kind == ErrorKind::unsupported);
    CHECK(decode_png(claimed(1, 1, 4, 0)).error().what == "PNG: color type 0 of 4 bits");
  }

  TEST_CASE("a few bytes that claim a large picture cost nothing") {
    const auto huge = decode_png(claimed(1 << 15, 1 << 15, 8, 0));
    REQUIRE_FALSE(huge.has_value());
    CHECK(huge.error().what == "PNG: 1073741824 pixels in 65 bytes");
    // Their pixels would be within deflate's ratio; their bytes are not.
    CHECK(decode_png(claimed(200, 200, 16, 0)).error().what == "PNG: 40000 pixels in 65 bytes");
    CHECK(decode_png(claimed(200, 200, 8, 2)).error().what == "PNG: 40000 pixels in 65 bytes");
    CHECK(decode_png(claimed(110, 110, 16, 2)).error().what == "PNG: 12100 pixels in 65 bytes");
    CHECK(decode_png(claimed(1 << 20, 1 << 20, 8, 0)).error().kind == ErrorKind::too_large);
    CHECK(decode_png(claimed((1 << 20) + 1, 1, 8, 0)).error().kind == ErrorKind::malformed);
  }

  TEST_CASE("a picture that shrinks nearly as far as can be is read") {
    const Image16 empty{1500, 1500, 3, std::vector<std::uint16_t>(std::size_t{1500} * 1500 * 3)};
    const Bytes png = PngEncoder(Compression::small).encode(empty).value();
    CHECK(png.size() < empty.samples.size() * 2 / 900);
    CHECK(std::get<Image16>(decode_png(png).value()) == empty);
  }

  TEST_CASE("the caller's limit holds") {
    const Bytes png = PngEncoder().encode(test::mixed_picture<std::uint8_t>(20, 20, 1, 1)).value();
    CHECK(decode_png(png, 400).has_value());
    const auto refused = decode_png(png, 399);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::too_large);
    CHECK(refused.error().what == "PNG: 400 pixels");
  }

  TEST_CASE("what is no PNG is malformed") {
    CHECK(decode_png(as_bytes("DICM")).error().kind == ErrorKind::malformed);
    CHECK(decode_png({}).error().kind == ErrorKind::malformed);
  }
}
