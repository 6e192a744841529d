// 128 bits of XXH3, at the speed of memory: what differs by chance differs in them (two of a
// billion things share them once in 10^21 stores).  Whoever knows what they are made with can make
// two things that share them.  With a key that is kept they take some hundred thousand attempts,
// each told whether it hit: that is for things that only those can place who could do worse.  What
// nobody may ever forge has SHA-256.

#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "base/bytes.hpp"

namespace noctis {

/// In XXH3's canonical order, the same on every machine.
using Fingerprint = std::array<std::uint8_t, 16>;

[[nodiscard]] Fingerprint fingerprint(ByteView bytes) noexcept;

/// Random bytes.
using FingerprintKey = std::array<std::uint8_t, 192>;

/// Another one with each key.
[[nodiscard]] Fingerprint fingerprint(ByteView bytes, const FingerprintKey& key) noexcept;

/// The same of bytes that come in parts.  One thread at a time.
class Fingerprinter {
 public:
  /// `key` outlives it.
  explicit Fingerprinter(const FingerprintKey& key);
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
