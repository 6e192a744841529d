#include "dicom/read_overlays.hpp"

#include <algorithm>
#include <utility>

namespace noctis {

namespace {

// Elements of an overlay group 60xx.
constexpr std::uint16_t overlay_rows = 0x0010;
constexpr std::uint16_t overlay_columns = 0x0011;
constexpr std::uint16_t number_of_frames_in_overlay = 0x0015;
constexpr std::uint16_t overlay_origin = 0x0050;
constexpr std::uint16_t image_frame_origin = 0x0051;
constexpr std::uint16_t overlay_bits_allocated = 0x0100;
constexpr std::uint16_t overlay_bit_position = 0x0102;

/// An overlay larger than this is no overlay: 64 MiB of bits.
constexpr std::uint64_t pixel_limit = std::uint64_t{1} << 29;

std::optional<std::int64_t> bounded(const Item& dataset, Tag tag, std::int64_t least,
                                    std::int64_t most, std::size_t index = 0) {
  const auto value = dataset.integer(tag, index);
  return value && *value >= least && *value <= most ? value : std::nullopt;
}

Result<OverlayPlane> read_shape(const Item& dataset, std::uint16_t group) {
  const auto rows = bounded(dataset, {group, overlay_rows}, 1, 65535);
  const auto columns = bounded(dataset, {group, overlay_columns}, 1, 65535);
  if (!rows || !columns)
    return failure(ErrorKind::malformed, "Overlay Rows or Overlay Columns is missing or 0");
  if (static_cast<std::uint64_t>(*rows * *columns) > pixel_limit)
    return failure(ErrorKind::too_large, "it has {} by {} pixels", *rows, *columns);

  OverlayPlane plane;
  plane.group = group;
  plane.rows = static_cast<std::uint32_t>(*rows);
  plane.columns = static_cast<std::uint32_t>(*columns);
  const Tag origin{group, overlay_origin};
  plane.origin_row =
      static_cast<std::int32_t>(bounded(dataset, origin, -32768, 32767, 0).value_or(1));
  plane.origin_column =
      static_cast<std::int32_t>(bounded(dataset, origin, -32768, 32767, 1).value_or(1));
  const auto frames = bounded(dataset, {group, number_of_frames_in_overlay}, 1, 0x7FFFFFFF);
  if (frames)
    plane.frame_count = static_cast<std::uint32_t>(*frames);
  plane.first_frame = static_cast<std::uint32_t>(
      bounded(dataset, {group, image_frame_origin}, 1, 0x7FFFFFFF).value_or(1) - 1);
  return plane;
}

/// One bit of each native pixel (PS3.3 C.9.3, retired; PS3.5 8.1.2).
Result<> find_embedded_bits(const Item& dataset, const ImagePixel& pixel,
                            const std::optional<PixelDataElement>& pixel_data,
                            OverlayPlane& plane) {
  const Tag allocated_tag{plane.group, overlay_bits_allocated};
  const auto allocated = bounded(dataset, allocated_tag, 0, 64);
  const auto position = bounded(dataset, {plane.group, overlay_bit_position}, 0, 63);
  if (!allocated || *allocated != pixel.bits_allocated || *allocated < 8 || *allocated > 32 ||
      *allocated == 24)
    return failure(ErrorKind::malformed, "it has no data, and Overlay Bits Allocated is {}",
                   allocated.value_or(0));
  const int lowest = pixel.high_bit - pixel.bits_stored + 1;
  if (!position || *position >= *allocated || (*position >= lowest && *position <= pixel.high_bit))
    return failure(ErrorKind::malformed, "Overlay Bit Position is {}", position.value_or(0));
  if (!pixel_data || pixel_data->encapsulated || pixel.samples_per_pixel != 1)
    return failure(ErrorKind::unsupported, "its bits are in pixels that are not native and grey");
  if (plane.rows != pixel.rows || plane.columns != pixel.columns)
    return failure(ErrorKind::malformed, "its size is not the image's, whose bits it uses");
  plane.bits_per_word = pixel.bits_allocated;
  plane.bit_position = static_cast<std::uint16_t>(*position);
  plane.swap_words = pixel_data->big_endian && (pixel_data->word_vr || *allocated > 8);
  plane.data = pixel_data->value;
  plane.first_frame = 0;  // frame for frame with the image
  plane.frame_count = 0x7FFFFFFF;
  return {};
}

/// Bit `index` of words of `word_bits`, whose bytes may have to be turned round.
bool is_set(ByteView bytes, std::uint64_t index, std::uint64_t word_bytes) noexcept {
  const std::uint64_t byte = index / 8;
  const std::uint64_t in_word = byte % word_bytes;
  const std::uint64_t at = byte - in_word + (word_bytes - 1 - in_word);
  return at < bytes.size() && (bytes[at] >> (index % 8) & 1) != 0;
}

/// Rows and columns of a plane.
struct Part {
  std::uint32_t first_row = 0, rows = 0;
  std::uint32_t first_column = 0, columns = 0;
};

/// All of it, but of a plane larger than the image what lies on the image: a few bytes of image
/// must not cost a large plane for every frame.
Part part_of(const OverlayPlane& plane) noexcept {
  if (std::uint64_t{plane.rows} * plane.columns <=
      std::uint64_t{plane.image_rows} * plane.image_columns)
    return {0, plane.rows, 0, plane.columns};
  const auto section = [](std::int32_t origin, std::uint32_t size, std::uint32_t image_size) {
    const std::int64_t shift = std::int64_t{origin} - 1;
    const std::int64_t first = std::max<std::int64_t>(0, -shift);
    const std::int64_t last = std::min<std::int64_t>(size, std::int64_t{image_size} - shift);
    return std::pair(static_cast<std::uint32_t>(std::min<std::int64_t>(first, size)),
                     static_cast<std::uint32_t>(std::max<std::int64_t>(last - first, 0)));
  };
  const auto [first_row, rows] = section(plane.origin_row, plane.rows, plane.image_rows);
  const auto [first_column, columns] =
      section(plane.origin_column, plane.columns, plane.image_columns);
  return {first_row, rows, first_column, columns};
}

}  // namespace

std::vector<OverlayPlane> read_overlay_planes(const Item& dataset, const ImagePixel& pixel,
                                              const std::optional<PixelDataElement>& pixel_data,
                                              const std::vector<ScannedOverlay>& overlays,
                                              std::vector<Remark>& remarks) {
  std::vector<OverlayPlane> planes;
  for (std::uint16_t group = 0x6000; is_overlay_group(group);
       group = static_cast<std::uint16_t>(group + 2)) {
    const auto data = std::find_if(overlays.begin(), overlays.end(),
                                   [&](const auto& overlay) { return overlay.group == group; });
    const bool has_data = data != overlays.end() && data->value.length > 0;
    if (!has_data && !dataset.has({group, overlay_rows}))
      continue;
    auto plane = read_shape(dataset, group);
    if (plane) {
      plane->image_rows = pixel.rows;
      plane->image_columns = pixel.columns;
    }
    Result<> found;
    if (plane && has_data) {
      plane->data = data->value;
      plane->swap_words = data->swap_words;
    } else if (plane) {
      found = find_embedded_bits(dataset, pixel, pixel_data, *plane);
    }
    if (plane && found) {
      planes.push_back(*plane);
      continue;
    }
    const Error& error = plane ? found.error() : plane.error();
    remarks.push_back(
        {"R18", fmt::format("the overlay {:04X} is not used: {}", group, error.what)});
  }
  return planes;
}

Result<std::optional<Overlay>> read_overlay(const OverlayPlane& plane, const ByteSource& source,
                                            std::uint32_t frame) {
  std::uint64_t plane_index = 0;
  if (plane.frame_count) {
    if (frame < plane.first_frame || frame - plane.first_frame >= *plane.frame_count)
      return std::nullopt;
    plane_index = frame - plane.first_frame;
  }
  // Frames follow each other without padding between them; whole words are read around this one.
  const std::uint64_t pixels = std::uint64_t{plane.rows} * plane.columns;
  const std::uint64_t frame_bits = pixels * plane.bits_per_word;
  if (plane_index >= plane.data.length * 8 / frame_bits)
    return failure(ErrorKind::truncated, "the overlay {:04X} has {} bytes for {} by {} pixels",
                   plane.group, plane.data.length, plane.rows, plane.columns);
  const Part part = part_of(plane);
  if (part.rows == 0 || part.columns == 0)
    return std::nullopt;
  const std::uint64_t row_bits = std::uint64_t{plane.columns} * plane.bits_per_word;
  const std::uint64_t first_bit = plane_index * frame_bits + part.first_row * row_bits;
  const std::uint64_t last_bit = first_bit + part.rows * row_bits;
  const std::uint64_t begin = first_bit / 32 * 4;
  const std::uint64_t end = std::min((last_bit + 31) / 32 * 4, plane.data.length);
  const auto piece = source.piece(plane.data.offset + begin, end - begin);
  if (!piece)
    return failure(piece);

  Overlay overlay{
      .group = plane.group,
      .rows = part.rows,
      .columns = part.columns,
      .origin_row = plane.origin_row + static_cast<std::int32_t>(part.first_row),
      .origin_column = plane.origin_column + static_cast<std::int32_t>(part.first_column),
      .bits = std::vector<std::uint8_t>((std::uint64_t{part.rows} * part.columns + 7) / 8)};
  const std::uint64_t word_bytes = plane.swap_words ? 2 : 1;  // whatever the samples' size (7.3)
  const std::uint64_t skipped = first_bit - begin * 8 + plane.bit_position;
  std::uint64_t i = 0;
  for (std::uint64_t row = 0; row < part.rows; ++row) {
    std::uint64_t bit =
        skipped + row * row_bits + std::uint64_t{part.first_column} * plane.bits_per_word;
    for (std::uint64_t column = 0; column < part.columns; ++column, ++i, bit += plane.bits_per_word)
      if (is_set(piece->bytes(), bit, word_bytes))
        overlay.bits[i / 8] = static_cast<std::uint8_t>(overlay.bits[i / 8] | 1U << (i % 8));
  }
  return overlay;
}

}  // namespace noctis
