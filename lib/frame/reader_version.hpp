// How files are read, as a number: it is part of every recipe.

#pragma once

#include <cstdint>

namespace noctis {

/// Changes whenever the dicom room would read stored values or attributes differently.
inline constexpr std::uint32_t reader_version = 4;

}  // namespace noctis
