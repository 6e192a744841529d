#include "display/representative.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

constexpr std::array<double, 6> axial{1, 0, 0, 0, 1, 0};
constexpr std::array<double, 6> coronal{1, 0, 0, 0, 0, -1};

SeriesImage slice(double z, std::int64_t number, const std::array<double, 6>& orientation = axial) {
  return {std::array<double, 3>{0, 0, z}, orientation, number};
}

SeriesImage numbered(std::int64_t number) {
  return {.image_position = {}, .image_orientation = {}, .instance_number = number};
}

}  // namespace

TEST_SUITE("display/representative") {
  TEST_CASE("R30: the middle image along the normal stands for a series, whatever its number") {
    const std::vector<SeriesImage> images = {slice(30, 1), slice(-10, 2), slice(20, 3), slice(0, 4),
                                             slice(10, 5)};
    CHECK(representative_image(images) == 4);
  }

  TEST_CASE("R30: of an even number the first of the two middle ones") {
    CHECK(representative_image(std::vector{slice(3, 1), slice(2, 2), slice(1, 3), slice(0, 4)}) ==
          2);
  }

  TEST_CASE("R30: the normal is row x column, so that coronal slices are ordered front to back") {
    std::vector<SeriesImage> images;
    for (const double y : {5.0, -5.0, 0.0})
      images.push_back({std::array<double, 3>{0, y, 100 * y * y}, coronal, 1});
    CHECK(representative_image(images) == 2);
  }

  TEST_CASE("R30: without a common orientation Instance Number decides") {
    // By z it would be the second.
    const std::vector<SeriesImage> mixed = {slice(9, 3), slice(5, 1), slice(0, 2, coronal)};
    CHECK(representative_image(mixed) == 2);
    CHECK(representative_image(std::vector{numbered(30), numbered(10), numbered(20)}) == 2);
    // One without a number comes last.
    CHECK(representative_image(std::vector{SeriesImage{}, numbered(1), numbered(2)}) == 2);
  }

  TEST_CASE("R30: cosines that differ in their last digits are one orientation") {
    const std::array<double, 6> rounded{0.99999, 0.0004, 0, 0, 1, 0};
    CHECK(representative_image(std::vector{slice(9, 1), slice(5, 2, rounded), slice(7, 3)}) == 2);
  }

  TEST_CASE("R30: a localizer or an image for processing stands for a series of nothing else") {
    std::vector<SeriesImage> images = {slice(0, 1), slice(1, 2), slice(2, 3)};
    images[1].is_localizer = true;
    CHECK(representative_image(images) == 0);
    images[0].is_for_processing = true;
    CHECK(representative_image(images) == 2);
    images[2].is_localizer = true;
    CHECK(representative_image(images) == 0);  // rather than a localizer
    images[0].is_localizer = true;
    CHECK(representative_image(images) == 1);
  }

  TEST_CASE(
      "R30: Representative Frame Number stands for a multi-frame image, else the middle one") {
    CHECK(representative_frame(10, 7) == 7);
    CHECK(representative_frame(10, std::nullopt) == 5);
    CHECK(representative_frame(9, std::nullopt) == 5);
    CHECK(representative_frame(1, std::nullopt) == 1);
    for (const std::int64_t no_frame : {0, 11, -1})
      CHECK(representative_frame(10, no_frame) == 5);
  }

  TEST_CASE("R30: a series is ordered by position along the normal, whatever its numbers") {
    const std::vector<SeriesImage> images = {slice(30, 1), slice(-10, 2), slice(20, 3),
                                             slice(0, 4)};
    CHECK(spatial_order(images) == std::vector<std::size_t>{1, 3, 2, 0});
    CHECK(spatial_order({}).empty());
  }

  TEST_CASE(
      "R30: without a common orientation, or with a place unknown, its numbers order a series") {
    CHECK(spatial_order(std::vector{slice(9, 3), slice(5, 1), slice(0, 2, coronal)}) ==
          std::vector<std::size_t>{1, 2, 0});
    CHECK(spatial_order(std::vector{numbered(2), SeriesImage{}, numbered(1), numbered(2)}) ==
          std::vector<std::size_t>{2, 0, 3, 1});
  }

  TEST_CASE("R30: a localizer that lies across keeps a series in the order of its numbers") {
    std::vector<SeriesImage> images = {slice(5, 2), slice(9, 3), slice(0, 1, coronal)};
    images[2].is_localizer = true;
    CHECK(spatial_order(images) == std::vector<std::size_t>{2, 0, 1});
  }
}
