// Pixels made square: R17.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

TinyFile two_by_two(const TinyDataset& attributes) {
  return grey(8, {0, 100, 200, 50}).matrix(2, 2).with(byte_window()).with(attributes);
}

TinyDataset spacing(const DcmTagKey& tag, std::string_view value) {
  return text(tag, "DS", value);
}

TinyDataset aspect_ratio(std::string_view value) {
  return text(DCM_PixelAspectRatio, "IS", value);
}

View stored_pixels() {
  View view;
  view.square_pixels = false;
  return view;
}

constexpr Check table[] = {
    {17, "PS3.3 10.7.1.3", "twice as far between rows: twice the height, bilinear",
     [] {
       // New centres are at -1/4, 1/4, 3/4 and 5/4 of the old rows: 100 and 50 make 87.5 and 62.5.
       return Expect(two_by_two(spacing(DCM_PixelSpacing, "2\\1")))
           .size(2, 4)
           .greys({0, 100, 50, 88, 150, 63, 200, 50})
           .remark("R17")
           .verdict();
     }},
    {17, "PS3.3 10.7.1.3", "twice as far between columns: twice the width",
     [] {
       return Expect(two_by_two(spacing(DCM_PixelSpacing, "0.5\\1")))
           .size(4, 2)
           .greys({0, 25, 75, 100, 200, 163, 88, 50})
           .verdict();
     }},
    {17, "PS3.3 C.7.6.3.1.7", "Pixel Aspect Ratio is vertical to horizontal, too",
     [] {
       return Expect(two_by_two(aspect_ratio("3\\1")))
           .size(2, 6)
           .of(two_by_two(aspect_ratio("1\\2")))
           .size(4, 2)
           .verdict();
     }},
    {17, "PS3.3 10.7.1.3", "Pixel Spacing comes first, then Imager, Nominal Scanned, Aspect Ratio",
     [] {
       TinyDataset all = aspect_ratio("1\\5");
       Expect expect;
       expect.of(two_by_two(all)).size(10, 2);
       expect.of(two_by_two(all.with(spacing(DCM_NominalScannedPixelSpacing, "4\\1")))).size(2, 8);
       expect.of(two_by_two(all.with(spacing(DCM_ImagerPixelSpacing, "1\\3")))).size(6, 2);
       return expect.of(two_by_two(all.with(spacing(DCM_PixelSpacing, "2\\1"))))
           .size(2, 4)
           .verdict();
     }},
    {17, "PS3.3 C.7.6.16.2.1", "the spacing of Pixel Measures comes before the top level's",
     [] {
       const auto measures =
           sequence(DCM_PixelMeasuresSequence, {spacing(DCM_PixelSpacing, "1\\2")});
       return Expect(two_by_two(spacing(DCM_PixelSpacing, "2\\1"))
                         .of(UID_EnhancedMRImageStorage, "MR")
                         .with(sequence(DCM_SharedFunctionalGroupsSequence, {measures})))
           .size(4, 2)
           .verdict();
     }},
    {17, "PS3.3 10.7.1.3", "a spacing that is not positive is passed over",
     [] {
       return Expect(two_by_two(spacing(DCM_PixelSpacing, "0\\1")
                                    .with(spacing(DCM_ImagerPixelSpacing, "3\\1"))))
           .size(2, 6)
           .of(two_by_two(spacing(DCM_PixelSpacing, "-2\\1")))
           .size(2, 2)
           .verdict();
     }},
    {17, "PS3.3 C.7.6.3.1.7", "pixels are square within 1 percent, and without any spacing",
     [] {
       const std::vector<std::int64_t> hundred(100, 7);
       return Expect(grey(8, hundred).with(spacing(DCM_PixelSpacing, "0.5\\0.504")))
           .size(100, 1)
           .of(grey(8, hundred).with(spacing(DCM_PixelSpacing, "0.5\\0.52")))
           .size(104, 1)
           .of(grey(8, hundred))
           .size(100, 1)
           .verdict();
     }},
    {17, "PS3.3 C.8.5.5.1", "the deltas of ultrasound regions make nothing square",
     [] {
       const TinyDataset region =
           TinyDataset().reals(DCM_PhysicalDeltaX, "FD", {1}).reals(DCM_PhysicalDeltaY, "FD", {3});
       return Expect(two_by_two(sequence(DCM_SequenceOfUltrasoundRegions, {region}))
                         .of(UID_UltrasoundImageStorage, "US"))
           .size(2, 2)
           .verdict();
     }},
    {17, "PS3.18 8.3.5.1.3", "the stored matrix is kept where that is asked for",
     [] {
       return Expect(two_by_two(spacing(DCM_PixelSpacing, "2\\1")))
           .by(stored_pixels())
           .greys({0, 100, 200, 50})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> geometry_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
