// From what a file says of itself to rows of the index.

#pragma once

#include "base/digest.hpp"
#include "dicom/instance_attributes.hpp"
#include "frame/display_attributes.hpp"
#include "store/index.hpp"
#include "store/rows.hpp"
#include "warm/plan.hpp"

namespace noctis {

/// Without renditions and digest.
[[nodiscard]] InstanceRecord record_of(const InstanceAttributes& attributes);

[[nodiscard]] ImageFacts facts_of(const StoredInstance& stored);

/// Whether a frame is shown in colours alone (R14), as the attributes have it; a codestream that
/// knows better changes no plan.
[[nodiscard]] bool is_color(const ImageAttributes& image, const DisplayAttributes& attributes);

}  // namespace noctis
