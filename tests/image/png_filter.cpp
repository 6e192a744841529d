#include "image/png_filter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include <doctest/doctest.h>

#include "image/png_filter_kernel.hpp"
#include "support/random.hpp"
#include "support/seed.hpp"

using namespace noctis;

namespace {

Bytes filtered(PngRowFilter& filter, const Bytes& row) {
  std::copy(row.begin(), row.end(), filter.row());
  Bytes out(1 + row.size());
  filter.write_filtered(out.data());
  return out;
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

  TEST_CASE("the average of left and up is rounded down") {
    // ISO/IEC 15948, 9.2, by hand.  Above: 10 21 30 41; here: 5 13 22 31, half of left and up each.
    // Sum 0 + 0 + 1 + 0; none, sub, up and Paeth have more.
    PngRowFilter filter;
    filter.start(4, 1);
    CHECK(filtered(filter, {10, 21, 30, 41}).size() == 5);
    CHECK(filtered(filter, {5, 13, 22, 31}) == Bytes{3, 0, 0, 1, 0});
  }

  TEST_CASE("the pixel to the left is as many bytes away as a pixel has") {
    PngRowFilter filter;
    filter.start(6, 3);
    CHECK(filtered(filter, {100, 50, 7, 101, 49, 7}) == Bytes{1, 100, 50, 7, 1, 255, 0});
  }

  TEST_CASE("the Paeth predictor is the standard's for all neighbours, on every path") {
    const auto literal = [](int a, int b, int c) {  // ISO/IEC 15948, 9.4
      const int p = a + b - c;
      const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
      return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    };
    for (const VectorPath path : vector_paths()) {
      CAPTURE(name_of(path));
      const png_filter::Kernel& kernel = png_filter::kernel_of(path);
      std::uint64_t wrong = 0;
      for (int a = 0; a < 256; a += 5)
        for (int b = 0; b < 256; b += 3)
          for (int c = 0; c < 256; c += 3) {
            std::array<std::uint8_t, 64> x = {}, left = {}, up = {}, up_left = {}, out = {};
            left.fill(static_cast<std::uint8_t>(a));
            up.fill(static_cast<std::uint8_t>(b));
            up_left.fill(static_cast<std::uint8_t>(c));
            kernel.subtract_paeth({x.data(), left.data(), up.data(), up_left.data(), 63},
                                  out.data());
            for (int i = 0; i < 63; ++i)
              wrong +=
                  out[static_cast<std::size_t>(i)] != static_cast<std::uint8_t>(-literal(a, b, c));
          }
      CHECK(wrong == 0);
    }
  }

  TEST_CASE("the average is the standard's for all neighbours, on every path") {
    for (const VectorPath path : vector_paths()) {
      CAPTURE(name_of(path));
      const png_filter::Kernel& kernel = png_filter::kernel_of(path);
      std::uint64_t wrong = 0;
      for (unsigned a = 0; a < 256; ++a)
        for (unsigned b = 0; b < 256; ++b) {
          std::array<std::uint8_t, 64> x = {}, left = {}, up = {}, up_left = {}, out = {};
          left.fill(static_cast<std::uint8_t>(a));
          up.fill(static_cast<std::uint8_t>(b));
          kernel.subtract_average({x.data(), left.data(), up.data(), up_left.data(), 63},
                                  out.data());
          for (std::size_t i = 0; i < 63; ++i)
            wrong += out[i] != static_cast<std::uint8_t>(-((a + b) / 2));
        }
      CHECK(wrong == 0);
    }
  }

  TEST_CASE("random rows of every width filter alike on every path") {
    test::Random random(test::first_seed());
    for (std::size_t width = 1; width < 150; ++width)
      for (const std::size_t pixel_bytes : {1U, 2U, 3U, 6U}) {
        std::vector<PngRowFilter> filters;
        for (const VectorPath path : vector_paths())
          filters.emplace_back(path).start(width * pixel_bytes, pixel_bytes);
        for (int y = 0; y < 6; ++y) {
          Bytes row(width * pixel_bytes);
          for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = static_cast<std::uint8_t>(y % 2 == 0 ? random() : 3 * i + random.below(40));
          const Bytes expected = filtered(filters.front(), row);
          for (std::size_t i = 1; i < filters.size(); ++i)
            REQUIRE(filtered(filters[i], row) == expected);
        }
      }
  }
}
