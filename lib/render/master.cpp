#include "render/master.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "image/image.hpp"
#include "render/attributes_json.hpp"
#include "render/raw_samples.hpp"

namespace noctis {

namespace {

constexpr std::string_view png_format = "png";

std::string_view format_of(const PixelLayout& layout) noexcept {
  const std::string_view raw = raw_format_of(layout);
  return raw.empty() ? png_format : raw;
}

// Frame's promise: as many samples as the layout says, of its kind.
Result<> check_samples(const Frame& frame) {
  const std::size_t size =
      std::visit([](const auto& values) { return values.size(); }, frame.samples);
  if (frame.samples.index() != samples_for(frame.layout).index() ||
      size != frame.layout.sample_count())
    return failure(ErrorKind::malformed, "a frame of {} samples, not {} x {}", size,
                   frame.layout.rows, frame.layout.columns);
  return {};
}

// The stored bit patterns as they are: no scaling, no sign.
Result<Bytes> encode_png(const Frame& frame, PngEncoder& encoder) {
  const auto encode = [&](std::span<const std::uint16_t> samples) {
    return encoder.encode(ImageView16(frame.layout.columns, frame.layout.rows, 1, samples));
  };
  if (const auto* const words = std::get_if<std::vector<std::uint16_t>>(&frame.samples))
    return encode(*words);
  const auto& bytes = std::get<std::vector<std::uint8_t>>(frame.samples);
  return encode(std::vector<std::uint16_t>(bytes.begin(), bytes.end()));
}

// A bit above Bits Stored would index beyond the tables that are made for so many bits.
template <class Pattern>
Result<> check_patterns(const std::vector<Pattern>& patterns, const PixelLayout& layout) {
  const std::uint64_t greatest = (std::uint64_t{1} << layout.bits_stored) - 1;
  const auto seen = std::ranges::max_element(patterns);
  if (seen != patterns.end() && *seen > greatest)
    return failure(ErrorKind::malformed, "a master's stored value {:#x} beyond {} bits", *seen,
                   layout.bits_stored);
  return {};
}

Result<Samples> samples_of_png(ByteView object, const PixelLayout& layout) {
  Result<std::variant<Image8, Image16>> decoded = decode_png(object, layout.pixel_count());
  if (!decoded)
    return failure(decoded);
  Image16* const image = std::get_if<Image16>(&*decoded);
  if (image == nullptr || image->channels != 1)
    return failure(ErrorKind::malformed, "a master's PNG is not 16-bit grey");
  if (image->width != layout.columns || image->height != layout.rows)
    return failure(ErrorKind::malformed, "a master's PNG of {} x {}, not {} x {}", image->height,
                   image->width, layout.rows, layout.columns);
  if (const Result<> fits = check_patterns(image->samples, layout); !fits)
    return failure(fits);
  if (layout.bits_stored > 8)
    return Samples(std::move(image->samples));
  std::vector<std::uint8_t> bytes(image->samples.size());
  std::ranges::transform(image->samples, bytes.begin(),
                         [](std::uint16_t value) { return static_cast<std::uint8_t>(value); });
  return Samples(std::move(bytes));
}

Result<Samples> samples_of_raw(ByteView object, const PixelLayout& layout) {
  Result<Samples> samples = decode_raw(object, layout);
  if (!samples)
    return samples;
  if (const auto* const patterns = std::get_if<std::vector<std::uint32_t>>(&*samples)) {
    if (const Result<> fits = check_patterns(*patterns, layout); !fits)
      return failure(fits);
  }
  return samples;
}

}  // namespace

bool needs_master(const PixelLayout& layout) {
  return layout.samples_per_pixel == 1 && layout.photometric != Photometric::palette_color;
}

Result<EncodedMaster> encode_master(const Frame& frame, const DisplayAttributes& attributes,
                                    PngEncoder& encoder) {
  const FrameDescription description{frame.layout, frame.missing_from, frame.remarks,
                                     frame.icc_profile, attributes};
  // What cannot be opened again must not be written.
  if (const Result<> bounded = check(description); !bounded)
    return failure(bounded);
  if (const Result<> whole = check_samples(frame); !whole)
    return failure(whole);

  EncodedMaster master;
  master.format = format_of(frame.layout);
  master.attributes = to_json(description);
  master.width = frame.layout.columns;
  master.height = frame.layout.rows;
  if (master.format != png_format) {
    master.object = encode_raw(frame.samples);
    return master;
  }
  Result<Bytes> png = encode_png(frame, encoder);
  if (!png)
    return failure(png);
  master.object = *std::move(png);
  return master;
}

Result<Master> Master::open(ByteView object, std::string_view format, std::string_view attributes) {
  Result<FrameDescription> description = description_from_json(attributes);
  if (!description)
    return failure(description);
  const PixelLayout& layout = description->layout;
  if (!needs_master(layout))
    return failure(ErrorKind::malformed, "a master of a frame in color");
  if (format != format_of(layout))
    return failure(ErrorKind::unsupported, "a master's format is \"{}\", not {}", format,
                   format_of(layout));
  Result<Samples> samples =
      format == png_format ? samples_of_png(object, layout) : samples_of_raw(object, layout);
  if (!samples)
    return failure(samples);

  Master master;
  master.frame_ = {layout, *std::move(samples), description->missing_from,
                   std::move(description->frame_remarks),
                   std::move(description->frame_icc_profile)};
  master.attributes_ = std::move(description->attributes);
  return master;
}

Result<Frame> Master::frame(std::uint32_t /*index*/) const {
  return frame_;
}

Result<DisplayAttributes> Master::display_attributes(std::uint32_t /*index*/) const {
  return attributes_;
}

}  // namespace noctis
