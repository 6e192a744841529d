#include "display/grey_ramp.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include "display/modality.hpp"
#include "display/window.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace noctis {

namespace {

// A line's grey, not rounded, at value 0 and how it grows from one stored value to the next.
struct GreyLine {
  double at_zero = 0;
  double step = 0;
};

std::optional<GreyLine> line_of(const GreyTransform& transform) noexcept {
  const auto voi = noctis::line_of(transform.voi);
  if (!voi || !transform.is_monotone())
    return std::nullopt;
  constexpr double white = white_of<std::uint8_t>;
  const double intercept = transform.modality(0);
  const double slope = transform.modality(1) - intercept;
  return GreyLine{white * (voi->slope * intercept + voi->offset), white * voi->slope * slope};
}

// Whether a number of that size, times 2^shift, is one of 32 bits with a sign, and none beside it
// is not.
bool fits(double number, int shift) noexcept {
  return std::abs(std::ldexp(number, shift)) < 2147483000.0;
}

#if defined(__x86_64__)

struct Lanes {
  __m256i mask, sign, begin, length, slope, offset;
  __m128i shift;
};

// Of sixteen, in words: those beyond 0..255 are as they come.
[[gnu::target("avx2")]] inline __m256i sixteen_greys(const std::uint16_t* samples,
                                                     const Lanes& lanes) noexcept {
  const __m256i patterns = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(samples));
  const __m256i in_order = _mm256_xor_si256(_mm256_and_si256(patterns, lanes.mask), lanes.sign);
  const __m256i steps = _mm256_min_epu16(_mm256_subs_epu16(in_order, lanes.begin), lanes.length);
  const __m256i none = _mm256_setzero_si256();
  __m256i low = _mm256_unpacklo_epi16(steps, none);
  __m256i high = _mm256_unpackhi_epi16(steps, none);
  low = _mm256_add_epi32(_mm256_mullo_epi32(low, lanes.slope), lanes.offset);
  high = _mm256_add_epi32(_mm256_mullo_epi32(high, lanes.slope), lanes.offset);
  return _mm256_packs_epi32(_mm256_sra_epi32(low, lanes.shift),
                            _mm256_sra_epi32(high, lanes.shift));
}

// Returns how many it wrote.
template <class Line>
[[gnu::target("avx2")]] std::size_t write_avx2(const std::uint16_t* samples, std::size_t count,
                                               std::uint8_t* greys, const Line& line) noexcept {
  const auto word = [](std::uint16_t number) { return static_cast<std::int16_t>(number); };
  const Lanes lanes{.mask = _mm256_set1_epi16(word(line.mask)),
                    .sign = _mm256_set1_epi16(word(line.sign)),
                    .begin = _mm256_set1_epi16(word(line.begin)),
                    .length = _mm256_set1_epi16(word(line.length)),
                    .slope = _mm256_set1_epi32(line.slope),
                    .offset = _mm256_set1_epi32(line.offset),
                    .shift = _mm_cvtsi32_si128(line.shift)};
  constexpr std::size_t at_once = 32;
  std::size_t i = 0;
  for (; i + at_once <= count; i += at_once) {
    const __m256i packed = _mm256_packus_epi16(sixteen_greys(samples + i, lanes),
                                               sixteen_greys(samples + i + at_once / 2, lanes));
    // Each half of it has eight of the one and eight of the other.
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(greys + i),
                        _mm256_permute4x64_epi64(packed, 0b11'01'10'00));
  }
  return i;
}

#endif

}  // namespace

std::optional<GreyRamp> GreyRamp::equal_to(const GreyTable<std::uint8_t>& table,
                                           const PixelLayout& layout,
                                           const GreyTransform& transform, VectorPath path) {
  const auto line = path >= VectorPath::avx2 ? line_of(transform) : std::nullopt;
  if (!line)
    return std::nullopt;
  const std::size_t patterns = table.greys.size();
  const std::size_t begin = table.ramp_begin - (table.ramp_begin > 0 ? 1 : 0);
  const std::size_t length = std::min(table.ramp_end, patterns - 1) - begin;

  // Halves are rounded up, before a picture is inverted: 255 less what x is rounded down to is what
  // 256 - x is rounded down to, but where x is whole, and there one unit less sees to it.
  const double first_value = stored_range(layout).low + static_cast<double>(begin);
  double first = line->at_zero + first_value * line->step + 0.5;
  if (transform.inverted)
    first = 256 - first;
  const double step = transform.inverted ? -line->step : line->step;
  const double last = first + static_cast<double>(length) * step;
  constexpr int finest = 23, coarsest = 22;
  int shift = finest;
  while (shift >= coarsest && !(fits(first, shift) && fits(last, shift) && fits(step, shift)))
    --shift;
  if (shift < coarsest)
    return std::nullopt;
  const auto whole = [shift](double number) {
    return static_cast<std::int32_t>(std::lround(std::ldexp(number, shift)));
  };
  const GreyRamp found({.mask = static_cast<std::uint16_t>(patterns - 1),
                        .sign = static_cast<std::uint16_t>(layout.is_signed ? patterns / 2 : 0),
                        .begin = static_cast<std::uint16_t>(begin),
                        .length = static_cast<std::uint16_t>(length),
                        .slope = whole(step),
                        .offset = whole(first) - (transform.inverted ? 1 : 0),
                        .shift = shift});
  return found.gives(table.greys) ? std::optional(found) : std::nullopt;
}

bool GreyRamp::gives(const std::vector<std::uint8_t>& table) const noexcept {
  std::array<std::uint16_t, 256> patterns;
  std::array<std::uint8_t, patterns.size()> greys;
  for (std::size_t begin = 0; begin < table.size(); begin += patterns.size()) {
    const std::size_t count = std::min(patterns.size(), table.size() - begin);
    std::iota(patterns.begin(), patterns.end(), static_cast<std::uint16_t>(begin));
    write_greys(patterns.data(), count, greys.data());
    if (std::memcmp(greys.data(), table.data() + begin, count) != 0)
      return false;
  }
  return true;
}

std::uint8_t GreyRamp::grey(std::uint16_t sample) const noexcept {
  const int in_order = (sample & line_.mask) ^ line_.sign;
  const std::int64_t steps = std::clamp(in_order - line_.begin, 0, int{line_.length});
  return static_cast<std::uint8_t>(
      std::clamp<std::int64_t>((steps * line_.slope + line_.offset) >> line_.shift, 0, 255));
}

void GreyRamp::write_greys(const std::uint16_t* samples, std::size_t count,
                           std::uint8_t* greys) const noexcept {
  std::size_t i = 0;
#if defined(__x86_64__)
  i = write_avx2(samples, count, greys, line_);
#endif
  for (; i < count; ++i)
    greys[i] = grey(samples[i]);
}

}  // namespace noctis
