// "1 file", "2 files": numbers of things, for people.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace noctis {

/// `several`: what more than one, and none, are called; empty: `one` with an s.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one,
                                  std::string_view several = {});

}  // namespace noctis
