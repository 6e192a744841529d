// The reversible 5-3 wavelet, inverse (ISO/IEC 15444-1 F.3, F.4.8.1): the same on every path.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/vector_path.hpp"

namespace noctis::htj2k {

/// Numbers in rows, with room around them: eight before a row's first and eight behind its last,
/// and a row below the last.
class Plane {
 public:
  static constexpr std::size_t margin = 8;

  Plane() = default;
  /// The numbers are whatever was there.
  Plane(std::size_t columns, std::size_t rows)
      : columns_(columns),
        rows_(rows),
        stride_((columns + 3 * margin - 1) / margin * margin),
        numbers_(std::make_unique_for_overwrite<std::int32_t[]>(stride_ * (rows + 1) + margin)) {}

  [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }
  [[nodiscard]] std::int32_t* row(std::size_t row) noexcept {
    return numbers_.get() + margin + row * stride_;
  }
  [[nodiscard]] const std::int32_t* row(std::size_t row) const noexcept {
    return numbers_.get() + margin + row * stride_;
  }

 private:
  std::size_t columns_ = 0, rows_ = 0, stride_ = 0;
  std::unique_ptr<std::int32_t[]> numbers_;
};

/// The subbands of one level: of each the letter for columns comes first.  Their margins are
/// written to.
struct Level {
  Plane& ll;
  Plane& hl;
  Plane& lh;
  Plane& hh;
};

/// The picture that they make, of `out`'s size.  Precondition: this processor can take the path.
void join_subbands(const Level& level, Plane& out, VectorPath path);

namespace wavelet {
void join_scalar(const Level& level, Plane& out);
#if defined(__x86_64__)
void join_avx2(const Level& level, Plane& out);
#endif
}  // namespace wavelet

}  // namespace noctis::htj2k
