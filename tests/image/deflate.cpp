#include "image/deflate.hpp"

#include <cstdint>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("image/deflate") {
  TEST_CASE("what was compressed comes back, at every level, also nothing and a long run") {
    Bytes mixed;
    for (std::uint32_t i = 0; i < 70000; ++i)
      mixed.push_back(static_cast<std::uint8_t>((i * 2654435761U) >> (i % 2 == 0 ? 24 : 30)));
    const Bytes inputs[] = {{}, {7}, Bytes(100000, 0), mixed};
    for (const Bytes& bytes : inputs) {
      for (int level = 1; level <= 12; ++level) {
        CAPTURE(level);
        CHECK(zlib_expand(zlib_compress(bytes, level), bytes.size()) == bytes);
      }
    }
  }

  TEST_CASE("the format is zlib's: header, and Adler-32 of the bytes at the end") {
    // Adler-32 of "abc" is 0x024d0127 (RFC 1950, 8.2: a = 1 + 97 + 98 + 99, b = the sum of a's).
    const Bytes compressed = zlib_compress(as_bytes("abc"));
    REQUIRE(compressed.size() > 6);
    CHECK((compressed[0] & 15) == 8);
    CHECK((compressed[0] * 256 + compressed[1]) % 31 == 0);
    CHECK(load_big_endian<std::uint32_t>(ByteView(compressed).last(4)) == 0x024d0127);
  }

  TEST_CASE("another size than was compressed is refused") {
    const Bytes compressed = zlib_compress(Bytes(1000, 3));
    for (const std::uint64_t size : {0U, 1U, 999U, 1001U, 2000U}) {
      CAPTURE(size);
      const Result<Bytes> expanded = zlib_expand(compressed, size);
      REQUIRE_FALSE(expanded.has_value());
      CHECK(expanded.error().kind == ErrorKind::malformed);
    }
  }

  TEST_CASE("a size that so few bytes cannot hold takes no memory") {
    const Bytes compressed = zlib_compress(Bytes(1000, 3));
    CHECK_FALSE(zlib_expand(compressed, std::uint64_t{1} << 60).has_value());
    CHECK_FALSE(zlib_expand({}, std::uint64_t{1} << 60).has_value());
  }

  TEST_CASE("every prefix, every flipped byte and what follows the end are refused") {
    Bytes compressed = zlib_compress(as_bytes("the quick brown fox jumps over the lazy dog"));
    constexpr std::uint64_t size = 43;
    REQUIRE(zlib_expand(compressed, size).has_value());
    for (std::size_t length = 0; length < compressed.size(); ++length)
      CHECK_FALSE(zlib_expand(ByteView(compressed).first(length), size).has_value());
    for (std::size_t i = 0; i < compressed.size(); ++i) {
      compressed[i] ^= 0x10;
      CHECK_FALSE(zlib_expand(compressed, size).has_value());
      compressed[i] ^= 0x10;
    }
    compressed.push_back(0);
    CHECK_FALSE(zlib_expand(compressed, size).has_value());
  }
}
