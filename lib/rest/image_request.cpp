#include "rest/image_request.hpp"

#include <limits>

#include "render/window_text.hpp"
#include "rest/negotiation.hpp"
#include "rest/parameters.hpp"

namespace noctis {

namespace {

Answered<VoiFunction> parse_function(const Request& request) {
  const auto text = request.parameter("function");
  if (!text)
    return VoiFunction::linear;
  const auto function = parse_voi_function(*text);
  if (!function)
    return refuse(400, "function: {}", function.error().what);
  return *function;
}

// The contract's window is a width, its level a centre (R25).
Answered<std::optional<VoiWindow>> parse_window_of(const Request& request) {
  const auto width = number_parameter(request, "window");
  const auto center = number_parameter(request, "level");
  const auto function = parse_function(request);
  if (!width)
    return refuse(width);
  if (!center)
    return refuse(center);
  if (!function)
    return refuse(function);
  if (!*width && !*center) {
    if (request.parameter("function"))
      return refuse(400, "function without window and level");
    return std::nullopt;
  }
  if (!*width || !*center)
    return refuse(400, "{} without {}: a window needs both", *width ? "window" : "level",
                  *width ? "level" : "window");
  const VoiWindow window{.center = **center, .width = **width, .function = *function};
  if (const auto checked = check_width(window); !checked)
    return refuse(400, "window: {}", checked.error().what);
  return window;
}

Answered<> parse_view(const Request& request, const PresetTable& presets, ImageRequest& parsed) {
  const auto window = parse_window_of(request);
  if (!window)
    return refuse(window);
  const auto preset = request.parameter("preset");
  if (*window && preset)
    return refuse(400, "preset with window and level: one or the other");
  if (*window) {
    parsed.preset.clear();
    parsed.view.kind = ViewKind::window;
    parsed.view.window = **window;
    return {};
  }
  if (preset)
    parsed.preset = *preset;
  const auto view = presets.view_named(parsed.preset);
  if (!view)
    return refuse(400, "no preset is named \"{}\"", parsed.preset);
  parsed.view = *view;
  return {};
}

Answered<> parse_pixels(const Request& request, ImageRequest& parsed) {
  const auto pixels = request.parameter("pixels");
  if (pixels && *pixels != "stored" && *pixels != "square")
    return refuse(400, "pixels is \"{}\", not stored or square", *pixels);
  if (pixels && *pixels == "stored")
    parsed.view.square_pixels = false;
  return {};
}

}  // namespace

Answered<ImageRequest> parse_image_request(const Request& request, const PresetTable& presets) {
  ImageRequest parsed;
  if (const auto single = check_single(request, {"preset", "window", "level", "function", "invert",
                                                 "frame", "pixels", "format", "size"});
      !single)
    return refuse(single);
  if (const auto view = parse_view(request, presets, parsed); !view)
    return refuse(view);
  if (const auto pixels = parse_pixels(request, parsed); !pixels)
    return refuse(pixels);
  const auto invert = bool_parameter(request, "invert");
  if (!invert)
    return refuse(invert);
  parsed.view.invert = parsed.view.invert != *invert;
  const auto frame =
      integer_parameter(request, "frame", 1, std::numeric_limits<std::int32_t>::max());
  if (!frame)
    return refuse(frame);
  parsed.frame = frame->value_or(1);
  const auto wants_png = prefers_png(request);
  if (!wants_png)
    return refuse(wants_png);
  parsed.wants_png = *wants_png;
  return parsed;
}

Answered<ImageRequest> parse_thumbnail_request(const Request& request, const PresetTable& presets) {
  auto parsed = parse_image_request(request, presets);
  if (!parsed)
    return parsed;
  const auto size = integer_parameter(request, "size", 1, largest_thumbnail);
  if (!size)
    return refuse(size);
  parsed->is_thumbnail = true;
  parsed->size = *size;
  if (!request.parameter("frame"))
    parsed->frame.reset();
  return parsed;
}

}  // namespace noctis
