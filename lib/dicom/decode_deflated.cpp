// Codestreams that hold a native frame, deflated (Deflated Image Frame Compression) or as it is
// (Encapsulated Uncompressed): PS3.5 A.4.

#include <memory>

#include <zlib.h>

#include "base/deflate_ratio.hpp"
#include "dicom/decoders.hpp"
#include "dicom/native.hpp"

namespace noctis {

namespace {

struct InflateDeleter {
  void operator()(z_stream* stream) const {
    inflateEnd(stream);
    delete stream;
  }
};

enum class Wrapping { none, zlib };

/// At most `expected` bytes; fewer where the stream ends or breaks before.
Bytes inflate_up_to(ByteView deflated, std::size_t expected, Wrapping wrapping) {
  Bytes inflated(expected);
  auto* const stream = new z_stream{};
  stream->next_in = const_cast<Bytef*>(deflated.data());  // zlib does not write there
  stream->avail_in = static_cast<uInt>(deflated.size());
  stream->next_out = inflated.data();
  stream->avail_out = static_cast<uInt>(inflated.size());
  if (inflateInit2(stream, wrapping == Wrapping::none ? -MAX_WBITS : MAX_WBITS) != Z_OK) {
    delete stream;
    return {};
  }
  const std::unique_ptr<z_stream, InflateDeleter> owner(stream);
  inflate(stream, Z_FINISH);
  inflated.resize(expected - stream->avail_out);
  return inflated;
}

}  // namespace

Result<Frame> decode_deflated(ByteView codestream, const ImagePixel& attributes) {
  const auto format = NativeFormat::make(attributes);
  if (!format)
    return failure(format);
  const std::size_t expected = (format->bits_per_frame() + 7) / 8;
  if (!deflate_can_hold(codestream.size(), expected))
    return failure(ErrorKind::truncated, "{} deflated bytes cannot be a frame of {}",
                   codestream.size(), expected);
  Bytes frame = inflate_up_to(codestream, expected, Wrapping::none);
  if (frame.size() < expected)  // some writers keep zlib's header
    frame = inflate_up_to(codestream, expected, Wrapping::zlib);
  if (frame.size() < expected)
    return failure(ErrorKind::truncated, "the deflated frame does not hold {} bytes", expected);
  return format->unpack(frame);
}

Result<Frame> decode_uncompressed(ByteView codestream, const ImagePixel& attributes) {
  const auto format = NativeFormat::make(attributes);
  if (!format)
    return failure(format);
  const std::size_t expected = (format->bits_per_frame() + 7) / 8;
  if (codestream.size() < expected)
    return failure(ErrorKind::truncated, "the frame has {} bytes, not {}", codestream.size(),
                   expected);
  return format->unpack(codestream.first(expected));
}

}  // namespace noctis
