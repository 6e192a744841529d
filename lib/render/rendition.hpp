// From one frame to its renditions: each preset full size and as a thumbnail, and the master.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "image/png.hpp"
#include "render/preset.hpp"

namespace noctis {

/// What is to be made of a frame under one preset.
struct WantedPreset {
  const Preset* preset = nullptr;  ///< never null
  bool display = true;
  std::uint32_t thumbnail_side = 0;  ///< 0: no thumbnail
};

enum class RenditionForm : std::uint8_t { display, thumbnail, master };

/// One picture, encoded.
struct Rendition {
  RenditionForm form = RenditionForm::display;
  std::string preset = {};  ///< empty of a master
  Digest recipe = {};
  Bytes object = {};
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::optional<VoiWindow> window = {};  ///< the one applied
  std::string format = {};               ///< of a master: EncodedMaster::format
  std::string attributes = {};           ///< of a master: EncodedMaster::attributes
};

/// Makes renditions; keeps its buffers: one a thread.
class FrameRenderer {
 public:
  explicit FrameRenderer(Compression compression = Compression::normal) : encoder_(compression) {}

  /// In the order of `wanted`, display before thumbnail, the master last where `master_recipe` is
  /// given and the frame needs one.  What is the same picture is made once: presets of a colour
  /// image have equal objects.  Thumbnails are shrunk from the full-size picture (R28).  Fails
  /// where the frame cannot be shown, naming attribute and value.
  [[nodiscard]] Result<std::vector<Rendition>> render(const Frame& frame,
                                                      const DisplayAttributes& attributes,
                                                      std::span<const WantedPreset> wanted,
                                                      const std::optional<Digest>& master_recipe);

 private:
  PngEncoder encoder_;
};

}  // namespace noctis
