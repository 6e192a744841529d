// From one opened file to its pictures: every chosen frame under every preset.

#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <tbb/enumerable_thread_specific.h>

#include "convert/convert.hpp"
#include "dicom/instance.hpp"
#include "display/modality.hpp"
#include "image/png.hpp"

namespace noctis {

/// What came of some frames.
struct Pictures {
  std::vector<ConvertedPicture> made;  ///< by frame, then by preset
  std::uint64_t frames = 0;            ///< of which something was made
  std::optional<Error> error;          ///< of the first frame that failed
  bool interrupted = false;            ///< not all frames were looked at
  std::string note;                    ///< about something that was asked for and is not there
};

/// What is asked of one file.
struct PictureWants {
  std::string path;
  std::vector<std::uint32_t> frames;        ///< 0-based
  std::vector<std::string> names;           ///< of each frame, of each preset; none: unwritten
  std::optional<ValueRange> series_values;  ///< R21
  bool one_by_one = false;                  ///< frames so large that no two are to meet in memory
};

/// Any number of threads.
class PictureMaker {
 public:
  /// Both must outlive it.
  PictureMaker(const ConvertOptions& options, Destination* destination);

  /// The frames are spread over threads; one that fails keeps no other from being made.  Throws
  /// Fatal where a picture cannot be written.
  [[nodiscard]] Pictures make(const Instance& instance, const PictureWants& wants,
                              const std::stop_token& stop);

 private:
  struct FramePictures {
    std::vector<ConvertedPicture> made;
    std::optional<Error> error;
    std::string left_out;  // of the overlays that were asked for
    bool skipped = false;
  };

  [[nodiscard]] FramePictures make_frame(const Instance& instance, const PictureWants& wants,
                                         std::size_t position);
  [[nodiscard]] Result<> make_looks(const Instance& instance, const PictureWants& wants,
                                    std::size_t position, FramePictures& frame_pictures);

  const ConvertOptions& options_;
  Destination* const destination_;
  tbb::enumerable_thread_specific<PngEncoder> encoders_;
};

}  // namespace noctis
