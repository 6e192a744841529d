// One look at a frame, as somebody asked for it: a view, a depth and a size.

#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "display/frame_display.hpp"
#include "display/view.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "image/png.hpp"
#include "render/preset.hpp"

namespace noctis {

struct Look {
  View view = {};
  std::uint32_t bits = 8;  ///< 8 or 16
  std::uint32_t side = 0;  ///< shrunk to fit in side x side, never enlarged (R28); 0: as it is

  bool operator==(const Look&) const = default;
};

/// What is wanted of a look.
struct LookParts {
  bool png = true;
  bool explanation = false;
};

struct LookPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  Bytes png = {};                                          ///< empty unless wanted
  std::optional<VoiWindow> window = std::nullopt;          ///< the one applied, where one was
  std::optional<json::object> explanation = std::nullopt;  ///< explain()'s, and "shrunk" (R28)
};

/// The looks at one frame.  The frame and the attributes must outlive it.  One thread at a time.
class FrameLooks {
 public:
  FrameLooks(const Frame& frame, const DisplayAttributes& attributes)
      : frame_(frame), attributes_(attributes), display_(frame, attributes) {}

  /// Whether the preset can mean anything for this frame: as applies_to() says, and of the file's
  /// looks only those that are there.
  [[nodiscard]] bool suits(const Preset& preset) const;

  /// Fails as FrameDisplay does, with ErrorKind::unsupported for colour of 16 bits.
  [[nodiscard]] Result<LookPicture> make(const Look& look, PngEncoder& encoder,
                                         const LookParts& parts = {});

 private:
  [[nodiscard]] Result<Bytes> encode(PngEncoder& encoder, const Image8& image) const;
  [[nodiscard]] static Result<Bytes> encode(PngEncoder& encoder, const Image16& image);
  template <class Sample>
  Result<LookPicture> finish(const BasicPicture<Sample>& picture, const Look& look,
                             PngEncoder& encoder, const LookParts& parts) const;

  const Frame& frame_;
  const DisplayAttributes& attributes_;
  FrameDisplay display_;
};

}  // namespace noctis
