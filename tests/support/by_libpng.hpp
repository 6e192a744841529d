// libpng as it comes: what our encoder is measured by, and another writer for our decoder.

#pragma once

#include <png.h>

#include "base/bytes.hpp"
#include "image/image.hpp"

namespace noctis {

/// A whole PNG, in libpng's default compression and filters; `interlace` is one of its constants.
template <class Sample>
[[nodiscard]] Bytes by_libpng(const BasicImage<Sample>& image, int interlace = PNG_INTERLACE_NONE) {
  Bytes bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  const auto append = [](png_structp writer, png_bytep data, std::size_t size) {
    auto& written = *static_cast<Bytes*>(png_get_io_ptr(writer));
    written.insert(written.end(), data, data + size);
  };
  png_set_write_fn(png, &bytes, append, nullptr);
  png_set_IHDR(png, info, image.width, image.height, 8 * sizeof(Sample),
               image.channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, interlace,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  if (sizeof(Sample) == 2)
    png_set_swap(png);
  const std::size_t row = std::size_t{image.width} * image.channels;
  for (int pass = png_set_interlace_handling(png); pass > 0; --pass)
    for (std::size_t y = 0; y < image.height; ++y)
      png_write_row(png, reinterpret_cast<png_const_bytep>(image.samples.data() + y * row));
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

}  // namespace noctis
