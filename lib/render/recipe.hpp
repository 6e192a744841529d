// What decides a rendition's pixels, as one digest: renditions of equal recipe are never made
// twice.

#pragma once

#include <cstdint>

#include "base/digest.hpp"
#include "display/view.hpp"

namespace noctis {

/// Of the full-size picture: the view and display_version.  Compression effort is not in it.
[[nodiscard]] Digest display_recipe(const View& view);

/// Of a picture shrunk to fit `side` x `side`.
[[nodiscard]] Digest thumbnail_recipe(const View& view, std::uint32_t side);

/// Of a master: its format's version and `reader_version`.
[[nodiscard]] Digest master_recipe(std::uint32_t reader_version);

}  // namespace noctis
