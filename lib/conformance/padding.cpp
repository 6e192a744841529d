// Pixel padding: R11.  Turned over, 0 would be white: padding is black all the same.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "conformance/tiny_palette.hpp"

namespace noctis::conformance {

namespace {

TinyDataset padding(std::string_view vr, std::int64_t value) {
  return integers(DCM_PixelPaddingValue, vr, {value});
}

TinyDataset padding_range(std::string_view vr, std::int64_t value, std::int64_t limit) {
  return padding(vr, value).integers(DCM_PixelPaddingRangeLimit, vr, {limit});
}

TinyFile inverse_bytes() {
  return grey(8, {9, 10, 11, 14, 15, 16}).inverse().with(byte_window());
}

constexpr Check table[] = {
    {11, "PS3.3 C.7.5.1.1.2", "the Pixel Padding Value is drawn black, and nothing else is",
     [] {
       return Expect(inverse_bytes().with(padding("US", 10)))
           .greys({246, 0, 244, 241, 240, 239})
           .remark("R11")
           .of(inverse_bytes())
           .greys({246, 245, 244, 241, 240, 239})
           .verdict();
     }},
    {11, "PS3.3 C.7.5.1.1.2", "a padding range has both its ends in it, whichever comes first",
     [] {
       return Expect(inverse_bytes().with(padding_range("US", 10, 15)))
           .greys({246, 0, 0, 0, 0, 239})
           .of(inverse_bytes().with(padding_range("US", 15, 10)))
           .greys({246, 0, 0, 0, 0, 239})
           .verdict();
     }},
    {11, "PS3.3 C.7.5.1.1.2", "a Range Limit without a Pixel Padding Value is none",
     [] {
       return Expect(inverse_bytes().with(integers(DCM_PixelPaddingRangeLimit, "US", {10})))
           .greys({246, 245, 244, 241, 240, 239})
           .verdict();
     }},
    {11, "PS3.3 C.7.5.1.1.2", "padding is signed as the pixels are, whatever VR it has",
     [] {
       const TinyFile file = signed_grey(16, {-2000, -1999, 0}).inverse().with(window("0", "4096"));
       // -1999: (-1998.5 / 4095 + 0.5) 255 = 3.05; turned over 252.  0: 127.53, 128, 127.
       return Expect(TinyFile(file).with(padding("SS", -2000)))
           .greys({0, 252, 127})
           .of(TinyFile(file).with(padding("US", 0xF830)))  // -2000
           .greys({0, 252, 127})
           // Of 12 bits; 0xF800 is -2048 with the bits above masked.
           .of(signed_grey(12, {-2048, -2047, 0})
                   .inverse()
                   .with(window("0", "4096"))
                   .with(padding("US", 0xF800)))
           .greys({0, 255, 127})
           .verdict();
     }},
    {11, "PS3.3 C.7.5.1.1.2", "padding is compared with stored values, before any rescale",
     [] {
       return Expect(grey(8, {10, 110})
                         .inverse()
                         .with(rescale("1", "-100"))
                         .with(byte_window())
                         .with(padding("US", 10)))
           .greys({0, 245})
           .verdict();
     }},
    {11, "PS3.3 C.7.5.1.1.2", "padding is left out of every statistic",
     [] {
       // Without it 100 to 200 are all there is: 150 is the middle, 127.5.
       return Expect(grey(8, {0, 100, 150, 200}).with(padding("US", 0)))
           .greys({0, 0, 128, 255})
           .by(by_kind(ViewKind::full))
           .greys({0, 0, 128, 255})
           .of(grey(8, {0, 1, 100, 150, 200, 255}).with(padding_range("US", 0, 1)))
           .by(by_kind(ViewKind::full))
           .window({177.5, 155, VoiFunction::linear_exact})
           .verdict();
     }},
    {11, "PS3.3 C.7.6.24", "Float Pixel Padding Value and Range Limit hide floats",
     [] {
       const TinyDataset range = TinyDataset()
                                     .reals(DCM_FloatPixelPaddingValue, "FL", {-1.5})
                                     .reals(DCM_FloatPixelPaddingRangeLimit, "FL", {-0.5});
       return Expect(TinyFile("OF", {-1.6, -1.5, -1, -0.5, 0, 1})
                         .inverse()
                         .with(range)
                         .with(window("0", "2", "LINEAR_EXACT")))
           .greys({255, 0, 0, 0, 127, 0})
           .of(TinyFile("OF", {-1, 0, 1, 2}).with(range))
           .by(by_kind(ViewKind::full))
           .greys({0, 0, 128, 255})
           .verdict();
     }},
    {11, "PS3.3 C.7.6.25", "Double Float Pixel Padding Value and Range Limit hide doubles",
     [] {
       const TinyDataset range = TinyDataset()
                                     .reals(DCM_DoubleFloatPixelPaddingValue, "FD", {-0.5})
                                     .reals(DCM_DoubleFloatPixelPaddingRangeLimit, "FD", {-1.5});
       return Expect(TinyFile("OD", {-1.6, -1.5, -1, -0.5, 0, 1})
                         .inverse()
                         .with(range)
                         .with(window("0", "2", "LINEAR_EXACT")))
           .greys({255, 0, 0, 0, 127, 0})
           .verdict();
     }},
    {11, "PS3.3 C.7.5.1.1.2", "padding does not apply to palettes and colour",
     [] {
       return Expect(indexed({0, 1})
                         .with(palette({2, 0, 8}, {11, 99}, {22, 99}, {33, 99}))
                         .with(padding("US", 0)))
           .colors({11, 22, 33, 99, 99, 99})
           .of(color({7, 7, 7, 8, 9, 10}).with(padding("US", 7)))
           .colors({7, 7, 7, 8, 9, 10})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> padding_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
