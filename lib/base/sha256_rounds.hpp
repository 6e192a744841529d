// SHA-256 by the processor's own instructions.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/sha256_figures.hpp"

namespace noctis::sha256_rounds {

/// The eight words of a hash value, in the order in which the instructions take them:
/// A B E F and C D G H, each from the highest lane down.
struct alignas(16) Words {
  std::array<std::uint32_t, 4> feba;
  std::array<std::uint32_t, 4> hgdc;
};

inline constexpr Words initial_words = [] {
  const auto& [a, b, c, d, e, f, g, h] = sha256_figures::initial_hash_value;
  return Words{{f, e, b, a}, {h, g, d, c}};
}();

/// A to H.
[[nodiscard]] inline std::array<std::uint32_t, 8> in_order(const Words& words) noexcept {
  const auto& [feba, hgdc] = words;
  return {feba[3], feba[2], hgdc[3], hgdc[2], feba[1], feba[0], hgdc[1], hgdc[0]};
}

/// Whether the processor has the instructions.
[[nodiscard]] bool are_there() noexcept;

/// Takes `blocks` blocks of 64 bytes from where `data` points into `words`.
/// Precondition: are_there().
void take_one(Words& words, const std::uint8_t* data, std::size_t blocks) noexcept;
/// The same for two, side by side.
void take_two(std::array<Words*, 2> words, std::array<const std::uint8_t*, 2> data,
              std::size_t blocks) noexcept;

}  // namespace noctis::sha256_rounds
