// What the index holds of an instance, read from its dataset.

#pragma once

#include <optional>

#include "base/result.hpp"
#include "dicom/dataset.hpp"
#include "dicom/instance_attributes.hpp"
#include "dicom/scan.hpp"

namespace noctis {

/// Everything but ImageAttributes' rows, columns, frames, samples_per_pixel and bits_stored, which
/// come from the bounded Image Pixel Module.  `first_frame` holds the first frame's functional
/// groups, where it has some.  A missing UID of the instance is derived from the file's bytes; one
/// of the study or series from what else identifies it, so that its instances stay together.  Fails
/// where the source cannot be read.
[[nodiscard]] Result<InstanceAttributes> read_instance_attributes(
    const Dataset& dataset, const std::optional<Dataset>& first_frame, const Scan& scan);

}  // namespace noctis
