// A picture is made in this order: greys or colours of the stored matrix, with polarity and
// inversion in them; the shutter; overlays, which the shutter does not hide (PS3.4 N.2.3.1); square
// pixels.

#include "display/frame_display.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "display/color_models.hpp"
#include "display/frame_check.hpp"
#include "display/grey_ramp.hpp"
#include "display/grey_table.hpp"
#include "display/overlay.hpp"
#include "display/padding.hpp"
#include "display/palette.hpp"
#include "display/rgb.hpp"
#include "display/sample_walk.hpp"
#include "display/segmentation.hpp"
#include "display/shutter.hpp"
#include "display/square_pixels.hpp"
#include "display/statistics.hpp"
#include "display/voi_choice.hpp"
#include "image/resize.hpp"

namespace noctis {

namespace {

void append(std::vector<Remark>& to, const std::vector<Remark>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// R10: polarity is the Photometric Interpretation's alone.
std::optional<Remark> contradiction(const PixelLayout& layout,
                                    const std::string& presentation_lut_shape) {
  const bool inverse = layout.photometric == Photometric::monochrome1;
  if (presentation_lut_shape == (inverse ? "IDENTITY" : "INVERSE"))
    return Remark{"R10", fmt::format("Presentation LUT Shape {} contradicts MONOCHROME{}",
                                     presentation_lut_shape, inverse ? 1 : 2)};
  return std::nullopt;
}

AppliedVoi applied(const VoiChoice& choice, const DisplayAttributes& attributes) {
  AppliedVoi result;
  result.source = choice.source;
  if (const auto* window = std::get_if<VoiWindow>(&choice.voi))
    result.window = *window;
  else if (const auto* lut = std::get_if<const LookupTable*>(&choice.voi))
    result.lut = static_cast<std::size_t>(*lut - attributes.voi_luts.data());
  else if (const auto* stretch = std::get_if<Stretch>(&choice.voi))
    result.range = stretch->range;
  else if (const auto* flat = std::get_if<FlatGrey>(&choice.voi))
    result.grey_share = flat->share;
  return result;
}

// Through a table of all patterns, or by what is known to be equal to it.
template <class Grey>
void write_greys_of_patterns(const Frame& frame, const GreyTransform& transform, Grey* out) {
  const std::size_t count = known_pixels(frame);
  const GreyTable<Grey> table = make_grey_table<Grey>(frame.layout, transform);
  if constexpr (sizeof(Grey) == 1) {
    const auto* const words = std::get_if<std::vector<std::uint16_t>>(&frame.samples);
    const bool is_worth_it = words != nullptr && count >= 2 * table.greys.size();
    const auto ramp =
        is_worth_it ? GreyRamp::equal_to(table, frame.layout, transform) : std::nullopt;
    if (ramp)
      return ramp->write_greys(words->data(), count, out);
  }
  for_each_pattern(frame, count,
                   [out, grey = table.greys.data()](std::size_t i, std::uint32_t pattern) {
                     out[i] = grey[pattern];
                   });
}

template <class Grey>
BasicImage<Grey> greys(const Frame& frame, const GreyTransform& transform) {
  const PixelLayout& layout = frame.layout;
  BasicImage<Grey> image{layout.columns, layout.rows, 1, {}};
  image.samples.resize(layout.pixel_count());
  Grey* const out = image.samples.data();
  if (fits_table(layout))
    write_greys_of_patterns(frame, transform, out);
  else
    for_each_value(frame, known_pixels(frame),
                   [&](std::size_t i, double stored) { out[i] = transform.grey<Grey>(stored); });
  return image;
}

template <class ColorOf>
Image8 colors(const Frame& frame, ColorOf color_of) {
  const PixelLayout& layout = frame.layout;
  Image8 image{layout.columns, layout.rows, 3, {}};
  image.samples.resize(3 * layout.pixel_count());
  const auto put = [out = image.samples.data()](std::size_t i, const Rgb& color) {
    out[3 * i] = color[0];
    out[3 * i + 1] = color[1];
    out[3 * i + 2] = color[2];
  };
  if (fits_table(layout)) {
    std::vector<Rgb> table(std::size_t{1} << layout.bits_stored);
    for (std::uint32_t pattern = 0; pattern < table.size(); ++pattern)
      table[pattern] = color_of(static_cast<double>(stored_value(layout, pattern)));
    for_each_pattern(frame, known_pixels(frame),
                     [&](std::size_t i, std::uint32_t pattern) { put(i, table[pattern]); });
  } else {
    for_each_value(frame, known_pixels(frame), [&](std::size_t i, double stored) {
      put(i, std::isnan(stored) ? Rgb{} : color_of(stored));
    });
  }
  return image;
}

}  // namespace

struct FrameDisplay::State {
  State(const Frame& shown, const DisplayAttributes& of)
      : frame(shown),
        attributes(of),
        padding(padding_of(shown.layout, of)),
        modality(of),
        checked(check_frame(shown, of)) {}

