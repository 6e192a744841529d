// The container is written here, so that nothing of a picture goes through libpng's longjmp and
// each buffer is kept; tests have libpng judge the result.
//
// What the filtered rows are compressed by.  Measured (bench_png_encoders), runs alone make of grey
// pictures as few bytes as libpng does by default, 20 times as fast and more; colour pictures,
// whose drawn parts repeat, gain by matches: with libdeflate's fifth effort, the least by which
// their thumbnails, too, take no more bytes than libpng's, 4 times as fast.  So do grey ones that
// are nearly empty: where runs leave little, matches are tried as well, which is quick there.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include <libdeflate.h>

#include "image/libpng_encoder.hpp"
#include "image/match_deflater.hpp"
#include "image/png.hpp"
#include "image/png_filter.hpp"
#include "image/run_deflater.hpp"

namespace noctis {

namespace {

constexpr std::array<std::uint8_t, 8> signature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::size_t chunk_overhead = 12;
constexpr std::size_t chunk_limit = std::size_t{1} << 30;  // PNG's own is 2^31 - 1

void append_big_endian(Bytes& out, std::uint32_t number) {
  const auto bytes = big_endian_bytes(number);
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// ISO/IEC 15948, 5.3.  Precondition: `data` is no longer than chunk_limit.
void append_chunk(Bytes& out, std::string_view type, ByteView data) {
  append_big_endian(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = out.size();
  out.insert(out.end(), type.begin(), type.end());
  out.insert(out.end(), data.begin(), data.end());
  append_big_endian(out, libdeflate_crc32(0, out.data() + start, out.size() - start));
}

template <class Sample>
void append_header(Bytes& out, const BasicImageView<Sample>& image) {
  constexpr std::uint8_t grey = 0, rgb = 2;
  Bytes header;
  append_big_endian(header, image.width);
  append_big_endian(header, image.height);
  header.push_back(8 * sizeof(Sample));
  header.push_back(image.channels == 3 ? rgb : grey);
  header.insert(header.end(), {0, 0, 0});  // deflate, the five filters, not interlaced
  append_chunk(out, "IHDR", header);
}

// The profile without its padding, where it is one for RGB (ICC.1:2010, 7.2).
std::optional<ByteView> valid_rgb_profile(ByteView profile) noexcept {
  constexpr std::size_t header_size = 128, shortest = header_size + 4;
  if (profile.size() < shortest)
    return std::nullopt;
  const auto size = load_big_endian<std::uint32_t>(profile);
  if (size < shortest || size > profile.size() || size > chunk_limit / 2)
    return std::nullopt;
  if (as_text(profile.subspan(16, 4)) != "RGB " || as_text(profile.subspan(36, 4)) != "acsp")
    return std::nullopt;
  // Each tag's data lies inside the profile.
  const auto tags = load_big_endian<std::uint32_t>(profile.subspan(header_size));
  if (tags > (size - shortest) / 12)
    return std::nullopt;
  for (std::uint32_t i = 0; i < tags; ++i) {
    const ByteView tag = profile.subspan(shortest + std::size_t{12} * i, 12);
    const auto offset = load_big_endian<std::uint32_t>(tag.subspan(4));
    const auto length = load_big_endian<std::uint32_t>(tag.subspan(8));
    if (offset > size || length > size - offset)
      return std::nullopt;
  }
  return profile.first(size);
}

void append_icc_profile(Bytes& out, ByteView profile) {
  MatchDeflater deflater(12);
  const ByteView compressed = deflater.compress(profile);
  constexpr std::string_view name("ICC profile\0\0", 13);  // and compression method 0
  Bytes data(name.begin(), name.end());
  data.insert(data.end(), compressed.begin(), compressed.end());
  append_chunk(out, "iCCP", data);
}

// R31: an RGB picture without a profile is sRGB, and says so; the chunk's byte is the perceptual
// rendering intent.  The two chunks exclude each other (ISO/IEC 15948, 11.3.3.3, 11.3.3.5).
void append_color_space(Bytes& out, ByteView icc_profile) {
  if (const auto profile = valid_rgb_profile(icc_profile))
    append_icc_profile(out, *profile);
  else
    append_chunk(out, "sRGB", Bytes{0});
}

void put_row(const std::uint8_t* samples, std::size_t count, std::uint8_t* out) noexcept {
  std::copy_n(samples, count, out);
}

// PNG's samples are big endian.
void put_row(const std::uint16_t* samples, std::size_t count, std::uint8_t* out) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    const auto swapped = static_cast<std::uint16_t>(samples[i] << 8 | samples[i] >> 8);
    std::memcpy(out + 2 * i, &swapped, 2);
  }
}

}  // namespace

struct PngEncoder::State {
  State(Compression chosen, VectorPath path)
      : compression(chosen), filter(path), runs(path), matches(level_of(chosen)) {}

