// Palette Color Lookup Tables, for whole images and as supplements: R15.

#include <numeric>

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "conformance/tiny_palette.hpp"

namespace noctis::conformance {

namespace {

TinyDataset frame_presentation(std::string_view pixel_presentation) {
  return sequence(DCM_MRImageFrameTypeSequence,
                  {text(DCM_PixelPresentation, "CS", pixel_presentation)});
}

// Colours from 1000 on, for 16-bit values.
TinyDataset colors_from_1000() {
  return palette({2, 1000, 8}, {255, 1}, {0, 2}, {128, 3});
}

TinyFile supplemented(std::string_view pixel_presentation) {
  return grey(16, {0, 77, 255, 999, 1000, 1001, 1002})
      .of(UID_EnhancedMRImageStorage, "MR")
      .with(text(DCM_PixelPresentation, "CS", pixel_presentation))
      .with(byte_window())
      .with(colors_from_1000());
}

constexpr Check table[] = {
    {15, "PS3.3 C.7.6.3.1.5", "an 8-bit palette shows its entries, its ends for what lies outside",
     [] {
       return Expect(indexed({0, 9, 10, 11, 12, 200})
                         .with(palette({3, 10, 8}, {1, 2, 3}, {40, 50, 60}, {255, 0, 128})))
           .colors({1, 40, 255, 1, 40, 255, 1, 40, 255, 2, 50, 0, 3, 60, 128, 3, 60, 128})
           .verdict();
     }},
    {15, "PS3.3 C.7.6.3.1.6", "entries of 16 bits are scaled by 255/65535 and rounded",
     [] {
       // v / 257: 128 is 0.498, 129 is 0.502, 257 is 1, 32768 is 127.502, 65278 is 254.0.
       return Expect(indexed({0, 1, 2, 3, 4})
                         .with(palette({5, 0, 16}, {0, 128, 129, 257, 65535},
                                       {0, 32768, 65278, 65535, 0}, {0, 0, 0, 0, 0})))
           .colors({0, 0, 0, 0, 128, 0, 1, 254, 0, 1, 255, 0, 255, 0, 0})
           .verdict();
     }},
    {15, "PS3.3 C.7.6.3.1.5", "a 16-bit palette with no entry above 255 is taken as 8-bit",
     [] {
       return Expect(indexed({0, 1}).with(palette({2, 0, 16}, {7, 255}, {8, 9}, {10, 11})))
           .colors({7, 8, 10, 255, 9, 11})
           .remark("R15")
           .verdict();
     }},
    {15, "PS3.3 C.7.6.3.1.5", "entries of 8 bits may be packed two to a word",
     [] {
       const auto packed = [](const DcmTagKey& descriptor, const DcmTagKey& data, Bytes bytes) {
         return integers(descriptor, "US", {3, 0, 8}).bytes(data, "OW", std::move(bytes), 2);
       };
       return Expect(indexed({0, 1, 2})
                         .with(packed(DCM_RedPaletteColorLookupTableDescriptor,
                                      DCM_RedPaletteColorLookupTableData, {1, 2, 3, 0}))
                         .with(packed(DCM_GreenPaletteColorLookupTableDescriptor,
                                      DCM_GreenPaletteColorLookupTableData, {4, 5, 6, 0}))
                         .with(packed(DCM_BluePaletteColorLookupTableDescriptor,
                                      DCM_BluePaletteColorLookupTableData, {7, 8, 255, 0})))
           .colors({1, 4, 7, 2, 5, 8, 3, 6, 255})
           .verdict();
     }},
    {15, "PS3.3 C.7.6.3.1.5", "0 entries in a palette's descriptor mean 65536",
     [] {
       std::vector<std::int64_t> entries(65536);
       std::iota(entries.begin(), entries.end(), 0);
       return Expect(TinyFile({.bits_stored = 16,
                               .bits_allocated = 16,
                               .high_bit = 15,
                               .photometric_interpretation = "PALETTE COLOR"},
                              {0, 256, 65535})
                         .with(palette({0, 0, 16}, entries, entries, entries)))
           .colors({0, 0, 0, 1, 1, 1, 255, 255, 255})
           .verdict();
     }},
    {15, "PS3.3 C.7.6.19", "a supplemental palette colours from its first value on, grey below",
     [] {
       const std::vector<int> expected = {0,   0,   0, 77,  77, 77, 255, 255, 255, 255, 255,
                                          255, 255, 0, 128, 1,  2,  3,   1,   2,   3};
       return Expect(supplemented("COLOR")).colors(expected).verdict();
     }},
    {15, "PS3.3 C.7.6.19", "windows apply to the grey part beside a supplemental palette alone",
     [] {
       return Expect(supplemented("COLOR"))
           .by(by_window(77.5, 1))  // black to 77, white above
           .colors({0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 0, 128, 1, 2, 3, 1, 2, 3})
           .verdict();
     }},
    {15, "PS3.3 C.7.6.19", "what a supplemental palette colours is in no statistic of the greys",
     [] {
       // Of 0, 50 and 100 alone: 50 is the middle.
       return Expect(grey(16, {0, 50, 100, 1000})
                         .of(UID_EnhancedMRImageStorage, "MR")
                         .with(text(DCM_PixelPresentation, "CS", "COLOR"))
                         .with(colors_from_1000()))
           .colors({0, 0, 0, 128, 128, 128, 255, 255, 255, 255, 0, 128})
           .by(by_kind(ViewKind::full))
           .colors({0, 0, 0, 128, 128, 128, 255, 255, 255, 255, 0, 128})
           .verdict();
     }},
    {15, "PS3.3 C.8.16.2.1.1.1", "without Pixel Presentation COLOR the palette is not used",
     [] {
       return Expect(supplemented("MONOCHROME")).greys({0, 77, 255, 255, 255, 255, 255}).verdict();
     }},
    {15, "PS3.3 C.8.16.2.1.1.1", "MIXED presentation is each frame's own",
     [] {
       const TinyFile file =
           grey(16, {77, 1000, 77, 1000})
               .matrix(1, 2)
               .frames(2)
               .of(UID_EnhancedMRImageStorage, "MR")
               .with(text(DCM_PixelPresentation, "CS", "MIXED"))
               .with(byte_window())
               .with(colors_from_1000())
               .with(sequence(DCM_PerFrameFunctionalGroupsSequence,
                              {frame_presentation("MONOCHROME"), frame_presentation("COLOR")}));
       return Expect(file).greys({77, 255}).frame(1).colors({77, 77, 77, 255, 0, 128}).verdict();
     }},
};

}  // namespace

std::span<const Check> palette_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
