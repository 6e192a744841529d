// Which end is white: R10.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

TinyFile shaped(std::string_view presentation_lut_shape) {
  return grey(8, {0, 77, 255})
      .with(byte_window())
      .with(text(DCM_PresentationLUTShape, "CS", presentation_lut_shape));
}

View inverted() {
  View view;
  view.invert = true;
  return view;
}

constexpr Check table[] = {
    {10, "PS3.3 C.7.6.3.1.2", "MONOCHROME1 is turned over once, after the window",
     [] {
       // 40 of 40/400 is 127.82, 128, turned over 127; before the window it would be another value.
       return Expect(signed_grey(16, {-160, 40, 239}).inverse().with(window("40", "400")))
           .greys({255, 127, 0})
           .of(grey(8, {0, 1}).inverse().with(voi_lut(lut({2, 0, 8}, {10, 200}))))
           .greys({245, 55})
           .of(grey(8, {0, 77, 255}).inverse().of(UID_SecondaryCaptureImageStorage, "OT"))
           .greys({255, 178, 0})
           .verdict();
     }},
    {10, "PS3.3 C.11.6.1.2", "a Presentation LUT Shape turns nothing over by itself",
     [] {
       return Expect(shaped("INVERSE"))
           .greys({0, 77, 255})
           .remark("R10")
           .of(shaped("IDENTITY"))
           .greys({0, 77, 255})
           .no_remark("R10")
           .verdict();
     }},
    {10, "PS3.3 C.11.6.1.2", "MONOCHROME1 beside the shape INVERSE is turned over once",
     [] {
       return Expect(shaped("INVERSE").inverse())
           .greys({255, 178, 0})
           .no_remark("R10")
           .of(shaped("IDENTITY").inverse())
           .greys({255, 178, 0})
           .remark("R10")
           .verdict();
     }},
    {10, "PS3.3 C.11.4", "a Presentation LUT Sequence in an image is recorded, not applied",
     [] {
       return Expect(grey(8, {0, 77, 255})
                         .with(byte_window())
                         .with(sequence(DCM_PresentationLUTSequence,
                                        {lut({3, 0, 16}, {65535, 32768, 0})})))
           .greys({0, 77, 255})
           .remark("R10")
           .verdict();
     }},
    {10, "PS3.3 C.7.6.3.1.2", "asking for the inverse turns over what the file shows",
     [] {
       return Expect(grey(8, {0, 77, 255}).with(byte_window()))
           .by(inverted())
           .greys({255, 178, 0})
           .of(grey(8, {0, 77, 255}).inverse().with(byte_window()))
           .by(inverted())
           .greys({0, 77, 255})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> polarity_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
