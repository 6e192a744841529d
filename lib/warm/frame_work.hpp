// The frames of one image, on all cores: decoded once each, hashed, rendered, and their pictures
// put into the store.  Few and small ones of one frame are left to the caller, who may have others
// to put along with them.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "base/digest.hpp"
#include "base/fingerprint.hpp"
#include "base/result.hpp"
#include "frame/frame_source.hpp"
#include "render/master.hpp"
#include "render/rendition.hpp"
#include "store/object_store.hpp"
#include "warm/harvest.hpp"
#include "warm/plan.hpp"
#include "warm/slots.hpp"

namespace noctis {

/// 0-based frame -> what is to be made of it.
using FrameWants = std::map<std::uint32_t, std::vector<WantedRendition>>;

/// Frames so large that no two should meet in memory are done one by one.
enum class FrameOrder : std::uint8_t { together, one_by_one };

/// Any number of threads; keeps one renderer a thread.  `hold` is told of each frame that is done.
class FrameWork {
 public:
  /// `key` is the store's.
  FrameWork(ObjectStore& objects, const FingerprintKey& key, Compression compression,
            std::uint32_t thumbnail_side);
  ~FrameWork();

  /// The digest of `attributes_digest` and all frames' stored values: equal for a file and its
  /// lossless transcoding.  Decodes every frame.
  [[nodiscard]] Result<Digest> digest_of(const FrameSource& source, const Digest& attributes_digest,
                                         FrameOrder order, const Slots::Hold& hold) const;

  struct Rendered {
    Digest digest = {};
    FrameHarvest harvest;
  };
  /// Both in one pass: every frame is decoded and hashed, those in `wants` are rendered.  The
  /// pictures of one frame may still have to be put: see gains_by_company().  Throws Fatal where
  /// the store cannot be written.
  [[nodiscard]] Result<Rendered> render_all(const FrameSource& source,
                                            const Digest& attributes_digest,
                                            const FrameWants& wants, FrameOrder order,
                                            const Slots::Hold& hold);

  /// Those in `wants`, each from a master of its own, which `open_master` finds by the frame's
  /// number, on any thread.  Those of one frame may still have to be put.  Throws Fatal where the
  /// store cannot be written.
  [[nodiscard]] Result<FrameHarvest> render_each(
      const FrameWants& wants, const std::function<Result<Master>(std::uint32_t)>& open_master,
      FrameOrder order, const Slots::Hold& hold);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
