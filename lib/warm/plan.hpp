// What is wanted of every file of a run: presets, frames, sides, and the digests that tell whether
// what the index holds of a file is still what is wanted.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "render/preset.hpp"
#include "store/rows.hpp"

namespace noctis {

enum class FrameChoice : std::uint8_t { all, first, middle };

struct PlanOptions {
  PresetTable presets = PresetTable::built_in();
  std::vector<std::string> preset_names;  ///< empty: those warmed by default for each image
  std::uint32_t thumbnail_side = 256;     ///< 0: no thumbnails
  FrameChoice frames = FrameChoice::all;
  bool master = true;
  std::vector<std::string> modalities;  ///< empty: every one
};

/// What of an image decides which presets suit it.
struct ImageFacts {
  std::string_view modality;
  std::string_view body_part_examined;
  bool hounsfield_units = false;
  bool color = false;
};

/// A rendition that some frame is to have.
struct WantedRendition {
  const Preset* preset = nullptr;  ///< null of a master
  RenditionKind kind = RenditionKind::display;
  Digest recipe = {};
};

/// Immutable; any number of threads.
class Plan {
 public:
  /// Fails with ErrorKind::usage where a preset's name is not in the table.
  static Result<Plan> make(PlanOptions options);

  /// Of all that may change what a file's instance gets: equal to source.plan where nothing did.
  /// Depends on the outcome: a preset that was added is no reason to open what is not DICOM.
  [[nodiscard]] const Digest& digest_for(SourceOutcome outcome) const noexcept;

  [[nodiscard]] bool takes_modality(std::string_view modality) const;

  /// 0-based, ascending.
  [[nodiscard]] std::vector<std::uint32_t> chosen_frames(std::uint32_t frame_count) const;

  /// Of each chosen frame of such an image, presets in the table's order, the master last.
  [[nodiscard]] std::vector<WantedRendition> renditions_for(const ImageFacts& facts) const;

  [[nodiscard]] std::uint32_t thumbnail_side() const noexcept { return options_.thumbnail_side; }

 private:
  explicit Plan(PlanOptions options);

  PlanOptions options_;
  Digest full_ = {};       // of files that hold images
  Digest selection_ = {};  // of files that a selection passed over
  Digest reading_ = {};    // of all others
};

}  // namespace noctis
