// Pictures for the tests of HTJ2K, and what was made of them.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "htj2k/decode.hpp"
#include "support/openjph.hpp"
#include "support/random.hpp"

namespace noctis::test {

enum class Texture : std::uint8_t { flat, smooth, noise, ends, islands };

[[nodiscard]] Htj2kPicture make_picture(const Htj2kPicture& shape, Texture texture, Random& random);

/// All samples, interleaved by pixel; nothing where it failed.
[[nodiscard]] std::optional<std::vector<std::int32_t>> samples_of(
    const Result<htj2k::Picture>& picture);

/// What OpenJPEG makes of it, if it finds no fault.
[[nodiscard]] std::optional<std::vector<std::int32_t>> samples_by_openjpeg(ByteView codestream);

}  // namespace noctis::test
