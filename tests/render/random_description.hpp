// Frame descriptions with all that one can hold, by seed.

#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "render/attributes_json.hpp"

namespace noctis::test {

class RandomDescription {
 public:
  explicit RandomDescription(std::uint64_t seed) : random_(seed) {}

  FrameDescription make() {
    FrameDescription description;
    description.layout = layout();
    if (coin())
      description.missing_from = number<std::size_t>(0, description.layout.pixel_count());
    description.frame_remarks = several<Remark>(2, [this] { return remark(); });
    description.frame_icc_profile = bytes(number<std::size_t>(0, 300));
    description.attributes = attributes();
    return description;
  }

 private:
  template <class T>
  T number(T least, T most) {
    const std::uint64_t from = least;
    const std::uint64_t to = most;
    return static_cast<T>(from + random_() % (to - from + 1));
  }
  template <class T>
  T any() {
    return static_cast<T>(random_());
  }
  bool coin() { return random_() % 2 == 0; }

  // Any bits that are a finite number: subnormals, the greatest, -0.0.
  double any_finite() {
    for (;;) {
      const auto value = std::bit_cast<double>(random_());
      if (std::isfinite(value))
        return random_() % 16 == 0 ? 0.0 * (coin() ? 1 : -1) : value;
    }
  }
  double positive() {
    for (;;) {
      const double value = std::fabs(any_finite());
      if (value > 0)
        return value;
    }
  }

  std::string text() {
    static const char* const pieces[] = {"HU",   "\\",      "\"", "\n", "山田",
                                         "\x01", "ABDOMEN", " ",  "é"};
    std::string text;
    for (std::uint64_t n = random_() % 4; n > 0; --n)
      text += pieces[random_() % std::size(pieces)];
    return text;
  }

  std::vector<std::uint8_t> bytes(std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::uint8_t& byte : bytes)
      byte = any<std::uint8_t>();
    return bytes;
  }

  template <class T, class Make>
  std::vector<T> several(std::uint64_t most, const Make& make) {
    std::vector<T> values;
    for (std::uint64_t n = random_() % (most + 1); n > 0; --n)
      values.push_back(make());
    return values;
  }

  Remark remark() { return {"R" + std::to_string(random_() % 40), text()}; }

  PixelLayout layout() {
    PixelLayout layout{.rows = number(1U, 65535U), .columns = number(1U, 65535U)};
    layout.is_signed = coin();
    layout.photometric = static_cast<Photometric>(random_() % 6);
    layout.samples_per_pixel = layout.photometric >= Photometric::rgb ? 3 : 1;
    layout.sample_kind = static_cast<SampleKind>(random_() % 3);
    const std::uint16_t bits[] = {number<std::uint16_t>(1, 32), 32, 64};
    layout.bits_stored = bits[static_cast<std::size_t>(layout.sample_kind)];
    return layout;
  }

  LookupTable table() {
    LookupTable table{any<std::int32_t>(), number<std::uint16_t>(8, 16), {}, text()};
    table.entries.resize(random_() % 32 == 0 ? 65536 : number<std::size_t>(1, 300));
    for (std::uint16_t& entry : table.entries)
      entry = any<std::uint16_t>();
    return table;
  }

  VoiWindow window() {
    VoiWindow window{any_finite(), positive(), static_cast<VoiFunction>(random_() % 3), text()};
    if (window.function == VoiFunction::linear && window.width < 1)
      window.width = 1;
    return window;
  }

  Overlay overlay() {
    Overlay overlay{.group = any<std::uint16_t>(), .bits = {}};
    overlay.rows = number(1U, 60U);
    overlay.columns = number(1U, 60U);
    overlay.origin_row = any<std::int32_t>();
    overlay.origin_column = any<std::int32_t>();
    overlay.bits = bytes((std::size_t{overlay.rows} * overlay.columns + 7) / 8);
    return overlay;
  }

  Segmentation segmentation() {
    Segmentation segmentation{static_cast<SegmentationType>(random_() % 3),
                              number<std::uint16_t>(1, 65535)};
    segmentation.colors = several<std::pair<std::uint32_t, std::uint32_t>>(
        3, [this] { return std::pair(any<std::uint32_t>(), number(0U, 0xffffffU)); });
    return segmentation;
  }

  Shutter shutter() {
    Shutter shutter;
    if (coin())
      shutter.rectangle = {any<std::int32_t>(), any<std::int32_t>(), any<std::int32_t>(), 4};
    if (coin())
      shutter.circle = {any<std::int32_t>(), any<std::int32_t>(), any<std::int32_t>()};
    if (coin())
      shutter.polygon = {{1, 2}, {-3, any<std::int32_t>()}, {any<std::int32_t>(), 0}};
    if (coin())
      shutter.presentation_value = any<std::uint16_t>();
    return shutter;
  }

  PixelPadding padding() {
    if (coin())
      return {-std::numeric_limits<double>::infinity(), any_finite()};
    return {any_finite(), any_finite(), number<std::uint16_t>(1, 32)};
  }

  DisplayAttributes attributes() {
    DisplayAttributes made;
    made.sop_class_uid = "1.2.840.10008.5.1.4.1.1.2";
    made.modality = text();
    made.body_part_examined = text();
    if (coin())
      made.rescale = {positive() * (coin() ? 1 : -1), any_finite()};
    if (coin())
      made.modality_lut = table();
    made.rescale_type = text();
    made.hounsfield_units = coin();
    made.voi_luts = several<LookupTable>(2, [this] { return table(); });
    made.windows = several<VoiWindow>(3, [this] { return window(); });
    made.presentation_lut_shape = text();
    if (coin())
      made.padding = padding();
    if (coin())
      made.aspect = {positive(), positive(), "PixelSpacing"};
    if (coin())
      made.palette = {table(), table(), table()};
    made.palette_is_supplemental = coin();
    if (coin())
      made.segmentation = segmentation();
    made.overlays = several<Overlay>(2, [this] { return overlay(); });
    if (coin())
      made.shutter = shutter();
    made.icc_profile = bytes(number<std::size_t>(0, 300));
    made.remarks = several<Remark>(3, [this] { return remark(); });
    return made;
  }

  std::mt19937_64 random_;
};

}  // namespace noctis::test
