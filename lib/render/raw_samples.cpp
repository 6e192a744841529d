#include "render/raw_samples.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "image/deflate.hpp"

namespace noctis {

namespace {

// Byte `b` of sample `s` goes to b * count + s.
Bytes split_into_planes(ByteView samples, std::size_t sample_size) {
  const std::size_t count = samples.size() / sample_size;
  Bytes planes(samples.size());
  for (std::size_t b = 0; b < sample_size; ++b) {
    for (std::size_t s = 0; s < count; ++s)
      planes[b * count + s] = samples[s * sample_size + b];
  }
  return planes;
}

template <class Sample>
std::vector<Sample> join_planes(ByteView planes) {
  const std::size_t count = planes.size() / sizeof(Sample);
  std::vector<Sample> samples(count);
  auto* const bytes = reinterpret_cast<std::uint8_t*>(samples.data());
  for (std::size_t b = 0; b < sizeof(Sample); ++b) {
    for (std::size_t s = 0; s < count; ++s)
      bytes[s * sizeof(Sample) + b] = planes[b * count + s];
  }
  return samples;
}

}  // namespace

std::string_view raw_format_of(const PixelLayout& layout) noexcept {
  switch (layout.sample_kind) {
    case SampleKind::float32:
      return "raw-f32-zlib";
    case SampleKind::float64:
      return "raw-f64-zlib";
    case SampleKind::integer:
      break;
  }
  return layout.bits_stored > 16 ? "raw-u32-zlib" : "";
}

Bytes encode_raw(const Samples& samples) {
  return std::visit(
      [](const auto& values) {
        return zlib_compress(split_into_planes(as_bytes(values), sizeof values.front()));
      },
      samples);
}

Result<Samples> decode_raw(ByteView object, const PixelLayout& layout) {
  Samples samples = samples_for(layout);
  return std::visit(
      [&](auto& values) -> Result<Samples> {
        using Sample = typename std::remove_reference_t<decltype(values)>::value_type;
        const std::uint64_t size = std::uint64_t{layout.sample_count()} * sizeof(Sample);
        const Result<Bytes> planes = zlib_expand(object, size);
        if (!planes)
          return failure(planes);
        return Samples(join_planes<Sample>(*planes));
      },
      samples);
}

}  // namespace noctis
