#include "display/statistics.hpp"

#include <cmath>
#include <numeric>

#include "display/frames.hpp"

using namespace noctis;
using test::frame_of;
using test::frame_of_doubles;
using test::integers;

namespace {

const auto nothing_excluded = [](double) { return false; };

ValueStatistics statistics_of(const Frame& frame) {
  return value_statistics(frame, ModalityTransform(DisplayAttributes{}), nothing_excluded);
}

// 1, 2, 3, … count.
std::vector<std::int64_t> counting(std::size_t count) {
  std::vector<std::int64_t> values(count);
  std::iota(values.begin(), values.end(), 1);
  return values;
}

}  // namespace

TEST_SUITE("display/statistics") {
  TEST_CASE("R12: percentiles are of the nearest rank") {
    // The rank is the least whole number not below P/100 * N.
    for (const std::uint16_t bits : {std::uint16_t{16}, std::uint16_t{32}}) {
      CAPTURE(bits);
      const auto thousand = statistics_of(frame_of(integers(bits), counting(1000)));
      CHECK(thousand.count == 1000);
      CHECK(thousand.minimum == 1);
      CHECK(thousand.percentile_0_5 == 5);
      CHECK(thousand.percentile_99_5 == 995);
      CHECK(thousand.maximum == 1000);
      const auto odd = statistics_of(frame_of(integers(bits), counting(201)));
      CHECK(odd.percentile_0_5 == 2);     // 1.005
      CHECK(odd.percentile_99_5 == 200);  // 199.995
      const auto single = statistics_of(frame_of(integers(bits), {42}));
      CHECK(single.percentile_0_5 == 42);
      CHECK(single.percentile_99_5 == 42);
    }
  }

  TEST_CASE("R12: they are of modality values, whichever way the slope turns them") {
    DisplayAttributes attributes;
    attributes.rescale = Rescale{-2, 0};
    const auto result = value_statistics(frame_of(integers(12), counting(1000)),
                                         ModalityTransform(attributes), nothing_excluded);
    CHECK(result.minimum == -2000);
    CHECK(result.percentile_0_5 == -1992);
    CHECK(result.percentile_99_5 == -12);
    CHECK(result.maximum == -2);
  }

  TEST_CASE("R12: a LUT that does not rise is sorted by what it gives") {
    DisplayAttributes attributes;
    attributes.modality_lut = test::table_of(0, 16, {5, 1, 9});
    const auto result = value_statistics(frame_of(integers(8), {0, 1, 2}),
                                         ModalityTransform(attributes), nothing_excluded);
    CHECK(result.minimum == 1);
    CHECK(result.maximum == 9);
  }

  TEST_CASE("R11: what is excluded, and what is missing, does not count") {
    Frame frame = frame_of(integers(16, true), {-2000, 1, 2, 3, 900});
    frame.missing_from = 4;
    const auto result = value_statistics(frame, ModalityTransform(DisplayAttributes{}),
                                         [](double stored) { return stored == -2000; });
    CHECK(result.count == 3);
    CHECK(result.minimum == 1);
    CHECK(result.maximum == 3);
    CHECK(value_statistics(frame, ModalityTransform(DisplayAttributes{}), [](double) {
            return true;
          }).count == 0);
  }

  TEST_CASE("R26: neither NaN nor an infinity counts") {
    const auto result = statistics_of(frame_of_doubles({NAN, -INFINITY, 2.5, -1.5, INFINITY}));
    CHECK(result.count == 2);
    CHECK(result.minimum == -1.5);
    CHECK(result.maximum == 2.5);
    CHECK(statistics_of(frame_of_doubles({NAN, INFINITY})).count == 0);
  }

  TEST_CASE("R20: bits above Bits Stored do not count") {
    Frame frame = frame_of(integers(12), {1, 2});
    std::get<std::vector<std::uint16_t>>(frame.samples)[0] = 0xf001;
    CHECK(statistics_of(frame).maximum == 2);
  }
}
