// What a client sends: one request after another, as a connection reads them.

#include <algorithm>
#include <string_view>

#include "base/text.hpp"
#include "fuzz/require.hpp"
#include "http/head_end.hpp"
#include "http/request_head.hpp"

using namespace noctis;

namespace {

bool is_text(std::string_view text) {
  return is_valid_utf8(text) && escape_controls(text).find("\\x") == std::string::npos;
}

void require_sound(const Request& request) {
  fuzz::require(request.path == "*" || request.path.starts_with('/'), "a path is one");
  fuzz::require(request.path.find('\\') == std::string::npos && is_text(request.path),
                "a path is text");
  for (const std::string_view segment : split(request.path, '/'))
    fuzz::require(segment != "." && segment != "..", "a path goes nowhere but down");
  fuzz::require(request.query.size() <= 100 && request.headers.size() <= 100, "all is bounded");
  for (const auto& [name, value] : request.headers) {
    fuzz::require(is_valid_utf8(value) && value.find_first_of("\r\n\t") == std::string::npos,
                  "a value is one line of text");
    fuzz::require(!name.empty() && std::none_of(name.begin(), name.end(),
                                                [](char c) { return c >= 'A' && c <= 'Z'; }),
                  "a name is in lower case");
  }
}

/// A head that comes in two pieces ends where it does in one.
std::size_t end_in_two(std::string_view bytes, std::size_t first) {
  HeadEnd end(8192);
  if (!end.find(bytes.substr(0, first)))
    return 0;
  return end.find(bytes).value_or(0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
  for (;;) {
    const auto end = HeadEnd(8192).find(bytes);
    if (!end || *end == 0)
      return 0;
    fuzz::require(*end <= 8192 && bytes.substr(0, *end).ends_with("\r\n\r\n"), "a head ends so");
    fuzz::require(end_in_two(bytes, *end / 2) == *end, "pieces make no difference");
    Request request;
    if (!read_head(bytes.substr(0, *end), request))
      return 0;
    require_sound(request);
    bytes.remove_prefix(*end);
  }
}
