// Photometric Interpretation (0028,0004) as written, and what it means for samples that no codec
// has turned into another colour model (PS3.3 C.7.6.3.1.2).

#pragma once

#include <vector>

#include "base/result.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"
#include "frame/remark.hpp"

namespace noctis {

/// Of samples with full chrominance.  What contradicts Samples per Pixel or is unknown becomes
/// MONOCHROME2 or RGB, with a remark added to `remarks`.  Fails with ErrorKind::unsupported for the
/// retired colour models (HSV, CMYK, ARGB), which would show wrong colours.
[[nodiscard]] Result<Photometric> photometric_of(const ImagePixel& attributes,
                                                 std::vector<Remark>& remarks);

/// Whether it is one of YBR_FULL_422 and YBR_PARTIAL_422: natively, two pixels share a chrominance
/// pair.
[[nodiscard]] bool is_ybr_422(const ImagePixel& attributes) noexcept;

/// The same colour model of samples that each have their own: YBR_FULL, or YBR_PARTIAL, which the
/// standard does not know.  Precondition: is_ybr_422().
[[nodiscard]] std::string_view with_full_chrominance(const ImagePixel& attributes) noexcept;

}  // namespace noctis
