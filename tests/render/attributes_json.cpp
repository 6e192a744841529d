#include "render/attributes_json.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "tests/render/random_description.hpp"

using namespace noctis;

namespace {

FrameDescription small_description() {
  FrameDescription description;
  description.layout = {.rows = 2, .columns = 3, .bits_stored = 12};
  return description;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// `from` in the text of a description, replaced by `to`, fails with `what`.
void check_refused(const FrameDescription& description, std::string_view from, std::string_view to,
                   std::string_view what) {
  CAPTURE(from);
  CAPTURE(to);
  const auto read = description_from_json(replaced(to_json(description), from, to));
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == ErrorKind::malformed);
  CHECK(read.error().what == what);
}

}  // namespace

TEST_SUITE("render/attributes_json") {
  TEST_CASE("a description of a bare frame is this text") {
    CHECK(to_json(small_description()) ==
          R"({"layout":{"rows":2,"columns":3,"samples_per_pixel":1,"bits_stored":12,)"
          R"("is_signed":false,"sample_kind":"integer","photometric":"monochrome2"},)"
          R"("attributes":{"hounsfield_units":false,"palette_is_supplemental":false}})");
  }

  TEST_CASE("whatever a description holds comes back equal, to the last bit") {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      CAPTURE(seed);
      const FrameDescription description = test::RandomDescription(seed).make();
      const std::string text = to_json(description);
      CHECK(is_valid_utf8(text));
      const auto read = description_from_json(text);
      REQUIRE_MESSAGE(read.has_value(), read.error().what);
      CHECK(*read == description);
      CHECK(to_json(*read) == text);
    }
  }

  TEST_CASE("equal descriptions make equal text: -0.0 is 0") {
    FrameDescription zero = small_description();
    zero.attributes.rescale = {1.0, 0.0};
    FrameDescription negative = zero;
    negative.attributes.rescale = {1.0, -0.0};
    CHECK(to_json(zero) == to_json(negative));
  }

  TEST_CASE("padding may be anything a float can be") {
    FrameDescription description = small_description();
    description.attributes.padding = {std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::infinity()};
    const auto read = description_from_json(to_json(description));
    REQUIRE(read.has_value());
    REQUIRE(read->attributes.padding.has_value());
    CHECK(read->attributes.padding->low != read->attributes.padding->low);
    CHECK(read->attributes.padding->high == std::numeric_limits<double>::infinity());
  }

  TEST_CASE("a text that is not UTF-8 is made so rather than lost with its row") {
    FrameDescription description = small_description();
    description.attributes.body_part_examined = "HEAD\xff";
    const auto read = description_from_json(to_json(description));
    REQUIRE(read.has_value());
    CHECK(read->attributes.body_part_examined == "HEAD\xef\xbf\xbd");
  }

  TEST_CASE("no prefix of a text is a description") {
    const std::string text = to_json(test::RandomDescription(3).make());
    const std::size_t step = text.size() > 4000 ? text.size() / 2000 : 1;
    for (std::size_t length = 0; length < text.size(); length += step) {
      CAPTURE(length);
      const auto read = description_from_json(std::string_view(text).substr(0, length));
      REQUIRE_FALSE(read.has_value());
      CHECK(read.error().kind == ErrorKind::malformed);
    }
  }

  TEST_CASE("what is of another kind, missing, unknown or too great is refused, naming the key") {
    const FrameDescription small = small_description();
    check_refused(small, "\"rows\":2", "\"rows\":\"2\"",
                  "layout.rows is \"2\", not an integer from 0 to 4294967295");
    check_refused(small, "\"rows\":2", "\"rows\":2.5",
                  "layout.rows is 2.5E0, not an integer from 0 to 4294967295");
    check_refused(small, "\"rows\":2", "\"rows\":-2",
                  "layout.rows is -2, not an integer from 0 to 4294967295");
    check_refused(small, "\"rows\":2", "\"rows\":18446744073709551615",
                  "layout.rows is 18446744073709551615, not an integer from 0 to 4294967295");
    check_refused(small, "\"rows\":2,", "", "layout.rows is missing");
    check_refused(small, "\"rows\":2", "\"rows\":2,\"row\":2",
                  "layout.row is no key of this object");
    check_refused(small, "false", "0", "layout.is_signed is 0, not true or false");
    check_refused(small, "\"monochrome2\"", "\"MONOCHROME2\"",
                  "layout.photometric is \"MONOCHROME2\", not one of its names");
    check_refused(small, "\"monochrome2\"", "5", "layout.photometric is 5, not one of its names");
    check_refused(small, R"({"hounsfield_units":false,"palette_is_supplemental":false})", "[]",
                  "attributes is an array, not an object");
    CHECK(description_from_json("[]").error().what == "the text is an array, not an object");
    CHECK_FALSE(description_from_json(std::string(100, '[')).has_value());
  }

  TEST_CASE("a number in quotes is all of its text") {
    FrameDescription description = small_description();
    description.attributes.windows = {{40, 400}};
    CHECK(to_json(description).find(R"("center":"40","width":"400")") != std::string::npos);
    check_refused(description, "\"40\"", "40",
                  "attributes.windows[0].center is 40, not a number in quotes");
    check_refused(description, "\"40\"", "\"40 \"",
                  "attributes.windows[0].center is \"40 \", not a number in quotes");
    check_refused(description, "\"40\"", "\"1e999\"",
                  "attributes.windows[0].center is \"1e999\", not a number in quotes");
    check_refused(description, "\"40\"", "\"nan\"", "windows: Window Center is nan");
    check_refused(description, "\"400\"", "\"0.5\"", "windows: Window Width is 0.5");
  }

  TEST_CASE("a table, plane or profile that is not what it says is refused") {
    FrameDescription description = small_description();
    description.attributes.icc_profile = {1, 2, 3};
    const std::string key = "attributes.icc_profile";
    check_refused(description, "\"size\":3", "\"size\":4",
                  key + ".zlib: the compressed bytes are not 4 in zlib's format");
    check_refused(description, "\"size\":3", "\"size\":536870913",
                  key + ".size is 536870913, beyond 536870912");
    const auto bomb =
        description_from_json(replaced(to_json(description), "\"size\":3", "\"size\":400000000"));
    REQUIRE_FALSE(bomb.has_value());
    CHECK(bomb.error().what.ends_with("compressed bytes cannot hold 400000000"));
    check_refused(description, "\"zlib\":\"", "\"zlib\":\"!", key + ".zlib is not base64");
    check_refused(description, "\"zlib\":", "\"zip\":", key + " is not of size and zlib");

    FrameDescription with_table = small_description();
    with_table.attributes.voi_luts = {{0, 8, {1, 2}, ""}};
    const std::string text = to_json(with_table);
    const std::size_t at = text.find("\"entries\":");
    const std::string entries = text.substr(at, text.find('}', at) - at);
    const std::string odd = to_json(description);
    const std::size_t from = odd.find("{\"size\":3");
    check_refused(with_table, entries,
                  "\"entries\":" + odd.substr(from, odd.find('}', from) - from),
                  "attributes.voi_luts[0].entries has 3 bytes, not a multiple of 2");
  }
}
