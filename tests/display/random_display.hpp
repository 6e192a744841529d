// Frames, their attributes and views of them, of every kind that can be shown, by chance.

#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "display/frames.hpp"
#include "support/random.hpp"

namespace noctis::test {

class RandomDisplay {
 public:
  explicit RandomDisplay(std::uint32_t seed) : random_(seed) {
    const std::uint32_t sort = random_.below(10);
    if (sort < 5)
      grey();
    else if (sort == 5)
      palette_color();
    else if (sort == 6)
      supplemental_palette();
    else if (sort == 7)
      color();
    else
      segmentation();
    if (random_.one_in(10))
      frame_.missing_from = random_.below(static_cast<std::uint32_t>(frame_.layout.pixel_count()));
    layers();
  }

  [[nodiscard]] const Frame& frame() const { return frame_; }
  [[nodiscard]] const DisplayAttributes& attributes() const { return attributes_; }

  View view(std::uint32_t file_views) {
    View view;
    view.kind = random_.one_in(3) ? ViewKind::file : static_cast<ViewKind>(random_.below(4));
    view.file_view = random_.below(file_views);
    view.window = window();
    view.invert = random_.one_in(3);
    view.square_pixels = random_.one_in(2);
    view.overlays = random_.one_in(2);
    view.shutter = random_.one_in(2);
    return view;
  }

  std::uint32_t thumbnail_side() { return 1 + random_.below(40); }

 private:
  double some_double(std::int64_t magnitude) {
    return static_cast<double>(random_.between(-magnitude, magnitude)) / (1 + random_.below(8));
  }
  std::int32_t some_integer(std::int64_t low, std::int64_t high) {
    return static_cast<std::int32_t>(random_.between(low, high));
  }
  std::uint16_t some_bits(std::uint16_t least, std::uint16_t most) {
    return static_cast<std::uint16_t>(random_.between(least, most));
  }

  LookupTable table(std::uint16_t bits_per_entry, std::size_t size) {
    LookupTable table;
    table.first_value_mapped = some_integer(-300, 300);
    table.bits_per_entry = bits_per_entry;
    table.entries.resize(size);
    for (std::uint16_t& entry : table.entries)
      entry = static_cast<std::uint16_t>(random_() & ((1U << bits_per_entry) - 1));
    return table;
  }
  LookupTable some_table() { return table(some_bits(8, 16), 1 + random_.below(300)); }

  Palette palette() {
    const std::uint16_t bits = random_.one_in(2) ? 8 : 16;
    const std::size_t size = 1 + random_.below(300);
    Palette palette{table(bits, size), table(bits, size), table(bits, size)};
    palette.green.first_value_mapped = palette.red.first_value_mapped;
    palette.blue.first_value_mapped = palette.red.first_value_mapped;
    if (bits == 16 && random_.one_in(2))  // a palette of bytes that calls itself one of words
      for (LookupTable* each : {&palette.red, &palette.green, &palette.blue})
        for (std::uint16_t& entry : each->entries)
          entry &= 255;
    return palette;
  }

  VoiWindow window() {
    const auto function = static_cast<VoiFunction>(random_.below(3));
    const double width = std::abs(some_double(3000)) + 0.125;
    return {some_double(2000), function == VoiFunction::linear ? width + 1 : width, function, {}};
  }

  void integer_frame(PixelLayout layout) {
    layout.rows = 1 + random_.below(14);
    std::vector<std::int64_t> values(std::size_t{layout.rows} * (1 + random_.below(40)) *
                                     layout.samples_per_pixel);
    const std::int64_t spread = random_.one_in(3) ? 5 : random_.one_in(2) ? 500 : 100000;
    for (std::int64_t& value : values)
      value = random_.between(-spread, spread);
    frame_ = frame_of(layout, values);
  }

  // Of the pixels that an integer frame has got: a seventh of each, NaN, infinities.
  void turn_into_doubles() {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> doubles;
    for (std::size_t i = 0; i < frame_.layout.pixel_count(); ++i) {
      const auto value = static_cast<double>(random_.between(-3000, 3000));
      doubles.push_back(random_.one_in(30)   ? std::nan("")
                        : random_.one_in(30) ? (value < 0 ? -infinity : infinity)
                                             : value / 7);
    }
    frame_.layout.sample_kind = SampleKind::float64;
    frame_.layout.bits_stored = 64;
    frame_.layout.is_signed = false;
    frame_.samples = std::move(doubles);
  }

  void grey() {
    PixelLayout layout = integers(some_bits(1, 20), random_.one_in(2));
    if (random_.one_in(12))
      layout.bits_stored = 32;
    if (random_.one_in(2))
      layout.photometric = Photometric::monochrome1;
    integer_frame(layout);
    if (random_.one_in(5))
      turn_into_doubles();
    grey_attributes();
  }

