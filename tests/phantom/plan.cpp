#include "phantom/plan.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;
using namespace noctis::phantom;

namespace {

// What is wrong with a specification; empty: nothing.
template <class Change>
std::string refusal(PhantomKind kind, const Change& change) {
  PhantomSpec spec;
  spec.kind = kind;
  change(spec);
  const auto plan = make_plan(spec);
  return plan ? "" : plan.error().what;
}

}  // namespace

TEST_SUITE("phantom/plan") {
  TEST_CASE("every kind has a plan, a name of its own and bounds that hold its own numbers") {
    for (const PhantomKind kind : phantom_kinds()) {
      CAPTURE(name_of(kind));
      CHECK(refusal(kind, [](PhantomSpec&) {}) == "");
      CHECK(phantom_kind_from(name_of(kind)) == kind);
    }
    CHECK_FALSE(phantom_kind_from("xr").has_value());
    CHECK_FALSE(phantom_kind_from("").has_value());
  }

  TEST_CASE("a syntax is known by name and by UID") {
    CHECK(phantom_syntax_from("rle")->uid == "1.2.840.10008.1.2.5");
    CHECK(phantom_syntax_from("1.2.840.10008.1.2.5")->name == "rle");
    CHECK_FALSE(phantom_syntax_from("1.2.840.10008.1.2.4.201").has_value());
  }

  TEST_CASE("what is out of range is refused, by name and value") {
    const auto ct = PhantomKind::ct;
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.rows = 7; }) == "Rows is 7, not 8 to 65535");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.columns = 65536; }) ==
          "Columns is 65536, not 8 to 65535");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.rows = spec.columns = 65535; }) ==
          "1 frames of 65535 by 65535 are too large");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.instances = 0; }) ==
          "instances are 0, not 1 to 65535");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.frames = 2; }) ==
          "Number of Frames is 2, but ct has one");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.bits_stored = 11; }) ==
          "Bits Stored is 11, but ct takes 12 to 16");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.monochrome1 = true; }) ==
          "ct cannot be MONOCHROME1");
    CHECK(refusal(PhantomKind::mr, [](PhantomSpec& spec) { spec.is_signed = true; }) ==
          "mr has no signed values");
    CHECK(refusal(PhantomKind::us, [](PhantomSpec& spec) { spec.frames = 100001; }) ==
          "Number of Frames is 100001, not 1 to 100000");
    CHECK(refusal(PhantomKind::us, [](PhantomSpec& spec) {
            spec.color = PhantomColor::ybr_full_422;
            spec.columns = 65;
          }) == "Columns is 65, odd for YBR_FULL_422");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.transfer_syntax_uid = "1.2.3"; }) ==
          "cannot write the transfer syntax \"1.2.3\"");
    CHECK(refusal(ct, [](PhantomSpec& spec) { spec.fragment_bytes = 3; }) ==
          "a fragment of 3 bytes is odd");
  }

  TEST_CASE("slices stand evenly along the patient, from the head down") {
    PhantomSpec spec;
    spec.instances = 40;
    const auto plan = make_plan(spec);
    REQUIRE(plan.has_value());
    const Geometry first = geometry_of(*plan, 0);
    const Geometry second = geometry_of(*plan, 1);
    CHECK(first.spacing_um == 8000);  // 320 mm in 40
    CHECK(first.z_um == 156000);
    CHECK(second.z_um == first.z_um - first.spacing_um);
    CHECK(geometry_of(*plan, 39).z_um == -first.z_um);
    CHECK(first.pixel_um == 780);  // 400 mm in 512, to a hundredth
    CHECK(first.depth < second.depth);
    CHECK(geometry_of(*plan, 39).depth < 65536);
  }
}
