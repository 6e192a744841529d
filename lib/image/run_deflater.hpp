// A zlib stream (RFC 1950) of a picture's filtered rows, made of literals and runs of one byte.

#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"
#include "image/bit_writer.hpp"
#include "image/runs.hpp"

namespace noctis {

/// Looks for runs of one byte alone, which on grey medical pictures gains more than any matching
/// does.  Memory is kept from stream to stream; equal input makes equal output, on every path.
class RunDeflater {
 public:
  /// Precondition: this processor can take the path.
  explicit RunDeflater(VectorPath path = fastest_vector_path()) : path_(path) {}

  /// Valid until the next call.
  [[nodiscard]] ByteView compress(ByteView bytes);

 private:
  void write_block(BitWriter& out, ByteView block, int before, bool is_last);

  VectorPath path_;
  Bytes output_;
  std::vector<Run> runs_;  // room for those of a block
};

}  // namespace noctis
