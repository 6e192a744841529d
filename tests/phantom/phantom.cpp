#include "phantom/phantom.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "base/digest.hpp"
#include "phantom/reading.hpp"

using namespace noctis;
using namespace noctis::test;

TEST_SUITE("phantom/phantom") {
  TEST_CASE("the same specification makes the same bytes, another seed others") {
    for (const PhantomKind kind : phantom_kinds()) {
      CAPTURE(name_of(kind));
      PhantomSpec spec = small(kind);
      const Bytes once = file_of(spec);
      CHECK(once == file_of(spec));
      const PhantomSamples samples = samples_of(spec);
      spec.seed = 2;
      CHECK(once != file_of(spec));
      CHECK(samples.values != samples_of(spec).values);
    }
  }

  TEST_CASE("a CT slice is the same bytes on every machine") {
    // The digest was taken once.  It may only change with what is drawn or written, and then
    // everywhere.
    PhantomSpec spec = small(PhantomKind::ct);
    CHECK(to_hex(sha256(file_of(spec))) ==
          "a5a71bde0c2a06174e5f76ae800ea0927c57175333cfe5ba9fafc4ab46184637");
  }

  TEST_CASE("nothing in the file depends on DCMTK's version") {
    const auto file = read_by_dcmtk(file_of(small(PhantomKind::ct)));
    CHECK(text_of(*file->getMetaInfo(), DCM_ImplementationVersionName) == "NOCTIS_PHANTOM");
    CHECK(text_of(*file->getMetaInfo(), DCM_ImplementationClassUID).starts_with("2.25."));
  }

  TEST_CASE("slices of a study differ, share their series and are numbered") {
    PhantomSpec spec = small(PhantomKind::ct);
    spec.instances = 2;
    const Bytes first = file_of(spec, 0);
    const Bytes second = file_of(spec, 1);
    CHECK(samples_of(spec, 0).values != samples_of(spec, 1).values);
    CHECK(text_of(first, DCM_SeriesInstanceUID) == text_of(second, DCM_SeriesInstanceUID));
    CHECK(text_of(first, DCM_SOPInstanceUID) != text_of(second, DCM_SOPInstanceUID));
    CHECK(text_of(second, DCM_InstanceNumber) == "2");
    CHECK(text_of(first, DCM_ImagePositionPatient) == "-196.875\\-146.875\\80");
    CHECK(text_of(second, DCM_ImagePositionPatient) == "-196.875\\-146.875\\-80");
  }

  TEST_CASE("a study and its transcoding bear the same UIDs") {
    PhantomSpec spec = small(PhantomKind::mr);
    const std::string uid = text_of(file_of(spec), DCM_SOPInstanceUID);
    spec.transfer_syntax_uid = "1.2.840.10008.1.2.5";
    CHECK(text_of(file_of(spec), DCM_SOPInstanceUID) == uid);
  }

  TEST_CASE("an instance or a frame that is not there is refused") {
    const auto instance = phantom_file(small(PhantomKind::ct), 1);
    REQUIRE_FALSE(instance.has_value());
    CHECK(instance.error() == Error{ErrorKind::usage, "instance 1 of 1"});
    const auto frame = phantom_samples(small(PhantomKind::us), 0, 3);
    REQUIRE_FALSE(frame.has_value());
    CHECK(frame.error() == Error{ErrorKind::usage, "frame 3 of 3"});
  }
}
