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
void read_modality_transform(const Item& item, Level level, const ImagePixel& pixel,
                             DisplayAttributes& attributes);

/// Where `item` has windows or VOI LUTs that count, they replace what `attributes` has; `item` is
/// the dataset or a Frame VOI LUT macro's item.  The LUTs' first values are unsigned until
/// settle_voi_luts().
void read_voi(const Item& item, Level level, const ImagePixel& pixel,
              DisplayAttributes& attributes);

/// When all levels have been read: the first values mapped by VOI LUTs are signed where their input
/// can be negative, which hangs on the modality transform, whatever its level.
void settle_voi_luts(const ImagePixel& pixel, DisplayAttributes& attributes);

/// Pixel Padding Value and Range Limit of a grey image, integer or float.
void read_padding(const Item& dataset, const ImagePixel& pixel, SampleKind sample_kind,
                  DisplayAttributes& attributes);

/// R34, PS3.3 C.8.7.1.1.2: of X-ray images under LOG and DISP the Modality LUT Module leads back to
/// X-ray intensity, for measuring and not for showing.
[[nodiscard]] bool leads_away_from_display(const Item& item, std::string_view sop_class_uid);

}  // namespace noctis
