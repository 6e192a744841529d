// A whole run without a store: inputs in, pictures out.

#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "convert/destination.hpp"
#include "convert/inputs.hpp"
#include "convert/name_template.hpp"
#include "image/png.hpp"
#include "render/preset.hpp"
#include "warm/progress.hpp"
#include "warm/summary.hpp"

namespace noctis {

struct ConvertOptions {
  InputOptions inputs;
  std::vector<Preset> presets;  ///< at least one; their views as they are shown
  std::uint32_t bits = 8;       ///< 8 or 16
  std::uint32_t side = 0;       ///< Look::side
  /// From 1; nothing: all, or of a lone picture the first.
  std::optional<std::uint32_t> frame;
  bool lone_picture = false;  ///< the destination takes one picture
  NameTemplate names;
  Compression compression = Compression::normal;
  bool explain = false;
  bool stored_windows = false;  ///< R21
  unsigned jobs = 0;            ///< threads; 0: one a core
};

/// A picture that was made.
struct ConvertedPicture {
  std::string path;         ///< of the input
  std::uint32_t frame = 1;  ///< from 1
  std::string preset;
  std::optional<std::string> place;  ///< Destination::place_of(), where it was written
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t bits = 8;
  std::uint64_t bytes = 0;  ///< of the PNG; 0 where none was written
  std::optional<json::object> explanation;
};

/// Its functions are called by one thread at a time: the pictures of a file in the order of frames
/// and presets, then the file's end.
class ConvertProgress : public Progress {
 public:
  virtual void picture_made(const ConvertedPicture& picture) = 0;
};

/// Pictures go to `destination`; where it is null, nothing is written, and explanations are all
/// there is.  A file ends as rendered, not_dicom, not_image or failed; of one that failed, what
/// could be made is there all the same.  Names and the order of events do not depend on the number
/// of threads.  When `stop` is requested, the frames in hand are finished.
/// Throws Fatal where a picture cannot be written.
[[nodiscard]] Summary convert(const ConvertOptions& options, Destination* destination,
                              ConvertProgress& progress, const std::stop_token& stop);

}  // namespace noctis
