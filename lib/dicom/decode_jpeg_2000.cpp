// JPEG 2000 and HTJ2K, by OpenJPEG; of the latter what is common by our own decoder.  Strict: a
// codestream that lacks packets would decode to a blurred picture, and nothing in the picture would
// tell.

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <openjpeg.h>

#include "base/append_each.hpp"
#include "base/text.hpp"
#include "dicom/codestream.hpp"
#include "dicom/decoders.hpp"
#include "dicom/jpeg_2000_header.hpp"
#include "dicom/photometric.hpp"
#include "htj2k/decode.hpp"

namespace noctis {

namespace {

struct CodecDeleter {
  void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct StreamDeleter {
  void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct ImageDeleter {
  void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
using Image = std::unique_ptr<opj_image_t, ImageDeleter>;

/// A codestream as OpenJPEG's callbacks read it.
struct Memory {
  ByteView bytes;
  std::size_t at = 0;
};

OPJ_SIZE_T read_memory(void* to, OPJ_SIZE_T wanted, void* user) {
  auto& memory = *static_cast<Memory*>(user);
  const std::size_t count = std::min<std::size_t>(wanted, memory.bytes.size() - memory.at);
  if (count == 0)
    return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(to, memory.bytes.data() + memory.at, count);
  memory.at += count;
  return count;
}

OPJ_OFF_T skip_memory(OPJ_OFF_T count, void* user) {
  auto& memory = *static_cast<Memory*>(user);
  if (count < 0 || static_cast<std::size_t>(count) > memory.bytes.size() - memory.at)
    return -1;
  memory.at += static_cast<std::size_t>(count);
  return count;
}

OPJ_BOOL seek_memory(OPJ_OFF_T position, void* user) {
  auto& memory = *static_cast<Memory*>(user);
  if (position < 0 || static_cast<std::size_t>(position) > memory.bytes.size())
    return OPJ_FALSE;
  memory.at = static_cast<std::size_t>(position);
  return OPJ_TRUE;
}

std::unique_ptr<opj_stream_t, StreamDeleter> open_stream(Memory& memory) {
  std::unique_ptr<opj_stream_t, StreamDeleter> stream(
      opj_stream_create(std::max<std::size_t>(memory.bytes.size(), 1), OPJ_STREAM_READ));
  opj_stream_set_user_data(stream.get(), &memory, nullptr);
  opj_stream_set_user_data_length(stream.get(), memory.bytes.size());
  opj_stream_set_read_function(stream.get(), read_memory);
  opj_stream_set_skip_function(stream.get(), skip_memory);
  opj_stream_set_seek_function(stream.get(), seek_memory);
  return stream;
}

/// The first error is the cause; those after it only say who noticed.
void keep_first_error(const char* message, void* user) {
  auto& first = *static_cast<std::string*>(user);
  if (first.empty())
    first = trim(message);
}

void ignore_message(const char* /*message*/, void* /*user*/) {}

Result<Image> decode(ByteView codestream) {
  Memory memory{codestream};
  const auto stream = open_stream(memory);
  const std::unique_ptr<opj_codec_t, CodecDeleter> codec(opj_create_decompress(OPJ_CODEC_J2K));
  std::string error;
  opj_set_info_handler(codec.get(), ignore_message, nullptr);
  opj_set_warning_handler(codec.get(), ignore_message, nullptr);
  opj_set_error_handler(codec.get(), keep_first_error, &error);

  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t* raw = nullptr;
  const bool opened = opj_setup_decoder(codec.get(), &parameters) == OPJ_TRUE &&
                      opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE) == OPJ_TRUE &&
                      opj_read_header(stream.get(), codec.get(), &raw) == OPJ_TRUE;
  Image image(raw);
  if (!opened || opj_decode(codec.get(), stream.get(), image.get()) != OPJ_TRUE)
    return failure(ErrorKind::malformed, "the JPEG 2000 codestream: {}",
                   error.empty() ? "no picture" : error);
  return image;
}

/// The samples of a component, whoever decoded it.
struct Component {
  const std::int32_t* samples;
  std::size_t stride;
  std::uint32_t columns, rows;
  std::uint32_t dx = 1, dy = 1;  ///< as many of the picture's have one of its own
};

template <class Word>
class Words {
 public:
  explicit Words(const CodestreamShape& shape)
      : mask_(static_cast<std::uint32_t>((std::uint64_t{1} << shape.precision) - 1)) {}
  Word operator()(std::int32_t sample) const {
    return static_cast<Word>(static_cast<std::uint32_t>(sample) & mask_);
  }

 private:
  std::uint32_t mask_;
};

/// One component's samples to every `stride`-th of `to`, repeated where it is subsampled.
template <class Word>
void copy_component(const Component& component, const CodestreamShape& shape, Word* to,
                    std::size_t stride) {
  const Words<Word> word(shape);
  for (std::uint32_t row = 0; row < shape.rows; ++row) {
    const std::uint32_t from_row = std::min(row / component.dy, component.rows - 1);
    const std::int32_t* const from = component.samples + from_row * component.stride;
    Word* const to_row = to + std::size_t{row} * shape.columns * stride;
    if (component.dx == 1) {
      for (std::uint32_t column = 0; column < shape.columns; ++column)
        to_row[column * stride] = word(from[column]);
    } else {
      for (std::uint32_t column = 0; column < shape.columns; ++column)
        to_row[column * stride] =
            word(from[std::min(column / component.dx, component.columns - 1)]);
    }
  }
}

template <class Word>
Samples interleave(const std::vector<Component>& components, const CodestreamShape& shape) {
  const std::size_t pixels = std::size_t{shape.rows} * shape.columns;
  const Component& first = components.front();
  std::vector<Word> samples;
  if (components.size() == 1 && first.dx == 1 && first.dy == 1) {
    samples.reserve(pixels);
    for (std::uint32_t row = 0; row < shape.rows; ++row)
      append_each(samples, shape.columns,
                  [word = Words<Word>(shape), from = first.samples + row * first.stride](
                      std::size_t column) { return word(from[column]); });
    return samples;
  }
  samples.resize(pixels * components.size());
  for (std::size_t i = 0; i < components.size(); ++i)
    copy_component(components[i], shape, samples.data() + i, components.size());
  return samples;
}

Samples samples_of(const std::vector<Component>& components, const CodestreamShape& shape) {
  if (shape.precision <= 8)
    return interleave<std::uint8_t>(components, shape);
  if (shape.precision <= 16)
    return interleave<std::uint16_t>(components, shape);
  return interleave<std::uint32_t>(components, shape);
}

Result<Samples> samples_of(const opj_image_t& image, const CodestreamShape& shape) {
  if (image.numcomps != shape.components)
    return failure(ErrorKind::malformed, "OpenJPEG returned {} components", image.numcomps);
  std::vector<Component> components;
  for (std::uint32_t i = 0; i < image.numcomps; ++i) {
    const opj_image_comp_t& component = image.comps[i];
    const bool full_width = component.dx > 1 || component.w >= shape.columns;
    const bool full_height = component.dy > 1 || component.h >= shape.rows;
    if (component.data == nullptr || component.w == 0 || component.h == 0 || !full_width ||
        !full_height)
      return failure(ErrorKind::malformed, "OpenJPEG returned {} by {} samples of component {}",
                     component.h, component.w, i + 1);
    components.push_back(
        {component.data, component.w, component.w, component.h, component.dx, component.dy});
  }
  return samples_of(components, shape);
}

Samples samples_of(const htj2k::Picture& picture, const CodestreamShape& shape) {
  std::vector<Component> components;
  for (const htj2k::Plane& plane : picture.components)
    components.push_back({plane.row(0), plane.stride(), shape.columns, shape.rows});
  return samples_of(components, shape);
}

Result<Samples> decode_samples(const Jpeg2000Header& header) {
  const Piece ended = with_end_marker(header.codestream);
  const auto picture = htj2k::decode(ended.bytes());
  if (picture)
    return samples_of(*picture, header.shape);
  if (picture.error().kind != ErrorKind::unsupported)
    return failure(picture);
  // OpenJPEG 2.5 passes over precincts of more, and says nothing.
  constexpr unsigned most_levels = 15;
  if (header.levels > most_levels)
    return failure(ErrorKind::unsupported, "the JPEG 2000 codestream has {} decomposition levels",
                   header.levels);
  if (header.high_throughput && !has_sound_markers(header))
    return failure(ErrorKind::malformed, "the HTJ2K codestream has a marker where none can be");
  const auto image = decode(ended.bytes());
  if (!image)
    return failure(image);
  return samples_of(**image, header.shape);
}

/// R16: RCT and ICT are undone by the decoder; without one the samples are what the attribute says,
/// unless a box knows better.
Result<Photometric> photometric_of(const Jpeg2000Header& header, const ImagePixel& attributes,
                                   std::vector<Remark>& remarks) {
  auto stated = photometric_of(attributes, remarks);
  if (!stated || header.shape.components != 3)
    return stated;
  Photometric color = header.boxed_color.value_or(*stated);
  if (header.multiple_component_transform)
    color = Photometric::rgb;
  if (color != *stated)
    remarks.push_back(
        {"R16", fmt::format("Photometric Interpretation is {}, but the JPEG 2000 codestream is {}",
                            attributes.photometric_interpretation,
                            color == Photometric::rgb ? "RGB" : "YBR_FULL")});
  return color;
}

}  // namespace

bool begins_jpeg_2000(ByteView first_bytes) {
  constexpr std::array<std::uint8_t, 4> soc_siz = {0xff, 0x4f, 0xff, 0x51};
  if (first_bytes.size() < 8)
    return false;
  return std::equal(soc_siz.begin(), soc_siz.end(), first_bytes.begin()) ||
         as_text(first_bytes.subspan(4, 4)) == "jP  ";
}

Result<Frame> decode_jpeg_2000(ByteView codestream, const ImagePixel& attributes) {
  auto header = read_jpeg_2000_header(codestream);
  if (!header)
    return failure(header);
  if (const auto checked = check_shape("JPEG 2000", header->shape, attributes); !checked)
    return failure(checked);
  std::vector<Remark> remarks;
  const auto photometric = photometric_of(*header, attributes, remarks);
  if (!photometric)
    return failure(photometric);

  auto samples = decode_samples(*header);
  if (!samples)
    return failure(samples);
  Frame frame = make_frame(header->shape, attributes, *photometric, std::move(*samples));
  frame.remarks.insert(frame.remarks.begin(), remarks.begin(), remarks.end());
  if (frame.layout.is_color())
    frame.icc_profile = std::move(header->icc_profile);
  return frame;
}

}  // namespace noctis