  void grey_attributes() {
    constexpr std::array<const char*, 4> modalities = {"MR", "CT", "RTDOSE", "OT"};
    attributes_.modality = modalities[random_.below(4)];
    attributes_.hounsfield_units = random_.one_in(2);
    if (random_.one_in(4)) {
      constexpr std::array<const char*, 4> classes = {
          "1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.7.3",
          "1.2.840.10008.5.1.4.1.1.77.1.4", "1.2.840.10008.5.1.4.1.1.481.2"};
      attributes_.sop_class_uid = classes[random_.below(4)];
    }
    if (random_.one_in(5))
      attributes_.presentation_lut_shape = random_.one_in(2) ? "IDENTITY" : "INVERSE";
    if (random_.one_in(2)) {
      const double slope = some_double(40);
      attributes_.rescale = Rescale{slope == 0 ? 1 : slope, some_double(2000)};
    }
    if (random_.one_in(5))
      attributes_.modality_lut = some_table();
    for (std::uint32_t i = random_.below(3); i > 0; --i)
      attributes_.windows.push_back(window());
    if (random_.one_in(4))
      attributes_.voi_luts = {some_table()};
    if (random_.one_in(3)) {
      const double low = some_double(300);
      attributes_.padding = PixelPadding{low, low + std::abs(some_double(50))};
    }
  }

  void palette_color() {
    PixelLayout layout = integers(some_bits(1, 16), random_.one_in(8));
    layout.photometric = Photometric::palette_color;
    integer_frame(layout);
    attributes_.palette = palette();
  }

  void supplemental_palette() {
    grey();
    attributes_.palette = palette();
    attributes_.palette_is_supplemental = true;
  }

  void color() {
    constexpr std::array<Photometric, 3> models = {Photometric::rgb, Photometric::ybr_full,
                                                   Photometric::ybr_partial};
    const Photometric model = models[random_.below(3)];
    PixelLayout layout = integers(some_bits(model == Photometric::ybr_partial ? 8 : 1, 16));
    layout.samples_per_pixel = 3;
    layout.photometric = model;
    integer_frame(layout);
    attributes_.windows = {window()};  // which never applies
  }

  void segmentation() {
    constexpr std::array<SegmentationType, 3> types = {
        SegmentationType::binary, SegmentationType::fractional, SegmentationType::labelmap};
    Segmentation segmentation{types[random_.below(3)]};
    PixelLayout layout = integers(8);
    if (segmentation.type == SegmentationType::binary)
      layout.bits_stored = 1;
    if (segmentation.type == SegmentationType::fractional)
      segmentation.maximum_fractional_value = some_bits(1, 255);
    if (segmentation.type == SegmentationType::labelmap) {
      layout.bits_stored = random_.one_in(2) ? 8 : 16;
      for (std::uint32_t i = random_.below(6); i > 0; --i)
        segmentation.colors.emplace_back(random_.below(8), random_.below(1U << 24));
      if (random_.one_in(3))
        attributes_.palette = palette();
    }
    integer_frame(layout);
    attributes_.segmentation = segmentation;
  }

  void layers() {
    // Eighths: what is half way between two sizes then is so in doubles.
    if (random_.one_in(2))
      attributes_.aspect =
          PixelAspect{some_integer(2, 16) / 8.0, some_integer(2, 16) / 8.0, "PixelSpacing"};
    for (std::uint32_t i = random_.below(3); i > 0; --i)
      attributes_.overlays.push_back(overlay());
    if (random_.one_in(2))
      attributes_.shutter = shutter();
  }

  Overlay overlay() {
    Overlay overlay{.group = 0x6000, .bits = {}};
    overlay.rows = 1 + random_.below(16);
    overlay.columns = 1 + random_.below(40);
    overlay.origin_row = some_integer(-5, 10);
    overlay.origin_column = some_integer(-5, 20);
    overlay.bits.resize((std::size_t{overlay.rows} * overlay.columns + 7) / 8);
    if (random_.one_in(8))
      overlay.bits.pop_back();
    for (std::uint8_t& byte : overlay.bits)
      byte = static_cast<std::uint8_t>(random_());
    return overlay;
  }

  Shutter shutter() {
    Shutter shutter;
    if (random_.one_in(2))
      shutter.rectangle = Shutter::Rectangle{some_integer(-3, 10), some_integer(5, 45),
                                             some_integer(-3, 5), some_integer(2, 16)};
    if (random_.one_in(2))
      shutter.circle =
          Shutter::Circle{some_integer(-2, 14), some_integer(-2, 40), some_integer(0, 25)};
    if (random_.one_in(2))
      for (std::uint32_t i = 3 + random_.below(5); i > 0; --i)
        shutter.polygon.emplace_back(some_integer(-10, 25), some_integer(-10, 50));
    if (random_.one_in(2))
      shutter.presentation_value = static_cast<std::uint16_t>(random_());
    return shutter;
  }

  Random random_;
  Frame frame_;
  DisplayAttributes attributes_;
};

}  // namespace noctis::test