  const Frame& frame;
  const DisplayAttributes& attributes;
  std::optional<PixelPadding> padding;
  ModalityTransform modality;
  Result<> checked;
  std::optional<ValueStatistics> known_statistics;
  std::optional<Image8> known_colors;
  std::vector<Remark> color_remarks;

  [[nodiscard]] bool is_segmentation(SegmentationType type) const noexcept {
    return attributes.segmentation && attributes.segmentation->type == type;
  }
  [[nodiscard]] bool is_color() const noexcept {
    return frame.layout.is_color() || frame.layout.photometric == Photometric::palette_color ||
           is_segmentation(SegmentationType::labelmap);
  }
  [[nodiscard]] bool has_supplemental_palette() const noexcept {
    return !is_color() && attributes.palette && attributes.palette_is_supplemental;
  }
  // Whether the supplemental palette, not the window, shows the value.
  [[nodiscard]] bool is_supplemental(double stored) const noexcept {
    return has_supplemental_palette() && stored >= attributes.palette->red.first_value_mapped;
  }

  const ValueStatistics& statistics() {
    if (!known_statistics) {
      GreyTransform transform{modality, FlatGrey{}, false, padding};
      known_statistics = value_statistics(frame, modality, [&](double stored) {
        return transform.is_padding(stored) || is_supplemental(stored);
      });
    }
    return *known_statistics;
  }

  // R14, R15, R23: the one rendition of a colour image, before any inversion.
  const Image8& color_image() {
    if (known_colors)
      return *known_colors;
    if (frame.layout.is_color()) {
      known_colors = to_rgb(frame);
    } else if (attributes.palette) {
      const PaletteColors palette(*attributes.palette);
      append(color_remarks, palette.remarks());
      known_colors = colors(frame, palette);
    } else {
      known_colors = colors(frame, LabelColors(*attributes.segmentation));
    }
    return *known_colors;
  }

  Picture color_picture(const View& view) {
    Picture picture{color_image(), std::nullopt, color_remarks};
    if (view.kind != ViewKind::file)
      picture.remarks.push_back(
          {"R14", "windows do not apply to colour: the one picture is shown"});
    if (view.invert) {
      const std::size_t known = known_pixels(frame) * 3;
      for (std::size_t i = 0; i < known; ++i)
        picture.image.samples[i] = inverse_of(picture.image.samples[i]);
    }
    return picture;
  }

  // BINARY and FRACTIONAL: no window, no padding (PS3.3 C.8.20.2.3).
  template <class Grey>
  [[nodiscard]] BasicPicture<Grey> segment_picture(const View& view) const {
    const double maximum =
        is_segmentation(SegmentationType::fractional)
            ? std::max<double>(attributes.segmentation->maximum_fractional_value, 1)
            : 1;
    return {greys<Grey>(frame, {ModalityTransform(), Stretch{{0, maximum}}, view.invert, {}}),
            std::nullopt,
            {}};
  }

  // R21: a vendor's windows are in stored values.
  [[nodiscard]] bool means_stored_values(const View& view, const VoiChoice& choice) const {
    const auto* window = std::get_if<VoiWindow>(&choice.voi);
    if (!view.series_values || choice.source != VoiSource::file || window == nullptr)
      return false;
    if (attributes.modality != "PT" && attributes.modality != "MR")
      return false;
    const double half = window->width / 2;
    return window->center + half < view.series_values->low ||
           window->center - half > view.series_values->high;
  }

  struct GreyChoice {
    GreyTransform transform;
    AppliedVoi voi;
    std::vector<Remark> remarks;
  };

  Result<GreyChoice> choose_greys(const View& view) {
    auto choice = choose_voi(view, frame.layout, attributes,
                             [this]() -> const ValueStatistics& { return statistics(); });
    if (!choice)
      return failure(choice);
    const bool inverse = frame.layout.photometric == Photometric::monochrome1;
    GreyChoice chosen{{modality, choice->voi, inverse != view.invert, padding},
                      applied(*choice, attributes),
                      std::move(choice->remarks)};
    if (means_stored_values(view, *choice)) {
      chosen.transform.modality = ModalityTransform();
      chosen.voi.of_stored_values = true;
      chosen.remarks.push_back(
          {"R21", fmt::format("the window lies outside the series' values, {} to {}: applied to "
                              "stored values",
                              view.series_values->low, view.series_values->high)});
    }
    if (is_padding_cut(frame.layout, attributes))
      chosen.remarks.push_back(
          {"R11", fmt::format("the padding, {} to {}, is beyond {} bits: cut off, as pixels are",
                              attributes.padding->low, attributes.padding->high,
                              frame.layout.bits_stored)});
    if (padding)
      chosen.remarks.push_back(
          {"R11", fmt::format("padding, {} to {}, is black and outside every statistic",
                              padding->low, padding->high)});
    if (attributes.modality_lut && attributes.rescale && !chosen.voi.of_stored_values)
      chosen.remarks.push_back({"R8", "a Modality LUT Sequence and a rescale: the LUT is applied"});
    if (auto remark = contradiction(frame.layout, attributes.presentation_lut_shape))
      chosen.remarks.push_back(std::move(*remark));
    return chosen;
  }

