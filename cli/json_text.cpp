#include "cli/json_text.hpp"

#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace noctis::cli {

namespace {

constexpr std::size_t longest_line = 72;

bool is_leaf(const json::value& value) {
  return !value.is_object() && !value.is_array();
}

std::string leaf_text(const json::value& value) {
  const auto* const number = value.if_double();
  return number != nullptr && std::isfinite(*number) ? fmt::format("{}", *number)
                                                     : json::serialize(value);
}

std::string key_text(std::string_view key) {
  return json::serialize(json::string(key.data(), key.size())) + ':';
}

// `visit(key, value)` for each member; the key is empty in an array.
template <class Visit>
void for_each_member(const json::value& value, const Visit& visit) {
  if (const auto* const object = value.if_object()) {
    for (const auto& member : *object)
      visit(key_text({member.key().data(), member.key().size()}), member.value());
  } else {
    for (const json::value& member : value.get_array())
      visit(std::string(), member);
  }
}

// `blank` follows colons and commas.
std::string line_of(const json::value& value, const std::string& blank) {
  if (is_leaf(value))
    return leaf_text(value);
  std::string line;
  for_each_member(value, [&](const std::string& key, const json::value& member) {
    line += (line.empty() ? std::string() : ',' + blank) + key + (key.empty() ? "" : blank) +
            line_of(member, blank);
  });
  return value.is_object() ? '{' + line + '}' : '[' + line + ']';
}

bool holds_leaves_alone(const json::value& value) {
  bool all = true;
  for_each_member(value, [&all](const std::string& /*key*/, const json::value& member) {
    all = all && is_leaf(member);
  });
  return all;
}

void append(std::string& out, const json::value& value, std::size_t depth) {
  const std::string line = line_of(value, " ");
  if (is_leaf(value) || (line.size() <= longest_line && holds_leaves_alone(value))) {
    out += line;
    return;
  }
  out += value.is_object() ? '{' : '[';
  const char* separator = "\n";
  for_each_member(value, [&](const std::string& key, const json::value& member) {
    out += separator + std::string(2 * (depth + 1), ' ') + key + (key.empty() ? "" : " ");
    append(out, member, depth + 1);
    separator = ",\n";
  });
  out += '\n' + std::string(2 * depth, ' ');
  out += value.is_object() ? '}' : ']';
}

}  // namespace

std::string line_json(const json::value& value) {
  return line_of(value, "");
}

std::string pretty_json(const json::value& value) {
  std::string out;
  append(out, value, 0);
  return out;
}

}  // namespace noctis::cli
