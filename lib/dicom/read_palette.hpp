// Palette Color Lookup Tables, plain or segmented (rule R15; PS3.3 C.7.6.3.1.5, C.7.9).

#pragma once

#include <optional>
#include <vector>

#include "dicom/dataset.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Nothing, with a remark that says why, where one of the three tables is missing or malformed;
/// nothing without a remark where all are missing.
[[nodiscard]] std::optional<Palette> read_palette(const Item& dataset, bool pixels_are_signed,
                                                  std::vector<Remark>& remarks);

}  // namespace noctis
