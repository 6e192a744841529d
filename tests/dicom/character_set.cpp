#include "dicom/character_set.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"

using namespace noctis;

namespace {

std::string name(std::string_view declared, std::string_view bytes) {
  return CharacterSet(declared).to_utf8(bytes, true);
}

std::string text(std::string_view declared, std::string_view bytes) {
  return CharacterSet(declared).to_utf8(bytes, false);
}

}  // namespace

TEST_SUITE("dicom/character_set") {
  TEST_CASE("the examples of PS3.5 annexes H, I, J and K come out as they are printed there") {
    // H.3.1
    CHECK(name("\\ISO 2022 IR 87",
               "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B="
               "\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B") == "Yamada^Tarou=山田^太郎=やまだ^たろう");
    // H.3.2
    CHECK(name("ISO 2022 IR 13\\ISO 2022 IR 87",
               "\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J="
               "\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J") == "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    // I.2
    CHECK(name("\\ISO 2022 IR 149",
               "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7="
               "\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf") == "Hong^Gildong=洪^吉洞=홍^길동");
    // J.3
    CHECK(name("ISO_IR 192", "Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1=") ==
          "Wang^XiaoDong=王^小東=");
    // J.4
    CHECK(name("GB18030", "Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=") == "Wang^XiaoDong=王^小东=");
    // K.2
    CHECK(name("\\ISO 2022 IR 58", "Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=") ==
          "Zhang^XiaoDong=张^小东=");
  }

  TEST_CASE("the single-byte sets are their ISO 8859 parts, however the term is spelt") {
    CHECK(text("ISO_IR 100", "Buc^J\xe9r\xf4me") == "Buc^Jérôme");
    CHECK(text("ISO_IR 101", "Wa\xb3\xeasa") == "Wałęsa");
    CHECK(text("ISO_IR 109", "\xb1 \xe6") == "ħ ĉ");
    CHECK(text("ISO_IR 110", "\xb1 \xbf") == "ą ŋ");
    CHECK(text("ISO_IR 144", "\xbb\xee\xda") == "Люк");
    CHECK(text("ISO_IR 126", "\xc4\xe9\xef\xed") == "Διον");
    CHECK(text("ISO_IR 127", "\xe2\xc8") == "قب");
    CHECK(text("ISO_IR 138", "\xf9\xf8") == "שר");
    CHECK(text("ISO_IR 148", "\xc7\xf0") == "Çğ");
    CHECK(text("ISO_IR 166", "\xb9\xd2") == "นา");
    CHECK(text("ISO_IR 203", "\xa4") == "€");
    CHECK(text("ISO_IR 13", "\xb1\xb2") == "ｱｲ");
    for (const char* spelt : {"ISO 2022 IR 101", "iso-ir 101", "ISO IR 101", "ISO_IR_101"})
      CHECK(text(spelt, "\xb3") == "ł");
  }

  TEST_CASE("a backslash inside a double-byte character is no separator") {
    CHECK(text("GB18030", "\xd5\x5c") == "誠");
    CHECK(text("GBK", "\xd5\x5c\x5cx") == "誠\\x");
  }

  TEST_CASE("JIS X 0212 takes pairs of bytes after its own escape sequence") {
    CHECK(text("\\ISO 2022 IR 159", "\x1b$(D0!\x1b(B!") == "丂!");
  }

  TEST_CASE("a delimiter of a name ends the reach of an escape sequence where G1 had a meaning") {
    CHECK(name("ISO 2022 IR 100\\ISO 2022 IR 144", "\x1b-L\xbb^\xe9") == "Л^é");
    CHECK(text("ISO 2022 IR 100\\ISO 2022 IR 144", "\x1b-L\xbb^\xee") == "Л^ю");
    CHECK(name("\\ISO 2022 IR 149", "\x1b$)C\xc8\xab^\xb1\xe6") == "홍^길");  // written but once
  }

  TEST_CASE("what is not declared is UTF-8 where it is valid as that, else Latin 1") {
    CHECK(text("", "J\xc3\xa9r\xc3\xb4me") == "Jérôme");
    CHECK(text("", "J\xe9r\xf4me") == "Jérôme");
    CHECK(text("ISO_IR 999", "J\xe9r\xf4me") == "Jérôme");
    CHECK(text("", "\x1b$B;3ED\x1b(B") == "山田");
    CHECK(text("ISO_IR 149", "\xc8\xab") == "홍");
  }

  TEST_CASE("declared UTF-8 that is none is Latin 1, and a cut character only a replacement") {
    CHECK(text("ISO_IR 192", "J\xe9r\xf4me") == "Jérôme");
    CHECK(text("ISO_IR 192", "\xe5\xb1\xb1\xe7\x94") == "山\ufffd\ufffd");
  }

  TEST_CASE("any bytes under any set make valid UTF-8") {
    std::string bytes;
    for (int repeat = 0; repeat < 3; ++repeat) {
      for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>((i * (repeat * 2 + 1)) & 0xFF);
      bytes += "\x1b$B\x1b$)C\x1b$(D\x1b)I\x1b";
    }
    for (const char* declared :
         {"", "ISO_IR 13", "ISO_IR 100", "ISO_IR 166", "ISO_IR 127", "ISO_IR 192", "GB18030", "GBK",
          "\\ISO 2022 IR 87", "\\ISO 2022 IR 149", "\\ISO 2022 IR 58", "nonsense\\\\"}) {
      CAPTURE(declared);
      CHECK(is_valid_utf8(name(declared, bytes)));
      CHECK(is_valid_utf8(text(declared, bytes.substr(1))));
    }
  }
}
