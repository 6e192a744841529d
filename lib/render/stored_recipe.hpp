// The recipes that the index holds: those of recipe.hpp, with how files are read in them.

#pragma once

#include <cstdint>

#include "base/digest.hpp"
#include "display/view.hpp"

namespace noctis {

[[nodiscard]] Digest stored_display_recipe(const View& view);
[[nodiscard]] Digest stored_thumbnail_recipe(const View& view, std::uint32_t side);
[[nodiscard]] Digest stored_master_recipe();

}  // namespace noctis
