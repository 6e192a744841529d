// Where one byte is repeated.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"

namespace noctis {

/// Bytes that each equal the one before them.
struct Run {
  std::uint32_t begin = 0;   ///< of the first repetition
  std::uint32_t length = 0;  ///< 3 or more
};

/// Every run of `bytes`, as long as each can be, in their order.  `before`: the byte before the
/// first one; -1: none.  Adds to `runs`.  Precondition: fewer than 2^32 bytes; this processor can
/// take the path.
void find_runs(ByteView bytes, int before, VectorPath path, std::vector<Run>& runs);

}  // namespace noctis
