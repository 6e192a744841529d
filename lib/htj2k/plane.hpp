// The numbers of a subband or a component, in rows.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace noctis::htj2k {

/// A plane that is another's.
struct PlaneView {
  std::int32_t* first;
  std::size_t stride;
  std::size_t columns, rows;
};

/// With room around it that may be written to: eight numbers before a row's first and behind its
/// last, and a row below the last.
class Plane {
 public:
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
  [[nodiscard]] PlaneView view() noexcept { return {row(0), stride_, columns_, rows_}; }

 private:
  static constexpr std::size_t margin = 8;

  std::size_t columns_ = 0, rows_ = 0, stride_ = 0;
  std::unique_ptr<std::int32_t[]> numbers_;
};

}  // namespace noctis::htj2k
