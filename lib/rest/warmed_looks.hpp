// The presets of a server, each with the recipe that its warmed pictures have: digests that a
// request need not make.

#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "render/preset.hpp"
#include "render/stored_recipe.hpp"

namespace noctis {

class WarmedLooks {
 public:
  explicit WarmedLooks(PresetTable presets) : presets_(std::move(presets)) {
    for (const Preset& preset : presets_.all())
      recipes_.push_back(stored_display_recipe(preset.view));
  }

  [[nodiscard]] const PresetTable& presets() const noexcept { return presets_; }

  /// Null where no preset of that name has this view.
  [[nodiscard]] const Digest* display_recipe_of(std::string_view preset, const View& view) const {
    const Preset* const found = presets_.find(preset);
    if (found == nullptr || !(found->view == view))
      return nullptr;
    return &recipes_[static_cast<std::size_t>(found - presets_.all().data())];
  }

 private:
  PresetTable presets_;
  std::vector<Digest> recipes_;  // in the table's order
};

}  // namespace noctis
