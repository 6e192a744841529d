#include <zlib.h>

#include <limits>

#include "phantom/deflate.hpp"
#include "phantom/encoding.hpp"
#include "phantom/native.hpp"

namespace noctis::phantom {

Result<Bytes> deflate_raw(ByteView bytes) {
  if (bytes.size() > std::numeric_limits<uInt>::max())
    return failure(ErrorKind::too_large, "cannot deflate {} bytes at once", bytes.size());
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    return failure(ErrorKind::unsupported, "zlib does not start");
  Bytes deflated(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(bytes.data());  // NOLINT: zlib reads it only
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = deflated.data();
  stream.avail_out = static_cast<uInt>(deflated.size());
  const int status = deflate(&stream, Z_FINISH);
  deflated.resize(deflated.size() - stream.avail_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END)
    return failure(ErrorKind::unsupported, "zlib stops with {}", status);
  if (deflated.size() % 2 != 0)
    deflated.push_back(0);
  return deflated;
}

Result<Bytes> encode_deflated(const PhantomSamples& samples, std::string_view photometric) {
  if (photometric == "YBR_FULL_422")
    return failure(ErrorKind::unsupported, "deflated frames of YBR_FULL_422");
  NativeWriter frame(samples.bits_allocated == 1 ? NativeLayout::bits : NativeLayout::by_pixel);
  frame.add(samples);
  return deflate_raw(std::move(frame).finish());
}

}  // namespace noctis::phantom
