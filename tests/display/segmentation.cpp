#include "display/segmentation.hpp"

#include <set>

#include "display/frames.hpp"

using namespace noctis;

TEST_SUITE("display/segmentation") {
  TEST_CASE("R23: a label takes its segment's colour, wherever that stands in the list") {
    Segmentation segmentation{SegmentationType::labelmap, 1, {{7, 0x102030}, {2, 0xff0000}}};
    const LabelColors colors(segmentation);
    CHECK(colors(7) == Rgb{0x10, 0x20, 0x30});
    CHECK(colors(2) == Rgb{255, 0, 0});
  }

  TEST_CASE("R23: label 0 is black, and labels without a colour have different ones, none black") {
    const LabelColors colors(Segmentation{SegmentationType::labelmap, 1, {}});
    CHECK(colors(0) == Rgb{0, 0, 0});
    std::set<Rgb> seen = {Rgb{0, 0, 0}};
    for (int label = 1; label <= 12; ++label)
      CHECK(seen.insert(colors(label)).second);
    CHECK(colors(13) == colors(1));
    CHECK(colors(65535) != Rgb{0, 0, 0});
  }
}
