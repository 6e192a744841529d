// Overlay planes: R18.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

struct Plane {
  std::int64_t rows, columns;
  std::int64_t origin_row = 1, origin_column = 1;
  std::uint16_t group = 0x6000;
};

// Overlay elements have the same number in each group.
DcmTagKey in_group(std::uint16_t group, const DcmTagKey& tag) {
  return {group, tag.getElement()};
}

TinyDataset described(const Plane& plane, std::int64_t bits_allocated, std::int64_t bit_position) {
  return TinyDataset()
      .integers(in_group(plane.group, DCM_OverlayRows), "US", {plane.rows})
      .integers(in_group(plane.group, DCM_OverlayColumns), "US", {plane.columns})
      .text(in_group(plane.group, DCM_OverlayType), "CS", "G")
      .integers(in_group(plane.group, DCM_OverlayOrigin), "SS",
                {plane.origin_row, plane.origin_column})
      .integers(in_group(plane.group, DCM_OverlayBitsAllocated), "US", {bits_allocated})
      .integers(in_group(plane.group, DCM_OverlayBitPosition), "US", {bit_position});
}

// Of its own data: bits low one first.
TinyDataset overlay(const Plane& plane, std::int64_t bits) {
  return described(plane, 1, 0).integers(in_group(plane.group, DCM_OverlayData), "OW", {bits});
}

TinyFile two_by_three() {
  return grey(8, {10, 20, 30, 40, 50, 60}).matrix(2, 3).with(byte_window());
}

View with_overlays() {
  View view;
  view.overlays = true;
  return view;
}

// A pixel whose 12 bits of value are 100 and whose bit at `position` is set, and one where it is
// not.
TinyFile embedded(unsigned high_bit, unsigned position) {
  const std::int64_t value = std::int64_t{100} << (high_bit - 11);
  return TinyFile({.bits_stored = 12, .bits_allocated = 16, .high_bit = high_bit},
                  {value | std::int64_t{1} << position, value})
      .with(byte_window())
      .with(described({1, 2}, 16, position));
}

constexpr Check table[] = {
    {18, "PS3.3 C.9.2", "an overlay is drawn white where it is asked for, and only then",
     [] {
       const TinyFile file = two_by_three().with(overlay({2, 3}, 0b100001));
       return Expect(file)
           .greys({10, 20, 30, 40, 50, 60})
           .by(with_overlays())
           .greys({255, 20, 30, 40, 50, 255})
           .verdict();
     }},
    {18, "PS3.3 C.9.2", "an overlay has a size and an origin of its own, from row 1, column 1 on",
     [] {
       return Expect(two_by_three().with(overlay({1, 2, 2, 2}, 0b11)))
           .by(with_overlays())
           .greys({10, 20, 30, 40, 255, 255})
           .of(two_by_three().with(overlay({2, 2, 0, 0}, 0b1111)))  // its last pixel is our first
           .by(with_overlays())
           .greys({255, 20, 30, 40, 50, 60})
           .of(two_by_three().with(overlay({2, 2, 2, 3}, 0b1111)))  // its first is our last
           .by(with_overlays())
           .greys({10, 20, 30, 40, 50, 255})
           .verdict();
     }},
    {18, "PS3.3 C.9.2", "every group from 6000 to 601E may be an overlay",
     [] {
       return Expect(two_by_three()
                         .with(overlay({1, 1, 1, 1, 0x6002}, 1))
                         .with(overlay({1, 1, 2, 3, 0x601E}, 1)))
           .by(with_overlays())
           .greys({255, 20, 30, 40, 50, 255})
           .verdict();
     }},
    {18, "PS3.3 C.9.2", "an overlay of several frames begins at its Image Frame Origin",
     [] {
       // Two planes of two pixels, for the frames 2 and 3 of four.
       TinyDataset planes = overlay({1, 2}, 0b1001);
       planes.text(DCM_NumberOfFramesInOverlay, "IS", "2")
           .integers(DCM_ImageFrameOrigin, "US", {2});
       const TinyFile file = grey(8, {1, 2, 3, 4, 5, 6, 7, 8})
                                 .matrix(1, 2)
                                 .frames(4)
                                 .with(byte_window())
                                 .with(planes);
       return Expect(file)
           .by(with_overlays())
           .greys({1, 2})
           .frame(1)
           .greys({255, 4})
           .frame(2)
           .greys({5, 255})
           .frame(3)
           .greys({7, 8})
           .verdict();
     }},
    {18, "PS3.3 C.9.3, PS3.5 8.1.2", "overlays in unused bits, above or below the value, are drawn",
     [] {
       return Expect(embedded(11, 12))
           .greys({100, 100})
           .by(with_overlays())
           .greys({255, 100})
           .of(embedded(11, 15))
           .by(with_overlays())
           .greys({255, 100})
           .of(embedded(15, 0))
           .by(with_overlays())
           .greys({255, 100})
           .verdict();
     }},
    {18, "PS3.3 C.9.3", "a bad overlay is recorded and hides nothing",
     [] {
       return Expect(grey(12, {100, 200}).with(byte_window()).with(described({1, 2}, 16, 3)))
           .by(with_overlays())
           .greys({100, 200})
           .remark("R18")
           .of(two_by_three().with(overlay({40, 30}, 1)))  // 1200 bits, of which there are 16
           .by(with_overlays())
           .greys({10, 20, 30, 40, 50, 60})
           .remark("R18")
           .verdict();
     }},
};

}  // namespace

std::span<const Check> overlay_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
