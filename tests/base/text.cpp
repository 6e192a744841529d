#include "base/text.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("base/text") {
  TEST_CASE("a number is the whole of its text, blanks and a plus sign apart") {
    CHECK(to_double(" +1.5e2 ") == 150.0);
    CHECK(to_double(std::string_view("40\0", 3)) == 40.0);
    CHECK_FALSE(to_double("40 400").has_value());
    CHECK_FALSE(to_double("1,5").has_value());
    CHECK_FALSE(to_double("nan").has_value());
    CHECK_FALSE(to_double("inf").has_value());
    CHECK_FALSE(to_double("1e999").has_value());
    CHECK_FALSE(to_double("").has_value());
    CHECK_FALSE(to_double("+-1").has_value());
    CHECK(to_integer("+007 ") == 7);
    CHECK(to_integer("-1") == -1);
    CHECK_FALSE(to_integer("1A").has_value());
    CHECK_FALSE(to_integer("9223372036854775808").has_value());
  }

  TEST_CASE("printable ASCII is all from a blank to a tilde, wherever another stands") {
    CHECK(is_printable_ascii(""));
    for (const std::size_t length : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 16U, 23U})
      for (std::size_t at = 0; at < length; ++at)
        for (int byte = 0; byte < 256; ++byte) {
          std::string text(length, ' ');
          text[at] = static_cast<char>(byte);
          CAPTURE(length);
          CAPTURE(at);
          CAPTURE(byte);
          CHECK(is_printable_ascii(text) == (byte >= ' ' && byte <= '~'));
          text.assign(length, '~');
          text[at] = static_cast<char>(byte);
          CHECK(is_printable_ascii(text) == (byte >= ' ' && byte <= '~'));
        }
  }

  TEST_CASE("UTF-8 admits no overlong form, no surrogate and nothing beyond U+10FFFF") {
    CHECK(is_valid_utf8("山田^太郎"));
    CHECK(is_valid_utf8("\xf4\x8f\xbf\xbf"));
    CHECK_FALSE(is_valid_utf8("\xc0\x80"));
    CHECK_FALSE(is_valid_utf8("\xe0\x80\x80"));
    CHECK_FALSE(is_valid_utf8("\xed\xa0\x80"));
    CHECK_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));
    CHECK_FALSE(is_valid_utf8("\xe5\xb1"));
    CHECK(to_valid_utf8("a\xff\xe5\xb1") == "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  }

  TEST_CASE("what could move a cursor or turn text over is escaped, letters are not") {
    CHECK(escape_controls("a\nb\x1b[2J\x7f") == "a\\nb\\x1b[2J\\x7f");
    CHECK(escape_controls("\xff\\") == "\\xff\\\\");
    CHECK(escape_controls("\u202eevil") == "\\u202eevil");
    CHECK(escape_controls("\xc2\x9b") == "\\x9b");
    CHECK(escape_controls("Żółć 山") == "Żółć 山");
  }

  TEST_CASE("a message that was escaped in part is not escaped again") {
    CHECK(escape_message("a\nb\x1b[2J\xff") == "a\\nb\\x1b[2J\\xff");
    CHECK(escape_message(escape_controls("a\nb\x1b\u202e")) == escape_controls("a\nb\x1b\u202e"));
  }

  TEST_CASE("sizes and times round to what a person reads") {
    CHECK(format_bytes(1023) == "1023 B");
    CHECK(format_bytes(1536) == "1.5 KiB");
    CHECK(format_bytes(1048575) == "1.0 MiB");
    CHECK(format_seconds(0.84) == "0.8 s");
    CHECK(format_seconds(59.4) == "59 s");
    CHECK(format_seconds(59.6) == "1 min 00 s");
    CHECK(format_seconds(7500) == "2 h 05 min");
  }

  TEST_CASE("a glob matches the whole text") {
    CHECK(matches_glob("1.2.*", "1.2.840"));
    CHECK(matches_glob("*a*b?", "xxaxxbbc"));
    CHECK(matches_glob("", ""));
    CHECK(matches_glob("***", ""));
    CHECK_FALSE(matches_glob("1.2", "1.2.840"));
    CHECK_FALSE(matches_glob("?", ""));
    CHECK_FALSE(matches_glob("*ab", "abx"));
  }
}
