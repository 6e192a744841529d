// JPEG (ISO 10918-1) by DCMTK's three builds of IJG's library: 8, 12 and 16 bits.

#include <memory>
#include <utility>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djeijg12.h>
#include <dcmtk/dcmjpeg/djeijg16.h>
#include <dcmtk/dcmjpeg/djeijg8.h>

#include "phantom/encoding.hpp"
#include "phantom/pixels.hpp"

namespace noctis::phantom {

namespace {

constexpr Uint8 quality = 92;

EP_Interpretation interpretation_of(std::string_view photometric) noexcept {
  if (photometric == "RGB")
    return EPI_RGB;
  if (photometric == "YBR_FULL")
    return EPI_YBR_Full;
  if (photometric == "YBR_FULL_422")
    return EPI_YBR_Full_422;
  return EPI_Monochrome2;
}

DJCodecParameter parameters_for(std::string_view photometric) {
  return {photometric == "RGB" ? ECC_lossyRGB : ECC_lossyYCbCr,
          EDC_photometricInterpretation,
          EUC_never,
          EPC_default,
          OFFalse,
          OFFalse,
          OFFalse,
          OFTrue,
          0,
          0,
          0,
          OFFalse,
          photometric == "YBR_FULL_422" ? ESS_422 : ESS_444};
}

// Bits Stored of the words that the encoder is to take, one of its builds.
std::unique_ptr<DJEncoder> lossy_encoder(const DJCodecParameter& parameters, EJ_Mode mode,
                                         int bits) {
  if (bits <= 8)
    return std::make_unique<DJCompressIJG8Bit>(parameters, mode, quality);
  return std::make_unique<DJCompressIJG12Bit>(parameters, mode, quality);
}

std::unique_ptr<DJEncoder> lossless_encoder(const DJCodecParameter& parameters, int predictor,
                                            int bits) {
  if (bits <= 8)
    return std::make_unique<DJCompressIJG8Bit>(parameters, EJM_lossless, predictor, 0);
  if (bits <= 12)
    return std::make_unique<DJCompressIJG12Bit>(parameters, EJM_lossless, predictor, 0);
  return std::make_unique<DJCompressIJG16Bit>(parameters, EJM_lossless, predictor, 0);
}

Result<Bytes> run(DJEncoder& encoder, const PhantomSamples& samples, std::string_view photometric) {
  Bytes words = pack(samples);
  const auto columns = static_cast<Uint16>(samples.columns);
  const auto rows = static_cast<Uint16>(samples.rows);
  const EP_Interpretation interpretation = interpretation_of(photometric);
  Uint8* codestream = nullptr;
  Uint32 length = 0;
  const OFCondition encoded =
      samples.bits_allocated == 8
          ? encoder.encode(columns, rows, interpretation, samples.samples_per_pixel, words.data(),
                           codestream, length)
          : encoder.encode(columns, rows, interpretation, samples.samples_per_pixel,
                           reinterpret_cast<Uint16*>(words.data()), codestream, length);
  const std::unique_ptr<Uint8[]> owner(codestream);
  if (encoded.bad() || codestream == nullptr)
    return failure(ErrorKind::unsupported, "JPEG: {}", encoded.text());
  return Bytes(codestream, codestream + length);
}

Result<Bytes> encode_lossy(const PhantomSamples& samples, std::string_view photometric,
                           EJ_Mode mode, int most_bits) {
  if (samples.bits_allocated > 16 || samples.bits_stored > most_bits || samples.bits_allocated < 8)
    return failure(ErrorKind::unsupported, "lossy JPEG of {} bits", samples.bits_stored);
  if (samples.is_signed)
    return failure(ErrorKind::unsupported, "lossy JPEG of signed values");
  if (photometric == "PALETTE COLOR")
    return failure(ErrorKind::unsupported, "lossy JPEG of palette indices");
  const DJCodecParameter parameters = parameters_for(photometric);
  const auto encoder = lossy_encoder(parameters, mode, samples.bits_stored);
  return run(*encoder, samples, photometric);
}

Result<Bytes> encode_lossless(const PhantomSamples& samples, std::string_view photometric,
                              int predictor) {
  if (samples.bits_allocated > 16 || samples.bits_allocated < 8)
    return failure(ErrorKind::unsupported, "lossless JPEG of {} bits", samples.bits_stored);
  if (photometric == "YBR_FULL_422")
    return failure(ErrorKind::unsupported, "lossless JPEG of YBR_FULL_422");
  const DJCodecParameter parameters = parameters_for(photometric);
  const auto encoder = lossless_encoder(parameters, predictor, samples.bits_stored);
  return run(*encoder, samples, photometric);
}

}  // namespace

Result<Bytes> encode_jpeg_baseline(const PhantomSamples& samples, std::string_view photometric) {
  return encode_lossy(samples, photometric, EJM_baseline, 8);
}

Result<Bytes> encode_jpeg_extended(const PhantomSamples& samples, std::string_view photometric) {
  return encode_lossy(samples, photometric, EJM_sequential, 12);
}

Result<Bytes> encode_jpeg_spectral(const PhantomSamples& samples, std::string_view photometric) {
  return encode_lossy(samples, photometric, EJM_spectralSelection, 12);
}

Result<Bytes> encode_jpeg_progressive(const PhantomSamples& samples, std::string_view photometric) {
  return encode_lossy(samples, photometric, EJM_progressive, 12);
}

Result<Bytes> encode_jpeg_lossless(const PhantomSamples& samples, std::string_view photometric) {
  return encode_lossless(samples, photometric, 4);
}

Result<Bytes> encode_jpeg_lossless_sv1(const PhantomSamples& samples,
                                       std::string_view photometric) {
  return encode_lossless(samples, photometric, 1);
}

}  // namespace noctis::phantom
