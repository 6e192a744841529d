// JPEG XL, by libjxl.  Version 0.7 returns samples only scaled to all of 8 or 16 bits; they are
// scaled back, which is exact.

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <jxl/decode.h>

#include "base/late_library.hpp"
#include "dicom/codestream.hpp"
#include "dicom/decoders.hpp"
#include "dicom/photometric.hpp"

namespace noctis {

namespace {

LateLibrary libjxl(NOCTIS_JXL);
NOCTIS_LATE(libjxl, JxlDecoderDestroy);
NOCTIS_LATE(libjxl, JxlDecoderCreate);
NOCTIS_LATE(libjxl, JxlDecoderSubscribeEvents);
NOCTIS_LATE(libjxl, JxlDecoderSetKeepOrientation);
NOCTIS_LATE(libjxl, JxlDecoderSetInput);
NOCTIS_LATE(libjxl, JxlDecoderProcessInput);
NOCTIS_LATE(libjxl, JxlDecoderGetBasicInfo);
NOCTIS_LATE(libjxl, JxlDecoderGetColorAsEncodedProfile);
NOCTIS_LATE(libjxl, JxlDecoderGetICCProfileSize);
NOCTIS_LATE(libjxl, JxlDecoderGetColorAsICCProfile);
NOCTIS_LATE(libjxl, JxlDecoderImageOutBufferSize);
NOCTIS_LATE(libjxl, JxlDecoderSetImageOutBuffer);

constexpr std::size_t max_icc_bytes = std::size_t{4} << 20;

struct DecoderDeleter {
  void operator()(JxlDecoder* decoder) const { JxlDecoderDestroy(decoder); }
};

/// One picture's way through libjxl's events.
class Picture {
 public:
  explicit Picture(const ImagePixel& attributes)
      : attributes_(attributes), decoder_(JxlDecoderCreate(nullptr)) {}

  Result<> decode(ByteView codestream);

  CodestreamShape shape;
  std::vector<std::uint16_t> samples;
  Bytes icc_profile;

 private:
  Result<> read_basic_info();
  void read_color();
  Result<> provide_buffer();

