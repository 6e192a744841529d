#include "dicom/codestreams.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <variant>

#include <jpeglib.h>

#include <charls/charls.h>
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmjpeg/djcparam.h>
#include <dcmtk/dcmjpeg/djeijg12.h>
#include <dcmtk/dcmjpeg/djeijg16.h>
#include <dcmtk/dcmjpeg/djeijg8.h>
#include <doctest/doctest.h>
#include <jxl/encode.h>
#include <openjpeg.h>

#include "support/random.hpp"

namespace noctis::test {

namespace {

template <class Word>
std::vector<Word> words_of(const Raster& raster) {
  return {raster.samples.begin(), raster.samples.end()};
}

}  // namespace

Raster make_raster(std::uint32_t rows, std::uint32_t columns, std::uint32_t components,
                   std::uint32_t precision, std::uint32_t seed) {
  Raster raster{rows, columns, components, precision, {}};
  Random random(seed);
  const std::uint32_t maximum = (1U << precision) - 1;
  for (std::uint32_t row = 0; row < rows; ++row)
    for (std::uint32_t column = 0; column < columns; ++column)
      for (std::uint32_t component = 0; component < components; ++component) {
        const std::uint32_t slope = (row * 3 + column * 2 + component * 40) * maximum / 800;
        const std::uint32_t noise = random.below(maximum / 64 + 2);
        raster.samples.push_back(
            static_cast<std::uint16_t>(std::min(maximum, slope % (maximum + 1) + noise)));
      }
  raster.samples.front() = static_cast<std::uint16_t>(maximum);
  raster.samples.back() = 0;
  return raster;
}

ImagePixel attributes_of(const Raster& raster) {
  ImagePixel attributes;
  attributes.rows = raster.rows;
  attributes.columns = raster.columns;
  attributes.samples_per_pixel = static_cast<std::uint16_t>(raster.components);
  attributes.bits_allocated = raster.precision <= 8 ? 8 : 16;
  attributes.bits_stored = static_cast<std::uint16_t>(raster.precision);
  attributes.high_bit = static_cast<std::uint16_t>(raster.precision - 1);
  attributes.photometric_interpretation = raster.components == 3 ? "RGB" : "MONOCHROME2";
  return attributes;
}

std::vector<std::uint16_t> samples_of(const Frame& frame) {
  std::vector<std::uint16_t> samples;
  std::visit(
      [&samples](const auto& words) {
        for (const auto word : words)
          samples.push_back(static_cast<std::uint16_t>(word));
      },
      frame.samples);
  return samples;
}

int greatest_difference(const Frame& frame, const Raster& raster) {
  const auto samples = samples_of(frame);
  if (samples.size() != raster.samples.size())
    return 65536;
  int greatest = 0;
  for (std::size_t i = 0; i < samples.size(); ++i)
    greatest = std::max(greatest, std::abs(int{samples[i]} - int{raster.samples[i]}));
  return greatest;
}

Bytes encode_jpeg_8_bit(const Raster& raster, const JpegOptions& options) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = raster.columns;
  info.image_height = raster.rows;
  info.input_components = static_cast<int>(raster.components);
  // The samples go in as they are: input and codestream have one colour space.
  const J_COLOR_SPACE color = options.samples_are_rgb ? JCS_RGB : JCS_YCbCr;
  info.in_color_space = raster.components == 1 ? JCS_GRAYSCALE : color;
  jpeg_set_defaults(&info);
  jpeg_set_colorspace(&info, info.in_color_space);
  jpeg_set_quality(&info, options.quality, TRUE);
  info.write_JFIF_header = options.jfif ? TRUE : FALSE;
  info.write_Adobe_marker = options.adobe ? TRUE : FALSE;
  info.arith_code = options.arithmetic ? TRUE : FALSE;
  info.restart_in_rows = options.restart_rows;
  if (raster.components == 3) {
    info.comp_info[0].h_samp_factor = options.chroma_columns;
    info.comp_info[0].v_samp_factor = options.chroma_rows;
  }
  if (options.progressive)
    jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  auto words = words_of<std::uint8_t>(raster);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = &words[std::size_t{info.next_scanline} * raster.columns * raster.components];
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  Bytes codestream(bytes, bytes + size);
  std::free(bytes);
  return codestream;
}

