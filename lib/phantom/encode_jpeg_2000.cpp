// JPEG 2000 (ISO 15444-1) by OpenJPEG.

#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>

#include "phantom/encoding.hpp"

namespace noctis::phantom {

namespace {

// OpenJPEG writes into what it takes for a file: it seeks back for lengths.
struct Sink {
  Bytes bytes;
  std::size_t at = 0;
};

OPJ_SIZE_T write_to(void* buffer, OPJ_SIZE_T length, void* user) {
  auto& sink = *static_cast<Sink*>(user);
  if (sink.at + length > sink.bytes.size())
    sink.bytes.resize(sink.at + length);
  std::memcpy(sink.bytes.data() + sink.at, buffer, length);
  sink.at += length;
  return length;
}

OPJ_BOOL seek_to(OPJ_OFF_T offset, void* user) {
  static_cast<Sink*>(user)->at = static_cast<std::size_t>(offset);
  return OPJ_TRUE;
}

OPJ_OFF_T skip_by(OPJ_OFF_T length, void* user) {
  static_cast<Sink*>(user)->at += static_cast<std::size_t>(length);
  return length;
}

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* handle) const {
    destroy(handle);
  }
};
using Image = std::unique_ptr<opj_image_t, Destroy<opj_image_destroy>>;
using Codec = std::unique_ptr<opj_codec_t, Destroy<opj_destroy_codec>>;
using Stream = std::unique_ptr<opj_stream_t, Destroy<opj_stream_destroy>>;

Image image_of(const PhantomSamples& samples, std::string_view photometric) {
  std::array<opj_image_cmptparm_t, 3> parts{};
  for (opj_image_cmptparm_t& part : parts) {
    part.dx = part.dy = 1;
    part.w = samples.columns;
    part.h = samples.rows;
    part.prec = samples.bits_stored;
    part.sgnd = samples.is_signed ? 1 : 0;
  }
  OPJ_COLOR_SPACE space = OPJ_CLRSPC_GRAY;
  if (samples.samples_per_pixel == 3)
    space = photometric == "RGB" ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_SYCC;
  Image image(opj_image_create(samples.samples_per_pixel, parts.data(), space));
  if (image == nullptr)
    return image;
  image->x1 = samples.columns;
  image->y1 = samples.rows;
  const std::size_t step = samples.samples_per_pixel;
  for (std::size_t i = 0; i < samples.values.size(); ++i)
    image->comps[i % step].data[i / step] = samples.values[i];
  return image;
}

opj_cparameters_t parameters_for(const PhantomSamples& samples, std::string_view photometric,
                                 bool lossy) {
  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.tcp_numlayers = 1;
  if (lossy) {
    parameters.cp_fixed_quality = 1;
    parameters.tcp_distoratio[0] = 45;  // decibels
  } else {
    parameters.cp_disto_alloc = 1;
    parameters.tcp_rates[0] = 0;
  }
  parameters.irreversible = lossy ? 1 : 0;
  parameters.tcp_mct = photometric == "RGB" ? 1 : 0;
  // A resolution less than one pixel wide is refused.
  int resolutions = 6;
  while (resolutions > 1 && (1U << (resolutions - 1)) > std::min(samples.rows, samples.columns))
    --resolutions;
  parameters.numresolution = resolutions;
  return parameters;
}

Result<Bytes> encode(const PhantomSamples& samples, std::string_view photometric, bool lossy) {
  if (samples.bits_allocated > 16 || samples.bits_allocated < 8)
    return failure(ErrorKind::unsupported, "JPEG 2000 of {} bits", samples.bits_stored);
  if (photometric == "YBR_FULL_422" || (lossy && photometric == "PALETTE COLOR"))
    return failure(ErrorKind::unsupported, "JPEG 2000 of {}", photometric);
  const Image image = image_of(samples, photometric);
  const Codec codec(opj_create_compress(OPJ_CODEC_J2K));
  const Stream stream(opj_stream_default_create(OPJ_FALSE));
  if (image == nullptr || codec == nullptr || stream == nullptr)
    return failure(ErrorKind::unsupported, "JPEG 2000: out of memory");
  Sink sink;
  opj_stream_set_user_data(stream.get(), &sink, nullptr);
  opj_stream_set_write_function(stream.get(), write_to);
  opj_stream_set_seek_function(stream.get(), seek_to);
  opj_stream_set_skip_function(stream.get(), skip_by);
  opj_cparameters_t parameters = parameters_for(samples, photometric, lossy);
  if (opj_setup_encoder(codec.get(), &parameters, image.get()) == OPJ_FALSE ||
      opj_start_compress(codec.get(), image.get(), stream.get()) == OPJ_FALSE ||
      opj_encode(codec.get(), stream.get()) == OPJ_FALSE ||
      opj_end_compress(codec.get(), stream.get()) == OPJ_FALSE)
    return failure(ErrorKind::unsupported, "JPEG 2000: OpenJPEG made no frame");
  return std::move(sink.bytes);
}

}  // namespace

Result<Bytes> encode_jpeg_2000(const PhantomSamples& samples, std::string_view photometric) {
  return encode(samples, photometric, false);
}

Result<Bytes> encode_jpeg_2000_lossy(const PhantomSamples& samples, std::string_view photometric) {
  return encode(samples, photometric, true);
}

}  // namespace noctis::phantom
