// What the bits of a cell stand for, and what becomes of them on the way to a grey: R1, R13, R20,
// R27, R29.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

// The least value, -1, 0 and the greatest one under c = 0, w = 2^n.  By PS3.3 C.11.2.1.2.1 -1 and 0
// lie 1/2 on either side of the middle, 127.5 of 255, and one step is 255 / (2^n - 1): 2.01 of 7
// bits, 1 of 8, less than 0.5 of more than 9.
Expect& expect_signed_depth(Expect& expect, unsigned bits) {
  const std::int64_t half = std::int64_t{1} << (bits - 1);
  TinyPixels pixels{.bits_stored = bits,
                    .bits_allocated = bits <= 8 ? 8U : 16U,
                    .high_bit = bits - 1,
                    .is_signed = true};
  // Above Bits Stored stand bits that contradict the sign.
  const std::int64_t above = bits == pixels.bits_allocated ? 0 : half * 2;
  const std::int64_t pattern = half * 2 - 1;
  return expect
      .of(TinyFile(pixels, {half, (-1 & pattern), above, (half - 1) | above})
              .with(window("0", std::to_string(half * 2))))
      .greys({0, bits == 7 ? 126 : 127, bits == 7 ? 129 : 128, 255});
}

Expect& expect_unsigned_depth(Expect& expect, unsigned bits) {
  const std::int64_t half = std::int64_t{1} << (bits - 1);
  TinyPixels pixels{
      .bits_stored = bits, .bits_allocated = bits <= 8 ? 8U : 16U, .high_bit = bits - 1};
  const std::int64_t above = bits == pixels.bits_allocated ? 0 : half * 2;
  return expect
      .of(TinyFile(pixels, {above, half | above, half * 2 - 1})
              .with(window(std::to_string(half), std::to_string(half * 2))))
      .greys({0, bits == 7 ? 129 : 128, 255});
}

Result<> depths(Expect& (*expect_depth)(Expect&, unsigned)) {
  Expect expect;
  for (const unsigned bits : {7U, 8U, 9U, 10U, 12U, 13U, 14U, 15U, 16U}) {
    if (const auto verdict = expect_depth(expect, bits).verdict(); !verdict)
      return failure(verdict.error().kind, "{} bits: {}", bits, verdict.error().what);
  }
  return {};
}

