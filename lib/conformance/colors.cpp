// Colour models: R16.

#include <array>
#include <string>

#include "conformance/codestreams.hpp"
#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

// By PS3.3 C.7.6.3.1.2, with R = Y + 1.402 (Cr - 128), B = Y + 1.772 (Cb - 128) and
// G = Y - 0.344136 (Cb - 128) - 0.714136 (Cr - 128).
// 100, 150, 90: 46.72, 119.57, 138.98.  76, 85, 255: 254.05, 0.10, -0.20.
std::vector<std::int64_t> full_ybr() {
  return {0, 128, 128, 255, 128, 128, 100, 150, 90, 76, 85, 255};
}
std::vector<int> full_rgb() {
  return {0, 0, 0, 255, 255, 255, 47, 120, 139, 254, 0, 0};
}

TinyPixels color_pixels(std::string_view photometric_interpretation, unsigned planar) {
  return {.samples_per_pixel = 3,
          .photometric_interpretation = photometric_interpretation,
          .planar_configuration = planar};
}

// Native 4:2:2: Y1 Y2 CB CR for two pixels.
TinyFile subsampled(std::string_view photometric_interpretation,
                    const std::vector<std::int64_t>& quadruple) {
  return TinyFile(color_pixels(photometric_interpretation, 0), quadruple).matrix(1, 2);
}

std::vector<std::int32_t> gradient() {
  std::vector<std::int32_t> samples(std::size_t{3} * 64);
  for (std::int32_t pixel = 0; pixel < 64; ++pixel) {
    std::int32_t* const sample = &samples[3 * static_cast<std::size_t>(pixel)];
    sample[0] = 4 * pixel;
    sample[1] = 255 - 3 * pixel;
    sample[2] = pixel * 37 % 256;
  }
  return samples;
}

std::vector<int> as_expected(const std::vector<std::int32_t>& samples) {
  return {samples.begin(), samples.end()};
}

// Lossless, 8 x 8, under each Planar Configuration.
Result<> expect_lossless(Encoder encode, std::string_view transfer_syntax_uid,
                         std::string_view photometric_interpretation) {
  const auto codestream = encode_color(encode, 8, 8, gradient(), "RGB");
  if (!codestream)
    return failure(codestream);
  Expect expect;
  for (const unsigned planar : {0U, 1U})
    expect
        .of(TinyFile(color_pixels(photometric_interpretation, planar), {})
                .matrix(8, 8)
                .encapsulate(transfer_syntax_uid, {*codestream}))
        .colors(as_expected(gradient()))
        .no_remark("R32");
  return expect.verdict();
}

// Of one colour, so that a lossy codec keeps it but for a step or two: samples are 100, 150, 90.
Result<> expect_jpeg(std::string_view encoded_as, std::string_view photometric_interpretation,
                     const std::vector<int>& rgb) {
  constexpr std::array<std::int32_t, 3> ybr = {100, 150, 90};
  constexpr std::size_t count = std::size_t{3} * 16 * 16;
  std::vector<std::int32_t> samples(count);
  std::vector<int> expected(count);
  for (std::size_t i = 0; i < count; ++i) {
    samples[i] = ybr[i % 3];
    expected[i] = rgb[i % 3];
  }
  const auto codestream = encode_color(phantom::encode_jpeg_baseline, 16, 16, samples, encoded_as);
  if (!codestream)
    return failure(codestream);
  return Expect(TinyFile(color_pixels(photometric_interpretation, 0), {})
                    .matrix(16, 16)
                    .encapsulate("1.2.840.10008.1.2.4.50", {*codestream}))
      .colors(expected, 2)
      .verdict();
}

// Of RGB that rises and falls gently, by a lossy codec that has a colour model of its own.  It may
// be some steps off; 100, 200, 60 taken for YBR_FULL would be 5, 124, 228.
Result<> expect_near(Encoder encode, std::string_view transfer_syntax_uid,
                     std::string_view photometric_interpretation) {
  std::vector<std::int32_t> samples(std::size_t{3} * 16 * 16);
  for (std::int32_t pixel = 0; pixel < 16 * 16; ++pixel) {
    std::int32_t* const sample = &samples[3 * static_cast<std::size_t>(pixel)];
    sample[0] = 100 + pixel % 16 * 4;
    sample[1] = 200 - pixel % 16 * 4;
    sample[2] = 60 + pixel / 16 * 4;
  }
  const auto codestream = encode_color(encode, 16, 16, samples, "RGB");
  if (!codestream)
    return failure(codestream);
  return Expect(TinyFile(color_pixels(photometric_interpretation, 0), {})
                    .matrix(16, 16)
                    .encapsulate(transfer_syntax_uid, {*codestream}))
      .colors(as_expected(samples), 16)
      .no_remark("R32")
      .verdict();
}

