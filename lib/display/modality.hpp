// From stored values to modality values, Hounsfield units for one (PS3.3 C.11.1).

#pragma once

#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Both ends belong to it.
struct ValueRange {
  double low = 0.0;
  double high = 0.0;

  bool operator==(const ValueRange&) const = default;
};

/// The numbers that bits_stored bits can stand for.  Precondition: the layout is of integers.
[[nodiscard]] ValueRange stored_range(const PixelLayout& layout) noexcept;

/// A Modality LUT, else a rescale (R8), else the identity.  The attributes must outlive it.
class ModalityTransform {
 public:
  ModalityTransform() = default;  ///< the identity
  explicit ModalityTransform(const DisplayAttributes& attributes) noexcept;

  /// Precondition: not NaN where there is a Modality LUT.
  [[nodiscard]] double operator()(double stored) const noexcept;

  /// Whether a greater stored value never has a smaller modality value, or never a greater one.
  [[nodiscard]] bool is_monotone() const noexcept { return lut_ == nullptr; }

  /// All that the bits stored can turn into: of a LUT, what its entries' bits can hold.
  /// Precondition: the layout is of integers.
  [[nodiscard]] ValueRange range(const PixelLayout& layout) const noexcept;

 private:
  const LookupTable* lut_ = nullptr;
  Rescale rescale_;
};

}  // namespace noctis
