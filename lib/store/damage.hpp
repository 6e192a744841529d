// What can be wrong with a store.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/object_id.hpp"

namespace noctis {

enum class DamageKind : std::uint8_t {
  index,       ///< SQLite finds the file corrupt
  schema,      ///< not the tables that this build makes
  row,         ///< a row that contradicts itself, its object, or one it refers to
  missing,     ///< a row names an object that is not there
  truncated,   ///< an object is shorter than its row says
  altered,     ///< an object does not have the bytes of its name
  unreadable,  ///< the system does not let it be read, which says nothing of its bytes
  stray,       ///< a file where only objects are
  mode,        ///< others than its owner may read or write it
};
[[nodiscard]] std::string_view name_of(DamageKind kind) noexcept;

struct Damage {
  DamageKind kind = DamageKind::row;
  std::string what;                     ///< one line that names the thing and the value
  std::optional<ObjectId> object = {};  ///< whose damage it is
  std::filesystem::path path = {};      ///< of a stray, or of what has a wrong mode
  // Of a row that contradicts its object, which is whole: what the object says.
  std::uint64_t bytes = 0;
  std::uint32_t width = 0, height = 0;  ///< 0: it has none
};

using DamageVisitor = std::function<void(const Damage&)>;

}  // namespace noctis
