#include "base/json_writer.hpp"

#include <iterator>

#include "base/eight_bytes.hpp"
#include "base/text.hpp"

namespace noctis {

namespace {

constexpr bool is_plain(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

// What most text is: it stands for itself.
bool is_all_plain(std::string_view text) noexcept {
  using namespace eight_bytes;
  return !any_word(text, [](std::uint64_t word) {
    return below(word, ' ') | equal(word, '"') | equal(word, '\\') | equal(word, 0x7f) |
           beyond_ascii(word);
  });
}

void append_escaped(std::string& json, char c) {
  switch (c) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      fmt::format_to(std::back_inserter(json), "\\u{:04x}", static_cast<unsigned char>(c));
  }
}

}  // namespace

void append_json_string(std::string& json, std::string_view text) {
  if (is_all_plain(text)) {
    json += '"';
    json += text;
    json += '"';
    return;
  }
  if (!is_valid_utf8(text)) {
    append_json_string(json, to_valid_utf8(text));
    return;
  }
  json += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end]))
      ++end;
    json += text.substr(at, end - at);
    if (end < text.size())
      append_escaped(json, text[end++]);
    at = end;
  }
  json += '"';
}

void JsonWriter::value(std::string_view text) {
  if (!is_all_plain(text)) {
    std::string escaped;
    append_json_string(escaped, text);
    return write(escaped);
  }
  char* to = separated(room_for(text.size() + 3));
  *to++ = '"';
  to = std::copy(text.begin(), text.end(), to);
  *to++ = '"';
  end_at(to);
}

}  // namespace noctis
