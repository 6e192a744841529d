#include "http/compression.hpp"

#include <string>

#include <doctest/doctest.h>

#include "http/gunzip.hpp"

using namespace noctis;

TEST_SUITE("http/compression") {
  TEST_CASE("what was compressed comes back, one text after the other") {
    Gzip gzip;
    for (const std::string& text :
         {std::string(), std::string("a"), std::string(100'000, 'x'), std::string("\0\xff\n", 3)}) {
      const std::string compressed = gzip.compress(text);
      CHECK(compressed.substr(0, 3) == "\x1f\x8b\x08");  // RFC 1952, 2.3.1
      CHECK(test::gunzip(compressed, text.size()) == text);
    }
    CHECK(gzip.compress(std::string(100'000, 'x')).size() < 1000);
  }

  TEST_CASE("only long texts that say so are compressed") {
    CHECK(is_worth_compressing({.body = std::string(1001, 'x'), .compressible = true}));
    CHECK_FALSE(is_worth_compressing({.body = std::string(1000, 'x'), .compressible = true}));
    CHECK_FALSE(is_worth_compressing({.body = std::string(100'000, 'x')}));
    CHECK_FALSE(is_worth_compressing({.body = FileBody{.size = 100'000}, .compressible = true}));
    CHECK_FALSE(is_worth_compressing({.headers = {{"Content-Encoding", "br"}},
                                      .body = std::string(1001, 'x'),
                                      .compressible = true}));
  }

  TEST_CASE("other bytes have another tag") {
    CHECK(compressed_tag(R"("abc")") == R"("abc-gzip")");
    CHECK(compressed_tag(R"(W/"abc")") == R"(W/"abc-gzip")");
  }
}
