// JPEG-LS (ISO 14495-1) by CharLS: DCMTK's encoder takes whole datasets.

#include <charls/charls.h>

#include <cstddef>
#include <memory>

#include "base/late_library.hpp"
#include "phantom/encoding.hpp"
#include "phantom/pixels.hpp"

namespace noctis::phantom {

namespace {

LateLibrary charls_library(NOCTIS_CHARLS);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_destroy);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_create);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_set_frame_info);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_set_near_lossless);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_set_interleave_mode);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_get_estimated_destination_size);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_set_destination_buffer);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_encode_from_buffer);
NOCTIS_LATE(charls_library, charls_jpegls_encoder_get_bytes_written);
NOCTIS_LATE(charls_library, charls_get_error_message);

constexpr std::int32_t deviation = 2;  // that a near-lossless value may have

struct EncoderDeleter {
  void operator()(charls_jpegls_encoder* encoder) const { charls_jpegls_encoder_destroy(encoder); }
};

Result<Bytes> encode(const PhantomSamples& samples, std::string_view photometric,
                     std::int32_t near_lossless) {
  if (samples.bits_allocated > 16 || samples.bits_allocated < 8)
    return failure(ErrorKind::unsupported, "JPEG-LS of {} bits", samples.bits_stored);
  if (photometric == "YBR_FULL_422")
    return failure(ErrorKind::unsupported, "JPEG-LS of {}", photometric);
  if (const auto loaded = charls_library.load(); !loaded)
    return failure(loaded);
  const std::unique_ptr<charls_jpegls_encoder, EncoderDeleter> owner(
      charls_jpegls_encoder_create());
  charls_jpegls_encoder* const encoder = owner.get();
  const charls_frame_info info{samples.columns, samples.rows, samples.bits_stored,
                               samples.samples_per_pixel};
  const auto interleave = samples.samples_per_pixel == 1 ? charls::interleave_mode::none
                                                         : charls::interleave_mode::sample;
  const Bytes words = pack(samples);
  Bytes codestream;
  std::size_t size = 0;

  constexpr auto success = charls::jpegls_errc::success;
  auto code = charls_jpegls_encoder_set_frame_info(encoder, &info);
  if (code == success)
    code = charls_jpegls_encoder_set_near_lossless(encoder, near_lossless);
  if (code == success)
    code = charls_jpegls_encoder_set_interleave_mode(encoder, interleave);
  if (code == success)
    code = charls_jpegls_encoder_get_estimated_destination_size(encoder, &size);
  if (code == success) {
    codestream.resize(size);
    code = charls_jpegls_encoder_set_destination_buffer(encoder, codestream.data(), size);
  }
  if (code == success)
    code = charls_jpegls_encoder_encode_from_buffer(encoder, words.data(), words.size(), 0);
  if (code == success)
    code = charls_jpegls_encoder_get_bytes_written(encoder, &size);
  if (code != success)
    return failure(ErrorKind::unsupported, "JPEG-LS: {}", charls_get_error_message(code));
  codestream.resize(size);
  return codestream;
}

}  // namespace

Result<Bytes> encode_jpeg_ls(const PhantomSamples& samples, std::string_view photometric) {
  return encode(samples, photometric, 0);
}

Result<Bytes> encode_jpeg_ls_near(const PhantomSamples& samples, std::string_view photometric) {
  // Near zero a signed pattern would turn over; an index near another is another colour.
  if (samples.is_signed || photometric == "PALETTE COLOR")
    return failure(ErrorKind::unsupported, "JPEG-LS Near-lossless of {}",
                   samples.is_signed ? "signed values" : photometric);
  return encode(samples, photometric, deviation);
}

}  // namespace noctis::phantom
