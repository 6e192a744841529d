// What surrounds the rounds of SHA-256 (FIPS 180-4), whoever makes them.

#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/sha256_figures.hpp"

namespace noctis::sha256_padding {

/// The end of an input as whole blocks (5.1.1).
class PaddedEnd {
 public:
  /// `left`: the bytes behind the last whole block of an input of `size` bytes.  Good until the
  /// next call.
  [[nodiscard]] ByteView of(ByteView left, std::uint64_t size);

 private:
  std::array<std::uint8_t, 2 * sha256_figures::block_size> blocks_ = {};
};

/// The digest that the words A to H are after the last block (6.2.2).
[[nodiscard]] Digest digest_of(const std::array<std::uint32_t, 8>& words);

}  // namespace noctis::sha256_padding
