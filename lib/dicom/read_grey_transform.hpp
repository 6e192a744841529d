// What turns stored values into greys: Modality LUT, VOI, padding (PS3.3 C.11.1, C.11.2,
// C.7.5.1.1.2).

#pragma once

#include <string_view>

#include "dicom/dataset.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Where `item` has a rescale or a Modality LUT, they replace what `attributes` has; `item` is the
/// dataset or a Pixel Value Transformation macro's item.
void read_modality_transform(const Item& item, const ImagePixel& pixel,
                             DisplayAttributes& attributes);

/// Where `item` has windows or VOI LUTs, they replace what `attributes` has, whose modality
/// transform must have been read; `item` is the dataset or a Frame VOI LUT macro's item.
void read_voi(const Item& item, const ImagePixel& pixel, DisplayAttributes& attributes);

/// Pixel Padding Value and Range Limit of a grey image, integer or float.
void read_padding(const Item& dataset, const ImagePixel& pixel, SampleKind sample_kind,
                  DisplayAttributes& attributes);

}  // namespace noctis
