// Where one byte is repeated.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"

namespace noctis {

/// Bytes that each equal the one before them.
struct Run {
  std::uint32_t begin = 0;  ///< of the first repetition
  std::uint32_t end = 0;    ///< one beyond the last

  bool operator==(const Run&) const = default;
};

/// Shorter ones are none: where a byte is often repeated its code is short, and a handful of them
/// costs less than to tell of a repetition.
constexpr std::uint32_t shortest_run = 8;

/// Every run of `bytes`, as long as each can be, in their order: in `room`, and valid until that
/// changes.  `before`: the byte before the first one; -1: none.  Precondition: fewer than 2^32 - 64
/// bytes; this processor can take the path.
[[nodiscard]] std::span<const Run> find_runs(ByteView bytes, int before, VectorPath path,
                                             std::vector<Run>& room);

}  // namespace noctis
