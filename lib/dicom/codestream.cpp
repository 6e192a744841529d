#include "dicom/codestream.hpp"

#include <type_traits>
#include <utility>

namespace noctis {

namespace {

/// Where in a decoded word the stored value lies.
struct StoredBits {
  unsigned shift = 0;
  unsigned bits = 0;
};

StoredBits stored_bits(const CodestreamShape& shape, const ImagePixel& attributes) {
  const bool holds_native_words = shape.lossless && !shape.is_signed.value_or(false) &&
                                  shape.precision == attributes.bits_allocated;
  if (holds_native_words)
    return {attributes.high_bit + 1U - attributes.bits_stored, attributes.bits_stored};
  return {0, shape.precision};
}

template <class To, class From>
std::vector<To> extract(const std::vector<From>& words, const StoredBits& stored) {
  const auto mask = static_cast<std::uint32_t>((std::uint64_t{1} << stored.bits) - 1);
  std::vector<To> patterns(words.size());
  for (std::size_t i = 0; i < words.size(); ++i)
    patterns[i] = static_cast<To>((std::uint32_t{words[i]} >> stored.shift) & mask);
  return patterns;
}

template <class From>
Samples to_patterns(std::vector<From> words, const StoredBits& stored) {
  if (stored.bits == 8 * sizeof(From))
    return words;
  if (stored.bits <= 8)
    return extract<std::uint8_t>(words, stored);
  if (stored.bits <= 16)
    return extract<std::uint16_t>(words, stored);
  return extract<std::uint32_t>(words, stored);
}

}  // namespace

Result<> check_shape(std::string_view format, const CodestreamShape& shape,
                     const ImagePixel& attributes) {
  if (shape.rows != attributes.rows || shape.columns != attributes.columns)
    return failure(ErrorKind::malformed,
                   "the {} codestream has {} rows and {} columns, but Rows is {} and Columns is {}",
                   format, shape.rows, shape.columns, attributes.rows, attributes.columns);
  if (shape.components != attributes.samples_per_pixel)
    return failure(ErrorKind::malformed,
                   "the {} codestream has {} components, but Samples per Pixel is {}", format,
                   shape.components, attributes.samples_per_pixel);
  if (shape.precision < 1 || shape.precision > 32)
    return failure(ErrorKind::unsupported, "the {} codestream has {} bits a sample", format,
                   shape.precision);
  const std::uint64_t samples = std::uint64_t{shape.rows} * shape.columns * shape.components;
  if (samples > max_samples_per_frame)
    return failure(ErrorKind::too_large, "a frame of {} rows and {} columns has {} samples",
                   shape.rows, shape.columns, samples);
  return {};
}

Piece with_end_marker(ByteView codestream) {
  std::size_t end = codestream.size();
  while (end > 0 && codestream[end - 1] == 0)
    --end;
  if (end >= 2 && codestream[end - 2] == 0xff && codestream[end - 1] == 0xd9)
    return Piece(codestream);
  Bytes ended(codestream.begin(), codestream.end());
  ended.insert(ended.end(), {0xff, 0xd9});
  return Piece(std::move(ended));
}

Frame make_frame(const CodestreamShape& shape, const ImagePixel& attributes,
                 Photometric photometric, Samples words) {
  const StoredBits stored = stored_bits(shape, attributes);
  Frame frame;
  frame.layout = {.rows = shape.rows,
                  .columns = shape.columns,
                  .samples_per_pixel = static_cast<std::uint16_t>(shape.components),
                  .bits_stored = static_cast<std::uint16_t>(stored.bits),
                  .is_signed = attributes.is_signed,
                  .photometric = photometric};
  frame.samples = std::visit(
      [&stored](auto&& of_kind) -> Samples {
        using Words = std::decay_t<decltype(of_kind)>;
        if constexpr (std::is_integral_v<typename Words::value_type>)
          return to_patterns(std::forward<decltype(of_kind)>(of_kind), stored);
        else
          return std::forward<decltype(of_kind)>(of_kind);
      },
      std::move(words));

  if (stored.bits != attributes.bits_stored)
    frame.remarks.push_back({"R32", fmt::format("the codestream has {} bits, Bits Stored is {}",
                                                stored.bits, attributes.bits_stored)});
  // What was encoded are patterns in Bits Stored bits; the codestream's opinion changes none of
  // them.
  if (shape.is_signed && *shape.is_signed != attributes.is_signed)
    frame.remarks.push_back(
        {"R32", fmt::format("the codestream is {}, Pixel Representation says {}",
                            *shape.is_signed ? "signed" : "unsigned",
                            attributes.is_signed ? "signed" : "unsigned")});
  return frame;
}

}  // namespace noctis
