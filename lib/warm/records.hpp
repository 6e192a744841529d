// From what a file says of itself to rows of the index.

#pragma once

#include "base/digest.hpp"
#include "dicom/instance_attributes.hpp"
#include "store/index.hpp"
#include "store/rows.hpp"
#include "warm/plan.hpp"

namespace noctis {

/// Without renditions and digest.
[[nodiscard]] InstanceRecord record_of(const InstanceAttributes& attributes);

/// Of an instance that is there already, so that renditions can be added to it: what is empty in
/// the record leaves the index as it is.
[[nodiscard]] InstanceRecord record_of(const StoredInstance& stored);

[[nodiscard]] ImageFacts facts_of(const StoredInstance& stored);

}  // namespace noctis
