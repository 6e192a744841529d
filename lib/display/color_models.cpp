// The equations hold decimal fractions, so whole numbers are exact: no machine rounds differently.

#include "display/color_models.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <variant>

#include "display/rgb.hpp"
#include "display/sample_walk.hpp"

namespace noctis {

namespace {

// numerator / denominator, rounded half up, within 0..255.  Precondition: denominator > 0.
constexpr std::uint8_t rounded(std::int64_t numerator, std::int64_t denominator) noexcept {
  if (numerator <= 0)
    return 0;
  const std::int64_t quotient = (2 * numerator + denominator) / (2 * denominator);
  return static_cast<std::uint8_t>(std::min<std::int64_t>(quotient, 255));
}

// Y = 0.299 R + 0.587 G + 0.114 B; Cb and Cr are (B - Y) / 1.772 and (R - Y) / 1.402 about the
// middle.  Turned round: R = Y + 1.402 Cr, B = Y + 1.772 Cb and, the first two put into Y,
// G = Y - (0.114 * 1.772 Cb + 0.299 * 1.402 Cr) / 0.587.
constexpr std::int64_t cr_to_red = 1402, cb_to_blue = 1772;         // of 1000
constexpr std::int64_t cb_to_green = 202008, cr_to_green = 419198;  // of 587000
constexpr std::int64_t thousand = 1000, green_denominator = 587000;

// Luminance and chrominance as fractions: y / y_unit and cb, cr / c_unit are 0..1 and -1/2..1/2.
struct Ybr {
  std::int64_t y, cb, cr;
};
struct Units {
  std::int64_t y, chrominance;
};

inline Rgb rgb_of(const Ybr& value, const Units& units) noexcept {
  const std::int64_t luminance = 255 * units.chrominance * value.y;
  const std::int64_t unit = units.y * units.chrominance;
  const std::int64_t cb = 255 * units.y * value.cb, cr = 255 * units.y * value.cr;
  return {rounded(thousand * luminance + cr_to_red * cr, thousand * unit),
          rounded(green_denominator * luminance - cb_to_green * cb - cr_to_green * cr,
                  green_denominator * unit),
          rounded(thousand * luminance + cb_to_blue * cb, thousand * unit)};
}

template <class Sample, class PixelOf>
void convert(const std::vector<Sample>& samples, std::size_t pixels, std::uint32_t mask,
             std::vector<std::uint8_t>& out, PixelOf pixel_of) {
  const Sample* in = samples.data();
  std::uint8_t* rgb = out.data();
  for (std::size_t i = 0; i < pixels; ++i, in += 3, rgb += 3) {
    const Rgb pixel = pixel_of(in[0] & mask, in[1] & mask, in[2] & mask);
    // One by one: a copy of all three would wait for each of them to reach memory first.
    rgb[0] = pixel[0];
    rgb[1] = pixel[1];
    rgb[2] = pixel[2];
  }
}

template <class Sample>
void convert(const Frame& frame, const std::vector<Sample>& samples,
             std::vector<std::uint8_t>& out) {
  const int bits = frame.layout.bits_stored;
  const std::size_t pixels = known_pixels(frame);
  const std::uint32_t mask = (std::uint32_t{1} << bits) - 1;
  const std::int64_t white = mask, middle = std::int64_t{1} << (bits - 1);
  if (frame.layout.photometric == Photometric::ybr_full) {
    convert(samples, pixels, mask, out, [=](std::int64_t y, std::int64_t cb, std::int64_t cr) {
      return rgb_of({y, cb - middle, cr - middle}, {white, white});
    });
  } else if (frame.layout.photometric == Photometric::ybr_partial) {
    // Luminance of 219 steps from 16 on, chrominance of 224, in units of 8 bits.
    const std::int64_t step = std::int64_t{1} << (bits - 8);
    convert(samples, pixels, mask, out, [=](std::int64_t y, std::int64_t cb, std::int64_t cr) {
      return rgb_of({y - 16 * step, cb - middle, cr - middle}, {219 * step, 224 * step});
    });
  } else if (bits == 8) {
    std::copy_n(samples.begin(), 3 * pixels, out.begin());
  } else {
    convert(samples, pixels, mask, out,
            [=](std::int64_t red, std::int64_t green, std::int64_t blue) {
              return Rgb{rounded(255 * red, white), rounded(255 * green, white),
                         rounded(255 * blue, white)};
            });
  }
}

}  // namespace

Image8 to_rgb(const Frame& frame) {
  Image8 image{frame.layout.columns, frame.layout.rows, 3, {}};
  image.samples.resize(frame.layout.sample_count());
  std::visit(
      [&](const auto& samples) {
        if constexpr (sizeof(samples.front()) <= 2)
          convert(frame, samples, image.samples);
      },
      frame.samples);
  return image;
}

}  // namespace noctis
