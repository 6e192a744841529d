// Frames of every layout that a master can hold, by seed.

#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "frame/frame.hpp"

namespace noctis::test {

struct NamedLayout {
  std::string name;
  PixelLayout layout;
};

/// 1 to 32 bits, signed and unsigned, both floats, MONOCHROME1.
inline std::vector<NamedLayout> grey_layouts() {
  std::vector<NamedLayout> layouts;
  constexpr std::uint16_t integer_bits[] = {1, 8, 9, 12, 16, 17, 24, 32};
  for (const std::uint16_t bits : integer_bits) {
    for (const bool is_signed : {false, true}) {
      PixelLayout layout{.rows = 13, .columns = 17, .bits_stored = bits, .is_signed = is_signed};
      layouts.push_back({std::to_string(bits) + (is_signed ? " bits signed" : " bits"), layout});
    }
  }
  layouts.push_back({"float", {.rows = 13, .columns = 17, .bits_stored = 32}});
  layouts.back().layout.sample_kind = SampleKind::float32;
  layouts.push_back({"double", {.rows = 13, .columns = 17, .bits_stored = 64}});
  layouts.back().layout.sample_kind = SampleKind::float64;
  constexpr std::uint16_t monochrome1_bits[] = {8, 12, 16};
  for (const std::uint16_t bits : monochrome1_bits) {
    layouts.push_back({"MONOCHROME1", {.rows = 13, .columns = 17, .bits_stored = bits}});
    layouts.back().layout.photometric = Photometric::monochrome1;
  }
  return layouts;
}

/// Noise over the whole range of the layout, its ends included; floats: also NaN and both
/// infinities.
inline Frame made_up_frame(const PixelLayout& layout, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Frame frame{layout, samples_for(layout)};
  std::visit(
      [&](auto& samples) {
        using Sample = typename std::remove_reference_t<decltype(samples)>::value_type;
        samples.resize(layout.sample_count());
        for (Sample& sample : samples) {
          if constexpr (std::is_floating_point_v<Sample>)
            sample = static_cast<Sample>(static_cast<double>(random() % 200001) / 50 - 2000);
          else
            sample = static_cast<Sample>(random() >> (64 - layout.bits_stored));
        }
        if constexpr (std::is_floating_point_v<Sample>) {
          samples[3] = std::numeric_limits<Sample>::quiet_NaN();
          samples[5] = std::numeric_limits<Sample>::infinity();
          samples[8] = -std::numeric_limits<Sample>::infinity();
        } else {
          samples[3] = 0;
          samples[5] = static_cast<Sample>(~std::uint64_t{0} >> (64 - layout.bits_stored));
        }
      },
      frame.samples);
  return frame;
}

/// Equal bit for bit: NaN is NaN.
inline bool same_samples(const Samples& left, const Samples& right) {
  return left.index() == right.index() &&
         std::visit(
             [&](const auto& values) {
               using Values = std::remove_cvref_t<decltype(values)>;
               const ByteView a = as_bytes(values);
               const ByteView b = as_bytes(std::get<Values>(right));
               return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
             },
             left);
}

}  // namespace noctis::test
