#include "dicom/character_set.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <iterator>

#include "base/text.hpp"

namespace noctis {

namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";
constexpr char escape = '\x1b';

/// Half-width katakana of JIS X 0201, which iconv only has together with its Latin half, where the
/// backslash is a yen sign; DICOM needs the backslash.
constexpr const char* katakana = "JIS_X0201";

struct DefinedTerm {
  std::string_view term;  ///< letters and digits alone
  const char* iconv_name;
};

/// PS3.3 Tables C.12-2 to C.12-5, and what else is seen: the name says what high bytes are before
/// any escape sequence.
constexpr DefinedTerm defined_terms[] = {
    {"100", "ISO-8859-1"}, {"101", "ISO-8859-2"},  {"109", "ISO-8859-3"}, {"110", "ISO-8859-4"},
    {"144", "ISO-8859-5"}, {"127", "ISO-8859-6"},  {"126", "ISO-8859-7"}, {"138", "ISO-8859-8"},
    {"148", "ISO-8859-9"}, {"203", "ISO-8859-15"}, {"166", "TIS-620"},    {"13", katakana},
    {"149", "EUC-KR"},     {"58", "GB2312"},
};

enum class G0 : std::uint8_t { ascii, jis_x0208, jis_x0212 };

struct EscapeSequence {
  std::string_view bytes;  ///< after ESC
  bool designates_g0;
  G0 g0;
  const char* g1;
};

/// PS3.3 Tables C.12-3 and C.12-4.
constexpr EscapeSequence escape_sequences[] = {
    {"(B", true, G0::ascii, nullptr},      {"(J", true, G0::ascii, nullptr},
    {"$B", true, G0::jis_x0208, nullptr},  {"$@", true, G0::jis_x0208, nullptr},
    {"$(D", true, G0::jis_x0212, nullptr}, {")I", false, {}, katakana},
    {"$)C", false, {}, "EUC-KR"},          {"$)A", false, {}, "GB2312"},
    {"-A", false, {}, "ISO-8859-1"},       {"-B", false, {}, "ISO-8859-2"},
    {"-C", false, {}, "ISO-8859-3"},       {"-D", false, {}, "ISO-8859-4"},
    {"-L", false, {}, "ISO-8859-5"},       {"-G", false, {}, "ISO-8859-6"},
    {"-F", false, {}, "ISO-8859-7"},       {"-H", false, {}, "ISO-8859-8"},
    {"-M", false, {}, "ISO-8859-9"},       {"-b", false, {}, "ISO-8859-15"},
    {"-T", false, {}, "TIS-620"},
};

bool is_high(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0x80) != 0;
}

bool is_ascii(std::string_view bytes) noexcept {
  return std::none_of(bytes.begin(), bytes.end(), is_high);
}

/// By iconv(3); what it cannot convert is replaced, a byte at a time.
std::string convert(const char* from, std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", from);
  if (converter == reinterpret_cast<iconv_t>(-1))  // NOLINT: how iconv says it
    return to_valid_utf8(bytes);

  std::string converted;
  std::string input(bytes);
  char* in = input.data();
  std::size_t in_left = input.size();
  while (in_left > 0) {
    char buffer[256];
    char* out = buffer;
    std::size_t out_left = sizeof buffer;
    const std::size_t status = iconv(converter, &in, &in_left, &out, &out_left);
    converted.append(buffer, out);
    if (status != static_cast<std::size_t>(-1) || errno == E2BIG)
      continue;
    converted += replacement_character;
    ++in;
    --in_left;
  }
  iconv_close(converter);
  return to_valid_utf8(converted);
}

std::string latin1(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (is_high(c)) {
      text += static_cast<char>(0xC0 | code >> 6);
      text += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      text += c;
    }
  }
  return text;
}

/// U+FF61 is 0xA1.
std::string half_width_katakana(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0xA1 || code > 0xDF) {
      text += replacement_character;
      continue;
    }
    const unsigned unicode = 0xFF61U + (code - 0xA1U);
    text += static_cast<char>(0xE0 | unicode >> 12);
    text += static_cast<char>(0x80 | (unicode >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (unicode & 0x3F));
  }
  return text;
}

std::string undeclared(std::string_view bytes) {
  return is_valid_utf8(bytes) ? std::string(bytes) : latin1(bytes);
}

std::string convert_g1(const char* g1, std::string_view high_bytes) {
  if (g1 == nullptr)
    return undeclared(high_bytes);
  return g1 == katakana ? half_width_katakana(high_bytes) : convert(g1, high_bytes);
}

