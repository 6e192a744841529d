// What tells the stored values of a frame from those of others: their digest with their layout's,
// the same whatever the transfer syntax they came in.

#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/digest.hpp"
#include "base/sha256_each.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// The layout as it is hashed: seven numbers of eight bytes.
using LayoutBytes = std::array<std::uint8_t, 56>;
[[nodiscard]] LayoutBytes layout_bytes(const PixelLayout& layout) noexcept;

/// Refers to both.  Precondition: `layout` is that of the frame.
[[nodiscard]] HashInput hash_input(const LayoutBytes& layout, const Frame& frame) noexcept;

[[nodiscard]] Digest digest_of_frame(const Frame& frame);

/// Of an instance: the digest of its attributes and those of all its frames, in their order.
[[nodiscard]] Digest digest_of_frames(const Digest& attributes_digest,
                                      const std::vector<Digest>& frames);

/// A frame that was read and hashed before anything was wanted of it.
struct HashedFrame {
  Frame frame;
  Digest digest = {};
};

}  // namespace noctis
