#include "dicom/inflation.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace noctis {

namespace {

constexpr std::uint64_t size_without_ratio_limit = std::uint64_t{64} << 20;
constexpr std::uint64_t ratio_limit = 200;
constexpr std::uint64_t input_step = std::uint64_t{256} << 10;

struct EndInflate {
  void operator()(z_stream* stream) const noexcept {
    inflateEnd(stream);
    delete stream;
  }
};

using InflateStream = std::unique_ptr<z_stream, EndInflate>;

InflateStream start_inflate(bool wrapped) {
  auto state = std::make_unique<z_stream>();
  // A negative number of window bits: no zlib header, no checksum.
  if (inflateInit2(state.get(), wrapped ? MAX_WBITS : -MAX_WBITS) != Z_OK)
    return nullptr;
  return InflateStream(state.release());
}

/// RFC 1950, 2.2.  A raw stream that looks like it would begin with a stored block of a length that
/// is a multiple of 256 plus a few odd values: no deflater is known to write one.
bool has_zlib_header(ByteView bytes) noexcept {
  return bytes.size() >= 2 && (bytes[0] & 0x0F) == 8 && (bytes[0] >> 4) <= 7 &&
         (bytes[0] * 256 + bytes[1]) % 31 == 0;
}

Result<> check_size(std::uint64_t inflated, std::uint64_t deflated) {
  if (inflated > inflated_limit)
    return failure(ErrorKind::too_large, "the deflated dataset is larger than {} bytes",
                   inflated_limit);
  if (inflated > size_without_ratio_limit && inflated / ratio_limit > deflated)
    return failure(ErrorKind::too_large, "the deflated dataset grows from {} to more than {} bytes",
                   deflated, inflated);
  return {};
}

}  // namespace

Result<InflatedDataset> inflate_dataset(const ByteSource& source, std::uint64_t offset) {
  const std::uint64_t length = source.size() - offset;
  const auto head = source.piece(offset, std::min<std::uint64_t>(length, 2));
  if (!head)
    return failure(head);
  const InflateStream stream = start_inflate(has_zlib_header(head->bytes()));
  if (!stream)
    return failure(ErrorKind::io, "zlib cannot start");

  InflatedDataset dataset;
  std::array<std::uint8_t, 64 << 10> buffer;
  int status = Z_OK;
  for (std::uint64_t read = 0; read < length && status != Z_STREAM_END;) {
    const auto piece = source.piece(offset + read, std::min(input_step, length - read));
    if (!piece)
      return failure(piece);
    read += piece->bytes().size();
    stream->next_in = const_cast<Bytef*>(piece->bytes().data());
    stream->avail_in = static_cast<uInt>(piece->bytes().size());
    do {
      stream->next_out = buffer.data();
      stream->avail_out = buffer.size();
      status = inflate(stream.get(), Z_NO_FLUSH);
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
        return failure(ErrorKind::malformed, "the deflated dataset is damaged after {} bytes",
                       dataset.bytes.size());
      dataset.bytes.insert(dataset.bytes.end(), buffer.data(), stream->next_out);
      if (const auto checked = check_size(dataset.bytes.size(), stream->total_in); !checked)
        return failure(checked);
    } while (stream->avail_out == 0 && status != Z_STREAM_END);
  }
  dataset.truncated = status != Z_STREAM_END;
  return dataset;
}

}  // namespace noctis
