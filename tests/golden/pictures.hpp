// The pictures whose pixels are held: of small synthetic studies of every kind.

#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "image/image.hpp"

namespace noctis::test {

/// Calls visit(name, picture) for each, always in the same order.  A name tells study, frame and
/// preset: "ct of 12 bits/frame 1/lung".  Fails where a study cannot be made or shown.
[[nodiscard]] Result<> each_golden_picture(
    const std::function<void(const std::string&, const Image8&)>& visit);

}  // namespace noctis::test
