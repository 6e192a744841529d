// HTJ2K codestreams by OpenJPH, whose encoder shares nothing with our decoder.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace noctis::test {

struct Htj2kPicture {
  std::uint32_t columns = 1, rows = 1, components = 1;
  std::uint32_t precision = 8;  ///< bits a sample
  bool is_signed = false;
  std::vector<std::int32_t> samples;  ///< interleaved by pixel, in the precision's range
};

struct Htj2kOptions {
  bool reversible = true;
  bool color_transform = false;
  std::uint32_t levels = 5;
  std::uint32_t block_columns = 64, block_rows = 64;  ///< powers of two from 4, 4096 together
  struct Precinct {
    std::uint32_t columns, rows;  ///< exponents
  };
  /// The largest resolution's first; of the others the last.
  std::vector<Precinct> precincts = {};
  std::string progression = "RPCL";
  std::uint32_t tile = 0;    ///< edge; 0: one tile
  std::uint32_t offset = 0;  ///< of picture and tiles, in both directions
};

[[nodiscard]] Bytes encode_htj2k(const Htj2kPicture& picture, const Htj2kOptions& options = {});

}  // namespace noctis::test
