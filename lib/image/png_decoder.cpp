// libpng reports errors by longjmp.  It must not skip a destructor: between a setjmp here and the
// calls of libpng that it guards, no object has one; what has is made and owned outside.

#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstring>
#include <utility>

#include "base/deflate_ratio.hpp"
#include "image/png.hpp"

namespace noctis {

namespace {

class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &Reader::fail, &Reader::ignore);
    if (png_ == nullptr)
      throw std::bad_alloc();
    info_ = png_create_info_struct(png_);
  }
  ~Reader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Both return whether libpng was content; error() says why not.
  bool read_header() noexcept;
  bool read_rows(png_bytepp rows) noexcept;

  [[nodiscard]] const char* error() const noexcept { return message_.data(); }
  [[nodiscard]] png_uint_32 width() const noexcept { return png_get_image_width(png_, info_); }
  [[nodiscard]] png_uint_32 height() const noexcept { return png_get_image_height(png_, info_); }
  [[nodiscard]] int color_type() const noexcept { return png_get_color_type(png_, info_); }
  [[nodiscard]] int bit_depth() const noexcept { return png_get_bit_depth(png_, info_); }
  [[nodiscard]] bool has_transparency() const noexcept {
    return png_get_valid(png_, info_, PNG_INFO_tRNS) != 0;
  }
  // Precondition: the header has been read.
  [[nodiscard]] ByteView icc_profile() const noexcept {
    png_charp name = nullptr;
    png_bytep profile = nullptr;
    png_uint_32 length = 0;
    int compression = 0;
    if (png_get_iCCP(png_, info_, &name, &compression, &profile, &length) == 0)
      return {};
    return {profile, length};
  }

 private:
  [[noreturn]] static void fail(png_structp png, png_const_charp message) {
    auto& self = *static_cast<Reader*>(png_get_error_ptr(png));
    std::strncpy(self.message_.data(), message, self.message_.size() - 1);
    png_longjmp(png, 1);
  }
  static void ignore(png_structp, png_const_charp) {}
  static void read(png_structp png, png_bytep out, std::size_t length) {
    auto& self = *static_cast<Reader*>(png_get_io_ptr(png));
    if (length > self.rest_.size())
      png_error(png, "ends too early");
    std::memcpy(out, self.rest_.data(), length);
    self.rest_ = self.rest_.subspan(length);
  }

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  ByteView rest_;
  std::array<char, 128> message_ = {};
};

bool Reader::read_header() noexcept {
  if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0)
    return false;
  png_set_user_limits(png_, png_side_limit, png_side_limit);
  png_set_read_fn(png_, this, &Reader::read);
  png_read_info(png_, info_);
  return true;
}

bool Reader::read_rows(png_bytepp rows) noexcept {
  if (setjmp(png_jmpbuf(png_)) != 0)
    return false;
  if (png_get_bit_depth(png_, info_) == 16)
    png_set_swap(png_);  // from big endian
  png_set_interlace_handling(png_);
  png_read_update_info(png_, info_);
  png_read_image(png_, rows);
  png_read_end(png_, nullptr);
  return true;
}

template <class Sample>
Result<std::variant<Image8, Image16>> read_image(Reader& reader) {
  BasicImage<Sample> image{
      reader.width(), reader.height(), reader.color_type() == PNG_COLOR_TYPE_RGB ? 3U : 1U, {}};
  const std::size_t row_samples = std::size_t{image.width} * image.channels;
  image.samples.resize(row_samples * image.height);
  std::vector<png_bytep> rows(image.height);
  for (std::size_t y = 0; y < rows.size(); ++y)
    rows[y] = reinterpret_cast<png_bytep>(image.samples.data() + y * row_samples);
  if (!reader.read_rows(rows.data()))
    return failure(ErrorKind::malformed, "PNG: {}", reader.error());
  return image;
}

}  // namespace

Bytes icc_profile_of(ByteView png) {
  Reader reader(png);
  if (!reader.read_header())
    return {};
  const ByteView profile = reader.icc_profile();
  return {profile.begin(), profile.end()};
}

Result<std::variant<Image8, Image16>> decode_png(ByteView png, std::uint64_t pixel_limit) {
  Reader reader(png);
  if (!reader.read_header())
    return failure(ErrorKind::malformed, "PNG: {}", reader.error());

  const int color = reader.color_type(), depth = reader.bit_depth();
  const bool known_color = color == PNG_COLOR_TYPE_GRAY || color == PNG_COLOR_TYPE_RGB;
  if (!known_color || (depth != 8 && depth != 16) || reader.has_transparency())
    return failure(ErrorKind::unsupported, "PNG: color type {} of {} bits", color, depth);

  const std::uint64_t pixels = std::uint64_t{reader.width()} * reader.height();
  if (pixels > pixel_limit)
    return failure(ErrorKind::too_large, "PNG: {} pixels", pixels);
  const std::uint64_t samples = pixels * (color == PNG_COLOR_TYPE_RGB ? 3 : 1);
  if (!deflate_can_hold(png.size(), samples * (depth == 16 ? 2 : 1)))
    return failure(ErrorKind::malformed, "PNG: {} pixels in {} bytes", pixels, png.size());

  return depth == 8 ? read_image<std::uint8_t>(reader) : read_image<std::uint16_t>(reader);
}

}  // namespace noctis