  static int level_of(Compression compression) noexcept {
    switch (compression) {
      case Compression::fast:
        return 1;
      case Compression::normal:
        return 5;
      case Compression::small:
        return 12;
      case Compression::reference:
        break;
    }
    return 1;  // not used
  }

  Compression compression;
  PngRowFilter filter;
  Bytes filtered, by_libpng;
  RunDeflater runs;
  MatchDeflater matches;

  template <class Sample>
  void filter_rows(const BasicImageView<Sample>& image) {
    const std::size_t row_samples = std::size_t{image.width} * image.channels;
    filter.start(row_samples * sizeof(Sample), image.channels * sizeof(Sample));
    const std::size_t filtered_row = 1 + row_samples * sizeof(Sample);
    filtered.resize(filtered_row * image.height);
    for (std::size_t y = 0; y < image.height; ++y) {
      put_row(image.samples.data() + y * row_samples, row_samples, filter.row());
      filter.write_filtered(filtered.data() + y * filtered_row);
    }
  }

  template <class Sample>
  ByteView compress(const BasicImageView<Sample>& image) {
    if (compression == Compression::reference) {
      by_libpng = compress_by_libpng(image);
      return by_libpng;
    }
    filter_rows(image);
    return compress_filtered(image.channels == 1);
  }

  ByteView compress_filtered(bool grey) {
    constexpr std::size_t much_smaller = 24;
    const bool by_matches_alone = !grey && compression != Compression::small;
    const ByteView by_runs = by_matches_alone ? ByteView() : runs.compress(filtered);
    const bool by_runs_alone =
        grey &&
        (compression == Compression::fast ||
         (compression == Compression::normal && by_runs.size() > filtered.size() / much_smaller));
    if (by_runs_alone)
      return by_runs;
    const ByteView by_matches = matches.compress(filtered);
    return by_matches_alone || by_matches.size() < by_runs.size() ? by_matches : by_runs;
  }

  template <class Sample>
  Result<Bytes> encode(const BasicImageView<Sample>& image, const PngMetadata& metadata) {
    if (image.width < 1 || image.width > png_side_limit || image.height < 1 ||
        image.height > png_side_limit)
      return failure(ErrorKind::malformed, "a picture's size is {} x {}", image.width,
                     image.height);
    if (image.channels != 1 && image.channels != 3)
      return failure(ErrorKind::malformed, "a picture has {} channels", image.channels);
    const std::size_t samples = std::size_t{image.width} * image.height * image.channels;
    if (image.samples.size() != samples)
      return failure(ErrorKind::malformed, "a picture has {} of {} samples", image.samples.size(),
                     samples);

    ByteView stream = compress(image);
    const std::size_t pieces = stream.size() / chunk_limit + 1;
    Bytes png(signature.begin(), signature.end());
    png.reserve(stream.size() + 64 + pieces * chunk_overhead);
    append_header(png, image);
    if (image.channels == 3)
      append_color_space(png, metadata.icc_profile);
    while (!stream.empty()) {
      const ByteView piece = stream.first(std::min(stream.size(), chunk_limit));
      append_chunk(png, "IDAT", piece);
      stream = stream.subspan(piece.size());
    }
    append_chunk(png, "IEND", {});
    return png;
  }
};

bool is_rgb_profile(ByteView profile) noexcept {
  return valid_rgb_profile(profile).has_value();
}

PngEncoder::PngEncoder(Compression compression, VectorPath path)
    : state_(std::make_unique<State>(compression, path)) {}
PngEncoder::~PngEncoder() = default;
PngEncoder::PngEncoder(PngEncoder&&) noexcept = default;
PngEncoder& PngEncoder::operator=(PngEncoder&&) noexcept = default;

Result<Bytes> PngEncoder::encode(const ImageView8& image, const PngMetadata& metadata) {
  return state_->encode(image, metadata);
}

Result<Bytes> PngEncoder::encode(const ImageView16& image, const PngMetadata& metadata) {
  return state_->encode(image, metadata);
}

}  // namespace noctis
