// Palette Color Lookup Tables, as colours of 8 bits (R15).

#pragma once

#include <vector>

#include "display/rgb.hpp"
#include "frame/display_attributes.hpp"
#include "frame/remark.hpp"

namespace noctis {

/// The palette must outlive it.
class PaletteColors {
 public:
  explicit PaletteColors(const Palette& palette);

  /// PS3.3 C.7.6.3.1.5, C.7.6.3.1.6.
  [[nodiscard]] Rgb operator()(double stored) const noexcept;

  [[nodiscard]] const std::vector<Remark>& remarks() const noexcept { return remarks_; }

 private:
  const Palette& palette_;
  std::uint32_t white_;  // the entry that is 255
  std::vector<Remark> remarks_;
};

}  // namespace noctis
