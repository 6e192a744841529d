// Pictures stay what they are, to the pixel, until somebody blesses other ones.

#include <cstddef>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "golden/change.hpp"
#include "golden/record.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

Image8 grey_picture(std::uint32_t width, std::uint32_t height) {
  return {width, height, 1, std::vector<std::uint8_t>(std::size_t{width} * height, 100)};
}

}  // namespace

TEST_SUITE("golden/golden") {
  TEST_CASE("every golden picture has the pixels that were blessed, and none is missing or new") {
    const auto blessed = read_records(NOCTIS_GOLDEN_PICTURES);
    REQUIRE_MESSAGE(blessed.has_value(), blessed.error().what);
    const auto now = records_now();
    REQUIRE_MESSAGE(now.has_value(), now.error().what);
    CHECK(now->size() > 300);
    for (const std::string& line : changes(*blessed, *now))
      FAIL_CHECK(line);
    CHECK(text_of(*blessed) == text_of(*now));  // cells and order too
  }

  TEST_CASE("every lossless transfer syntax holds the same picture") {
    const auto now = records_now();
    REQUIRE(now.has_value());
    std::map<std::string, std::set<std::string>> digests;
    std::size_t count = 0;
    for (const GoldenRecord& record : *now) {
      const auto syntax = record.name.find(" in ");
      if (syntax == std::string::npos)
        continue;
      const auto frame = record.name.find('/');
      digests[record.name.substr(0, syntax) + record.name.substr(frame)].insert(record.sha256);
      ++count;
    }
    CHECK(count > 40);
    CHECK(digests.size() == 4);  // grey and colour, whole and as a thumbnail
    for (const auto& [name, different] : digests) {
      CAPTURE(name);
      CHECK(different.size() == 1);
    }
  }

  TEST_CASE("a change is told by the pixels of its cell and its mean") {
    // Cells of 2 x 1 pixels; the one in column 3 and row 2 is 20 brighter in one of two pixels.
    const Image8 before = grey_picture(16, 8);
    Image8 now = before;
    now.samples[2 * 16 + 7] = 120;
    CHECK(change_of(record_of("a", before), record_of("a", now)) ==
          "1 of 64 cells: x 6..7 y 2..2 by +10");
    CHECK(change_of(record_of("a", before), record_of("a", before)).empty());
  }

  TEST_CASE("a change too small for any mean is told all the same") {
    const Image8 before = grey_picture(40, 40);  // cells of 25 pixels
    Image8 now = before;
    now.samples[0] = 112;  // 12 / 25 of a mean level
    CHECK(change_of(record_of("a", before), record_of("a", now)) ==
          "pixels differ, by less than a mean grey level in every cell");
    now.samples[0] = 113;  // 13 / 25
    CHECK(change_of(record_of("a", before), record_of("a", now)) ==
          "1 of 64 cells: x 0..4 y 0..4 by +1");
  }

  TEST_CASE("another size, and pictures that are new, gone or made twice are told") {
    const GoldenRecord a = record_of("a", grey_picture(8, 8)),
                       b = record_of("b", {8, 8, 1, a.means});
    const GoldenRecord other_a = record_of("a", grey_picture(9, 8));
    CHECK(changes({a}, {other_a}) == std::vector<std::string>{"changed: a: size 9x8x1, was 8x8x1"});
    CHECK(changes({a}, {a, b}) == std::vector<std::string>{"new: b: 8x8x1"});
    CHECK(changes({a, b}, {b}) == std::vector<std::string>{"gone: a"});
    CHECK(changes({a, b}, {b, a}).empty());
    CHECK(changes({a}, {a, a}) == std::vector<std::string>{"made twice: a"});
    CHECK(changes({a, a}, {a}) == std::vector<std::string>{"twice in the file: a"});
  }

  TEST_CASE("records are read as they were written, and a line that is none is refused") {
    const TemporaryFolder folder;
    Image8 color{8, 8, 3, std::vector<std::uint8_t>(192, 7)};
    color.samples[1] = 200;
    const std::vector<GoldenRecord> records = {record_of("a b/c", grey_picture(11, 9)),
                                               record_of("d", color)};
    std::ofstream(folder / "records") << text_of(records);
    const auto read = read_records(folder / "records");
    REQUIRE(read.has_value());
    CHECK(*read == records);
    CHECK(read->back().means[1] == 200);

    std::ofstream(folder / "broken") << "a\t8x8x1\tdigest\t00\n";
    const auto broken = read_records(folder / "broken");
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().kind == ErrorKind::malformed);
    CHECK_FALSE(read_records(folder / "missing").has_value());
  }
}
