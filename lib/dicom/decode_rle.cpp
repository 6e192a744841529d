// RLE Lossless: each byte of the samples' words is a segment of its own, packed by PackBits
// (PS3.5 Annex G).

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "dicom/decoders.hpp"
#include "dicom/native.hpp"
#include "dicom/photometric.hpp"

namespace noctis {

namespace {

constexpr std::size_t header_bytes = 64;
constexpr std::size_t max_segments = 15;

/// Unpacks `count` bytes.  Returns how many there were; what goes beyond is padding (PS3.5 G.3.1
/// lets a segment have one byte of it).
std::size_t unpack_segment(ByteView segment, std::uint8_t* to, std::size_t count) {
  std::size_t done = 0;
  std::size_t at = 0;
  while (done < count && at < segment.size()) {
    const unsigned code = segment[at++];
    if (code < 128) {
      const std::size_t run = std::min({std::size_t{code} + 1, count - done, segment.size() - at});
      std::memcpy(to + done, segment.data() + at, run);
      at += run;
      done += run;
    } else if (code > 128 && at < segment.size()) {
      const std::size_t run = std::min<std::size_t>(257 - code, count - done);
      std::memset(to + done, segment[at++], run);
      done += run;
    }  // 128 does nothing
  }
  return done;
}

/// Little endian words of `size` bytes each, `count` of them, from as many rows of their bytes, the
/// most significant first (PS3.5 G.2).
void join_bytes(const std::uint8_t* rows, std::size_t size, std::size_t count, std::uint8_t* to) {
  for (std::size_t byte = 0; byte < size; ++byte)
    for (std::size_t i = 0; i < count; ++i)
      to[i * size + size - 1 - byte] = rows[byte * count + i];
}

struct Segments {
  std::array<ByteView, max_segments> bytes;
  std::size_t count = 0;
};

Result<Segments> find_segments(ByteView codestream) {
  if (codestream.size() < header_bytes)
    return failure(ErrorKind::truncated, "the RLE header has {} bytes", codestream.size());
  const auto count = load_little_endian<std::uint32_t>(codestream);
  if (count < 1 || count > max_segments)
    return failure(ErrorKind::malformed, "the RLE header announces {} segments", count);

  Segments segments;
  segments.count = count;
  std::uint32_t end_of_last = header_bytes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = load_little_endian<std::uint32_t>(codestream.subspan(4 + 4 * i));
    const auto end =
        i + 1 < count
            ? load_little_endian<std::uint32_t>(codestream.subspan(8 + 4 * i))
            : static_cast<std::uint32_t>(std::min<std::size_t>(codestream.size(), UINT32_MAX));
    if (begin < end_of_last || end < begin || end > codestream.size())
      return failure(begin < codestream.size() ? ErrorKind::malformed : ErrorKind::truncated,
                     "RLE segment {} begins at byte {} of {}", i + 1, begin, codestream.size());
    segments.bytes[i] = codestream.subspan(begin, end - begin);
    end_of_last = end;
  }
  return segments;
}

}  // namespace

bool begins_rle(ByteView first_bytes) {
  if (first_bytes.size() < 8)
    return false;
  const auto segments = load_little_endian<std::uint32_t>(first_bytes);
  return segments >= 1 && segments <= max_segments &&
         load_little_endian<std::uint32_t>(first_bytes.subspan(4)) == header_bytes;
}

Result<Frame> decode_rle(ByteView codestream, const ImagePixel& attributes) {
  // The segments are laid out as the native frame with Planar Configuration 1, which needs no word
  // put together by hand.
  ImagePixel native = attributes;
  native.planar_configuration = 1;
  if (is_ybr_422(attributes))  // all segments have all pixels
    native.photometric_interpretation = with_full_chrominance(attributes);
  const auto format = NativeFormat::make(native);
  if (!format)
    return failure(format);

  const auto segments = find_segments(codestream);
  if (!segments)
    return failure(segments);
  const std::size_t bytes_each = std::max<std::size_t>(attributes.bits_allocated / 8, 1);
  const std::size_t expected = bytes_each * attributes.samples_per_pixel;
  if (segments->count != expected)
    return failure(ErrorKind::malformed,
                   "the RLE codestream has {} segments; Samples per Pixel is {}, Bits Allocated {}",
                   segments->count, attributes.samples_per_pixel, attributes.bits_allocated);

  // Two bytes make 128 at most: what cannot fill the frame is not given memory for it.
  const std::uint64_t frame_bytes = (format->bits_per_frame() + 7) / 8;
  if (codestream.size() * std::uint64_t{64} < frame_bytes)
    return failure(ErrorKind::truncated, "{} bytes of RLE cannot be a frame of {}",
                   codestream.size(), frame_bytes);

  // Not filled with zeros first, as a vector would be: all of it is written to.
  auto rows = std::make_unique_for_overwrite<std::uint8_t[]>(frame_bytes);
  const std::size_t per_segment = frame_bytes / expected;
  std::fill(rows.get() + per_segment * expected, rows.get() + frame_bytes, std::uint8_t{0});
  for (std::size_t i = 0; i < expected; ++i) {
    const std::size_t done =
        unpack_segment(segments->bytes[i], rows.get() + i * per_segment, per_segment);
    if (done < per_segment)
      return failure(ErrorKind::truncated, "RLE segment {} has {} of {} bytes", i + 1, done,
                     per_segment);
  }
  if (bytes_each == 1)
    return format->unpack({rows.get(), frame_bytes});
  if (expected == 2)  // nearly all: the words need not be anywhere before they are samples
    return format->join({rows.get(), per_segment}, {rows.get() + per_segment, per_segment});
  const auto planes = std::make_unique_for_overwrite<std::uint8_t[]>(frame_bytes);
  const std::size_t per_plane = per_segment * bytes_each;
  for (std::size_t plane = 0; plane < attributes.samples_per_pixel; ++plane)
    join_bytes(rows.get() + plane * per_plane, bytes_each, per_segment,
               planes.get() + plane * per_plane);
  rows.reset();
  return format->unpack({planes.get(), per_plane * attributes.samples_per_pixel});
}

}  // namespace noctis