namespace {

Bytes encode_by_dcmtk(const Raster& raster, DJEncoder& encoder) {
  auto words = words_of<std::uint16_t>(raster);
  auto bytes = words_of<std::uint8_t>(raster);
  const auto columns = static_cast<Uint16>(raster.columns);
  const auto rows = static_cast<Uint16>(raster.rows);
  const auto components = static_cast<Uint16>(raster.components);
  const EP_Interpretation color = components == 3 ? EPI_RGB : EPI_Monochrome2;
  Uint8* to = nullptr;
  Uint32 length = 0;
  const OFCondition condition =
      raster.precision <= 8
          ? encoder.encode(columns, rows, color, components, bytes.data(), to, length)
          : encoder.encode(columns, rows, color, components, words.data(), to, length);
  REQUIRE(condition.good());
  Bytes codestream(to, to + length);
  delete[] to;
  return codestream;
}

const DJCodecParameter& dcmtk_parameters() {
  static const DJCodecParameter parameters(ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default);
  return parameters;
}

}  // namespace

Bytes encode_jpeg_12_bit(const Raster& raster) {
  DJCompressIJG12Bit encoder(dcmtk_parameters(), EJM_sequential, 95);
  return encode_by_dcmtk(raster, encoder);
}

Bytes encode_jpeg_lossless(const Raster& raster, int predictor, int point_transform) {
  std::unique_ptr<DJEncoder> encoder;
  if (raster.precision <= 8)
    encoder = std::make_unique<DJCompressIJG8Bit>(dcmtk_parameters(), EJM_lossless, predictor,
                                                  point_transform);
  else if (raster.precision <= 12)
    encoder = std::make_unique<DJCompressIJG12Bit>(dcmtk_parameters(), EJM_lossless, predictor,
                                                   point_transform);
  else
    encoder = std::make_unique<DJCompressIJG16Bit>(dcmtk_parameters(), EJM_lossless, predictor,
                                                   point_transform);
  return encode_by_dcmtk(raster, *encoder);
}

Bytes encode_jpeg_ls(const Raster& raster, int near_lossless, Interleave interleave) {
  charls::jpegls_encoder encoder;
  encoder.frame_info({raster.columns, raster.rows, static_cast<std::int32_t>(raster.precision),
                      static_cast<std::int32_t>(raster.components)});
  encoder.near_lossless(near_lossless);
  encoder.interleave_mode(static_cast<charls::interleave_mode>(interleave));

  std::vector<std::uint16_t> ordered = raster.samples;
  if (interleave == Interleave::none) {
    const std::size_t pixels = ordered.size() / raster.components;
    for (std::size_t i = 0; i < ordered.size(); ++i)
      ordered[i] = raster.samples[i % pixels * raster.components + i / pixels];
  }
  Bytes codestream(encoder.estimated_destination_size() + 1024);
  encoder.destination(codestream);
  const Bytes narrow(ordered.begin(), ordered.end());
  codestream.resize(raster.precision <= 8 ? encoder.encode(narrow) : encoder.encode(ordered));
  return codestream;
}

namespace {

OPJ_SIZE_T append(void* from, OPJ_SIZE_T count, void* user) {
  auto& bytes = *static_cast<std::pair<Bytes, std::size_t>*>(user);
  if (bytes.first.size() < bytes.second + count)
    bytes.first.resize(bytes.second + count);
  std::memcpy(bytes.first.data() + bytes.second, from, count);
  bytes.second += count;
  return count;
}

OPJ_BOOL seek(OPJ_OFF_T position, void* user) {
  static_cast<std::pair<Bytes, std::size_t>*>(user)->second = static_cast<std::size_t>(position);
  return OPJ_TRUE;
}

OPJ_OFF_T skip(OPJ_OFF_T count, void* user) {
  static_cast<std::pair<Bytes, std::size_t>*>(user)->second += static_cast<std::size_t>(count);
  return count;
}

opj_image_t* image_of(const Raster& raster, const Jpeg2000Options& options) {
  std::vector<opj_image_cmptparm_t> parameters(raster.components);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto every = static_cast<OPJ_UINT32>(i == 0 ? 1 : options.chroma_columns);
    parameters[i] = {};
    parameters[i].dx = every;
    parameters[i].dy = 1;
    parameters[i].w = (raster.columns + every - 1) / every;
    parameters[i].h = raster.rows;
    parameters[i].prec = raster.precision;
    parameters[i].sgnd = options.is_signed ? 1 : 0;
  }
  opj_image_t* image = opj_image_create(raster.components, parameters.data(),
                                        raster.components == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY);
  image->x1 = raster.columns;
  image->y1 = raster.rows;
  const std::int32_t sign = 1 << (raster.precision - 1);
  for (std::uint32_t i = 0; i < raster.components; ++i) {
    const opj_image_comp_t& component = image->comps[i];
    for (std::uint32_t row = 0; row < component.h; ++row)
      for (std::uint32_t column = 0; column < component.w; ++column) {
        const std::size_t pixel = std::size_t{row} * raster.columns + column * component.dx;
        const std::int32_t sample = raster.samples[pixel * raster.components + i];
        component.data[std::size_t{row} * component.w + column] =
            options.is_signed ? (sample ^ sign) - sign : sample;
      }
  }
  return image;
}

}  // namespace

