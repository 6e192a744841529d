#include "rest/page_assets.hpp"

#include <libdeflate.h>

#include <cstddef>
#include <cstdint>

#include "base/result.hpp"

namespace noctis {

namespace {

struct DecompressorDeleter {
  void operator()(libdeflate_decompressor* decompressor) const noexcept {
    libdeflate_free_decompressor(decompressor);
  }
};

// ISIZE, the last four bytes of a gzip member (RFC 1952, 2.3.1).
std::size_t unpacked_size(std::string_view gzip) noexcept {
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4 && i < gzip.size(); ++i)
    size = size << 8U | static_cast<std::uint8_t>(gzip[gzip.size() - 1 - i]);
  return size;
}

std::string unpacked(const PageAsset& asset) {
  const std::unique_ptr<libdeflate_decompressor, DecompressorDeleter> decompressor(
      libdeflate_alloc_decompressor());
  std::string bytes(unpacked_size(asset.gzip), '\0');
  if (!decompressor ||
      libdeflate_gzip_decompress(decompressor.get(), asset.gzip.data(), asset.gzip.size(),
                                 bytes.data(), bytes.size(), nullptr) != LIBDEFLATE_SUCCESS)
    throw Fatal(ErrorKind::damaged, "cannot unpack " + std::string(asset.name));
  return bytes;
}

}  // namespace

std::shared_ptr<const std::string> UnpackedAssets::of(const PageAsset& asset) {
  const std::lock_guard lock(mutex_);
  auto& bytes = by_name_[asset.name];
  if (!bytes)
    bytes = std::make_shared<const std::string>(unpacked(asset));
  return bytes;
}

}  // namespace noctis