constexpr Check table[] = {
    {16, "PS3.3 C.7.6.3.1.3", "RGB by pixel and RGB by plane are the same picture",
     [] {
       return Expect(TinyFile(color_pixels("RGB", 0), {1, 2, 3, 4, 5, 6, 7, 8, 9}))
           .colors({1, 2, 3, 4, 5, 6, 7, 8, 9})
           .of(TinyFile(color_pixels("RGB", 1), {1, 4, 7, 2, 5, 8, 3, 6, 9}))
           .colors({1, 2, 3, 4, 5, 6, 7, 8, 9})
           .verdict();
     }},
    {16, "PS3.3 C.7.6.3.1.2", "RGB of 16 bits is scaled to 8",
     [] {
       // 32768 of 65535: 127.502.
       TinyPixels pixels = color_pixels("RGB", 0);
       pixels.bits_allocated = pixels.bits_stored = 16;
       pixels.high_bit = 15;
       return Expect(TinyFile(pixels, {65535, 32768, 257})).colors({255, 128, 1}).verdict();
     }},
    {16, "PS3.3 C.7.6.3.1.2", "native YBR_FULL is converted by the full-range equations",
     [] { return Expect(color(full_ybr(), "YBR_FULL")).colors(full_rgb()).verdict(); }},
    {16, "PS3.3 C.7.6.3.1.2", "native YBR_FULL_422 shares a colour between two pixels",
     [] {
       // 200: 146.72, 219.57, 238.98.
       return Expect(subsampled("YBR_FULL_422", {100, 200, 150, 90}))
           .colors({47, 120, 139, 147, 220, 239})
           .verdict();
     }},
    {16, "PS3.3 C.7.6.3.1.2", "native YBR_PARTIAL_422 is converted by the 16 to 235 equations",
     [] {
       // 1.164384 (Y - 16) + 1.596027 (Cr - 128), - 0.391762 (Cb - 128) - 0.812968 (Cr - 128),
       // + 2.017232 (Cb - 128).  81: 254.44, -0.48, -0.97; 235: 433.8, 178.83, 178.35.
       return Expect(subsampled("YBR_PARTIAL_422", {16, 235, 128, 128}))
           .colors({0, 0, 0, 255, 255, 255})
           .of(subsampled("YBR_PARTIAL_422", {81, 235, 90, 240}))
           .colors({254, 0, 0, 255, 179, 178})
           .verdict();
     }},
    {16, "PS3.5 8.2.4", "YBR_RCT of JPEG 2000 arrives as RGB, whatever the Planar Configuration",
     [] {
       return expect_lossless(phantom::encode_jpeg_2000, "1.2.840.10008.1.2.4.90", "YBR_RCT");
     }},
    {16, "PS3.5 8.2.2", "RGB in RLE is the same, whatever the Planar Configuration",
     [] { return expect_lossless(phantom::encode_rle, "1.2.840.10008.1.2.5", "RGB"); }},
    {16, "PS3.5 8.2.3", "RGB in JPEG-LS is the same, whatever the Planar Configuration",
     [] { return expect_lossless(phantom::encode_jpeg_ls, "1.2.840.10008.1.2.4.80", "RGB"); }},
    {16, "PS3.5 8.2.2", "YBR_FULL in RLE is converted",
     [] {
       Bytes y, cb, cr;
       const std::vector<std::int64_t> pixels = full_ybr();
       for (std::size_t i = 0; i < pixels.size(); i += 3) {
         y.push_back(static_cast<std::uint8_t>(pixels[i]));
         cb.push_back(static_cast<std::uint8_t>(pixels[i + 1]));
         cr.push_back(static_cast<std::uint8_t>(pixels[i + 2]));
       }
       return Expect(color(full_ybr(), "YBR_FULL")
                         .encapsulate("1.2.840.10008.1.2.5", {rle({y, cb, cr})}))
           .colors(full_rgb())
           .verdict();
     }},
    {16, "PS3.5 8.2.1", "YBR_FULL_422 over JPEG is converted, the codestream 4:2:2 or really 4:4:4",
     [] {
       auto subsampled_too = expect_jpeg("YBR_FULL_422", "YBR_FULL_422", {47, 120, 139});
       if (!subsampled_too)
         return subsampled_too;
       return expect_jpeg("YBR_FULL", "YBR_FULL_422", {47, 120, 139});
     }},
    {16, "PS3.5 8.2.1", "RGB inside JPEG stays RGB",
     [] {
       return expect_jpeg("RGB", "RGB", {100, 150, 90});
     }},
    {16, "PS3.5 8.2.4", "YBR_ICT of JPEG 2000 and XYB of JPEG XL arrive as RGB",
     [] {
       auto ict = expect_near(phantom::encode_jpeg_2000_lossy, "1.2.840.10008.1.2.4.91", "YBR_ICT");
       if (!ict)
         return ict;
       return expect_near(phantom::encode_jpeg_xl_lossy, "1.2.840.10008.1.2.4.112", "XYB");
     }},
    {16, "PS3.5 8.2", "RGB in JPEG XL is the same, whatever the Planar Configuration",
     [] { return expect_lossless(phantom::encode_jpeg_xl, "1.2.840.10008.1.2.4.110", "RGB"); }},
};

}  // namespace

std::span<const Check> color_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
