// RLE Lossless (PS3.5 Annex G): a segment for each byte of each sample, the most significant first.

#include <cstddef>
#include <cstring>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcrleenc.h>

#include "phantom/encoding.hpp"
#include "phantom/pixels.hpp"

namespace noctis::phantom {

namespace {

// Each row is a run of its own: PS3.5 G.3.1.
Bytes encode_segment(const Bytes& words, std::size_t first, std::size_t stride,
                     const PhantomSamples& samples) {
  DcmRLEEncoder encoder(1);
  std::size_t at = first;
  for (std::uint32_t row = 0; row < samples.rows; ++row) {
    for (std::uint32_t column = 0; column < samples.columns; ++column, at += stride)
      encoder.add(words[at]);
    encoder.flush();
  }
  Bytes segment(encoder.size());
  encoder.write(segment.data());
  return segment;
}

}  // namespace

Result<Bytes> encode_rle(const PhantomSamples& samples, std::string_view photometric) {
  if (samples.bits_allocated < 8)
    return failure(ErrorKind::unsupported, "RLE of {} bits", samples.bits_allocated);
  if (photometric == "YBR_FULL_422")
    return failure(ErrorKind::unsupported, "RLE of YBR_FULL_422");
  const Bytes words = pack(samples);
  const std::size_t width = samples.bits_allocated / 8U;
  const std::size_t stride = width * samples.samples_per_pixel;

  constexpr std::size_t header_words = 16;
  std::vector<std::uint32_t> header{static_cast<std::uint32_t>(stride)};
  Bytes frame(header_words * 4);
  for (std::size_t sample = 0; sample < samples.samples_per_pixel; ++sample) {
    for (std::size_t byte = width; byte-- > 0;) {
      header.push_back(static_cast<std::uint32_t>(frame.size()));
      const Bytes segment = encode_segment(words, sample * width + byte, stride, samples);
      frame.insert(frame.end(), segment.begin(), segment.end());
    }
  }
  header.resize(header_words);
  std::memcpy(frame.data(), header.data(), header_words * 4);
  return frame;
}

}  // namespace noctis::phantom
