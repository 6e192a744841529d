// Segmentations (rule R23; PS3.3 C.8.20.2).

#pragma once

#include <optional>

#include "dicom/dataset.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Nothing where the dataset has no Segmentation Type that is known.
[[nodiscard]] std::optional<Segmentation> read_segmentation(const Item& dataset);

}  // namespace noctis
