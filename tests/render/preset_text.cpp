#include "render/preset_text.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

void check_refused(std::string_view text, std::string_view what) {
  CAPTURE(text);
  const Result<Preset> preset = parse_preset(text);
  REQUIRE_FALSE(preset.has_value());
  CHECK(preset.error().kind == ErrorKind::usage);
  CHECK(preset.error().what == what);
}

}  // namespace

TEST_SUITE("render/preset_text") {
  TEST_CASE("a preset is name, width over center, function, modalities and body parts") {
    const Result<Preset> preset = parse_preset("heart-2=700/-50,sigmoid,CT+mr,Heart+CHEST");
    REQUIRE(preset.has_value());
    CHECK(preset->name == "heart-2");
    CHECK(preset->view.kind == ViewKind::window);
    CHECK(preset->view.window == VoiWindow{-50, 700, VoiFunction::sigmoid});
    CHECK(preset->modalities == std::vector<std::string>{"CT", "MR"});
    CHECK(preset->body_parts == std::vector<std::string>{"HEART", "CHEST"});
    CHECK(preset->hounsfield_units);
  }

  TEST_CASE("what follows the center may be left out from the end, and means linear and nothing") {
    const Result<Preset> shortest = parse_preset("heart=700/50");
    REQUIRE(shortest.has_value());
    CHECK(shortest->view.window == VoiWindow{50, 700, VoiFunction::linear});
    CHECK(shortest->modalities.empty());
    CHECK_FALSE(shortest->hounsfield_units);
    CHECK(parse_preset("a=1/0,linear,*")->modalities == std::vector<std::string>{"*"});
    CHECK_FALSE(parse_preset("a=1/0,linear,*")->hounsfield_units);
  }

  TEST_CASE("what is no preset is refused, naming the preset and what is wrong with it") {
    check_refused("heart", "the preset \"heart\" is not NAME=WIDTH/CENTER…");
    check_refused("=1/2", "the preset's name \"\" is not of 1 to 64 characters a-z 0-9 _ -");
    check_refused("Heart=1/2",
                  "the preset's name \"Heart\" is not of 1 to 64 characters a-z 0-9 _ -");
    check_refused("../x=1/2",
                  "the preset's name \"../x\" is not of 1 to 64 characters a-z 0-9 _ -");
    check_refused("heart=700", "the preset heart: \"700\" is not WIDTH/CENTER");
    check_refused("heart=7OO/50", "the preset heart: the width of \"7OO/50\" is not a number");
    check_refused("heart=700/5O", "the preset heart: the center of \"700/5O\" is not a number");
    check_refused("heart=0/50",
                  "the preset heart: the window's width is 0, and linear needs at least 1");
    check_refused("heart=700/50,",
                  "the preset heart: the window's function \"\" is not linear, "
                  "linear-exact or sigmoid");
    check_refused("heart=700/50,linear,", "the preset heart: \"\" is no modality");
    check_refused("heart=700/50,linear,CT+*", "the preset heart: \"*\" is no modality");
    check_refused("heart=700/50,linear,CT+ct", "the preset heart: the modality CT is named twice");
    check_refused("heart=700/50,linear,CT,HEART!", "the preset heart: \"HEART!\" is no body part");
    check_refused("heart=700/50,linear,CT,ABCDEFGHIJKLMNOPQ",
                  "the preset heart: \"ABCDEFGHIJKLMNOPQ\" is no body part");
    check_refused("heart=700/50,linear,CT,HEART,x",
                  "the preset heart: more than WIDTH/CENTER,FUNCTION,MODALITIES,BODYPARTS in "
                  "\"700/50,linear,CT,HEART,x\"");
  }

  TEST_CASE("a name has at most 64 characters") {
    CHECK(parse_preset(std::string(64, 'a') + "=1/2").has_value());
    CHECK_FALSE(parse_preset(std::string(65, 'a') + "=1/2").has_value());
  }

  TEST_CASE("R35: file-2 is the file's second look, and no name for a preset") {
    CHECK(file_view_of("file-2") == 1U);
    CHECK(file_view_of("file-4294967295") == 4294967294U);
    for (const char* const name : {"file-1", "file-0", "file-02", "file-", "file-2x", "file--2",
                                   "file-+2", "file-4294967296", "file2", "", "xfile-2"}) {
      CAPTURE(name);
      CHECK_FALSE(file_view_of(name).has_value());
    }
    check_refused("file-2=1/2", "the preset's name \"file-2\" is kept for the files' own windows");
  }
}
