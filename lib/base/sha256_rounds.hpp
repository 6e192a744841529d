// SHA-256 by the processor's own instructions: its rounds, and what comes before and after them.
// Only digest.cpp and sha256_each.cpp include this.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/digest.hpp"

namespace noctis::sha256_rounds {

/// The eight words of a hash value, in the order in which the instructions take them:
/// A B E F and C D G H, each from the highest lane down.
struct alignas(16) Words {
  std::array<std::uint32_t, 4> feba;
  std::array<std::uint32_t, 4> hgdc;
};

/// FIPS 180-4, 5.3.3.
inline constexpr Words initial_words = {{0x9b05688c, 0x510e527f, 0xbb67ae85, 0x6a09e667},
                                        {0x5be0cd19, 0x1f83d9ab, 0xa54ff53a, 0x3c6ef372}};

inline constexpr std::size_t block_size = 64;

/// The end of an input as whole blocks (FIPS 180-4, 5.1.1).
class PaddedEnd {
 public:
  /// `left`: the bytes behind the last whole block of an input of `size` bytes.  Good until the
  /// next call.
  [[nodiscard]] ByteView of(ByteView left, std::uint64_t size);

 private:
  std::array<std::uint8_t, 2 * block_size> blocks_ = {};
};

/// The digest that the words are after the last block (FIPS 180-4, 6.2.2).
[[nodiscard]] Digest digest_of(const Words& words);

/// Whether the processor has the instructions.
[[nodiscard]] bool are_there() noexcept;

/// Takes `blocks` blocks of 64 bytes from where `data` points into `words`.
/// Precondition: are_there().
void take_one(Words& words, const std::uint8_t* data, std::size_t blocks) noexcept;
/// The same for two, side by side.
void take_two(std::array<Words*, 2> words, std::array<const std::uint8_t*, 2> data,
              std::size_t blocks) noexcept;

}  // namespace noctis::sha256_rounds
