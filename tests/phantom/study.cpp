#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "phantom/reading.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace noctis::test;

TEST_SUITE("phantom/study") {
  TEST_CASE("a study is a tree of short upper-case names, its files those of phantom_file") {
    const TemporaryFolder folder;
    PhantomSpec spec = small(PhantomKind::ct);
    spec.instances = 3;
    const auto paths = write_phantom(folder / "a" / "b", spec);
    REQUIRE(paths.has_value());
    REQUIRE(paths->size() == 3);
    for (std::uint32_t i = 0; i < 3; ++i) {
      const auto bytes = read_file((*paths)[i].string(), 1 << 20);
      REQUIRE(bytes.has_value());
      CHECK(*bytes == file_of(spec, i));
      for (const auto& part : std::filesystem::relative((*paths)[i], folder / "a" / "b")) {
        CHECK(part.string().size() == 8);
        CHECK(part.string().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ==
              std::string::npos);
      }
    }
    CHECK((*paths)[2].filename() == "IM000003");
  }

  TEST_CASE("a folder that cannot be made is an error, not a crash") {
    const auto paths = write_phantom("/proc/none", small(PhantomKind::ct));
    REQUIRE_FALSE(paths.has_value());
    CHECK(paths.error().what.starts_with("/proc/none/"));
  }

  TEST_CASE("the quick start has one study of each kind, and each can be made") {
    std::set<PhantomKind> kinds;
    for (PhantomSpec spec : quickstart_studies(3)) {
      CAPTURE(name_of(spec.kind));
      CHECK(spec.seed == 3);
      kinds.insert(spec.kind);
      spec.rows = spec.columns = 32;
      CHECK(phantom_file(spec, spec.instances - 1).has_value());
    }
    CHECK(kinds.size() == phantom_kinds().size());
  }
}
