// SHA-256 of several things at once.
//
// One digest waits most of the time for the round before to end.  So a processor with instructions
// for SHA-256 makes two, of different bytes, in the time of one, and one that has AVX2 alone eight,
// in the lanes of its vectors.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"

namespace noctis {

enum class Sha256Path : std::uint8_t {
  one_by_one,    ///< on every processor, by OpenSSL
  eight_avx2,    ///< as VectorPath has it
  eight_avx512,  ///< the same
  two,           ///< by instructions for SHA-256
};

/// The fastest that this processor can take.
[[nodiscard]] Sha256Path fastest_sha256_path() noexcept;

/// All that it can take.
[[nodiscard]] std::vector<Sha256Path> sha256_paths();

/// How many are made at once on a path.
[[nodiscard]] std::size_t sha256_at_once(Sha256Path path) noexcept;

/// The digest of each, in their order; any number of threads.  The less the longest stands out, the
/// more is gained; where it would be nothing, one after the other is made.  Precondition: this
/// processor can take the path.
[[nodiscard]] std::vector<Digest> sha256_each(std::span<const ByteView> inputs,
                                              Sha256Path path = fastest_sha256_path());

}  // namespace noctis
