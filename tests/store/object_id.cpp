#include "store/object_id.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("store/object_id") {
  // FIPS 180-4's example: SHA-256 of "abc".
  constexpr std::string_view abc =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  TEST_CASE("an object's id is the SHA-256 of its bytes, in lower-case hexadecimal") {
    CHECK(ObjectId::of(as_bytes(std::string_view("abc"))).text() == abc);
    CHECK(ObjectId::parse(abc) == ObjectId::of(as_bytes(std::string_view("abc"))));
  }

  TEST_CASE("an id that is short, long, upper-case or not hexadecimal is malformed") {
    std::string text(abc);
    for (const std::string& wrong :
         {text.substr(1), text + "0", "B" + text.substr(1), "g" + text.substr(1), std::string()}) {
      CAPTURE(wrong);
      const auto id = ObjectId::parse(wrong);
      REQUIRE_FALSE(id.has_value());
      CHECK(id.error().kind == ErrorKind::malformed);
    }
  }
}
