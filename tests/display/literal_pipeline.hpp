// The display rules once more, slowly and literally: what the fast pipeline is compared with.

#pragma once

#include <cstddef>

#include "display/literal_color.hpp"
#include "display/literal_grey.hpp"
#include "display/literal_layers.hpp"
#include "display/literal_size.hpp"
#include "display/view.hpp"

namespace noctis::test {

class LiteralPipeline {
 public:
  LiteralPipeline(const Frame& frame, const DisplayAttributes& attributes)
      : frame_(frame), attributes_(attributes), greys_(frame, attributes) {}

  /// Greys or colours, shutter, overlays, square pixels.
  [[nodiscard]] Image8 picture(const View& view) const {
    Image8 image{frame_.layout.columns, frame_.layout.rows, is_color() ? 3U : 1U, {}};
    for (std::size_t i = 0; i < frame_.layout.pixel_count(); ++i) {
      if (!is_color()) {
        image.samples.push_back(greys_(view, i));
        continue;
      }
      for (const std::uint8_t sample : color(view, i))
        image.samples.push_back(sample);
    }
    if (view.shutter && attributes_.shutter)
      literal::apply(*attributes_.shutter, attributes_.aspect, image);
    if (view.overlays)
      for (const Overlay& overlay : attributes_.overlays)
        literal::draw(overlay, image);
    if (view.square_pixels && attributes_.aspect)
      return literal::with_square_pixels(image, *attributes_.aspect);
    return image;
  }

 private:
  [[nodiscard]] bool is_label_map() const {
    return attributes_.segmentation && attributes_.segmentation->type == SegmentationType::labelmap;
  }

  [[nodiscard]] bool is_color() const {
    return frame_.layout.samples_per_pixel == 3 || attributes_.palette || is_label_map();
  }

  [[nodiscard]] literal::Color color(const View& view, std::size_t i) const {
    if (literal::is_missing(frame_, i))
      return {0, 0, 0};
    if (attributes_.palette_is_supplemental && !greys_.is_supplemental(i)) {
      const std::uint8_t grey = greys_(view, i);
      return {grey, grey, grey};
    }
    literal::Color color =
        frame_.layout.samples_per_pixel == 3 ? literal::by_samples(frame_, i)
        : attributes_.palette
            ? literal::by_palette(*attributes_.palette, literal::stored(frame_, i))
            : literal::by_label(*attributes_.segmentation, literal::stored(frame_, i));
    if (view.invert)
      for (std::uint8_t& sample : color)
        sample = static_cast<std::uint8_t>(255 - sample);
    return color;
  }

  const Frame& frame_;
  const DisplayAttributes& attributes_;
  literal::Greys greys_;
};

}  // namespace noctis::test
