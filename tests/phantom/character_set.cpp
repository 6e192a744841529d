#include "phantom/character_set.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;
using noctis::phantom::encode_text;

TEST_SUITE("phantom/character_set") {
  TEST_CASE("single-byte and multi-byte sets hold what PS3.5's examples show") {
    CHECK(encode_text("Buc^Jérôme", "ISO_IR 100") == std::string("Buc^J\xe9r\xf4me"));
    CHECK(encode_text("Διονυσιος", "ISO_IR 126") ==
          std::string("\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2"));
    CHECK(encode_text("Люкceмбypг", "ISO_IR 144") ==
          std::string("\xbb\xee\xda\x63\x65\xdc\xd1\x79\x70\xd3"));
    CHECK(encode_text("Wang^XiaoDong=王^小东", "GB18030") ==
          std::string("Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab"));
    CHECK(encode_text("Buc^Jérôme", "ISO_IR 192") == std::string("Buc^Jérôme"));
  }

  TEST_CASE("Japanese names change to kanji and back in each component, as in PS3.5 H.3.1") {
    CHECK(encode_text("Yamada^Tarou=山田^太郎=やまだ^たろう", "\\ISO 2022 IR 87") ==
          std::string("Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$"
                      "m$&\x1b(B"));
  }

  TEST_CASE("Korean names announce their set in each component, as in PS3.5 I.2") {
    CHECK(encode_text("Hong^Gildong=洪^吉洞=홍^길동", "\\ISO 2022 IR 149") ==
          std::string("Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)"
                      "C\xb1\xe6\xb5\xbf"));
  }

  TEST_CASE("what a set cannot hold, and a set that is not known, are refused by name") {
    const auto letter = encode_text("山田", "ISO_IR 100");
    REQUIRE_FALSE(letter.has_value());
    CHECK(letter.error().kind == ErrorKind::unsupported);
    CHECK(letter.error().what == "\"山田\" cannot be written in ISO-8859-1");
    const auto set = encode_text("a", "ISO_IR 999");
    REQUIRE_FALSE(set.has_value());
    CHECK(set.error().what == "cannot write the character set \"ISO_IR 999\"");
  }
}
