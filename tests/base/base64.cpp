#include "base/base64.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "support/random.hpp"
#include "support/seed.hpp"

using namespace noctis;

TEST_SUITE("base/base64") {
  TEST_CASE("base64 is the RFC's own examples, both ways") {
    const std::pair<const char*, const char*> rows[] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : rows) {
      CHECK(to_base64(bytes) == text);
      CHECK(from_base64(text) == std::string(bytes));
    }
    CHECK_FALSE(from_base64("Zg=").has_value());
    CHECK_FALSE(from_base64("Zg==Zg==").has_value());
    CHECK_FALSE(from_base64("Z g=").has_value());
  }

  TEST_CASE("the alphabet of RFC 4648, Table 1, is the text of the sextets in their order") {
    std::string all;  // 48 bytes: enough for the vectors too
    for (unsigned sextet = 0; sextet < 64; sextet += 4) {
      const unsigned bits = sextet << 18 | (sextet + 1) << 12 | (sextet + 2) << 6 | (sextet + 3);
      for (const unsigned shift : {16U, 8U, 0U})
        all += static_cast<char>(bits >> shift & 0xff);
    }
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (const VectorPath path : vector_paths()) {
      std::string text;
      append_base64(text, as_bytes(all + all), path);
      CHECK(text == alphabet + alphabet);
    }
  }

  TEST_CASE("all paths give the same text at every length, after what was there before") {
    test::Random random(test::first_seed());
    for (std::size_t length = 0; length < 300; ++length) {
      Bytes bytes(length);
      for (auto& each : bytes)
        each = static_cast<std::uint8_t>(random.below(256));
      std::string scalar = "before,";
      append_base64(scalar, bytes, VectorPath::scalar);
      CAPTURE(length);
      for (const VectorPath path : vector_paths()) {
        CAPTURE(name_of(path));
        std::string text = "before,";
        append_base64(text, bytes, path);
        REQUIRE(text == scalar);
      }
      REQUIRE(scalar.size() == 7 + 4 * ((length + 2) / 3));
      REQUIRE(from_base64(scalar.substr(7)) == std::string(as_text(bytes)));
    }
  }

  TEST_CASE("only the end of a text of several pieces is padded") {
    const std::string bytes((std::size_t{3} << 20) + 1, '\0');
    std::string text;
    append_base64(text, as_bytes(bytes), VectorPath::scalar);
    CHECK(text.find('=') == text.size() - 2);
    CHECK(text == to_base64(bytes));
  }
}
