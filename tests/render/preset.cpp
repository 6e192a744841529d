#include "render/preset.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

std::vector<std::string> names(const std::vector<const Preset*>& presets) {
  std::vector<std::string> names;
  for (const Preset* const preset : presets)
    names.push_back(preset->name);
  return names;
}

using Names = std::vector<std::string>;

const Names warmed_for_ct = {"default", "lung",  "bone",       "soft_tissue",
                             "brain",   "liver", "mediastinum"};

}  // namespace

TEST_SUITE("render/preset") {
  TEST_CASE("the built-in windows have the original service's values, and three more") {
    const std::map<std::string, std::pair<double, double>> width_and_center = {
        {"lung", {1500, -600}},      {"bone", {2000, 300}},       {"soft_tissue", {400, 40}},
        {"brain", {80, 40}},         {"liver", {150, 30}},        {"mediastinum", {350, 50}},
        {"chest_xray", {2500, 500}}, {"bone_xray", {4000, 2000}}, {"extremity", {3500, 1500}},
        {"spine", {3000, 1000}},     {"soft_xray", {600, 100}},   {"abdomen", {350, 40}},
        {"stroke", {40, 40}},        {"angio", {600, 300}},
    };
    const PresetTable table = PresetTable::built_in();
    CHECK(table.all().size() == width_and_center.size() + 3);
    for (const auto& [name, window] : width_and_center) {
      CAPTURE(name);
      const Preset* const preset = table.find(name);
      REQUIRE(preset != nullptr);
      CHECK(preset->view.kind == ViewKind::window);
      CHECK(preset->view.window == VoiWindow{window.second, window.first, VoiFunction::linear});
    }
    CHECK(table.find("default")->view == View{});
    CHECK(table.find("auto")->view.kind == ViewKind::automatic);
    CHECK(table.find("full")->view.kind == ViewKind::full);
    CHECK(table.find("Lung") == nullptr);
  }

  TEST_CASE("a CT image in Hounsfield units is warmed in default and six windows, default first") {
    CHECK(names(PresetTable::built_in().suitable("CT", "CHEST", true, false)) == warmed_for_ct);
    CHECK(names(PresetTable::built_in().suitable("CT ", "", true, false)) == warmed_for_ct);
  }

  TEST_CASE("CT without Hounsfield units, and every other modality, is warmed in default alone") {
    const PresetTable table = PresetTable::built_in();
    CHECK(names(table.suitable("CT", "", false, false)) == Names{"default"});
    for (const char* const modality : {"MR", "US", "NM", "PT", "MG", "CR", "DX", "", "*"})
      CHECK(names(table.suitable(modality, "", true, false)) == Names{"default"});
  }

  TEST_CASE("R14: a colour image is warmed in default alone, whatever the table says") {
    PresetTable table = PresetTable::built_in();
    REQUIRE(table.define("every=200/100,linear,*").has_value());
    CHECK(names(table.suitable("CT", "", true, true)) == Names{"default"});
    CHECK(names(table.suitable("US", "", false, true)) == Names{"default"});
    CHECK(names(table.suitable("US", "", false, false)) == Names{"default", "every"});
  }

  TEST_CASE("a site's preset for another modality needs no Hounsfield units, for CT it does") {
    PresetTable table = PresetTable::built_in();
    REQUIRE(table.define("t2=900/450,linear,MR+CT").has_value());
    CHECK(names(table.suitable("MR", "", false, false)) == Names{"default", "t2"});
    CHECK(names(table.suitable("CT", "", false, false)) == Names{"default"});
    CHECK(names(table.suitable("CT", "", true, false)).back() == "t2");
    CHECK(names(table.suitable("NM", "", false, false)) == Names{"default"});
  }

  TEST_CASE("body parts narrow what is warmed, in either case") {
    PresetTable table = PresetTable::built_in();
    REQUIRE(table.define("skull=3000/700,linear,CT,head+Skull").has_value());
    CHECK(names(table.suitable("CT", "Head ", true, false)).back() == "skull");
    CHECK(names(table.suitable("CT", "SKULL", true, false)).back() == "skull");
    CHECK(names(table.suitable("CT", "CHEST", true, false)) == warmed_for_ct);
    CHECK(names(table.suitable("CT", "", true, false)) == warmed_for_ct);
  }

  TEST_CASE("a redefined preset keeps its place, and its lists where it names none") {
    PresetTable table = PresetTable::built_in();
    REQUIRE(table.define("lung=1400/-500,linear-exact").has_value());
    CHECK(table.find("lung")->view.window == VoiWindow{-500, 1400, VoiFunction::linear_exact});
    CHECK(names(table.suitable("CT", "", true, false)) == warmed_for_ct);
    CHECK(names(table.suitable("CT", "", false, false)) == Names{"default"});

    REQUIRE(table.define("lung=1400/-500,linear,MR").has_value());
    CHECK(names(table.suitable("MR", "", false, false)) == Names{"default", "lung"});
    CHECK(table.all().size() == PresetTable::built_in().all().size());
  }

  TEST_CASE("default, auto and full are no windows and cannot become some") {
    PresetTable table = PresetTable::built_in();
    for (const char* const text : {"default=400/40", "auto=400/40", "full=400/40"}) {
      const Result<> defined = table.define(text);
      REQUIRE_FALSE(defined.has_value());
      CHECK(defined.error().kind == ErrorKind::usage);
    }
    CHECK(table.define("default=400/40").error().what ==
          "the preset default is no window and cannot be redefined");
    CHECK(table.all() == PresetTable::built_in().all());
  }

  TEST_CASE("a window in Hounsfield units, asked for by name, applies to such values only") {
    const PresetTable table = PresetTable::built_in();
    CHECK(applies_to(*table.find("stroke"), "CT", true, false));
    CHECK_FALSE(applies_to(*table.find("stroke"), "CT", false, false));
    CHECK_FALSE(applies_to(*table.find("stroke"), "MR", false, false));
    CHECK(applies_to(*table.find("chest_xray"), "CR", false, false));
    CHECK(applies_to(*table.find("full"), "MR", false, false));
  }

  TEST_CASE("R35: a view is named by a preset or as one of the file's looks") {
    const PresetTable table = PresetTable::built_in();
    CHECK(table.view_named("brain") == table.find("brain")->view);
    CHECK(table.view_named("file-3") == View{.kind = ViewKind::file, .file_view = 2});
    CHECK_FALSE(table.view_named("file-1").has_value());
    CHECK_FALSE(table.view_named("heart").has_value());
  }

  TEST_CASE("R14: of colour every preset that is asked for is its one picture") {
    const PresetTable table = PresetTable::built_in();
    for (const char* const name : {"default", "auto", "full", "lung", "chest_xray"})
      CHECK(applies_to(*table.find(name), "US", false, true));
    CHECK_FALSE(applies_to(*table.find("lung"), "US", false, false));
  }
}