Bytes encode_jpeg_2000(const Raster& raster, const Jpeg2000Options& options) {
  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.irreversible = options.reversible ? 0 : 1;
  parameters.tcp_numlayers = 1;
  parameters.cp_disto_alloc = 1;
  parameters.tcp_rates[0] = options.reversible ? 0 : 4;
  parameters.numresolution = 3;
  parameters.tcp_mct =
      static_cast<char>(raster.components == 3 && options.multiple_component_transform ? 1 : 0);
  if (options.tile > 0) {
    parameters.tile_size_on = OPJ_TRUE;
    parameters.cp_tdx = options.tile;
    parameters.cp_tdy = options.tile;
  }
  opj_image_t* image = image_of(raster, options);
  opj_codec_t* codec = opj_create_compress(options.boxes ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
  opj_stream_t* stream = opj_stream_create(1 << 16, OPJ_STREAM_WRITE);
  std::pair<Bytes, std::size_t> written;
  opj_stream_set_user_data(stream, &written, nullptr);
  opj_stream_set_write_function(stream, append);
  opj_stream_set_seek_function(stream, seek);
  opj_stream_set_skip_function(stream, skip);
  REQUIRE(opj_setup_encoder(codec, &parameters, image) == OPJ_TRUE);
  REQUIRE(opj_start_compress(codec, image, stream) == OPJ_TRUE);
  REQUIRE(opj_encode(codec, stream) == OPJ_TRUE);
  REQUIRE(opj_end_compress(codec, stream) == OPJ_TRUE);
  opj_stream_destroy(stream);
  opj_destroy_codec(codec);
  opj_image_destroy(image);
  return written.first;
}

namespace {

Bytes finish(JxlEncoder* encoder) {
  JxlEncoderCloseInput(encoder);
  Bytes codestream(std::size_t{1} << 20);
  std::uint8_t* next = codestream.data();
  std::size_t left = codestream.size();
  REQUIRE(JxlEncoderProcessOutput(encoder, &next, &left) == JXL_ENC_SUCCESS);
  codestream.resize(codestream.size() - left);
  JxlEncoderDestroy(encoder);
  return codestream;
}

}  // namespace

Bytes encode_jpeg_xl(const Raster& raster, bool lossless, bool container) {
  JxlEncoder* encoder = JxlEncoderCreate(nullptr);
  if (container)
    REQUIRE(JxlEncoderUseContainer(encoder, JXL_TRUE) == JXL_ENC_SUCCESS);
  JxlBasicInfo info;
  JxlEncoderInitBasicInfo(&info);
  info.xsize = raster.columns;
  info.ysize = raster.rows;
  info.bits_per_sample = raster.precision;
  info.num_color_channels = raster.components;
  info.uses_original_profile = lossless ? JXL_TRUE : JXL_FALSE;
  if (raster.precision > 12)
    REQUIRE(JxlEncoderSetCodestreamLevel(encoder, 10) == JXL_ENC_SUCCESS);
  REQUIRE(JxlEncoderSetBasicInfo(encoder, &info) == JXL_ENC_SUCCESS);
  JxlColorEncoding color;
  JxlColorEncodingSetToSRGB(&color, raster.components == 1 ? JXL_TRUE : JXL_FALSE);
  REQUIRE(JxlEncoderSetColorEncoding(encoder, &color) == JXL_ENC_SUCCESS);
  JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder, nullptr);
  REQUIRE(JxlEncoderSetFrameLossless(settings, lossless ? JXL_TRUE : JXL_FALSE) == JXL_ENC_SUCCESS);
  REQUIRE(JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, 3) ==
          JXL_ENC_SUCCESS);

  // libjxl 0.7 takes samples only scaled to 16 bits.
  const std::uint32_t maximum = (1U << raster.precision) - 1;
  std::vector<std::uint16_t> scaled;
  for (const std::uint16_t sample : raster.samples)
    scaled.push_back(static_cast<std::uint16_t>((sample * 65535U + maximum / 2) / maximum));
  const JxlPixelFormat format = {raster.components, JXL_TYPE_UINT16, JXL_LITTLE_ENDIAN, 0};
  REQUIRE(JxlEncoderAddImageFrame(settings, &format, scaled.data(), scaled.size() * 2) ==
          JXL_ENC_SUCCESS);
  return finish(encoder);
}

