#include "dicom/native.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <variant>

#include "base/append_each.hpp"
#include "dicom/codestream.hpp"
#include "dicom/photometric.hpp"

namespace noctis {

namespace {

/// Where one run of samples is read and how each becomes a stored pattern.
struct Cells {
  const std::uint8_t* bytes = nullptr;
  unsigned bytes_each = 1;
  unsigned shift = 0;
  std::uint32_t mask = 0;
};

Cells cells_of(const std::uint8_t* bytes, unsigned bits_allocated, unsigned shift,
               const PixelLayout& layout) {
  return {bytes, bits_allocated / 8, shift,
          static_cast<std::uint32_t>(
              (std::uint64_t{1} << std::min<unsigned>(layout.bits_stored, 32)) - 1)};
}

template <class Word, class Container>
Word word_of(const Cells& cells, Container cell) {
  return static_cast<Word>(static_cast<std::uint32_t>(cell >> cells.shift) & cells.mask);
}

template <class Container, class Word>
void copy_words(const Cells& cells, std::size_t count, Word* to, std::size_t stride) {
  for (std::size_t i = 0; i < count; ++i) {
    Container cell;
    std::memcpy(&cell, cells.bytes + i * sizeof cell, sizeof cell);
    to[i * stride] = word_of<Word>(cells, cell);
  }
}

/// The same one after the other, where there are no others to be.
template <class Container, class Word>
void append_words(const Cells& cells, std::size_t count, std::vector<Word>& to) {
  append_each(to, count, [cells](std::size_t i) {
    Container cell;
    std::memcpy(&cell, cells.bytes + i * sizeof cell, sizeof cell);
    return word_of<Word>(cells, cell);
  });
}

/// Cells of 24, 40, 48 or 56 bits.
template <class Word>
void copy_odd_cells(const Cells& cells, std::size_t count, Word* to, std::size_t stride) {
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t cell = 0;
    std::memcpy(&cell, cells.bytes + i * cells.bytes_each, cells.bytes_each);
    to[i * stride] = word_of<Word>(cells, cell);
  }
}

/// `count` cells, one after the other, to every `stride`-th of `to`.
template <class Word>
void copy_cells(const Cells& cells, std::size_t count, Word* to, std::size_t stride) {
  switch (cells.bytes_each) {
    case 1:
      return copy_words<std::uint8_t>(cells, count, to, stride);
    case 2:
      return copy_words<std::uint16_t>(cells, count, to, stride);
    case 4:
      return copy_words<std::uint32_t>(cells, count, to, stride);
    case 8:
      return copy_words<std::uint64_t>(cells, count, to, stride);
    default:
      return copy_odd_cells(cells, count, to, stride);
  }
}

/// Y1 Y2 CB CR becomes Y1 CB CR, Y2 CB CR: the chrominance is cosited with the first of two pixels
/// (PS3.3 C.7.6.3.1.2) and, as in all software we know of, repeated for the second.
template <class Word>
void copy_422(const Cells& cells, std::size_t pixels, std::vector<Word>& to) {
  std::vector<Word> quadruples(pixels / 2 * 4);
  copy_cells(cells, quadruples.size(), quadruples.data(), 1);
  for (std::size_t i = 0; i < pixels / 2; ++i) {
    const Word* from = &quadruples[i * 4];
    Word* pair = &to[i * 6];
    pair[0] = from[0];
    pair[3] = from[1];
    pair[1] = pair[4] = from[2];
    pair[2] = pair[5] = from[3];
  }
}

/// Low bit first (PS3.5 8.1.1).
template <class Word>
void copy_bits(const std::uint8_t* bytes, std::size_t first_bit, std::size_t count,
               std::vector<Word>& to) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t bit = first_bit + i;
    to[i] = static_cast<Word>((bytes[bit / 8] >> (bit % 8)) & 1);
  }
}

