// Segmentations: R23.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "conformance/tiny_palette.hpp"

namespace noctis::conformance {

namespace {

constexpr std::string_view label_map_storage = "1.2.840.10008.5.1.4.1.1.66.7";

TinyDataset type(std::string_view segmentation_type) {
  return text(DCM_SegmentationType, "CS", segmentation_type);
}

TinyFile fractional(const std::vector<std::int64_t>& values, std::int64_t maximum) {
  return grey(8, values)
      .of(UID_SegmentationStorage, "SEG")
      .with(type("FRACTIONAL"))
      .with(integers(DCM_MaximumFractionalValue, "US", {maximum}));
}

// PS3.3 C.10.7.1.1: L* of 0 to 100 and a*, b* of -128 to 127, each as 0 to 65535; 32896 is 0.
TinyDataset segment(std::int64_t number, const std::vector<std::int64_t>& cie_lab) {
  return TinyDataset()
      .integers(DCM_SegmentNumber, "US", {number})
      .integers(DCM_RecommendedDisplayCIELabValue, "US", cie_lab);
}

constexpr Check table[] = {
    {23, "PS3.3 C.8.20.2.3", "BINARY: 1 is white, packed low bit first, whatever a window says",
     [] {
       return Expect(grey(1, {0, 1, 1, 0, 0, 0, 1, 0, 1, 0})
                         .of(UID_SegmentationStorage, "SEG")
                         .with(type("BINARY"))
                         .with(window("128", "256")))
           .greys({0, 255, 255, 0, 0, 0, 255, 0, 255, 0})
           .file_views(1)
           .verdict();
     }},
    {23, "PS3.3 C.8.20.2.3", "FRACTIONAL is a share of Maximum Fractional Value",
     [] {
       // 50, 100 and 200 of 200: 63.75, 127.5, 255; 1 of 255 is 1.
       return Expect(fractional({0, 50, 100, 200}, 200))
           .greys({0, 64, 128, 255})
           .of(fractional({0, 1, 255}, 255))
           .greys({0, 1, 255})
           .verdict();
     }},
    {23, "PS3.3 C.8.20.2.3", "a label map is shown by its palette",
     [] {
       return Expect(indexed({0, 1, 2})
                         .of(label_map_storage, "SEG")
                         .with(type("LABELMAP"))
                         .with(palette({3, 0, 8}, {1, 200, 3}, {4, 5, 100}, {7, 8, 9})))
           .colors({1, 4, 7, 200, 5, 8, 3, 100, 9})
           .verdict();
     }},
    {23, "PS3.3 C.8.20.2.3", "a label map without a palette takes the recommended colours",
     [] {
       // L* 100 is white and L* 0 black, whatever the white point.
       return Expect(grey(8, {0, 1, 2})
                         .of(label_map_storage, "SEG")
                         .with(type("LABELMAP"))
                         .with(sequence(DCM_SegmentSequence, {segment(2, {65535, 32896, 32896}),
                                                              segment(1, {0, 32896, 32896})})))
           .colors({0, 0, 0, 0, 0, 0, 255, 255, 255}, 1)
           .verdict();
     }},
    {23, "PS3.3 C.8.20.2.3", "a label map without any colours shows each label unlike the others",
     [] {
       const auto picture =
           show(grey(8, {0, 1, 2}).of(label_map_storage, "SEG").with(type("LABELMAP")), {}, 0);
       if (!picture)
         return Expect().that(false, picture.error().what).verdict();
       const auto& samples = picture->image.samples;
       const auto color = [&samples](std::size_t pixel) {
         return ByteView(samples).subspan(3 * pixel, 3);
       };
       const auto same = [](ByteView a, ByteView b) {
         return std::equal(a.begin(), a.end(), b.begin());
       };
       const Bytes black(3);
       return Expect()
           .that(samples.size() == 9, "the picture is not in colour")
           .that(samples.size() == 9 && same(color(0), black), "label 0 is not black")
           .that(samples.size() == 9 && !same(color(1), black) && !same(color(2), black) &&
                     !same(color(1), color(2)),
                 "labels 1 and 2 are not told apart")
           .verdict();
     }},
};

}  // namespace

std::span<const Check> segmentation_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
