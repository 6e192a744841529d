// 128 bits of XXH3, at the speed of memory: what differs by chance differs in them (two of a
// billion things share them once in 10^21 stores).  Not for what somebody gains by if it is taken
// for another: that is what SHA-256 is for.

#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "base/bytes.hpp"

namespace noctis {

/// In XXH3's canonical order, the same on every machine.
using Fingerprint = std::array<std::uint8_t, 16>;

[[nodiscard]] Fingerprint fingerprint(ByteView bytes) noexcept;

/// The same of bytes that come in parts.
class Fingerprinter {
 public:
  Fingerprinter();
  ~Fingerprinter();
  Fingerprinter(const Fingerprinter&) = delete;
  Fingerprinter& operator=(const Fingerprinter&) = delete;

  void add(ByteView bytes) noexcept;
  /// Of all that was added.
  [[nodiscard]] Fingerprint finish() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
