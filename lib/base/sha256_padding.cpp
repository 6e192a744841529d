#include "base/sha256_padding.hpp"

#include <algorithm>
#include <cstddef>

namespace noctis::sha256_padding {

using sha256_figures::block_size;

ByteView PaddedEnd::of(ByteView left, std::uint64_t size) {
  const std::uint64_t bits = 8 * size;
  const std::size_t used =
      left.size() + 1 + sizeof bits <= block_size ? block_size : 2 * block_size;
  const auto end = std::copy(left.begin(), left.end(), blocks_.begin());
  std::fill(end, blocks_.end(), std::uint8_t{0});
  blocks_[left.size()] = 0x80;
  for (std::size_t i = 0; i < sizeof bits; ++i)
    blocks_[used - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
  return ByteView(blocks_).first(used);
}

Digest digest_of(const std::array<std::uint32_t, 8>& words) {
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(words[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

}  // namespace noctis::sha256_padding
