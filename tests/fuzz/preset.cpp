// A site's presets, windows in text, and names of presets.

#include <string_view>

#include "display/window.hpp"
#include "fuzz/require.hpp"
#include "render/preset.hpp"
#include "render/preset_text.hpp"
#include "render/recipe.hpp"
#include "render/window_text.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
  static const PresetTable built_in = PresetTable::built_in();
  if (const auto preset = parse_preset(text)) {
    fuzz::require(check_window(preset->view.window).has_value(), "a preset's window is legal");
    PresetTable table = built_in;
    if (table.define(text))
      fuzz::require(table.find(preset->name) != nullptr, "a preset that was defined is found");
    (void)display_recipe(preset->view);
  }
  for (const FunctionPart part : {FunctionPart::optional, FunctionPart::required})
    if (const auto window = parse_window(text, part))
      fuzz::require(check_window(*window).has_value(), "a window that was read is legal");
  (void)built_in.view_named(text);
  return 0;
}
