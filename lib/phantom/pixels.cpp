#include "phantom/pixels.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "phantom/anatomy.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

struct Range {
  std::int64_t low, high;
};

Range range_of(const PixelShape& shape) noexcept {
  const std::int64_t span = std::int64_t{1}
                            << std::min<int>(shape.bits_stored, 31);  // values are 32-bit
  return shape.is_signed ? Range{-span / 2, span / 2 - 1} : Range{0, span - 1};
}

std::uint64_t noise_stream(const Plan& plan, std::uint32_t instance, std::uint32_t frame) noexcept {
  return chance(plan.stream + 1, (std::uint64_t{instance} << 32) | frame);
}

// From modality values to stored ones: the rescale backwards, rounded to nearest.
void store_rescaled(Canvas& canvas, const PlannedRescale& rescale) noexcept {
  const std::int64_t slope = rescale.slope_millionths;
  for (std::int32_t& value : canvas.values()) {
    const std::int64_t scaled = (value - rescale.intercept) * 1000000;
    value = static_cast<std::int32_t>((scaled + (scaled < 0 ? -slope : slope) / 2) / slope);
  }
}

// A scanner reconstructs a circle; what is outside holds Pixel Padding Value.
void pad(Canvas& canvas, Range range, bool is_signed) {
  const std::int64_t radius =
      std::min<std::int64_t>(canvas.rows(), canvas.columns()) * canvas.pitch() / 2;
  const std::int32_t padding = is_signed ? -2000 : 0;
  for (std::uint32_t row = 0; row < canvas.rows(); ++row) {
    for (std::uint32_t column = 0; column < canvas.columns(); ++column) {
      const std::int64_t x = canvas.x_of(column);
      const std::int64_t y = canvas.y_of(row);
      std::int32_t& value = canvas.values()[std::size_t{row} * canvas.columns() + column];
      if (x * x + y * y > radius * radius)
        value = padding;
      else
        value = std::max(value,
                         static_cast<std::int32_t>(std::max<std::int64_t>(range.low, -1999) + 1));
    }
  }
}

Canvas draw_ct(const Plan& plan, std::uint32_t instance, std::uint32_t frame) {
  const std::uint32_t slice = plan.spec.kind == PhantomKind::ct ? instance : frame;
  Canvas canvas = draw_thorax(plan, geometry_of(plan, slice), Tissues{});
  if (plan.spec.noise)
    canvas.add_noise(noise_stream(plan, instance, frame), 14);
  store_rescaled(canvas, rescale_of(plan, slice));
  if (plan.spec.padding)
    pad(canvas, range_of(plan.shape), plan.shape.is_signed);
  return canvas;
}

// Drawn for 12 bits, stored in as many as there are.
void spread(Canvas& canvas, std::uint16_t bits_stored) noexcept {
  for (std::int32_t& value : canvas.values())
    value =
        bits_stored >= 12 ? value * (1 << (bits_stored - 12)) : value / (1 << (12 - bits_stored));
}

// The noise of counting: its deviation is the root of the count.
void add_counting_noise(Canvas& canvas, std::uint64_t stream, std::int64_t unit) {
  for (std::size_t i = 0; i < canvas.values().size(); ++i) {
    std::int32_t& value = canvas.values()[i];
    const std::int64_t deviation = root(std::int64_t{std::max(value, 0)} * unit);
    value = std::max(value + static_cast<std::int32_t>(normal_64(stream, i) * deviation / 64), 0);
  }
}

Canvas draw_grey(const Plan& plan, std::uint32_t instance, std::uint32_t frame) {
  const std::uint64_t stream = noise_stream(plan, instance, frame);
  const bool noise = plan.spec.noise;
  switch (plan.spec.kind) {
    case PhantomKind::mr: {
      Canvas canvas = draw_head(plan, geometry_of(plan, instance));
      if (noise)
        canvas.add_noise(stream, 40);
      spread(canvas, plan.shape.bits_stored);
      return canvas;
    }
    case PhantomKind::cr:
    case PhantomKind::dx: {
      Canvas canvas = draw_chest(plan);
      if (noise)
        canvas.add_noise(stream, 14);
      spread(canvas, plan.shape.bits_stored);
      return canvas;
    }
    case PhantomKind::nm: {
      Canvas canvas = draw_kidneys(plan, frame);
      if (noise)
        add_counting_noise(canvas, stream, 1);
      if (plan.shape.bits_stored < 12)
        spread(canvas, plan.shape.bits_stored);
      return canvas;
    }
    case PhantomKind::pt: {
      Canvas canvas = draw_uptake(plan, geometry_of(plan, instance));
      if (noise)
        add_counting_noise(canvas, stream, 60);
      store_rescaled(canvas, rescale_of(plan, instance));
      return canvas;
    }
    case PhantomKind::rt_dose: {
      Canvas canvas = draw_dose(plan, geometry_of(plan, frame));
      for (std::int32_t& value : canvas.values())
        value = plan.shape.bits_stored == 32 ? value * 2000 : value / 16;
      return canvas;
    }
    case PhantomKind::palette:
      return draw_perfusion(plan);
    default:
      return draw_ct(plan, instance, frame);
  }
}

