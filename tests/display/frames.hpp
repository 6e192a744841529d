// Small frames for the tests of this room.

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "display/frame_display.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis::test {

/// One row of integer pixels.
inline PixelLayout integers(std::uint16_t bits_stored, bool is_signed = false) {
  PixelLayout layout;
  layout.rows = 1;
  layout.bits_stored = bits_stored;
  layout.is_signed = is_signed;
  return layout;
}

/// A row of these stored values, in two's complement of bits_stored bits.
inline Frame frame_of(PixelLayout layout, const std::vector<std::int64_t>& stored) {
  layout.columns =
      static_cast<std::uint32_t>(stored.size() / layout.rows / layout.samples_per_pixel);
  Frame frame{layout, samples_for(layout)};
  const std::uint64_t mask = (std::uint64_t{1} << layout.bits_stored) - 1;
  std::visit(
      [&](auto& samples) {
        using Sample = typename std::decay_t<decltype(samples)>::value_type;
        for (const std::int64_t value : stored)
          samples.push_back(static_cast<Sample>(static_cast<std::uint64_t>(value) & mask));
      },
      frame.samples);
  return frame;
}

inline Frame frame_of_doubles(std::vector<double> stored) {
  PixelLayout layout;
  layout.rows = 1;
  layout.columns = static_cast<std::uint32_t>(stored.size());
  layout.bits_stored = 64;
  layout.sample_kind = SampleKind::float64;
  return {layout, std::move(stored)};
}

inline Frame frame_of_floats(std::vector<float> stored) {
  PixelLayout layout;
  layout.rows = 1;
  layout.columns = static_cast<std::uint32_t>(stored.size());
  layout.bits_stored = 32;
  layout.sample_kind = SampleKind::float32;
  return {layout, std::move(stored)};
}

inline View window_view(double center, double width, VoiFunction function = VoiFunction::linear) {
  View view;
  view.kind = ViewKind::window;
  view.window = {center, width, function, {}};
  return view;
}

inline View view_of(ViewKind kind) {
  View view;
  view.kind = kind;
  return view;
}

inline Picture shown(const Frame& frame, const DisplayAttributes& attributes,
                     const View& view = {}) {
  const auto picture = FrameDisplay(frame, attributes).show(view);
  REQUIRE_MESSAGE(picture.has_value(), picture.error().what);
  return *picture;
}

using Greys = std::vector<std::uint8_t>;

inline Greys greys(const Frame& frame, const DisplayAttributes& attributes, const View& view = {}) {
  return shown(frame, attributes, view).image.samples;
}

inline bool tells(const Picture& picture, const std::string& rule) {
  for (const Remark& remark : picture.remarks)
    if (remark.rule == rule)
      return true;
  return false;
}

inline LookupTable table_of(std::int32_t first, std::uint16_t bits,
                            std::vector<std::uint16_t> entries) {
  return {first, bits, std::move(entries), {}};
}

}  // namespace noctis::test
