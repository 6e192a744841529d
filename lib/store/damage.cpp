#include "store/damage.hpp"

namespace noctis {

std::string_view name_of(DamageKind kind) noexcept {
  switch (kind) {
    case DamageKind::index:
      return "index";
    case DamageKind::schema:
      return "schema";
    case DamageKind::row:
      return "row";
    case DamageKind::missing:
      return "missing";
    case DamageKind::truncated:
      return "truncated";
    case DamageKind::altered:
      return "altered";
    case DamageKind::unreadable:
      return "unreadable";
    case DamageKind::stray:
      return "stray";
    case DamageKind::mode:
      break;
  }
  return "mode";
}

}  // namespace noctis
