// What a frame and its attributes must be before anything is made of them.

#pragma once

#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Fails with ErrorKind::malformed or unsupported, naming attribute and value.
[[nodiscard]] Result<> check_frame(const Frame& frame, const DisplayAttributes& attributes);

}  // namespace noctis
