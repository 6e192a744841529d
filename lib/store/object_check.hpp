// The objects against their rows, and the other way round.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "store/damage.hpp"
#include "store/object_folder.hpp"

namespace noctis {

/// Which objects are read and hashed; all else is checked of every object.
struct Sample {
  double fraction = 1;     ///< of the objects, 0..1
  std::uint64_t seed = 0;  ///< another one chooses others

  [[nodiscard]] bool holds(const ObjectId& id) const noexcept;
};

struct ObjectCounts {
  std::uint64_t objects = 0;  ///< that rows name
  std::uint64_t hashed = 0, hashed_bytes = 0;
  std::uint64_t loose = 0;  ///< that none does: no damage, the next collection removes them

  void add(const ObjectCounts& other) noexcept;
};

/// One a thread; reads as an Index does, beside a run as well.
class ObjectCheck {
 public:
  /// Throws Fatal as Index::open does.
  ObjectCheck(const std::filesystem::path& store, const Sample& sample);
  ObjectCheck(ObjectCheck&&) noexcept;
  ~ObjectCheck();

  /// One folder, objects/ab.  Memory grows with that folder alone.  Throws Fatal.
  [[nodiscard]] ObjectCounts check(unsigned first_byte, const DamageVisitor& visit);

  /// What lies in the store's folder, in objects/ and in tmp/, besides those folders.
  [[nodiscard]] ObjectCounts check_surroundings(const DamageVisitor& visit) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
