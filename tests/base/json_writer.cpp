#include "base/json_writer.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "base/json.hpp"

using namespace noctis;

namespace {

std::string string_of(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

}  // namespace

TEST_SUITE("base/json_writer") {
  TEST_CASE("what must be escaped is, and what is not UTF-8 is replaced") {
    CHECK(string_of("plain") == R"("plain")");
    CHECK(string_of("a\"b\\c\nd\te") == R"("a\"b\\c\nd\te")");
    CHECK(string_of(std::string_view("\0\x1f\r", 3)) == R"("\u0000\u001f\u000d")");
    CHECK(string_of("\xc3\xbc \xe2\x82\xac") == "\"\xc3\xbc \xe2\x82\xac\"");
    CHECK(string_of("a\xff") == "\"a\xef\xbf\xbd\"");
  }

  TEST_CASE("every byte comes back as it was, from a reader of JSON") {
    std::string all;
    for (int c = 0; c < 128; ++c)
      all += static_cast<char>(c);
    const auto parsed = parse_json(string_of(all));
    REQUIRE(parsed.has_value());
    CHECK(parsed->as_string() == all);
  }

  TEST_CASE("what must be escaped is found wherever it stands") {
    for (std::size_t length = 1; length < 20; ++length)
      for (std::size_t at = 0; at < length; ++at)
        for (int byte = 0; byte < 0x80; ++byte) {
          std::string text(length, 'a');
          text[at] = static_cast<char>(byte);
          CAPTURE(length);
          CAPTURE(at);
          CAPTURE(byte);
          const bool is_plain = byte >= ' ' && byte != '"' && byte != '\\';
          CHECK((string_of(text) == '"' + text + '"') == is_plain);
        }
  }

  TEST_CASE("texts and names of any length are written, beyond the room that there was at first") {
    for (const std::size_t length :
         {1000U, 1018U, 1019U, 1020U, 1021U, 1022U, 1023U, 1024U, 5000U}) {
      const std::string text(length, 'x');
      JsonWriter json;
      json.begin_object();
      json.member("a", text);
      json.key(text);
      json.value(1);
      json.end_object();
      CHECK(json.take() == "{\"a\":\"" + text + "\",\"" + text + "\":1}");
      CHECK(json.take().empty());
    }
  }

  TEST_CASE("values are escaped as texts are") {
    JsonWriter json;
    json.begin_array();
    json.value(std::string_view("a\"b\n"));
    json.value(std::string_view("\xc3\xbc\xff"));
    json.end_array();
    CHECK(json.take() == "[\"a\\\"b\\n\",\"\xc3\xbc\xef\xbf\xbd\"]");
  }

  TEST_CASE("members and elements are kept apart by commas, however deep") {
    JsonWriter json;
    json.begin_object();
    json.member("a", 1);
    json.key("b");
    json.begin_array();
    json.begin_object();
    json.end_object();
    json.value(true);
    json.value(nullptr);
    json.begin_array();
    json.end_array();
    json.end_array();
    json.text_member("c", "");
    json.text_member("d", "x");
    json.member("e", std::optional<int>());
    json.member("f", std::array<double, 2>{0.5, -1});
    json.end_object();
    CHECK(json.take() == R"({"a":1,"b":[{},true,null,[]],"c":null,"d":"x","e":null,"f":[0.5,-1]})");
  }

  TEST_CASE("numbers are as short as they can be, and what is none is null") {
    const auto text_of = [](auto number) {
      JsonWriter json;
      json.value(number);
      return json.take();
    };
    CHECK(text_of(1500.0) == "1500");
    CHECK(text_of(0.1) == "0.1");
    CHECK(text_of(-600.25) == "-600.25");
    CHECK(text_of(-600.0) == "-600");
    CHECK(text_of(0.0) == "0");
    CHECK(text_of(-0.0) == "-0");
    for (const double number : {999'999.0, 1e6, 2147483648.0, -2147483649.0, 1e15, 1e16})
      CHECK(text_of(number) == fmt::format("{}", number));
    CHECK(text_of(1e300) == "1e+300");
    CHECK(text_of(std::nan("")) == "null");
    CHECK(text_of(-std::numeric_limits<double>::infinity()) == "null");
    CHECK(text_of(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(text_of(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  }

  TEST_CASE("a text that was begun elsewhere goes on behind a value") {
    JsonWriter json(R"({"a":"x")");
    json.member("b", 2);
    json.end_object();
    CHECK(json.take() == R"({"a":"x","b":2})");
  }
}
