// What looks as if it changed a picture and does not (R32, R33).

#pragma once

#include <string_view>
#include <vector>

#include "dicom/dataset.hpp"
#include "frame/remark.hpp"

namespace noctis {

/// Adds a remark for each such attribute that `item` has, unless it was remarked on before; `item`
/// is the dataset or a frame's functional groups.
void remark_on_ignored(const Item& item, std::string_view sop_class_uid,
                       std::vector<Remark>& remarks);

}  // namespace noctis
