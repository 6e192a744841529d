#include "phantom/identity.hpp"

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace noctis;
using namespace noctis::phantom;

namespace {

Plan plan_of(PhantomKind kind, std::uint64_t seed) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.seed = seed;
  const auto plan = make_plan(spec);
  REQUIRE(plan.has_value());
  return *plan;
}

}  // namespace

TEST_SUITE("phantom/identity") {
  TEST_CASE("a decimal has no digits that say nothing, and keeps its sign") {
    CHECK(decimal(0, 3) == "0");
    CHECK(decimal(-500, 3) == "-0.5");
    CHECK(decimal(12345, 3) == "12.345");
    CHECK(decimal(1000000, 6) == "1");
    CHECK(decimal(1, 6) == "0.000001");
    CHECK(decimal(-200000, 3) == "-200");
    CHECK(decimal(70, 0) == "70");
  }

  TEST_CASE("a UID is legal: at most 64 characters, under 2.25, no leading zero") {
    std::set<std::string> seen;
    for (std::uint64_t number = 0; number < 1000; ++number) {
      const std::string uid = uid_of(plan_of(PhantomKind::ct, 1), "instance", number);
      REQUIRE(uid.size() <= 64);
      REQUIRE(uid.starts_with("2.25."));
      REQUIRE(uid[5] != '0');
      REQUIRE(uid.find_first_not_of("0123456789.") == std::string::npos);
      seen.insert(uid);
    }
    CHECK(seen.size() == 1000);
  }

  TEST_CASE("a UID tells kinds, seeds and roles apart, and nothing else") {
    const Plan plan = plan_of(PhantomKind::ct, 1);
    const std::string uid = uid_of(plan, "series", 0);
    CHECK(uid == uid_of(plan_of(PhantomKind::ct, 1), "series", 0));
    CHECK(uid != uid_of(plan_of(PhantomKind::ct, 2), "series", 0));
    CHECK(uid != uid_of(plan_of(PhantomKind::mr, 1), "series", 0));
    CHECK(uid != uid_of(plan, "study", 0));
    Plan transcoded = plan;
    transcoded.spec.transfer_syntax_uid = "1.2.840.10008.1.2.5";
    transcoded.spec.rows = 64;
    CHECK(uid == uid_of(transcoded, "series", 0));
  }

  TEST_CASE("the kinds of one seed are studies of one patient") {
    const Identity ct = identity_of(plan_of(PhantomKind::ct, 5));
    const Identity mr = identity_of(plan_of(PhantomKind::mr, 5));
    CHECK(ct.patient_name == mr.patient_name);
    CHECK(ct.patient_id == mr.patient_id);
    CHECK(ct.accession_number != mr.accession_number);
    CHECK(ct.study_folder != mr.study_folder);
    CHECK(ct.study_folder.size() == 8);
    CHECK(ct.patient_id != identity_of(plan_of(PhantomKind::ct, 6)).patient_id);
  }
}
