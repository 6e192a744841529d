// The Image Pixel Module, bounded (PS3.3 C.7.6.3, rule R32).

#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "dicom/dataset.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Fails with ErrorKind::malformed or unsupported, naming attribute and value, where no pixel could
/// be read by it.
[[nodiscard]] Result<ImagePixel> read_image_pixel(const Item& dataset, SampleKind sample_kind);

/// Number of Frames (0028,0008), not believed: 1 where absent, 0 or no number.  Fails with
/// ErrorKind::malformed where it is negative or more than an IS can say.
[[nodiscard]] Result<std::uint32_t> read_number_of_frames(const Item& dataset);

}  // namespace noctis
