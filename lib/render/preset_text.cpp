#include "render/preset_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "render/window_text.hpp"

namespace noctis {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_code_string = 16;
constexpr std::size_t longest_list = 64;

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

char to_upper(char c) noexcept {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_preset_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '-';
  });
}

// PS3.5 6.2, CS.
bool is_code_string(std::string_view text) noexcept {
  return !text.empty() && text.size() <= longest_code_string &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == ' ';
         });
}

// "CT+MR".
Result<std::vector<std::string>> parse_list(std::string_view what, std::string_view text) {
  std::vector<std::string> values;
  for (const std::string_view part : split(text, '+')) {
    std::string value(trim(part));
    std::ranges::transform(value, value.begin(), to_upper);
    if (!is_code_string(value))
      return failure(ErrorKind::usage, "\"{}\" is no {}", escape_controls(part), what);
    if (std::ranges::find(values, value) != values.end())
      return failure(ErrorKind::usage, "the {} {} is named twice", what, value);
    values.push_back(std::move(value));
  }
  if (values.size() > longest_list)
    return failure(ErrorKind::usage, "{} times a {}, and at most {} are allowed", values.size(),
                   what, longest_list);
  return values;
}

Result<VoiWindow> parse_width_and_center(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos)
    return failure(ErrorKind::usage, "\"{}\" is not WIDTH/CENTER", escape_controls(text));
  const std::optional<double> width = to_double(text.substr(0, slash));
  const std::optional<double> center = to_double(text.substr(slash + 1));
  if (!width || !center)
    return failure(ErrorKind::usage, "the {} of \"{}\" is not a number", width ? "center" : "width",
                   escape_controls(text));
  return VoiWindow{*center, *width};
}

// All that comes after the '='.
Result<Preset> parse_definition(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ',');
  if (parts.size() > 4)
    return failure(ErrorKind::usage,
                   "more than WIDTH/CENTER,FUNCTION,MODALITIES,BODYPARTS in \"{}\"",
                   escape_controls(text));
  Result<VoiWindow> window = parse_width_and_center(parts[0]);
  if (!window)
    return failure(window);
  if (parts.size() > 1) {
    const Result<VoiFunction> function = parse_voi_function(trim(parts[1]));
    if (!function)
      return failure(function);
    window->function = *function;
  }
  if (const Result<> legal = check_width(*window); !legal)
    return failure(legal);

  Preset preset;
  preset.view.kind = ViewKind::window;
  preset.view.window = *std::move(window);
  if (parts.size() > 2 && trim(parts[2]) == "*") {
    preset.modalities = {"*"};
  } else if (parts.size() > 2) {
    Result<std::vector<std::string>> modalities = parse_list("modality", parts[2]);
    if (!modalities)
      return failure(modalities);
    preset.modalities = *std::move(modalities);
  }
  if (parts.size() > 3) {
    Result<std::vector<std::string>> body_parts = parse_list("body part", parts[3]);
    if (!body_parts)
      return failure(body_parts);
    preset.body_parts = *std::move(body_parts);
  }
  preset.hounsfield_units = std::ranges::find(preset.modalities, "CT") != preset.modalities.end();
  return preset;
}

}  // namespace

std::string_view name_of(ViewKind kind) noexcept {
  switch (kind) {
    case ViewKind::file:
      return "file";
    case ViewKind::automatic:
      return "automatic";
    case ViewKind::full:
      return "full";
    case ViewKind::window:
      break;
  }
  return "window";
}

std::optional<std::uint32_t> file_view_of(std::string_view name) noexcept {
  constexpr std::string_view prefix = "file-";
  if (!name.starts_with(prefix) || name.size() == prefix.size() || name[prefix.size()] == '0')
    return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(name.data() + prefix.size(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number < 2)
    return std::nullopt;
  return number - 1;
}

Result<Preset> parse_preset(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos)
    return failure(ErrorKind::usage, "the preset \"{}\" is not NAME=WIDTH/CENTER…",
                   escape_controls(text));
  const std::string_view name = trim(text.substr(0, equals));
  if (!is_preset_name(name))
    return failure(ErrorKind::usage,
                   "the preset's name \"{}\" is not of 1 to {} characters a-z 0-9 _ -",
                   escape_controls(name), longest_name);
  if (name.starts_with("file-"))
    return failure(ErrorKind::usage, "the preset's name \"{}\" is kept for the files' own windows",
                   name);
  Result<Preset> preset = parse_definition(text.substr(equals + 1));
  if (!preset)
    return failure(ErrorKind::usage, "the preset {}: {}", name, preset.error().what);
  preset->name = name;
  return preset;
}

}  // namespace noctis