constexpr Check table[] = {
    {1, "PS3.4 N.2",
     "bits are masked, padding found, values rescaled, windowed, turned over: in "
     "this order",
     [] {
       // 0xF064 is 100 of 12 bits, and 100 after slope 2, intercept -100; 75 becomes 50, which is
       // no padding, as padding is in stored values.  Turned over: 155 and 205.
       return Expect(TinyFile({.bits_stored = 12, .bits_allocated = 16, .high_bit = 11},
                              {0xF064, 50, 75})
                         .inverse()
                         .with(rescale("2", "-100"))
                         .with(byte_window())
                         .with(integers(DCM_PixelPaddingValue, "US", {50})))
           .greys({155, 0, 205})
           .verdict();
     }},
    {1, "PS3.4 N.2", "a window applies to Hounsfield units, not to stored values",
     [] {
       // -160, 40 and 239 HU under 40/400: PS3.3 C.11.2.1.2.1 gives 0, 127.82 and 255.
       return Expect(grey(16, {864, 1064, 1263, 40})
                         .of(UID_CTImageStorage, "CT")
                         .with(rescale("1", "-1024", "HU"))
                         .with(window("40", "400")))
           .greys({0, 128, 255, 0})
           .verdict();
     }},
    {13, "PS3.3 C.11.1, Table C.11-1b", "a fractional slope applies, and so does a negative one",
     [] {
       return Expect(grey(10, {0, 2, 400, 510}).with(rescale("0.5", "0")).with(byte_window()))
           .greys({0, 1, 200, 255})
           .of(grey(8, {0, 100, 255}).with(rescale("-1", "255")).with(byte_window()))
           .greys({255, 155, 0})
           .verdict();
     }},
    {13, "PS3.3 C.11.1, Table C.11-1b", "a slope of zero is taken as 1 and recorded",
     [] {
       return Expect(grey(8, {0, 100, 200}).with(rescale("0", "10")).with(byte_window()))
           .greys({10, 110, 210})
           .remark("R13")
           .verdict();
     }},
    {20, "PS3.5 8.1.1", "signed values of 7 to 16 bits are two's complement in Bits Stored bits",
     [] { return depths(expect_signed_depth); }},
    {20, "PS3.5 8.1.1", "unsigned values of 7 to 16 bits lose the bits above Bits Stored",
     [] { return depths(expect_unsigned_depth); }},
    {20, "PS3.5 8.1.1", "a High Bit above Bits Stored - 1 is shifted down, bits around it cut off",
     [] {
       return Expect(
                  TinyFile(
                      {.bits_stored = 12, .bits_allocated = 16, .high_bit = 15, .is_signed = true},
                      {0x800F, 0x000F, 0x7FF5})
                      .with(window("0", "4096")))
           .greys({0, 128, 255})
           .of(TinyFile({.bits_stored = 10, .bits_allocated = 16, .high_bit = 11},
                        {0xF003, 0xF803, 0x0FFC})
                   .with(window("512", "1024")))
           .greys({0, 128, 255})
           .verdict();
     }},
    {20, "PS3.5 7.3", "big endian and implicit VR files show what little endian ones do",
     [] {
       const auto written = [](Form form) {
         TinyFile file = signed_grey(12, {-2048, 0, 2047, 1024}).with(window("0", "4096")).in(form);
         return file;
       };
       // 1024: (1024.5 / 4095 + 0.5) 255 = 191.30.
       return Expect(written(Form::explicit_little))
           .greys({0, 128, 255, 191})
           .of(written(Form::implicit_little))
           .greys({0, 128, 255, 191})
           .of(written(Form::explicit_big))
           .greys({0, 128, 255, 191})
           .verdict();
     }},
    {27, "PS3.3 C.11.2.1.2.1 Note 1", "results are rounded to the nearest grey, not cut off",
     [] {
       // c = 40, w = 400: ((x - 39.5) / 399 + 0.5) 255 is 127.18, 127.82, 128.46, 129.10, 129.74.
       return Expect(grey(8, {39, 40, 41, 42, 43}).with(window("40", "400")))
           .greys({127, 128, 128, 129, 130})
           .verdict();
     }},
    {27, "PS3.3 C.11.2.1.2.1", "halves are rounded up, and what is outside saturates",
     [] {
       // 40 is the middle of LINEAR_EXACT: 127.5.
       return Expect(signed_grey(16, {-32768, 40, 32767}).with(window("40", "400", "LINEAR_EXACT")))
           .greys({0, 128, 255})
           .verdict();
     }},
    {29, "PS3.3 C.11.2.1.2", "a Window Center of 0 is a value, in a file and when it is asked for",
     [] {
       // c = 0, w = 100: (0.5 / 99 + 0.5) 255 = 128.79.
       return Expect(signed_grey(8, {-50, 0, 49}).with(window("0", "100")))
           .greys({0, 129, 255})
           .of(signed_grey(8, {-50, 0, 49}).with(window("40", "80")))
           .by(by_window(0, 100))
           .greys({0, 129, 255})
           .verdict();
     }},
    {29, "PS3.3 C.7.5.1.1.2", "a Pixel Padding Value of 0 and a Rescale Intercept of 0 are values",
     [] {
       return Expect(grey(8, {0, 255})
                         .inverse()
                         .with(rescale("1", "0"))
                         .with(byte_window())
                         .with(integers(DCM_PixelPaddingValue, "US", {0})))
           .greys({0, 0})
           .of(grey(8, {0, 255}).inverse().with(rescale("1", "0")).with(byte_window()))
           .greys({255, 0})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> stored_value_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