  const ImagePixel& attributes_;
  std::unique_ptr<JxlDecoder, DecoderDeleter> decoder_;
};

Result<> Picture::decode(ByteView codestream) {
  JxlDecoder* const decoder = decoder_.get();
  if (decoder == nullptr ||
      JxlDecoderSubscribeEvents(decoder, JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING |
                                             JXL_DEC_FULL_IMAGE) != JXL_DEC_SUCCESS ||
      // Rows and Columns, spacing and orientation are those of the picture as it is stored.
      JxlDecoderSetKeepOrientation(decoder, JXL_TRUE) != JXL_DEC_SUCCESS ||
      JxlDecoderSetInput(decoder, codestream.data(), codestream.size()) != JXL_DEC_SUCCESS)
    return failure(ErrorKind::too_large, "no JPEG XL decoder");
  // The input is not closed: at its end libjxl then asks for more, where else it would print.

  for (;;) {
    Result<> handled;
    switch (JxlDecoderProcessInput(decoder)) {
      case JXL_DEC_BASIC_INFO:
        handled = read_basic_info();
        break;
      case JXL_DEC_COLOR_ENCODING:
        read_color();
        break;
      case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
        handled = provide_buffer();
        break;
      case JXL_DEC_FULL_IMAGE:  // the first of an animation is the frame
        return {};
      case JXL_DEC_NEED_MORE_INPUT:
        return failure(ErrorKind::truncated, "the JPEG XL codestream ends after {} bytes",
                       codestream.size());
      default:
        return failure(ErrorKind::malformed, "the JPEG XL codestream is damaged");
    }
    if (!handled)
      return handled;
  }
}

Result<> Picture::read_basic_info() {
  JxlBasicInfo info;
  if (JxlDecoderGetBasicInfo(decoder_.get(), &info) != JXL_DEC_SUCCESS)
    return failure(ErrorKind::malformed, "the JPEG XL codestream has no header");
  if (info.exponent_bits_per_sample != 0 || info.bits_per_sample > 16)
    return failure(ErrorKind::unsupported, "JPEG XL of {} bits, {} of them an exponent",
                   info.bits_per_sample, info.exponent_bits_per_sample);
  // libjxl takes some 18 bytes a sample.
  constexpr std::uint64_t jpeg_xl_samples = max_samples_per_frame / 2;
  if (std::uint64_t{info.xsize} * info.ysize >
      jpeg_xl_samples / std::max(info.num_color_channels, 1U))
    return failure(ErrorKind::too_large, "a JPEG XL frame of {} x {} pixels and {} channels",
                   info.xsize, info.ysize, info.num_color_channels);
  // Each is decoded, whether it is asked for or not.
  if (info.num_extra_channels > 1)
    return failure(ErrorKind::unsupported, "the JPEG XL codestream has {} extra channels",
                   info.num_extra_channels);
  shape = {.rows = info.ysize,
           .columns = info.xsize,
           .components = info.num_color_channels,
           .precision = info.bits_per_sample,
           .lossless = info.uses_original_profile == JXL_TRUE};
  return check_shape("JPEG XL", shape, attributes_);
}

/// The profile of the colours that come out, unless they are sRGB.
void Picture::read_color() {
  if (shape.components != 3)
    return;
  constexpr JxlPixelFormat format = {0, JXL_TYPE_UINT16, JXL_LITTLE_ENDIAN, 0};
  JxlColorEncoding encoding{};
  const bool is_srgb =
      JxlDecoderGetColorAsEncodedProfile(decoder_.get(), &format, JXL_COLOR_PROFILE_TARGET_DATA,
                                         &encoding) == JXL_DEC_SUCCESS &&
      encoding.white_point == JXL_WHITE_POINT_D65 && encoding.primaries == JXL_PRIMARIES_SRGB &&
      encoding.transfer_function == JXL_TRANSFER_FUNCTION_SRGB;
  std::size_t size = 0;
  if (is_srgb ||
      JxlDecoderGetICCProfileSize(decoder_.get(), &format, JXL_COLOR_PROFILE_TARGET_DATA, &size) !=
          JXL_DEC_SUCCESS ||
      size > max_icc_bytes)
    return;
  icc_profile.resize(size);
  if (JxlDecoderGetColorAsICCProfile(decoder_.get(), &format, JXL_COLOR_PROFILE_TARGET_DATA,
                                     icc_profile.data(), size) != JXL_DEC_SUCCESS)
    icc_profile.clear();
}

Result<> Picture::provide_buffer() {
  const JxlPixelFormat format = {shape.components, JXL_TYPE_UINT16, JXL_LITTLE_ENDIAN, 0};
  samples.resize(std::size_t{shape.rows} * shape.columns * shape.components);
  const std::size_t bytes = samples.size() * sizeof(std::uint16_t);
  std::size_t needed = 0;
  if (JxlDecoderImageOutBufferSize(decoder_.get(), &format, &needed) != JXL_DEC_SUCCESS ||
      needed != bytes ||
      JxlDecoderSetImageOutBuffer(decoder_.get(), &format, samples.data(), bytes) !=
          JXL_DEC_SUCCESS)
    return failure(ErrorKind::malformed, "libjxl wants {} bytes for {}", needed, bytes);
  return {};
}

/// From 0..65535 back to 0..2^precision - 1.
void scale_back(std::vector<std::uint16_t>& samples, std::uint32_t precision) {
  const std::uint32_t maximum = (std::uint32_t{1} << precision) - 1;
  for (std::uint16_t& sample : samples)
    sample = static_cast<std::uint16_t>((sample * maximum + 32767U) / 65535U);
}

}  // namespace

Result<> load_jpeg_xl() {
  return libjxl.load();
}

bool begins_jpeg_xl(ByteView first_bytes) {
  constexpr std::array<std::uint8_t, 12> container = {0,   0,   0,    12,   'J',  'X',
                                                      'L', ' ', 0x0d, 0x0a, 0x87, 0x0a};
  if (first_bytes.size() >= 2 && first_bytes[0] == 0xff && first_bytes[1] == 0x0a)
    return true;
  return first_bytes.size() >= container.size() &&
         std::equal(container.begin(), container.end(), first_bytes.begin());
}

Result<Frame> decode_jpeg_xl(ByteView codestream, const ImagePixel& attributes) {
  if (!begins_jpeg_xl(codestream))
    return failure(ErrorKind::malformed, "the codestream has no JPEG XL signature");
  if (const auto loaded = load_jpeg_xl(); !loaded)
    return failure(loaded);
  std::vector<Remark> remarks;
  auto photometric = photometric_of(attributes, remarks);
  if (!photometric)
    return failure(photometric);
  Picture picture(attributes);
  if (const auto decoded = picture.decode(codestream); !decoded)
    return failure(decoded);

  // libjxl returns red, green and blue, whatever lies within (R16).
  if (picture.shape.components == 3)
    photometric = Photometric::rgb;
  if (picture.shape.precision < 16)
    scale_back(picture.samples, picture.shape.precision);
  Frame frame = make_frame(picture.shape, attributes, *photometric, std::move(picture.samples));
  frame.remarks.insert(frame.remarks.begin(), remarks.begin(), remarks.end());
  if (frame.layout.is_color())
    frame.icc_profile = std::move(picture.icc_profile);
  return frame;
}

}  // namespace noctis
