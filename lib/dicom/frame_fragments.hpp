// Which fragments make up which frame (R19; PS3.5 A.4).

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/byte_source.hpp"
#include "base/result.hpp"
#include "dicom/decoder.hpp"
#include "dicom/pixel_data.hpp"
#include "frame/remark.hpp"

namespace noctis {

/// Frame i has the fragments [first_fragment[i], first_fragment[i + 1]), at least one.
struct FrameFragments {
  std::vector<std::size_t> first_fragment;  ///< one more than there are frames
  std::vector<Remark> remarks;

  [[nodiscard]] std::size_t frame_count() const noexcept { return first_fragment.size() - 1; }
};

/// The Extended Offset Table beside an empty Basic one, else the Basic one; a table that does not
/// fit the fragments is ignored with a remark.  Without a table: one frame has all fragments, as
/// many frames as fragments have one each, and otherwise a frame begins where a fragment begins a
/// codestream, as `decoder` knows it.  There may be fewer frames than announced, never more and at
/// least one.  Fails where fragments cannot be told apart (malformed) or there is none (truncated).
[[nodiscard]] Result<FrameFragments> find_frames(const ByteSource& source,
                                                 const PixelDataElement& element,
                                                 std::uint32_t announced_frames,
                                                 const Decoder& decoder);

}  // namespace noctis
