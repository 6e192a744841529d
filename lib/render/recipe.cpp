// A recipe is the digest of a text that says in words what decides the pixels: numbers as the bits
// of their doubles, so that it is the same on every machine and no rounding hides a difference.

#include "render/recipe.hpp"

#include <bit>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "display/frame_display.hpp"
#include "render/window_text.hpp"

namespace noctis {

namespace {

// Changes whenever a master of the same frame would be written in another way.
constexpr std::uint32_t master_version = 1;

std::string text_of(double number) {
  // -0.0 and 0.0 make the same pictures.
  const double canonical = number == 0 ? 0.0 : number;
  return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(canonical));
}

std::string text_of_look(const View& view) {
  switch (view.kind) {
    case ViewKind::file:
      return fmt::format("file {}", view.file_view);
    case ViewKind::automatic:
      return "automatic";
    case ViewKind::full:
      return "full";
    case ViewKind::window:
      return fmt::format("window {} {} {}", text_of(view.window.center), text_of(view.window.width),
                         name_of(view.window.function));
  }
  return {};
}

std::string text_of(const View& view) {
  const std::string series = view.series_values
                                 ? fmt::format("series {} {}\n", text_of(view.series_values->low),
                                               text_of(view.series_values->high))
                                 : std::string();
  return fmt::format("display {}\n{}\ninvert {:d}\nsquare {:d}\noverlays {:d}\nshutter {:d}\n{}",
                     display_version, text_of_look(view), view.invert, view.square_pixels,
                     view.overlays, view.shutter, series);
}

}  // namespace

Digest display_recipe(const View& view) {
  return sha256(as_bytes(text_of(view)));
}

Digest thumbnail_recipe(const View& view, std::uint32_t side) {
  return sha256(as_bytes(fmt::format("{}fits {}\n", text_of(view), side)));
}

Digest master_recipe(std::uint32_t reader_version) {
  return sha256(as_bytes(fmt::format("master {}\nreader {}\n", master_version, reader_version)));
}

}  // namespace noctis
