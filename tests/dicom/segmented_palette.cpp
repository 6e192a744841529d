#include "dicom/segmented_palette.hpp"

#include <doctest/doctest.h>

#include "dicom/dataset_writer.hpp"

using namespace noctis;

namespace {

using Words = std::vector<std::uint16_t>;

Bytes bytes_of(const Words& words) {
  const ByteView view = as_bytes(words);
  return {view.begin(), view.end()};
}

Result<Words> expand(const Words& words, std::size_t entries) {
  return expand_segmented_palette(bytes_of(words), 16, entries);
}

}  // namespace

TEST_SUITE("dicom/segmented_palette") {
  TEST_CASE("R15: a linear segment goes on from the entry before it and ends at its value") {
    CHECK(expand({0, 1, 0, 1, 4, 400}, 5) == Words{0, 100, 200, 300, 400});
    CHECK(expand({0, 2, 7, 9, 1, 3, 3}, 5) == Words{7, 9, 7, 5, 3});
    CHECK(expand({0, 1, 0, 1, 2, 1}, 3) == Words{0, 1, 1});  // 0.5 rounds up
  }

  TEST_CASE("R15: an indirect segment's offset is in bytes, low word first") {
    // Entries 5, then 5 to 8 in three; then both segments again, from byte 0.
    CHECK(expand({0, 1, 5, 1, 3, 8, 2, 2, 0, 0}, 8) == Words{5, 6, 7, 8, 5, 6, 7, 8});
    // Only the linear one, six bytes in: from 8 to 8.
    CHECK(expand({0, 1, 5, 1, 3, 8, 2, 1, 6, 0}, 7) == Words{5, 6, 7, 8, 8, 8, 8});
  }

  TEST_CASE("R15: segments of 8 bits are bytes, an indirect one's offset four of them") {
    const Bytes bytes = {0, 2, 10, 20, 2, 1, 0, 0, 0, 0};
    CHECK(expand_segmented_palette(bytes, 8, 4) == Words{10, 20, 10, 20});
  }

  TEST_CASE("R15: segments that break the rules are refused, and none of them makes a loop") {
    CHECK_FALSE(expand({1, 4, 400}, 4).has_value());               // begins linear
    CHECK_FALSE(expand({0, 2, 1, 2}, 3).has_value());              // too few
    CHECK_FALSE(expand({0, 3, 1, 2, 3}, 2).has_value());           // too many
    CHECK_FALSE(expand({3, 1, 1}, 1).has_value());                 // no such opcode
    CHECK_FALSE(expand({0, 1, 5, 2, 1, 6, 0}, 9).has_value());     // leads to itself
    CHECK_FALSE(expand({0, 0, 0, 0, 0, 0}, 1).has_value());        // empty
    CHECK_FALSE(expand({0, 1, 5, 2, 1, 1000, 0}, 9).has_value());  // leads out of the data
    CHECK_FALSE(expand({}, 1).has_value());
  }
}
