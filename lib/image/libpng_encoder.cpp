// libpng writes a whole file; of that, what lies in IDAT chunks is kept as it comes.
//
// It reports errors by longjmp, as png_decoder.cpp says: between the setjmp here and the calls that
// it guards, no object has a destructor.

#include "image/libpng_encoder.hpp"

#include <png.h>

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <new>

#include "image/png.hpp"

namespace noctis {

namespace {

class Writer {
 public:
  Writer() : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr)) {
    if (png_ == nullptr)
      throw std::bad_alloc();
    info_ = png_create_info_struct(png_);
  }
  ~Writer() { png_destroy_write_struct(&png_, &info_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  template <class Sample>
  bool write(const BasicImageView<Sample>& image, Bytes& file) noexcept;

 private:
  static void append(png_structp png, png_bytep bytes, std::size_t length) {
    auto& file = *static_cast<Bytes*>(png_get_io_ptr(png));
    bool is_there = true;
    try {
      file.insert(file.end(), bytes, bytes + length);
    } catch (const std::bad_alloc&) {
      is_there = false;
    }
    if (!is_there)  // not from within the handler, which a longjmp would never end
      png_longjmp(png, 1);
  }
  static void flush(png_structp) {}

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

template <class Sample>
bool Writer::write(const BasicImageView<Sample>& image, Bytes& file) noexcept {
  if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0)
    return false;
  png_set_user_limits(png_, png_side_limit, png_side_limit);
  png_set_write_fn(png_, &file, &Writer::append, &Writer::flush);
  png_set_IHDR(png_, info_, image.width, image.height, 8 * sizeof(Sample),
               image.channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png_, info_);
  if (sizeof(Sample) == 2)
    png_set_swap(png_);  // to big endian
  const Sample* row = image.samples.data();
  for (std::uint32_t y = 0; y < image.height; ++y) {
    png_write_row(png_, reinterpret_cast<png_const_bytep>(row));
    row += std::size_t{image.width} * image.channels;
  }
  png_write_end(png_, info_);
  return true;
}

// A file of libpng's: a signature, then chunks of a length, a type, data and a checksum.
Bytes image_data_of(ByteView file) {
  Bytes data;
  for (ByteView rest = file.subspan(8); !rest.empty();) {
    const auto length = load_big_endian<std::uint32_t>(rest);
    if (as_text(rest.subspan(4, 4)) == "IDAT")
      data.insert(data.end(), rest.begin() + 8, rest.begin() + 8 + length);
    rest = rest.subspan(std::size_t{12} + length);
  }
  return data;
}

template <class Sample>
Bytes compress(const BasicImageView<Sample>& image) {
  Bytes file;
  // All that can be amiss with a whole picture is memory.
  if (!Writer().write(image, file))
    throw std::bad_alloc();
  return image_data_of(file);
}

}  // namespace

Bytes compress_by_libpng(const ImageView8& image) {
  return compress(image);
}

Bytes compress_by_libpng(const ImageView16& image) {
  return compress(image);
}

}  // namespace noctis