Bytes recompress_as_jpeg_xl(ByteView jpeg) {
  JxlEncoder* encoder = JxlEncoderCreate(nullptr);
  JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder, nullptr);
  REQUIRE(JxlEncoderStoreJPEGMetadata(encoder, JXL_TRUE) == JXL_ENC_SUCCESS);
  REQUIRE(JxlEncoderAddJPEGFrame(settings, jpeg.data(), jpeg.size()) == JXL_ENC_SUCCESS);
  return finish(encoder);
}

namespace {

Bytes encode_rle_by_literals(const Raster& raster) {
  Bytes codestream(64);
  codestream[0] = 2;
  codestream[4] = 64;
  for (const unsigned shift : {8U, 0U}) {
    if (shift == 0) {
      codestream[8] = static_cast<std::uint8_t>(codestream.size());
      codestream[9] = static_cast<std::uint8_t>(codestream.size() >> 8);
    }
    for (const std::uint16_t sample : raster.samples)
      codestream.insert(codestream.end(), {0, static_cast<std::uint8_t>(sample >> shift)});
  }
  return codestream;
}

}  // namespace

std::vector<FamilySample> one_of_each_family() {
  const Raster grey = make_raster(19, 17, 1, 8);
  const Raster deep = make_raster(19, 17, 1, 12);
  const Raster color = make_raster(19, 17, 3, 8);
  return {
      {"1.2.840.10008.1.2.5", make_raster(9, 7, 1, 16),
       encode_rle_by_literals(make_raster(9, 7, 1, 16))},
      {"1.2.840.10008.1.2.4.50", grey, encode_jpeg_8_bit(grey)},
      {"1.2.840.10008.1.2.4.50", color, encode_jpeg_8_bit(color, {.chroma_columns = 2})},
      {"1.2.840.10008.1.2.4.55", color, encode_jpeg_8_bit(color, {.progressive = true})},
      {"1.2.840.10008.1.2.4.52", grey, encode_jpeg_8_bit(grey, {.arithmetic = true})},
      {"1.2.840.10008.1.2.4.51", deep, encode_jpeg_12_bit(deep)},
      {"1.2.840.10008.1.2.4.70", deep, encode_jpeg_lossless(deep)},
      {"1.2.840.10008.1.2.4.57", color, encode_jpeg_lossless(color, 6)},
      {"1.2.840.10008.1.2.4.80", deep, encode_jpeg_ls(deep)},
      {"1.2.840.10008.1.2.4.81", color, encode_jpeg_ls(color, 2, Interleave::sample)},
      {"1.2.840.10008.1.2.4.90", deep, encode_jpeg_2000(deep)},
      {"1.2.840.10008.1.2.4.91", color,
       encode_jpeg_2000(color, {.reversible = false, .boxes = true})},
      {"1.2.840.10008.1.2.4.110", deep, encode_jpeg_xl(deep)},
      {"1.2.840.10008.1.2.4.112", color, encode_jpeg_xl(color, false, true)},
  };
}

}  // namespace noctis::test
