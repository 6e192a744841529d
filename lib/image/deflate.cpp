#include "image/deflate.hpp"

#include <libdeflate.h>

#include <cstddef>
#include <memory>
#include <new>

#include "base/deflate_ratio.hpp"

namespace noctis {

namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

}  // namespace

Bytes zlib_compress(ByteView bytes, int level) {
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
      libdeflate_alloc_compressor(level));
  if (compressor == nullptr)
    throw std::bad_alloc();
  Bytes compressed(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
  compressed.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(),
                                             compressed.data(), compressed.size()));
  compressed.shrink_to_fit();
  return compressed;
}

Result<Bytes> zlib_expand(ByteView compressed, std::uint64_t size) {
  if (!deflate_can_hold(compressed.size(), size))
    return failure(ErrorKind::malformed, "{} compressed bytes cannot hold {}", compressed.size(),
                   size);
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  if (decompressor == nullptr)
    throw std::bad_alloc();
  // libdeflate wants somewhere to write to, even where there is nothing to be written.
  Bytes bytes(size > 0 ? size : 1);
  std::size_t consumed = 0;
  std::size_t produced = 0;
  const libdeflate_result result =
      libdeflate_zlib_decompress_ex(decompressor.get(), compressed.data(), compressed.size(),
                                    bytes.data(), size, &consumed, &produced);
  if (result != LIBDEFLATE_SUCCESS || produced != size || consumed != compressed.size())
    return failure(ErrorKind::malformed, "the compressed bytes are not {} in zlib's format", size);
  bytes.resize(size);
  return bytes;
}

}  // namespace noctis
