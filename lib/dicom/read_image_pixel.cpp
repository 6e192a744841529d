#include "dicom/read_image_pixel.hpp"

#include <optional>
#include <string_view>

#include "dicom/keywords.hpp"

namespace noctis {

namespace {

/// An attribute that must be there, between two bounds.
Result<std::uint32_t> bounded(const Item& dataset, Tag tag, std::string_view name,
                              std::int64_t least, std::int64_t most) {
  if (!dataset.has(tag))
    return failure(ErrorKind::malformed, "{} is missing", name);
  const auto value = dataset.integer(tag);
  if (!value)
    return failure(ErrorKind::malformed, "{} is not a number", name);
  if (*value < least || *value > most)
    return failure(ErrorKind::malformed, "{} is {}", name, *value);
  return static_cast<std::uint32_t>(*value);
}

Result<std::uint32_t> bounded_or(std::uint32_t absent, const Item& dataset, Tag tag,
                                 std::string_view name, std::int64_t least, std::int64_t most) {
  if (!dataset.has(tag))
    return absent;
  return bounded(dataset, tag, name, least, most);
}

Result<> check_bits_allocated(std::uint32_t bits, SampleKind sample_kind) {
  const bool is_float = sample_kind != SampleKind::integer;
  const std::uint32_t float_bits = sample_kind == SampleKind::float64 ? 64 : 32;
  const bool fits = is_float ? bits == float_bits : bits == 1 || (bits % 8 == 0 && bits <= 64);
  if (!fits)
    return failure(ErrorKind::malformed, "Bits Allocated is {}", bits);
  return {};
}

Result<> read_bits(const Item& dataset, SampleKind sample_kind, ImagePixel& pixel) {
  const std::uint32_t float_bits = sample_kind == SampleKind::float64 ? 64 : 32;
  const auto allocated =
      sample_kind == SampleKind::integer
          ? bounded(dataset, tag::bits_allocated, "Bits Allocated", 1, 64)
          : bounded_or(float_bits, dataset, tag::bits_allocated, "Bits Allocated", 1, 64);
  if (!allocated)
    return failure(allocated);
  if (auto checked = check_bits_allocated(*allocated, sample_kind); !checked)
    return checked;
  pixel.bits_allocated = static_cast<std::uint16_t>(*allocated);

  if (sample_kind != SampleKind::integer) {  // they have neither of the two that follow
    pixel.bits_stored = pixel.bits_allocated;
    pixel.high_bit = static_cast<std::uint16_t>(pixel.bits_allocated - 1);
    return {};
  }
  const auto stored =
      bounded_or(*allocated, dataset, tag::bits_stored, "Bits Stored", 1, *allocated);
  if (!stored)
    return failure(stored);
  const auto high_bit = bounded_or(*stored - 1, dataset, tag::high_bit, "High Bit",
                                   std::int64_t{*stored} - 1, std::int64_t{*allocated} - 1);
  if (!high_bit)
    return failure(high_bit);
  pixel.bits_stored = static_cast<std::uint16_t>(*stored);
  pixel.high_bit = static_cast<std::uint16_t>(*high_bit);
  return {};
}

Result<> read_samples(const Item& dataset, ImagePixel& pixel) {
  const auto samples =
      bounded_or(1, dataset, tag::samples_per_pixel, "Samples per Pixel", 1, 0xFFFF);
  if (!samples)
    return failure(samples);
  if (*samples != 1 && *samples != 3)
    return failure(ErrorKind::unsupported, "Samples per Pixel is {}", *samples);
  const auto planar =
      bounded_or(0, dataset, tag::planar_configuration, "Planar Configuration", 0, 1);
  if (!planar)
    return failure(planar);
  const auto representation =
      bounded_or(0, dataset, tag::pixel_representation, "Pixel Representation", 0, 1);
  if (!representation)
    return failure(representation);
  pixel.samples_per_pixel = static_cast<std::uint16_t>(*samples);
  pixel.planar_configuration = static_cast<std::uint16_t>(*planar);
  pixel.is_signed = *representation == 1;
  return {};
}

}  // namespace

Result<ImagePixel> read_image_pixel(const Item& dataset, SampleKind sample_kind) {
  ImagePixel pixel;
  const auto rows = bounded(dataset, tag::rows, "Rows", 1, 65535);
  if (!rows)
    return failure(rows);
  const auto columns = bounded(dataset, tag::columns, "Columns", 1, 65535);
  if (!columns)
    return failure(columns);
  pixel.rows = *rows;
  pixel.columns = *columns;
  if (const auto read = read_samples(dataset, pixel); !read)
    return failure(read);
  if (const auto read = read_bits(dataset, sample_kind, pixel); !read)
    return failure(read);

  pixel.photometric_interpretation = dataset.text(tag::photometric_interpretation);
  if (pixel.photometric_interpretation.empty())  // ACR-NEMA had none
    pixel.photometric_interpretation = pixel.samples_per_pixel == 1 ? "MONOCHROME2" : "RGB";
  return pixel;
}

Result<std::uint32_t> read_number_of_frames(const Item& dataset) {
  constexpr std::int64_t most = 2147483647;
  if (!dataset.integer(tag::number_of_frames))
    return 1;
  const auto frames = bounded_or(1, dataset, tag::number_of_frames, "Number of Frames", 0, most);
  if (!frames)
    return failure(frames);
  return *frames == 0 ? 1 : *frames;
}

}  // namespace noctis