Result<> check_bits(const ImagePixel& attributes) {
  const unsigned allocated = attributes.bits_allocated;
  if (allocated != 1 && (allocated % 8 != 0 || allocated < 8 || allocated > 64))
    return failure(ErrorKind::unsupported, "Bits Allocated is {}", allocated);
  if (attributes.bits_stored < 1 || attributes.bits_stored > allocated)
    return failure(ErrorKind::malformed, "Bits Stored is {}, Bits Allocated is {}",
                   attributes.bits_stored, allocated);
  if (attributes.high_bit >= allocated || attributes.high_bit + 1 < attributes.bits_stored)
    return failure(ErrorKind::malformed, "High Bit is {}, Bits Stored is {}, Bits Allocated is {}",
                   attributes.high_bit, attributes.bits_stored, allocated);
  if (attributes.bits_stored > 32)
    return failure(ErrorKind::unsupported, "Bits Stored is {}", attributes.bits_stored);
  return {};
}

Result<> check_size(const ImagePixel& attributes) {
  if (attributes.rows < 1 || attributes.rows > 65535)
    return failure(ErrorKind::malformed, "Rows is {}", attributes.rows);
  if (attributes.columns < 1 || attributes.columns > 65535)
    return failure(ErrorKind::malformed, "Columns is {}", attributes.columns);
  if (attributes.samples_per_pixel != 1 && attributes.samples_per_pixel != 3)
    return failure(ErrorKind::unsupported, "Samples per Pixel is {}", attributes.samples_per_pixel);
  const std::uint64_t samples =
      std::uint64_t{attributes.rows} * attributes.columns * attributes.samples_per_pixel;
  if (samples > max_samples_per_frame)
    return failure(ErrorKind::too_large, "a frame of {} rows and {} columns has {} samples",
                   attributes.rows, attributes.columns, samples);
  return {};
}

// No IOD has such, and nothing says how three samples share a bit's cell or a float's chrominance.
Result<> check_color(const ImagePixel& attributes, SampleKind sample_kind) {
  if (attributes.samples_per_pixel == 1)
    return {};
  if (sample_kind != SampleKind::integer)
    return failure(ErrorKind::unsupported, "Samples per Pixel of floating point pixels is {}",
                   attributes.samples_per_pixel);
  if (attributes.bits_allocated == 1)
    return failure(ErrorKind::unsupported, "Samples per Pixel is {}, Bits Allocated is 1",
                   attributes.samples_per_pixel);
  return {};
}

}  // namespace

Result<> check_image_pixel(const ImagePixel& attributes) {
  if (auto size = check_size(attributes); !size)
    return size;
  return check_bits(attributes);
}

Result<NativeFormat> NativeFormat::make(const ImagePixel& attributes, SampleKind sample_kind) {
  const auto checked =
      sample_kind == SampleKind::integer ? check_image_pixel(attributes) : check_size(attributes);
  if (!checked)
    return failure(checked);
  if (const auto color = check_color(attributes, sample_kind); !color)
    return failure(color);
  if (attributes.photometric_interpretation == "YBR_PARTIAL_420")
    return failure(ErrorKind::unsupported, "native pixel data is YBR_PARTIAL_420");

  NativeFormat format;
  const auto photometric = photometric_of(attributes, format.remarks_);
  if (!photometric)
    return failure(photometric);

  format.chroma_is_shared_ = attributes.samples_per_pixel == 3 && is_ybr_422(attributes);
  if (format.chroma_is_shared_ && attributes.columns % 2 != 0)
    return failure(ErrorKind::malformed, "Columns is {}, odd, under {}", attributes.columns,
                   attributes.photometric_interpretation);
  format.by_plane_ = attributes.samples_per_pixel == 3 && attributes.planar_configuration == 1 &&
                     !format.chroma_is_shared_;

  PixelLayout& layout = format.layout_;
  layout.rows = attributes.rows;
  layout.columns = attributes.columns;
  layout.samples_per_pixel = attributes.samples_per_pixel;
  layout.sample_kind = sample_kind;
  layout.photometric = *photometric;
  if (sample_kind == SampleKind::integer) {
    format.bits_allocated_ = attributes.bits_allocated;
    format.shift_ = attributes.high_bit + 1U - attributes.bits_stored;
    layout.bits_stored = attributes.bits_stored;
    layout.is_signed = attributes.is_signed;
  } else {
    layout.bits_stored = sample_kind == SampleKind::float32 ? 32 : 64;
    format.bits_allocated_ = layout.bits_stored;
  }
  const std::uint64_t samples =
      format.chroma_is_shared_ ? layout.pixel_count() * 2 : layout.sample_count();
  format.bits_per_frame_ = samples * format.bits_allocated_;
  return format;
}

