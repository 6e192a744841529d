#include "http/request_target.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace noctis {

namespace {

constexpr std::size_t most_parameters = 100;

tl::unexpected<HeadRefusal> refuse(std::string_view details) {
  return tl::unexpected(HeadRefusal{400, std::string(details)});
}

std::optional<unsigned> hexadecimal(char digit) noexcept {
  if (digit >= '0' && digit <= '9')
    return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f')
    return static_cast<unsigned>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F')
    return static_cast<unsigned>(digit - 'A' + 10);
  return std::nullopt;
}

/// C0, DEL, and C1 as UTF-8 has it.
bool has_control(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f)
      return true;
    if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0)
      return true;
  }
  return false;
}

enum class Part : bool { path, query };

tl::expected<void, HeadRefusal> decode_into(std::string& decoded, std::string_view text,
                                            Part part) {
  const bool is_as_it_stands =
      text.find('%') == text.npos && (part == Part::path || text.find('+') == text.npos);
  if (is_as_it_stands && is_printable_ascii(text)) {
    decoded = text;
    return {};
  }
  decoded.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += part == Part::query && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const auto high = i + 2 < text.size() ? hexadecimal(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? hexadecimal(text[i + 2]) : std::nullopt;
    if (!high || !low)
      return refuse("the target has a % that two hexadecimal digits do not follow");
    decoded += static_cast<char>(*high * 16 + *low);
    if (part == Part::path && decoded.back() == '/')
      return refuse("the path has an escaped slash");
    i += 2;
  }
  if (!is_valid_utf8(decoded))
    return refuse("the target is not UTF-8");
  if (has_control(decoded))
    return refuse("the target has a control character");
  return {};
}

tl::expected<void, HeadRefusal> read_path(std::string_view text, std::string& path) {
  std::string decoded;
  if (auto done = decode_into(decoded, text, Part::path); !done)
    return done;
  if (decoded.find('\\') != std::string::npos)
    return refuse("the path has a backslash");
  for (std::size_t begin = 1; begin <= decoded.size();) {
    const std::size_t end = std::min(decoded.find('/', begin), decoded.size());
    const std::string_view segment = std::string_view(decoded).substr(begin, end - begin);
    if (segment == "." || segment == "..")
      return refuse("the path has a segment of dots");
    begin = end + 1;
  }
  path = std::move(decoded);
  return {};
}

tl::expected<void, HeadRefusal> read_query(std::string_view text, Request& request) {
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty())
      continue;
    if (request.query.size() == most_parameters)
      return refuse("the query has more than 100 parameters");
    auto& [name, value] = request.query.emplace_back();
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (auto done = decode_into(name, pair.substr(0, equals), Part::query); !done)
      return done;
    const std::string_view rest = pair.substr(std::min(equals + 1, pair.size()));
    if (auto done = decode_into(value, rest, Part::query); !done)
      return done;
  }
  return {};
}

}  // namespace

tl::expected<void, HeadRefusal> read_target(std::string_view target, Request& request) {
  if (target == "*" && request.method == Method::options) {
    request.path = "*";
    return {};
  }
  if (!target.starts_with('/'))
    return refuse("the target is not a path");
  if (target.find('#') != std::string_view::npos)
    return refuse("the target has a fragment");
  const std::string_view path = target.substr(0, target.find('?'));
  if (auto done = read_path(path, request.path); !done)
    return done;
  auto done = read_query(target.substr(std::min(path.size() + 1, target.size())), request);
  if (!done)
    request.query.clear();
  return done;
}

}  // namespace noctis
