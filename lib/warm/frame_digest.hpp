// What tells the stored values of a frame from those of others, the same whatever the transfer
// syntax they came in.  And what tells a file from others, where the frame lies in it as it is: its
// bytes are gone over once.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Of the layout, and the fingerprint of the samples.  It tells frames apart whose attributes are
/// the same, UIDs and all: whoever could make two such frames with one fingerprint could as well
/// replace the file.
[[nodiscard]] Digest digest_of_frame(const Frame& frame);

/// Of an instance: the digest of its attributes and those of all its frames, in their order.
[[nodiscard]] Digest digest_of_frames(const Digest& attributes_digest,
                                      const std::vector<Digest>& frames);

/// Of a file in which all the samples of a frame lie at `offset` as they are: of the offset, the
/// frame's digest, and what is before and behind them; never one that bytes hashed as they are
/// have. Nothing where they do not lie there.
[[nodiscard]] std::optional<Digest> digest_around(ByteView file, std::uint64_t offset,
                                                  const Frame& frame, const Digest& frame_digest);

/// A frame that was read and hashed before anything was wanted of it.
struct HashedFrame {
  Frame frame;
  Digest digest = {};
};

}  // namespace noctis