/// Pairs of low bytes, as EUC-JP has them.
std::string convert_g0(G0 g0, std::string_view low_bytes) {
  std::string euc;
  for (std::size_t i = 0; i < low_bytes.size(); ++i) {
    if (g0 == G0::jis_x0212 && i % 2 == 0)
      euc += '\x8F';
    euc += static_cast<char>(low_bytes[i] | '\x80');
  }
  return convert("EUC-JP", euc);
}

/// One value under ISO 2022: runs of low and of high bytes, each under the set that the last escape
/// sequence designated.
class CodeExtension {
 public:
  CodeExtension(std::string_view bytes, const char* initial_g1, bool is_person_name)
      : rest_(bytes), initial_g1_(initial_g1), g1_(initial_g1), is_person_name_(is_person_name) {}

  std::string run() {
    while (!rest_.empty()) {
      if (rest_.front() == escape && take_escape_sequence())
        continue;
      if (is_high(rest_.front()))
        text_ += convert_g1(g1_, take_while(is_high));
      else if (g0_ == G0::ascii || static_cast<unsigned char>(rest_.front()) <= 0x20)
        take_ascii();
      else
        text_ += convert_g0(g0_, take_while([](char c) { return c > 0x20; }));
    }
    return text_;
  }

 private:
  template <class Predicate>
  std::string_view take_while(Predicate predicate) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), predicate);
    const auto length = static_cast<std::size_t>(std::distance(rest_.begin(), end));
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  bool take_escape_sequence() {
    for (const EscapeSequence& sequence : escape_sequences) {
      if (rest_.substr(1, sequence.bytes.size()) != sequence.bytes)
        continue;
      if (sequence.designates_g0)
        g0_ = sequence.g0;
      else
        g1_ = sequence.g1;
      rest_.remove_prefix(1 + sequence.bytes.size());
      return true;
    }
    return false;
  }

  /// PS3.5 6.1.2.5.3: delimiters bring the initial sets back.  Where high bytes meant nothing
  /// initially, the last designation stays: some write it but once.
  void take_ascii() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    text_ += c;
    const bool ends_reach = c == '\\' || c == '\n' || c == '\r' || c == '\f' || c == '\t' ||
                            (is_person_name_ && (c == '^' || c == '='));
    if (!ends_reach)
      return;
    g0_ = G0::ascii;
    if (initial_g1_ != nullptr)
      g1_ = initial_g1_;
  }

  std::string_view rest_;
  const char* initial_g1_;
  const char* g1_;
  G0 g0_ = G0::ascii;
  bool is_person_name_;
  std::string text_;
};

/// "ISO_IR 100", "ISO 2022 IR 100", "ISO-IR_100": all "100".
std::string bare_term(std::string_view written) {
  std::string term;
  for (const char c : written) {
    if (c >= 'a' && c <= 'z')
      term += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      term += c;
  }
  for (const std::string_view start : {"ISO2022", "ISO", "IR"}) {
    if (term.starts_with(start))
      term.erase(0, start.size());
  }
  return term;
}

}  // namespace

CharacterSet::CharacterSet(std::string_view specific_character_set) {
  const std::string term = bare_term(split(specific_character_set, '\\').front());
  if (term == "192" || term == "UTF8") {
    kind_ = Kind::utf8;
    return;
  }
  if (term == "GB18030" || term == "GBK") {
    kind_ = Kind::multi_byte;
    return;
  }
  const auto found = std::find_if(std::begin(defined_terms), std::end(defined_terms),
                                  [&](const DefinedTerm& row) { return row.term == term; });
  if (found != std::end(defined_terms))
    initial_g1_ = found->iconv_name;
}

std::string CharacterSet::to_utf8(std::string_view bytes, bool is_person_name) const {
  if (is_ascii(bytes) && bytes.find(escape) == std::string_view::npos)
    return std::string(bytes);
  switch (kind_) {
    case Kind::multi_byte:
      return convert("GB18030", bytes);  // which GBK is a part of
    case Kind::utf8:
      if (is_valid_utf8(bytes))
        return std::string(bytes);
      break;
    case Kind::code_elements:
      return CodeExtension(bytes, initial_g1_, is_person_name).run();
  }
  // Each damaged byte makes three of U+FFFD: what is longer by just that has nothing valid in it.
  const auto high = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_high));
  std::string replaced = to_valid_utf8(bytes);
  return replaced.size() == bytes.size() + 2 * high ? latin1(bytes) : replaced;
}

}  // namespace noctis
