#include "render/recipe.hpp"

#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "display/frame_display.hpp"
#include "render/preset.hpp"
#include "render/window_text.hpp"

using namespace noctis;

namespace {

Digest digest_of(const std::string& text) {
  return sha256(as_bytes(text));
}

std::string version() {
  return "display " + std::to_string(display_version) + "\n";
}

View window_view(const VoiWindow& window) {
  return {.kind = ViewKind::window, .window = window};
}

}  // namespace

TEST_SUITE("render/recipe") {
  TEST_CASE("a recipe is the digest of the version, the look and the options in words") {
    // 40 is 1.25 x 2^5, 400 is 1.5625 x 2^8 in IEEE 754's binary64.
    const std::string options = "invert 0\nsquare 1\noverlays 0\nshutter 0\n";
    CHECK(display_recipe(window_view({40, 400})) ==
          digest_of(version() + "window 4044000000000000 4079000000000000 linear\n" + options));
    CHECK(display_recipe({}) == digest_of(version() + "file 0\n" + options));
    CHECK(display_recipe({.kind = ViewKind::automatic}) ==
          digest_of(version() + "automatic\n" + options));
    CHECK(display_recipe({.kind = ViewKind::full}) == digest_of(version() + "full\n" + options));
    CHECK(thumbnail_recipe({}, 256) == digest_of(version() + "file 0\n" + options + "fits 256\n"));
    CHECK(master_recipe(7) == digest_of("master 1\nreader 7\n"));
  }

  TEST_CASE("equal views have equal recipes, whichever way they were made") {
    PresetTable table = PresetTable::built_in();
    REQUIRE(table.define("same=400/4e1,linear,CT").has_value());
    const Digest recipe = display_recipe(table.find("soft_tissue")->view);
    CHECK(display_recipe(table.find("same")->view) == recipe);
    CHECK(display_recipe(window_view(*parse_window("40.0,400"))) == recipe);
  }

  TEST_CASE("what does not decide pixels is in no recipe") {
    const Digest window = display_recipe(window_view({0.0, 400}));
    CHECK(display_recipe(window_view({-0.0, 400})) == window);
    CHECK(display_recipe(window_view({0, 400, VoiFunction::linear, "ABDOMEN"})) == window);
    View view = window_view({0, 400});
    view.file_view = 3;
    CHECK(display_recipe(view) == window);
    CHECK(display_recipe({.window = {1, 2}}) == display_recipe({}));
    CHECK(display_recipe({.kind = ViewKind::full, .file_view = 1, .window = {1, 2}}) ==
          display_recipe({.kind = ViewKind::full}));
  }

  TEST_CASE("each thing that decides pixels makes another recipe") {
    const std::vector<View> views = {
        {},
        {.file_view = 1},
        {.kind = ViewKind::automatic},
        {.kind = ViewKind::full},
        window_view({40, 400}),
        window_view({40.000000000000007, 400}),
        window_view({400, 40}),
        window_view({40, 401}),
        window_view({40, 400, VoiFunction::linear_exact}),
        window_view({40, 400, VoiFunction::sigmoid}),
        {.invert = true},
        {.square_pixels = false},
        {.overlays = true},
        {.shutter = true},
    };
    std::set<Digest> recipes;
    for (const View& view : views) {
      recipes.insert(display_recipe(view));
      recipes.insert(thumbnail_recipe(view, 256));
      recipes.insert(thumbnail_recipe(view, 128));
    }
    recipes.insert(master_recipe(1));
    recipes.insert(master_recipe(2));
    CHECK(recipes.size() == 3 * views.size() + 2);
  }
}
