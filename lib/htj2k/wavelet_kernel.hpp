// The loops of the wavelet.  Compilers make vectors of them, as wide as the file that includes this
// is compiled for; what is here is each such file's own.
//
// Sums wrap around: only damaged codestreams have numbers that large.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "htj2k/wavelet.hpp"

namespace noctis::htj2k::wavelet {

namespace {

inline std::int32_t sum(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}
inline std::int32_t difference(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) - static_cast<std::uint32_t>(b));
}
/// 15444-1 F-5: a low number and the high ones beside it.
inline std::int32_t even(std::int32_t low, std::int32_t before, std::int32_t behind) noexcept {
  return difference(low, sum(sum(before, behind), 2) >> 2);
}
/// F-6: a high number and the even ones beside it.
inline std::int32_t odd(std::int32_t high, std::int32_t before, std::int32_t behind) noexcept {
  return sum(high, sum(before, behind) >> 1);
}

/// A row of `columns` numbers from its halves.  Margins of `high` are written to; `evens` holds as
/// many as `low`, and one more.
void join_row(const std::int32_t* __restrict low, std::int32_t* __restrict high,
              std::size_t columns, std::int32_t* __restrict evens,
              std::int32_t* __restrict out) noexcept {
  const std::size_t lows = (columns + 1) / 2, highs = columns / 2;
  if (highs == 0) {
    out[0] = low[0];
    return;
  }
  high[-1] = high[0];
  high[highs] = high[highs - 1];
  for (std::size_t i = 0; i < lows; ++i)
    evens[i] = even(low[i], high[static_cast<std::ptrdiff_t>(i) - 1], high[i]);
  evens[lows] = evens[lows - 1];
  for (std::size_t i = 0; i < highs; ++i) {
    out[2 * i] = evens[i];
    out[2 * i + 1] = odd(high[i], evens[i], evens[i + 1]);
  }
  if (columns % 2 != 0)
    out[columns - 1] = evens[lows - 1];
}

void join_evens(const std::int32_t* __restrict low, const std::int32_t* before,
                const std::int32_t* behind, std::size_t columns,
                std::int32_t* __restrict out) noexcept {
  for (std::size_t i = 0; i < columns; ++i)
    out[i] = even(low[i], before[i], behind[i]);
}

void join_odds(const std::int32_t* __restrict high, const std::int32_t* before,
               const std::int32_t* behind, std::size_t columns,
               std::int32_t* __restrict out) noexcept {
  for (std::size_t i = 0; i < columns; ++i)
    out[i] = odd(high[i], before[i], behind[i]);
}

/// Rows are joined as they are needed, so that those in use stay in the nearest cache.
void join(const Level& level, Plane& out) {
  const std::size_t columns = out.columns(), rows = out.rows();
  const std::size_t highs = rows / 2;
  Plane scratch(columns + 1, 4);
  std::int32_t* const evens = scratch.row(0);
  std::int32_t* const low = scratch.row(1);
  std::int32_t* high = scratch.row(2);
  std::int32_t* high_before = scratch.row(3);
  for (std::size_t i = 0; i < rows - highs; ++i) {
    join_row(level.ll.row(i), level.hl.row(i), columns, evens, low);
    if (highs == 0) {
      std::copy_n(low, columns, out.row(0));
      return;
    }
    if (i < highs)
      join_row(level.lh.row(i), level.hh.row(i), columns, evens, high);
    const std::int32_t* const behind = i < highs ? high : high_before;
    join_evens(low, i > 0 ? high_before : behind, behind, columns, out.row(2 * i));
    if (i > 0)
      join_odds(high_before, out.row(2 * i - 2), out.row(2 * i), columns, out.row(2 * i - 1));
    std::swap(high, high_before);
  }
  if (rows % 2 == 0)
    join_odds(high_before, out.row(rows - 2), out.row(rows - 2), columns, out.row(rows - 1));
}

}  // namespace

}  // namespace noctis::htj2k::wavelet
