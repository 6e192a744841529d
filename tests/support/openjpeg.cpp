#include "support/openjpeg.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace noctis::test {

namespace {

struct Reader {
  ByteView bytes;
  std::size_t at = 0;
};

OPJ_SIZE_T read_some(void* into, OPJ_SIZE_T wanted, void* user) {
  auto& reader = *static_cast<Reader*>(user);
  const std::size_t count = std::min(wanted, reader.bytes.size() - reader.at);
  if (count == 0)
    return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(into, reader.bytes.data() + reader.at, count);
  reader.at += count;
  return count;
}

}  // namespace

OpenjpegImage decode_by_openjpeg(ByteView codestream, bool strict) {
  Reader reader{codestream};
  const std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream(
      opj_stream_create(1 << 20, OPJ_TRUE), opj_stream_destroy);
  opj_stream_set_user_data(stream.get(), &reader, nullptr);
  opj_stream_set_user_data_length(stream.get(), codestream.size());
  opj_stream_set_read_function(stream.get(), read_some);
  const std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(
      opj_create_decompress(OPJ_CODEC_J2K), opj_destroy_codec);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t* read = nullptr;
  const bool opened =
      opj_setup_decoder(codec.get(), &parameters) == OPJ_TRUE &&
      opj_decoder_set_strict_mode(codec.get(), strict ? OPJ_TRUE : OPJ_FALSE) == OPJ_TRUE &&
      opj_read_header(stream.get(), codec.get(), &read) == OPJ_TRUE;
  OpenjpegImage image(read, opj_image_destroy);
  if (!opened || opj_decode(codec.get(), stream.get(), read) != OPJ_TRUE)
    image.reset();
  return image;
}

}  // namespace noctis::test
