#include "render/window_text.hpp"

#include <optional>
#include <vector>

#include "base/text.hpp"
#include "display/window.hpp"

namespace noctis {

namespace {

constexpr VoiFunction every_function[] = {VoiFunction::linear, VoiFunction::linear_exact,
                                          VoiFunction::sigmoid};

}  // namespace

std::string_view name_of(VoiFunction function) noexcept {
  switch (function) {
    case VoiFunction::linear:
      return "linear";
    case VoiFunction::linear_exact:
      return "linear-exact";
    case VoiFunction::sigmoid:
      return "sigmoid";
  }
  return "";
}

Result<VoiFunction> parse_voi_function(std::string_view text) {
  for (const VoiFunction function : every_function) {
    if (text == name_of(function))
      return function;
  }
  return failure(ErrorKind::usage,
                 "the window's function \"{}\" is not linear, linear-exact or sigmoid",
                 escape_controls(text));
}

Result<> check_width(const VoiWindow& window) {
  if (check_window(window))
    return {};
  return failure(ErrorKind::usage, "the window's width is {}, and {} needs {}", window.width,
                 name_of(window.function),
                 window.function == VoiFunction::linear ? "at least 1" : "more than 0");
}

Result<VoiWindow> parse_window(std::string_view text, FunctionPart function) {
  const std::vector<std::string_view> parts = split(text, ',');
  const std::size_t least = function == FunctionPart::required ? 3 : 2;
  if (parts.size() < least || parts.size() > 3)
    return failure(ErrorKind::usage, "the window \"{}\" is not CENTER,WIDTH{}",
                   escape_controls(text),
                   function == FunctionPart::required ? ",FUNCTION" : "[,FUNCTION]");

  const std::optional<double> center = to_double(parts[0]);
  if (!center)
    return failure(ErrorKind::usage, "the window's center \"{}\" is not a number",
                   escape_controls(parts[0]));
  const std::optional<double> width = to_double(parts[1]);
  if (!width)
    return failure(ErrorKind::usage, "the window's width \"{}\" is not a number",
                   escape_controls(parts[1]));
  VoiWindow window{*center, *width};
  if (parts.size() == 3) {
    const Result<VoiFunction> named = parse_voi_function(trim(parts[2]));
    if (!named)
      return failure(named);
    window.function = *named;
  }
  if (const Result<> legal = check_width(window); !legal)
    return failure(legal);
  return window;
}

}  // namespace noctis
