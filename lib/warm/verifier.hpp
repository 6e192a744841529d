// A whole verification: the index against itself, every object against its rows and its name, and,
// on request, mending: what is damaged is made again from masters and sources.
//
// Mending goes on in small steps, each of which leaves a store without contradictions: rows whose
// objects are damaged are taken out first, durably, and their sources marked so that the next run
// looks at them; then the objects are unlinked; then what was lost is made again.  A kill at any
// moment costs at most the rest.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "render/preset.hpp"
#include "store/damage.hpp"
#include "store/object_check.hpp"

namespace noctis {

struct VerifyOptions {
  std::filesystem::path store;
  Sample sample;
  bool repair = false;
  PresetTable presets = PresetTable::built_in();  ///< what damaged pictures are made again with
  unsigned jobs = 0;                              ///< threads; 0: one a core
};

struct VerifySummary {
  ObjectCounts objects;
  std::uint64_t damages = 0;
  // Of a repair:
  std::uint64_t mended = 0;   ///< things put right, images' renditions made again among them
  std::uint64_t lost = 0;     ///< renditions that could not be made again: their rows are gone
  std::uint64_t removed = 0;  ///< loose files
  double seconds = 0;
};

/// One thread at a time calls its functions.
class VerifyObserver {
 public:
  virtual ~VerifyObserver() = default;
  virtual void found(const Damage& damage) = 0;
  /// One line that says what was put right, or could not be.
  virtual void mended(const std::string& what) = 0;
  virtual void lost(const std::string& what) = 0;
};

/// Reads as an Index does, beside a run as well; a repair holds the store's lock.  Throws Fatal:
/// not_found where there is no store, newer_schema, io, and of a repair busy.
[[nodiscard]] VerifySummary verify(const VerifyOptions& options, VerifyObserver& observer);

}  // namespace noctis
