// The address of an object: the SHA-256 of its bytes.

#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace noctis {

struct ObjectId {
  Digest sha256 = {};

  /// Fails with ErrorKind::malformed unless `text` is 64 lower-case hexadecimal digits.
  static Result<ObjectId> parse(std::string_view text);
  static ObjectId of(ByteView bytes) { return {noctis::sha256(bytes)}; }

  [[nodiscard]] std::string text() const { return to_hex(sha256); }

  auto operator<=>(const ObjectId&) const = default;
};

}  // namespace noctis

template <>
struct std::hash<noctis::ObjectId> {
  std::size_t operator()(const noctis::ObjectId& id) const noexcept {
    return noctis::load_little_endian<std::size_t>(id.sha256);  // already uniform
  }
};