std::uint64_t NativeFormat::pixels_in(std::uint64_t bits) const noexcept {
  const std::uint64_t samples = bits / bits_allocated_;
  std::uint64_t pixels = samples / layout_.samples_per_pixel;
  if (chroma_is_shared_) {
    pixels = samples / 4 * 2;
  } else if (by_plane_) {  // whole where the last plane has them
    const std::uint64_t before_last = std::uint64_t{layout_.pixel_count()} * 2;
    pixels = samples > before_last ? samples - before_last : 0;
  }
  return std::min<std::uint64_t>(pixels, layout_.pixel_count());
}

Frame NativeFormat::unpack(ByteView bytes, unsigned first_bit) const {
  Frame frame{.layout = layout_, .samples = samples_for(layout_), .remarks = remarks_};
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  const std::size_t pixels = pixels_in(bits > first_bit ? bits - first_bit : 0);
  if (pixels < layout_.pixel_count())
    frame.missing_from = pixels;

  const Cells cells = cells_of(bytes.data(), bits_allocated_, shift_, layout_);
  std::visit(
      [&](auto& samples) {
        using Word = typename std::decay_t<decltype(samples)>::value_type;
        const std::size_t stride = layout_.samples_per_pixel;
        if constexpr (std::is_integral_v<Word>)
          if (pixels == layout_.pixel_count() && !by_plane_ && !chroma_is_shared_ &&
              (bits_allocated_ == 8 || bits_allocated_ == 16)) {  // nearly all
            if (bits_allocated_ == 8)
              return append_words<std::uint8_t>(cells, pixels * stride, samples);
            return append_words<std::uint16_t>(cells, pixels * stride, samples);
          }
        samples.resize(layout_.sample_count());
        if (pixels == 0)
          return;
        if constexpr (std::is_floating_point_v<Word>) {
          std::memcpy(samples.data(), bytes.data(), pixels * stride * sizeof(Word));
        } else if (bits_allocated_ == 1) {
          copy_bits(bytes.data(), first_bit, pixels * stride, samples);
        } else if (chroma_is_shared_) {
          copy_422(cells, pixels, samples);
        } else if (by_plane_) {
          for (std::size_t plane = 0; plane < stride; ++plane) {
            Cells of_plane = cells;
            of_plane.bytes += plane * layout_.pixel_count() * cells.bytes_each;
            copy_cells(of_plane, pixels, samples.data() + plane, stride);
          }
        } else {
          copy_cells(cells, pixels * stride, samples.data(), 1);
        }
      },
      frame.samples);
  return frame;
}

Frame NativeFormat::join(ByteView high, ByteView low) const {
  Frame frame{.layout = layout_, .samples = samples_for(layout_), .remarks = remarks_};
  const Cells cells = cells_of(nullptr, bits_allocated_, shift_, layout_);
  std::visit(
      [&](auto& samples) {
        using Word = typename std::decay_t<decltype(samples)>::value_type;
        if constexpr (std::is_integral_v<Word>)
          append_each(samples, layout_.sample_count(), [cells, high, low](std::size_t i) {
            return word_of<Word>(cells, static_cast<std::uint16_t>(high[i] << 8 | low[i]));
          });
      },
      frame.samples);
  return frame;
}

}  // namespace noctis
