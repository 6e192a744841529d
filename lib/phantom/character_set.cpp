#include "phantom/character_set.hpp"

#include <iconv.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <type_traits>

namespace noctis::phantom {

namespace {

struct CharacterSet {
  std::string_view defined_term;
  const char* iconv_name;
  /// What makes a repertoire of code extensions known before its first character.  PS3.5 6.1.2.5.
  std::string_view escape = {};
};

constexpr CharacterSet character_sets[] = {
    {"", "ASCII"},
    {"ISO_IR 6", "ASCII"},
    {"ISO_IR 100", "ISO-8859-1"},
    {"ISO_IR 101", "ISO-8859-2"},
    {"ISO_IR 109", "ISO-8859-3"},
    {"ISO_IR 110", "ISO-8859-4"},
    {"ISO_IR 144", "ISO-8859-5"},
    {"ISO_IR 127", "ISO-8859-6"},
    {"ISO_IR 126", "ISO-8859-7"},
    {"ISO_IR 138", "ISO-8859-8"},
    {"ISO_IR 148", "ISO-8859-9"},
    {"ISO_IR 166", "TIS-620"},
    {"ISO_IR 192", "UTF-8"},
    {"GB18030", "GB18030"},
    {"GBK", "GBK"},
    {"\\ISO 2022 IR 87", "ISO-2022-JP"},
    {"\\ISO 2022 IR 149", "EUC-KR", "\x1b$)C"},
    {"\\ISO 2022 IR 58", "EUC-CN", "\x1b$)A"},
};

Result<std::string> convert(std::string text, const char* to) {
  const iconv_t handle = iconv_open(to, "UTF-8");
  // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-cstyle-cast): POSIX's own
  if (handle == reinterpret_cast<iconv_t>(-1))
    return failure(ErrorKind::unsupported, "this system cannot convert to {}", to);
  const std::unique_ptr<std::remove_pointer_t<iconv_t>, int (*)(iconv_t)> closer(handle,
                                                                                 &iconv_close);
  std::string converted(text.size() * 8 + 16, '\0');
  char* in = text.data();
  char* out = converted.data();
  std::size_t in_left = text.size();
  std::size_t out_left = converted.size();
  constexpr auto failed = static_cast<std::size_t>(-1);
  if (iconv(handle, &in, &in_left, &out, &out_left) == failed ||
      iconv(handle, nullptr, nullptr, &out, &out_left) == failed)
    return failure(ErrorKind::unsupported, "\"{}\" cannot be written in {}", text, to);
  converted.resize(converted.size() - out_left);
  return converted;
}

// A code extension ends with each component: it has to be announced again in every one that uses
// it.
std::string announce(const std::string& encoded, std::string_view escape) {
  std::string announced;
  bool known = false;
  for (const char c : encoded) {
    if (c == '^' || c == '=')
      known = false;
    if ((static_cast<unsigned char>(c) & 0x80U) != 0 && !known) {
      announced += escape;
      known = true;
    }
    announced += c;
  }
  return announced;
}

}  // namespace

Result<std::string> encode_text(const std::string& text,
                                const std::string& specific_character_set) {
  const auto* const found = std::find_if(
      std::begin(character_sets), std::end(character_sets),
      [&](const CharacterSet& set) { return set.defined_term == specific_character_set; });
  if (found == std::end(character_sets))
    return failure(ErrorKind::unsupported, "cannot write the character set \"{}\"",
                   specific_character_set);
  auto converted = convert(text, found->iconv_name);
  if (!converted || found->escape.empty())
    return converted;
  return announce(*converted, found->escape);
}

}  // namespace noctis::phantom