// Frames alternate between the two segments: one tissue is drawn, all others are nothing.
Canvas draw_segment(const Plan& plan, std::uint32_t frame) {
  const bool bones = frame % 2 == 1;
  Tissues tissues{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  if (bones)
    tissues.marrow = tissues.cortex = 255;
  else
    tissues.lung = 255;
  Canvas canvas = draw_thorax(plan, geometry_of(plan, frame / 2), tissues);
  if (!plan.spec.fractional) {
    for (std::int32_t& value : canvas.values())
      value = value > 127 ? 1 : 0;
  }
  return canvas;
}

// RGB to YBR_FULL, PS3.3 C.7.6.3.1.2, in units of 1/65536 and rounded.
void to_ybr_full(std::vector<std::int32_t>& values) noexcept {
  const auto rounded = [](std::int64_t sum) {
    return std::clamp(static_cast<std::int32_t>((sum + 32768) >> 16), 0, 255);
  };
  for (std::size_t i = 0; i + 2 < values.size(); i += 3) {
    const std::int64_t r = values[i];
    const std::int64_t g = values[i + 1];
    const std::int64_t b = values[i + 2];
    values[i] = rounded(19595 * r + 38470 * g + 7471 * b);
    values[i + 1] = rounded(-11056 * r - 21712 * g + 32768 * b + (128 << 16));
    values[i + 2] = rounded(32768 * r - 27440 * g - 5328 * b + (128 << 16));
  }
}

// The chrominance of a pair of pixels is sited at the first of them: PS3.3 C.7.6.3.1.2.
void share_chrominance(std::vector<std::int32_t>& values) noexcept {
  for (std::size_t i = 0; i + 5 < values.size(); i += 6) {
    values[i + 4] = values[i + 1];
    values[i + 5] = values[i + 2];
  }
}

std::vector<std::int32_t> draw_color(const Plan& plan, std::uint32_t frame) {
  std::vector<std::int32_t> values =
      plan.spec.kind == PhantomKind::us ? draw_heart(plan, frame) : draw_chart(plan);
  if (plan.spec.color != PhantomColor::rgb)
    to_ybr_full(values);
  if (plan.spec.color == PhantomColor::ybr_full_422)
    share_chrominance(values);
  return values;
}

}  // namespace

PhantomSamples sample(const Plan& plan, std::uint32_t instance, std::uint32_t frame) {
  const PixelShape& shape = plan.shape;
  PhantomSamples samples{shape.rows,
                         shape.columns,
                         shape.samples_per_pixel,
                         shape.bits_allocated,
                         shape.bits_stored,
                         shape.is_signed,
                         {}};
  if (shape.samples_per_pixel == 3)
    samples.values = draw_color(plan, frame);
  else if (plan.spec.kind == PhantomKind::segmentation)
    samples.values = std::move(draw_segment(plan, frame).values());
  else
    samples.values = std::move(draw_grey(plan, instance, frame).values());

  const Range range = range_of(shape);
  const auto low = static_cast<std::int32_t>(range.low);
  const auto high = static_cast<std::int32_t>(range.high);
  for (std::int32_t& value : samples.values)
    value = std::clamp(value, low, high);
  if (plan.spec.monochrome1) {
    for (std::int32_t& value : samples.values)
      value = high - value;
  }
  return samples;
}

Bytes pack(const PhantomSamples& samples) {
  const std::size_t width = samples.bits_allocated / 8U;
  const std::uint32_t mask = samples.bits_stored >= 32 ? ~0U : (1U << samples.bits_stored) - 1;
  Bytes bytes(samples.values.size() * width);
  std::uint8_t* to = bytes.data();
  for (const std::int32_t value : samples.values) {
    const std::uint32_t pattern = static_cast<std::uint32_t>(value) & mask;
    std::memcpy(to, &pattern, width);
    to += width;
  }
  return bytes;
}

}  // namespace noctis::phantom
