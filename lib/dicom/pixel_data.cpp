#include "dicom/pixel_data.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "dicom/codestream.hpp"
#include "dicom/decoder.hpp"
#include "dicom/frame_fragments.hpp"
#include "dicom/native.hpp"
#include "dicom/photometric.hpp"

namespace noctis {

namespace {

/// What big endian values are made of: turned round word by word they are little endian values,
/// whatever the samples' size (PS3.5 7.3, 8.1.1).
std::uint64_t bytes_per_word(const PixelDataElement& element) {
  if (!element.big_endian)
    return 1;
  if (element.sample_kind == SampleKind::float32)
    return 4;
  if (element.sample_kind == SampleKind::float64)
    return 8;
  return element.word_vr ? 2 : 1;
}

Bytes turn_words(ByteView bytes, std::uint64_t bytes_per_word) {
  Bytes turned(bytes.begin(), bytes.end());
  for (std::size_t at = 0; at + bytes_per_word <= turned.size(); at += bytes_per_word)
    std::reverse(&turned[at], &turned[at] + bytes_per_word);
  return turned;
}

/// Some writers keep the name of the subsampled model for samples that are not.
void recognise_full_chrominance(const PixelDataElement& element, std::uint32_t frames,
                                ImagePixel& pixel, std::vector<Remark>& remarks) {
  if (!is_ybr_422(pixel) || pixel.samples_per_pixel != 3)
    return;
  ImagePixel full = pixel;
  full.photometric_interpretation = with_full_chrominance(pixel);
  const auto format = NativeFormat::make(full);
  if (!format || element.value.length / frames < format->bits_per_frame() / 8)
    return;
  remarks.push_back(
      {"R32", fmt::format("Photometric Interpretation is {}, but Pixel Data is not subsampled",
                          pixel.photometric_interpretation)});
  pixel.photometric_interpretation = full.photometric_interpretation;
}

/// How many of the announced frames a native value has.  The last one counts where at least half of
/// its pixels are there: less is no picture (R32).
Result<std::uint32_t> count_native_frames(const PixelDataElement& element,
                                          const NativeFormat& format, const ImagePixel& pixel,
                                          std::uint32_t announced_frames) {
  const std::uint64_t bits = element.value.length * 8;
  const std::uint64_t whole = bits / format.bits_per_frame();
  if (whole >= announced_frames)
    return announced_frames;
  const std::uint64_t pixels = std::uint64_t{pixel.rows} * pixel.columns;
  const bool half = format.pixels_in(bits % format.bits_per_frame()) * 2 >= pixels;
  const std::uint64_t frames = whole + (half ? 1 : 0);
  if (frames == 0)
    return failure(ErrorKind::truncated, "Pixel Data has {} bytes, one frame needs {}",
                   element.value.length, (format.bits_per_frame() + 7) / 8);
  return static_cast<std::uint32_t>(frames);
}

}  // namespace

// The scan meets fragments in the order in which they lie.
ByteRange PixelDataElement::extent() const noexcept {
  if (!encapsulated)
    return value;
  if (fragments.empty())
    return {};
  const std::uint64_t begin = fragments.front().offset;
  return {begin, fragments.back().offset + fragments.back().length - begin};
}

struct PixelReader::State {
  PixelDataElement element;
  ImagePixel image_pixel;
  std::optional<NativeFormat> native;
  // Of encapsulated frames:
  const Decoder* decoder = nullptr;
  std::vector<std::size_t> first_fragment;
  std::vector<Remark> remarks;  // every frame bears them

  // Both return how many frames there are.
  Result<std::uint32_t> set_up_native(std::string_view syntax, std::uint32_t announced_frames);
  Result<std::uint32_t> set_up_encapsulated(const ByteSource& source, std::string_view syntax,
                                            std::uint32_t announced_frames);

