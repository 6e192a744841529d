// JPEG XL (ISO 18181-1) by libjxl.

#include <jxl/encode.h>

#include <cstddef>
#include <memory>

#include "base/late_library.hpp"
#include "phantom/encoding.hpp"
#include "phantom/pixels.hpp"

namespace noctis::phantom {

namespace {

LateLibrary libjxl(NOCTIS_JXL);
NOCTIS_LATE(libjxl, JxlEncoderDestroy);
NOCTIS_LATE(libjxl, JxlEncoderCloseInput);
NOCTIS_LATE(libjxl, JxlEncoderProcessOutput);
NOCTIS_LATE(libjxl, JxlEncoderInitBasicInfo);
NOCTIS_LATE(libjxl, JxlColorEncodingSetToSRGB);
NOCTIS_LATE(libjxl, JxlEncoderSetBasicInfo);
NOCTIS_LATE(libjxl, JxlEncoderSetCodestreamLevel);
NOCTIS_LATE(libjxl, JxlEncoderSetColorEncoding);
NOCTIS_LATE(libjxl, JxlEncoderCreate);
NOCTIS_LATE(libjxl, JxlEncoderFrameSettingsCreate);
NOCTIS_LATE(libjxl, JxlEncoderFrameSettingsSetOption);
NOCTIS_LATE(libjxl, JxlEncoderSetFrameDistance);
NOCTIS_LATE(libjxl, JxlEncoderSetFrameLossless);
NOCTIS_LATE(libjxl, JxlEncoderAddImageFrame);
NOCTIS_LATE(libjxl, JxlEncoderUseContainer);
NOCTIS_LATE(libjxl, JxlEncoderStoreJPEGMetadata);
NOCTIS_LATE(libjxl, JxlEncoderAddJPEGFrame);

struct Destroy {
  void operator()(JxlEncoder* encoder) const { JxlEncoderDestroy(encoder); }
};
using Encoder = std::unique_ptr<JxlEncoder, Destroy>;

Result<Bytes> drain(JxlEncoder* encoder) {
  JxlEncoderCloseInput(encoder);
  Bytes codestream(std::size_t{1} << 16);
  std::size_t used = 0;
  while (true) {
    std::uint8_t* next = codestream.data() + used;
    std::size_t left = codestream.size() - used;
    const JxlEncoderStatus status = JxlEncoderProcessOutput(encoder, &next, &left);
    used = codestream.size() - left;
    if (status == JXL_ENC_SUCCESS)
      break;
    if (status != JXL_ENC_NEED_MORE_OUTPUT)
      return failure(ErrorKind::unsupported, "JPEG XL: libjxl made no frame");
    codestream.resize(codestream.size() * 2);
  }
  codestream.resize(used);
  return codestream;
}

Result<> describe(JxlEncoder* encoder, const PhantomSamples& samples, bool lossy) {
  const bool is_grey = samples.samples_per_pixel == 1;
  JxlBasicInfo info;
  JxlEncoderInitBasicInfo(&info);
  info.xsize = samples.columns;
  info.ysize = samples.rows;
  info.bits_per_sample = samples.bits_stored;
  info.num_color_channels = samples.samples_per_pixel;
  info.uses_original_profile = lossy ? JXL_FALSE : JXL_TRUE;
  JxlColorEncoding color;
  JxlColorEncodingSetToSRGB(&color, is_grey ? JXL_TRUE : JXL_FALSE);
  if (JxlEncoderSetBasicInfo(encoder, &info) != JXL_ENC_SUCCESS ||
      JxlEncoderSetCodestreamLevel(encoder, samples.bits_stored > 12 ? 10 : 5) != JXL_ENC_SUCCESS ||
      JxlEncoderSetColorEncoding(encoder, &color) != JXL_ENC_SUCCESS)
    return failure(ErrorKind::unsupported, "JPEG XL: libjxl refuses {} bits", samples.bits_stored);
  return {};
}

// libjxl takes the full range of its words for 0 to 1: values go up to Bits Stored's share of it.
Bytes full_range(const PhantomSamples& samples) {
  if (samples.bits_allocated == 8)
    return pack(samples);
  PhantomSamples spread = samples;
  spread.bits_stored = 16;
  const std::int64_t most = (std::int64_t{1} << samples.bits_stored) - 1;
  for (std::int32_t& value : spread.values)
    value = static_cast<std::int32_t>(((value & most) * 65535 + most / 2) / most);
  return pack(spread);
}

Result<Bytes> encode(const PhantomSamples& samples, std::string_view photometric, bool lossy) {
  if (samples.bits_allocated > 16 || samples.bits_allocated < 8)
    return failure(ErrorKind::unsupported, "JPEG XL of {} bits", samples.bits_stored);
  if (photometric.starts_with("YBR") || (lossy && photometric == "PALETTE COLOR"))
    return failure(ErrorKind::unsupported, "JPEG XL of {}", photometric);
  if (samples.is_signed)
    return failure(ErrorKind::unsupported, "JPEG XL of signed values");
  if (const auto loaded = libjxl.load(); !loaded)
    return failure(loaded);
  const Encoder encoder(JxlEncoderCreate(nullptr));
  if (const auto described = describe(encoder.get(), samples, lossy); !described)
    return failure(described);
  JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder.get(), nullptr);
  JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, 3);
  if (lossy)
    JxlEncoderSetFrameDistance(settings, 0.5F);
  else
    JxlEncoderSetFrameLossless(settings, JXL_TRUE);
  const JxlPixelFormat format{samples.samples_per_pixel,
                              samples.bits_allocated == 8 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16,
                              JXL_LITTLE_ENDIAN, 0};
  const Bytes words = full_range(samples);
  if (JxlEncoderAddImageFrame(settings, &format, words.data(), words.size()) != JXL_ENC_SUCCESS)
    return failure(ErrorKind::unsupported, "JPEG XL: libjxl takes no frame");
  return drain(encoder.get());
}

}  // namespace

Result<Bytes> encode_jpeg_xl(const PhantomSamples& samples, std::string_view photometric) {
  return encode(samples, photometric, false);
}

Result<Bytes> encode_jpeg_xl_lossy(const PhantomSamples& samples, std::string_view photometric) {
  return encode(samples, photometric, true);
}

Result<Bytes> encode_jpeg_xl_recompressed(const PhantomSamples& samples,
                                          std::string_view photometric) {
  const auto jpeg = encode_jpeg_baseline(samples, photometric);
  if (!jpeg)
    return failure(jpeg);
  if (const auto loaded = libjxl.load(); !loaded)
    return failure(loaded);
  const Encoder encoder(JxlEncoderCreate(nullptr));
  JxlEncoderUseContainer(encoder.get(), JXL_TRUE);
  JxlEncoderStoreJPEGMetadata(encoder.get(), JXL_TRUE);
  JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder.get(), nullptr);
  if (JxlEncoderAddJPEGFrame(settings, jpeg->data(), jpeg->size()) != JXL_ENC_SUCCESS)
    return failure(ErrorKind::unsupported, "JPEG XL: libjxl takes no such JPEG");
  return drain(encoder.get());
}

}  // namespace noctis::phantom
