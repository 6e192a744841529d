#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>

#include <doctest/doctest.h>

#include "render/attributes_json.hpp"
#include "tests/render/random_description.hpp"

using namespace noctis;

namespace {

// A bare frame, changed, is refused with `what`, as it is and when it comes from its text.
void check_refused(std::string_view what, const std::function<void(FrameDescription&)>& change) {
  CAPTURE(what);
  FrameDescription description;
  description.layout = {.rows = 2, .columns = 3, .bits_stored = 12};
  REQUIRE(check(description).has_value());
  change(description);
  const Result<> checked = check(description);
  REQUIRE_FALSE(checked.has_value());
  CHECK(checked.error() == Error{ErrorKind::malformed, std::string(what)});
  const auto read = description_from_json(to_json(description));
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == ErrorKind::malformed);
}

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_SUITE("render/description_check") {
  TEST_CASE("a layout out of its ranges is refused") {
    check_refused("layout.rows is 0, not 1 to 65535", [](auto& d) { d.layout.rows = 0; });
    check_refused("layout.columns is 65536, not 1 to 65535",
                  [](auto& d) { d.layout.columns = 65536; });
    check_refused("layout.samples_per_pixel is 2, not 1",
                  [](auto& d) { d.layout.samples_per_pixel = 2; });
    check_refused("layout.samples_per_pixel is 1, not 3",
                  [](auto& d) { d.layout.photometric = Photometric::rgb; });
    check_refused("layout.bits_stored is 0, not 1 to 32",
                  [](auto& d) { d.layout.bits_stored = 0; });
    check_refused("layout.bits_stored is 33, not 1 to 32",
                  [](auto& d) { d.layout.bits_stored = 33; });
    check_refused("layout.bits_stored is 12, not 32 to 32",
                  [](auto& d) { d.layout.sample_kind = SampleKind::float32; });
    check_refused("layout.bits_stored is 12, not 64 to 64",
                  [](auto& d) { d.layout.sample_kind = SampleKind::float64; });
    check_refused("missing_from is 7, beyond 6 pixels", [](auto& d) { d.missing_from = 7; });
  }

  TEST_CASE("numbers that the display would divide by, or are none, are refused") {
    check_refused("rescale.slope is 0", [](auto& d) { d.attributes.rescale = {0, 1}; });
    check_refused("rescale.slope is inf", [](auto& d) { d.attributes.rescale = {infinity, 1}; });
    check_refused("rescale.intercept is -inf", [](auto& d) {
      d.attributes.rescale = {1, -infinity};
    });
    check_refused("windows: Window Width is 0.5", [](auto& d) {
      d.attributes.windows = {{0, 0.5}};
    });
    check_refused("windows: Window Width is 0", [](auto& d) {
      d.attributes.windows = {{0, 0, VoiFunction::sigmoid}};
    });
    check_refused("windows: Window Width is inf", [](auto& d) {
      d.attributes.windows = {{0, infinity}};
    });
    check_refused("windows: Window Center is inf", [](auto& d) {
      d.attributes.windows = {{infinity, 1}};
    });
    check_refused("padding.cut_to is 33, not 1 to 32", [](auto& d) {
      d.attributes.padding = {0, 0, std::uint16_t{33}};
    });
    check_refused("aspect.vertical is 0", [](auto& d) { d.attributes.aspect = {0, 1, ""}; });
    check_refused("aspect.horizontal is -1", [](auto& d) { d.attributes.aspect = {1, -1, ""}; });
    check_refused("segmentation.maximum_fractional_value is 0", [](auto& d) {
      d.attributes.segmentation = {SegmentationType::fractional, 0};
    });
  }

  TEST_CASE("tables, planes and shapes smaller than they must be are refused") {
    check_refused("modality_lut.entries are 0, not 1 to 65536",
                  [](auto& d) { d.attributes.modality_lut = LookupTable{}; });
    check_refused("voi_luts.entries are 65537, not 1 to 65536", [](auto& d) {
      d.attributes.voi_luts = {{0, 16, std::vector<std::uint16_t>(65537), ""}};
    });
    check_refused("voi_luts.bits_per_entry is 7, not 8 to 16", [](auto& d) {
      d.attributes.voi_luts = {{0, 7, {1}, ""}};
    });
    check_refused("voi_luts.bits_per_entry is 17, not 8 to 16", [](auto& d) {
      d.attributes.voi_luts = {{0, 17, {1}, ""}};
    });
    check_refused("palette.blue.entries are 0, not 1 to 65536", [](auto& d) {
      d.attributes.palette = {{0, 8, {1}, ""}, {0, 8, {1}, ""}, {}};
    });
    check_refused("overlays.bits are 1 bytes, fewer than 3 x 3 bits", [](auto& d) {
      d.attributes.overlays = {{.rows = 3, .columns = 3, .bits = {0xff}}};
    });
    check_refused(
        "overlays.bits are 1 bytes, fewer than 4294967295 x 4294967295 bits", [](auto& d) {
          d.attributes.overlays = {{.rows = 4294967295, .columns = 4294967295, .bits = {0xff}}};
        });
    check_refused("shutter.polygon has 2 vertices", [](auto& d) {
      d.attributes.shutter = Shutter{};
      d.attributes.shutter->polygon = {{1, 1}, {2, 2}};
    });
    check_refused("segmentation.colors has the color 0x1000000", [](auto& d) {
      d.attributes.segmentation = {SegmentationType::labelmap, 1, {{1, 0x1000000}}};
    });
  }

  TEST_CASE("what is within the ranges passes") {
    for (std::uint64_t seed = 0; seed < 100; ++seed)
      CHECK(check(test::RandomDescription(seed).make()).has_value());
  }
}
