// JPEG-LS, by CharLS: DCMTK's own copy of it (3.6.7) refuses samples of fewer than 8 bits, and
// takes 1.01 to 1.15 times the time (tests/bench/decoder_times.cpp).

#include <algorithm>
#include <memory>
#include <utility>

#include <charls/charls.h>

#include "base/late_library.hpp"
#include "dicom/codestream.hpp"
#include "dicom/decoders.hpp"
#include "dicom/photometric.hpp"

namespace noctis {

namespace {

LateLibrary charls_library(NOCTIS_CHARLS);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_destroy);
NOCTIS_LATE(charls_library, charls_get_error_message);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_create);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_set_source_buffer);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_read_header);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_get_frame_info);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_get_interleave_mode);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_get_near_lossless);
NOCTIS_LATE(charls_library, charls_jpegls_decoder_decode_to_buffer);

struct DecoderDeleter {
  void operator()(charls_jpegls_decoder* decoder) const { charls_jpegls_decoder_destroy(decoder); }
};
using Decoder = std::unique_ptr<charls_jpegls_decoder, DecoderDeleter>;

tl::unexpected<Error> failed(charls_jpegls_errc code) {
  const bool truncated = code == charls::jpegls_errc::source_buffer_too_small;
  return failure(truncated ? ErrorKind::truncated : ErrorKind::malformed,
                 "the JPEG-LS codestream: {}", charls_get_error_message(code));
}

constexpr auto success = charls::jpegls_errc::success;

struct Opened {
  Decoder decoder;
  charls_frame_info info{};
  charls_interleave_mode interleave = charls::interleave_mode::none;
  bool lossless = true;
};

/// Reads all that comes before the samples.
Result<Opened> open(ByteView codestream) {
  Opened opened;
  opened.decoder.reset(charls_jpegls_decoder_create());
  charls_jpegls_decoder* const decoder = opened.decoder.get();
  if (decoder == nullptr)
    return failure(ErrorKind::too_large, "no memory for a JPEG-LS decoder");
  std::int32_t near_lossless = 0;
  auto code =
      charls_jpegls_decoder_set_source_buffer(decoder, codestream.data(), codestream.size());
  if (code == success)
    code = charls_jpegls_decoder_read_header(decoder);
  if (code == success)
    code = charls_jpegls_decoder_get_frame_info(decoder, &opened.info);
  if (code == success)
    code = charls_jpegls_decoder_get_interleave_mode(decoder, &opened.interleave);
  if (code == success)
    code = charls_jpegls_decoder_get_near_lossless(decoder, 0, &near_lossless);
  if (code != success)
    return failed(code);
  opened.lossless = near_lossless == 0;
  return opened;
}

template <class Word>
std::vector<Word> interleave_planes(const std::vector<Word>& planes, std::size_t components) {
  const std::size_t pixels = planes.size() / components;
  std::vector<Word> interleaved(planes.size());
  for (std::size_t component = 0; component < components; ++component)
    for (std::size_t i = 0; i < pixels; ++i)
      interleaved[i * components + component] = planes[component * pixels + i];
  return interleaved;
}

template <class Word>
Result<Samples> decode_samples(const Opened& opened) {
  const auto components = static_cast<std::size_t>(opened.info.component_count);
  std::vector<Word> samples(std::size_t{opened.info.height} * opened.info.width * components);
  const auto code = charls_jpegls_decoder_decode_to_buffer(opened.decoder.get(), samples.data(),
                                                           samples.size() * sizeof(Word), 0);
  if (code != success)
    return failed(code);
  if (components > 1 && opened.interleave == charls::interleave_mode::none)
    return interleave_planes(samples, components);
  return samples;
}

}  // namespace

Result<> load_jpeg_ls() {
  return charls_library.load();
}

Result<Frame> decode_jpeg_ls(ByteView codestream, const ImagePixel& attributes) {
  if (const auto loaded = load_jpeg_ls(); !loaded)
    return failure(loaded);
  const Piece ended = with_end_marker(codestream);
  const auto opened = open(ended.bytes());
  if (!opened)
    return failure(opened);
  const CodestreamShape shape{
      .rows = opened->info.height,
      .columns = opened->info.width,
      .components = static_cast<std::uint32_t>(opened->info.component_count),
      .precision = static_cast<std::uint32_t>(opened->info.bits_per_sample),
      .lossless = opened->lossless};
  if (const auto checked = check_shape("JPEG-LS", shape, attributes); !checked)
    return failure(checked);

  std::vector<Remark> remarks;
  const auto photometric = photometric_of(attributes, remarks);
  if (!photometric)
    return failure(photometric);
  auto samples = shape.precision <= 8 ? decode_samples<std::uint8_t>(*opened)
                                      : decode_samples<std::uint16_t>(*opened);
  if (!samples)
    return failure(samples);
  Frame frame = make_frame(shape, attributes, *photometric, std::move(*samples));
  frame.remarks.insert(frame.remarks.begin(), remarks.begin(), remarks.end());
  return frame;
}

}  // namespace noctis
