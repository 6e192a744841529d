// What tells the stored values of a frame from those of others, the same whatever the transfer
// syntax they came in.

#pragma once

#include <vector>

#include "base/digest.hpp"
#include "base/fingerprint.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Of the layout, and the fingerprint of the samples with the store's key.
[[nodiscard]] Digest digest_of_frame(const Frame& frame, const FingerprintKey& key);

/// Of an instance: the digest of its attributes and those of all its frames, in their order.
[[nodiscard]] Digest digest_of_frames(const Digest& attributes_digest,
                                      const std::vector<Digest>& frames);

}  // namespace noctis
