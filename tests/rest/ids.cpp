#include "rest/ids.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("rest/ids") {
  TEST_CASE("an id with a dot is a UID, one of digits alone an integer") {
    CHECK(parse_thing_id("17") == ThingId(std::int64_t{17}));
    CHECK(parse_thing_id("9223372036854775807") == ThingId(INT64_MAX));
    CHECK(parse_thing_id("1.2.840.10008") == ThingId(std::string("1.2.840.10008")));
    CHECK(parse_thing_id("1." + std::string(62, '2')).has_value());  // 64, as PS3.5 9.1 allows
  }

  TEST_CASE("an id that is neither is 422, and nothing of it is believed") {
    for (const std::string& id :
         {std::string("-1"), std::string("+1"), std::string(" 1"), std::string("1 "),
          std::string("0x10"), std::string("1e3"), std::string("9223372036854775808"),
          std::string("1.2.3'--"), std::string("1.2;DROP TABLE study"), std::string("..%2f"),
          std::string("1.2.a"), std::string("abc"), std::string("1.2\xff"), std::string(),
          "1." + std::string(63, '2'), std::string(5000, '1')}) {
      CAPTURE(id);
      const auto parsed = parse_thing_id(id);
      REQUIRE_FALSE(parsed.has_value());
      CHECK(parsed.error().status == 422);
    }
  }

  TEST_CASE("an object's address is 64 lower-case hexadecimal digits, else 422") {
    CHECK(parse_object_id(std::string(64, 'a')).has_value());
    for (const std::string& id : {std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
                                  std::string(64, 'g'), std::string("..")}) {
      CAPTURE(id);
      const auto parsed = parse_object_id(id);
      REQUIRE_FALSE(parsed.has_value());
      CHECK(parsed.error().status == 422);
    }
  }
}