  template <class Grey>
  Result<BasicPicture<Grey>> grey_picture(const View& view) {
    auto chosen = choose_greys(view);
    if (!chosen)
      return failure(chosen);
    return BasicPicture<Grey>{greys<Grey>(frame, chosen->transform), std::move(chosen->voi),
                              std::move(chosen->remarks)};
  }

  // R15: grey below the palette's first value, its colours from there on.
  Result<Picture> supplemental_picture(const View& view) {
    auto chosen = choose_greys(view);
    if (!chosen)
      return failure(chosen);
    const PaletteColors palette(*attributes.palette);
    append(chosen->remarks, palette.remarks());
    Image8 image = colors(frame, [&](double stored) {
      if (!is_supplemental(stored))
        return grey_rgb(chosen->transform.grey<std::uint8_t>(stored));
      Rgb color = palette(stored);
      if (view.invert)
        for (std::uint8_t& sample : color)
          sample = inverse_of(sample);
      return color;
    });
    return Picture{std::move(image), std::move(chosen->voi), std::move(chosen->remarks)};
  }

  // The stored matrix, before anything is laid over it.
  template <class Sample>
  Result<BasicPicture<Sample>> pixels(const View& view) {
    if (is_color() || has_supplemental_palette()) {
      if constexpr (sizeof(Sample) == 1)
        return is_color() ? color_picture(view) : supplemental_picture(view);
      else
        return failure(ErrorKind::unsupported, "a picture in colour has 8 bits a sample");
    }
    if (attributes.segmentation)
      return segment_picture<Sample>(view);
    return grey_picture<Sample>(view);
  }

  template <class Sample>
  Result<BasicPicture<Sample>> show(const View& view) {
    if (!checked)
      return failure(checked);
    auto picture = pixels<Sample>(view);
    if (!picture)
      return picture;

    std::vector<Remark> remarks = attributes.remarks;
    append(remarks, frame.remarks);
    append(remarks, picture->remarks);
    if (view.shutter && attributes.shutter)
      append(remarks, apply_shutter(*attributes.shutter, attributes.aspect, picture->image));
    if (view.overlays)
      append(remarks, draw_overlays(attributes.overlays, picture->image));
    if (view.square_pixels && attributes.aspect) {
      SquareSize size =
          square_size(picture->image.width, picture->image.height, *attributes.aspect);
      picture->is_squared =
          size.width != picture->image.width || size.height != picture->image.height;
      if (picture->is_squared)
        picture->image = enlarge(picture->image, size.width, size.height);
      if (size.remark)
        remarks.push_back(std::move(*size.remark));
    }
    picture->remarks = std::move(remarks);
    return picture;
  }
};

FrameDisplay::FrameDisplay(const Frame& frame, const DisplayAttributes& attributes)
    : state_(std::make_unique<State>(frame, attributes)) {}
FrameDisplay::~FrameDisplay() = default;
FrameDisplay::FrameDisplay(FrameDisplay&&) noexcept = default;
FrameDisplay& FrameDisplay::operator=(FrameDisplay&&) noexcept = default;

std::uint32_t FrameDisplay::file_view_count() const noexcept {
  if (state_->is_color() || state_->attributes.segmentation)
    return 1;
  return noctis::file_view_count(state_->attributes);
}

bool FrameDisplay::is_color() const noexcept {
  return state_->is_color();
}

Result<Picture> FrameDisplay::show(const View& view) {
  return state_->show<std::uint8_t>(view);
}

Result<Picture16> FrameDisplay::show_16(const View& view) {
  return state_->show<std::uint16_t>(view);
}

std::optional<ValueRange> FrameDisplay::values() {
  if (!state_->checked || state_->is_color())
    return std::nullopt;
  const ValueStatistics& statistics = state_->statistics();
  if (statistics.count == 0)
    return std::nullopt;
  return ValueRange{statistics.minimum, statistics.maximum};
}

}  // namespace noctis
