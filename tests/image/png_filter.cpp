#include "image/png_filter.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

Bytes filtered(PngRowFilter& filter, const Bytes& row) {
  std::copy(row.begin(), row.end(), filter.row());
  const ByteView view = filter.filtered();
  return {view.begin(), view.end()};
}

}  // namespace

TEST_SUITE("image/png_filter") {
  TEST_CASE("a row takes the filter with the least sum, ties to the first") {
    PngRowFilter filter;
    filter.start(4, 1);
    CHECK(filtered(filter, {0, 0, 0, 0}) == Bytes{0, 0, 0, 0, 0});
    CHECK(filtered(filter, {10, 20, 30, 40}) == Bytes{1, 10, 10, 10, 10});   // sub
    CHECK(filtered(filter, {11, 19, 200, 41}) == Bytes{2, 1, 255, 170, 1});  // up
  }

  TEST_CASE("the Paeth predictor takes the nearest of left, up and up-left, ties in that order") {
    // ISO/IEC 15948, 9.4, by hand.  Above: 50 90 90 50; here: 51 91 140 100.
    //   left  0, up 50, up-left  0: p =  50: up, 51 - 50 = 1
    //   left 51, up 90, up-left 50: p =  91: up, 91 - 90 = 1
    //   left 91, up 90, up-left 90: p =  91: left, 140 - 91 = 49
    //   left 140, up 50, up-left 90: p = 100: left and up-left are 40 and 10 away: 100 - 90 = 10
    // Sum 61; none has 51 + 91 + 116 + 100, sub 51 + 40 + 49 + 40, up 1 + 1 + 50 + 50.
    PngRowFilter filter;
    filter.start(4, 1);
    CHECK(filtered(filter, {50, 90, 90, 50}).size() == 5);
    CHECK(filtered(filter, {51, 91, 140, 100}) == Bytes{4, 1, 1, 49, 10});
  }

  TEST_CASE("the pixel to the left is as many bytes away as a pixel has") {
    PngRowFilter filter;
    filter.start(6, 3);
    CHECK(filtered(filter, {100, 50, 7, 101, 49, 7}) == Bytes{1, 100, 50, 7, 1, 255, 0});
  }
}
