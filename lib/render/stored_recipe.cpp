#include "render/stored_recipe.hpp"

#include "frame/reader_version.hpp"
#include "render/recipe.hpp"

namespace noctis {

namespace {

// A recipe knows how a frame is shown; how it is read is part of a picture too.
Digest as_read(const Digest& recipe) {
  Sha256 hash;
  hash.add(ByteView(recipe));
  hash.add(std::uint64_t{reader_version});
  return hash.finish();
}

}  // namespace

Digest stored_display_recipe(const View& view) {
  return as_read(display_recipe(view));
}

Digest stored_thumbnail_recipe(const View& view, std::uint32_t side) {
  return as_read(thumbnail_recipe(view, side));
}

Digest stored_master_recipe() {
  return master_recipe(reader_version);
}

}  // namespace noctis
