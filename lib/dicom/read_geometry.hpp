// The shape of pixels and what hides them: aspect (rule R17), shutters (R40).

#pragma once

#include "dicom/dataset.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Of the dataset, or of a Pixel Measures macro's item; what is not positive is passed over, and
/// where nothing is left, `attributes` stays as it is.
void read_aspect(const Item& item, Level level, DisplayAttributes& attributes);

/// Of the dataset, or of a Frame Display Shutter macro's item; without a valid shape `attributes`
/// stays as it is.
void read_shutter(const Item& item, Level level, DisplayAttributes& attributes);

}  // namespace noctis
