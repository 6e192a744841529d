// Mending what a verification found.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "render/preset.hpp"
#include "store/damage.hpp"

namespace noctis {

/// One thread; renders on all cores.  Precondition: the store's lock is held, and the index is
/// sound or mendable.
class Repairer {
 public:
  struct Tell {
    std::function<void(const std::string&)> mended, lost;
  };

  /// Throws Fatal where the store cannot be written.
  Repairer(const std::filesystem::path& store, const PresetTable& presets, Tell tell);
  ~Repairer();

  /// IndexMender's.
  void mend_rows();

  /// Damage of objects, strays and modes.  Throws Fatal where the store cannot be written.
  void mend(const std::vector<Damage>& damages);

  /// What is loose or unnamed is removed; the number of files.
  [[nodiscard]] std::uint64_t collect();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
