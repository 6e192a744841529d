// Opens what a test has written.

#pragma once

#include <memory>
#include <utility>

#include <doctest/doctest.h>

#include "dicom/dataset_writer.hpp"
#include "dicom/instance.hpp"

namespace noctis::test {

inline std::unique_ptr<Instance> open_bytes(Bytes bytes) {
  auto instance = Instance::open(ByteSource::of(std::move(bytes)));
  if (!instance)
    FAIL(instance.error().what);
  return std::move(*instance);
}

/// `image`, a small one, with `added` before its pixels, Explicit VR Little Endian.
inline std::unique_ptr<Instance> open_image_with(
    const DatasetWriter& added, std::size_t pixel_words = 6,
    DatasetWriter image = small_image(Syntax::explicit_little)) {
  image.raw(added.bytes());
  add_pixels(image, pixel_words);
  return open_bytes(part10("1.2.840.10008.1.2.1", image.bytes()));
}

inline DisplayAttributes display_of(const Instance& instance, std::uint32_t frame = 0) {
  auto display = instance.display_attributes(frame);
  if (!display)
    FAIL(display.error().what);
  return std::move(*display);
}

/// Of the first frame of the small image with `added`.
inline DisplayAttributes display_with(const DatasetWriter& added) {
  return display_of(*open_image_with(added));
}

inline bool has_remark(const DisplayAttributes& attributes, std::string_view rule) {
  for (const Remark& remark : attributes.remarks) {
    if (remark.rule == rule)
      return true;
  }
  return false;
}

}  // namespace noctis::test