  [[nodiscard]] ByteRange words_of(std::uint32_t index) const;
  [[nodiscard]] Result<Frame> read_native(const ByteSource& source, std::uint32_t index) const;
  [[nodiscard]] Result<Frame> read_encapsulated(const ByteSource& source,
                                                std::uint32_t index) const;
  [[nodiscard]] Result<Piece> codestream(const ByteSource& source, std::uint32_t index) const;
};

Result<std::uint32_t> PixelReader::State::set_up_native(std::string_view syntax,
                                                        std::uint32_t announced_frames) {
  if (!is_native_syntax(syntax)) {
    if (find_decoder(syntax) == nullptr)
      return no_decoder(syntax);
    remarks.push_back(
        {"R32", fmt::format("Pixel Data is not encapsulated under {}", describe_syntax(syntax))});
  }
  recognise_full_chrominance(element, announced_frames, image_pixel, remarks);
  auto format = NativeFormat::make(image_pixel, element.sample_kind);
  if (!format)
    return failure(format);
  native = std::move(*format);

  auto frames = count_native_frames(element, *native, image_pixel, announced_frames);
  if (frames && *frames < announced_frames)
    remarks.push_back({"R32", fmt::format("Number of Frames is {}, but Pixel Data holds {}",
                                          announced_frames, *frames)});
  return frames;
}

Result<std::uint32_t> PixelReader::State::set_up_encapsulated(const ByteSource& source,
                                                              std::string_view syntax,
                                                              std::uint32_t announced_frames) {
  if (is_native_syntax(syntax))
    return failure(ErrorKind::malformed, "Pixel Data is encapsulated under {}",
                   describe_syntax(syntax));
  decoder = find_decoder(syntax);
  if (decoder == nullptr)
    return no_decoder(syntax);
  if (element.sample_kind != SampleKind::integer)
    return failure(ErrorKind::malformed, "Float Pixel Data is encapsulated");
  if (const auto checked = check_image_pixel(image_pixel); !checked)
    return failure(checked);

  auto frames = find_frames(source, element, announced_frames, *decoder);
  if (!frames)
    return failure(frames);
  first_fragment = std::move(frames->first_fragment);
  remarks = std::move(frames->remarks);
  return static_cast<std::uint32_t>(first_fragment.size() - 1);
}

/// The words of the value that bear a bit of a native frame, where they lie in the source.
ByteRange PixelReader::State::words_of(std::uint32_t index) const {
  // No overflow: the frame lies in the value, whose bits fit.
  const std::uint64_t first_bit = index * native->bits_per_frame();
  const std::uint64_t bits_per_word = bytes_per_word(element) * 8;
  const std::uint64_t begin = first_bit / bits_per_word * bits_per_word / 8;
  const std::uint64_t end = (first_bit + native->bits_per_frame() + bits_per_word - 1) /
                            bits_per_word * bits_per_word / 8;
  return {element.value.offset + begin, std::min(end, element.value.length) - begin};
}

Result<Frame> PixelReader::State::read_native(const ByteSource& source, std::uint32_t index) const {
  const ByteRange words = words_of(index);
  const auto piece = source.piece(words.offset, words.length);
  if (!piece)
    return failure(piece);
  const std::uint64_t first_bit = index * native->bits_per_frame();
  const std::uint64_t skipped = first_bit / 8 - (words.offset - element.value.offset);
  const std::uint64_t word = bytes_per_word(element);
  Bytes turned;
  ByteView bytes = piece->bytes();
  if (word > 1) {
    turned = turn_words(bytes, word);
    bytes = turned;
  }
  Frame frame = native->unpack(bytes.subspan(skipped), static_cast<unsigned>(first_bit % 8));
  if (frame.missing_from)
    frame.remarks.push_back({"R32", fmt::format("the last frame is truncated after {} of {} pixels",
                                                *frame.missing_from, frame.layout.pixel_count())});
  return frame;
}

/// The fragments of a frame, joined where they are several.
Result<Piece> PixelReader::State::codestream(const ByteSource& source, std::uint32_t index) const {
  const std::span<const ByteRange> fragments =
      std::span(element.fragments)
          .subspan(first_fragment[index], first_fragment[index + 1] - first_fragment[index]);
  std::uint64_t length = 0;
  for (const ByteRange& fragment : fragments)
    length += fragment.length;
  // No codec makes that much of a frame: it would only cost memory.
  const std::uint64_t limit = (std::uint64_t{64} << 20) + std::uint64_t{image_pixel.rows} *
                                                              image_pixel.columns *
                                                              image_pixel.samples_per_pixel * 8;
  if (length > limit)
    return failure(ErrorKind::too_large, "frame {} has {} compressed bytes", index + 1, length);

  if (fragments.size() == 1)
    return source.piece(fragments.front().offset, fragments.front().length);
  Bytes joined;
  joined.reserve(length);
  for (const ByteRange& fragment : fragments) {
    const auto piece = source.piece(fragment.offset, fragment.length);
    if (!piece)
      return failure(piece);
    joined.insert(joined.end(), piece->bytes().begin(), piece->bytes().end());
  }
  return Piece(std::move(joined));
}

Result<Frame> PixelReader::State::read_encapsulated(const ByteSource& source,
                                                    std::uint32_t index) const {
  const auto bytes = codestream(source, index);
  if (!bytes)
    return failure(bytes);
  return decoder->decode(bytes->bytes(), image_pixel);
}

Result<PixelReader> PixelReader::make(const ByteSource& source, PixelDataElement element,
                                      ImagePixel image_pixel,
                                      const std::string& transfer_syntax_uid,
                                      std::uint32_t frame_count) {
  auto state = std::make_shared<State>();
  state->element = std::move(element);
  state->image_pixel = std::move(image_pixel);
  if (frame_count > max_frames_per_file)
    return failure(ErrorKind::too_large, "Number of Frames is {}", frame_count);
  const std::uint32_t announced_frames = std::max<std::uint32_t>(frame_count, 1);
  const auto frames =
      state->element.encapsulated
          ? state->set_up_encapsulated(source, transfer_syntax_uid, announced_frames)
          : state->set_up_native(transfer_syntax_uid, announced_frames);
  if (!frames)
    return failure(frames);

  PixelReader reader;
  reader.frame_count_ = *frames;
  reader.state_ = std::move(state);
  return reader;
}

std::vector<ByteRange> PixelReader::pieces() const {
  if (state_->element.encapsulated)
    return state_->element.fragments;
  std::vector<ByteRange> frames(frame_count_);
  for (std::uint32_t i = 0; i < frame_count_; ++i)
    frames[i] = state_->words_of(i);
  return frames;
}

Result<Frame> PixelReader::read(const ByteSource& source, std::uint32_t index) const {
  auto frame = state_->element.encapsulated ? state_->read_encapsulated(source, index)
                                            : state_->read_native(source, index);
  if (frame)
    frame->remarks.insert(frame->remarks.begin(), state_->remarks.begin(), state_->remarks.end());
  return frame;
}

}  // namespace noctis
