#include "render/window_text.hpp"

#include <string_view>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

void check_refused(std::string_view text, std::string_view what,
                   FunctionPart function = FunctionPart::optional) {
  CAPTURE(text);
  const Result<VoiWindow> window = parse_window(text, function);
  REQUIRE_FALSE(window.has_value());
  CHECK(window.error().kind == ErrorKind::usage);
  CHECK(window.error().what == what);
}

}  // namespace

TEST_SUITE("render/window_text") {
  TEST_CASE("R25: a window is center, width and one of the three functions") {
    CHECK(parse_window("40,400") == VoiWindow{40, 400, VoiFunction::linear});
    CHECK(parse_window("-600,1500,linear") == VoiWindow{-600, 1500, VoiFunction::linear});
    CHECK(parse_window("0.5,0.25,linear-exact") == VoiWindow{0.5, 0.25, VoiFunction::linear_exact});
    CHECK(parse_window("1e3, 1, sigmoid") == VoiWindow{1000, 1, VoiFunction::sigmoid});
  }

  TEST_CASE("R29: zero is a center") {
    CHECK(parse_window("0,1") == VoiWindow{0, 1});
  }

  TEST_CASE("R25: linear needs a width of at least 1, the others more than 0") {
    CHECK(parse_window("40,1,linear").has_value());
    check_refused("40,0.999", "the window's width is 0.999, and linear needs at least 1");
    check_refused("40,0", "the window's width is 0, and linear needs at least 1");
    check_refused("40,-5,sigmoid", "the window's width is -5, and sigmoid needs more than 0");
    check_refused("40,0,linear-exact",
                  "the window's width is 0, and linear-exact needs more than 0");
  }

  TEST_CASE("R25: DICOMweb leaves no function out") {
    CHECK(parse_window("40,400,linear", FunctionPart::required).has_value());
    check_refused("40,400", "the window \"40,400\" is not CENTER,WIDTH,FUNCTION",
                  FunctionPart::required);
  }

  TEST_CASE("what is no window is refused by name, control characters escaped") {
    check_refused("", "the window \"\" is not CENTER,WIDTH[,FUNCTION]");
    check_refused("40", "the window \"40\" is not CENTER,WIDTH[,FUNCTION]");
    check_refused("1,2,linear,4", "the window \"1,2,linear,4\" is not CENTER,WIDTH[,FUNCTION]");
    check_refused("a\n,400", "the window's center \"a\\n\" is not a number");
    check_refused("40,nan", "the window's width \"nan\" is not a number");
    check_refused("40,1e999", "the window's width \"1e999\" is not a number");
    check_refused("40,400,LINEAR",
                  "the window's function \"LINEAR\" is not linear, linear-exact or sigmoid");
    check_refused("40,400,", "the window's function \"\" is not linear, linear-exact or sigmoid");
  }

  TEST_CASE("each function's name is parsed as that function") {
    for (const VoiFunction function :
         {VoiFunction::linear, VoiFunction::linear_exact, VoiFunction::sigmoid})
      CHECK(parse_voi_function(name_of(function)) == function);
  }
}
