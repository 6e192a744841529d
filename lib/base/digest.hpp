// SHA-256 (FIPS 180-4), by the processor's instructions for it, or by OpenSSL where it has none.

#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

using Digest = std::array<std::uint8_t, 32>;

/// Whether this processor has instructions for SHA-256; found out once.
[[nodiscard]] bool has_sha256_instructions() noexcept;

/// Feeds on bytes in any number of pieces.  One instance serves one thread at a time.
class Sha256 {
 public:
  /// Precondition: `by_instructions` only where the processor has them.
  explicit Sha256(bool by_instructions = has_sha256_instructions());
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(ByteView bytes);
  void add(std::string_view text) { add(as_bytes(text)); }
  /// The number's eight bytes, little endian: a way to keep fields apart.
  void add(std::uint64_t number);

  /// The digest of all that was added; the object starts anew.
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Digest sha256(ByteView bytes);
/// Of all of them, one behind the other.
[[nodiscard]] Digest sha256(std::initializer_list<ByteView> parts);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

/// Fails with ErrorKind::malformed unless `text` is 64 lower-case hexadecimal digits.
[[nodiscard]] Result<Digest> digest_from_hex(std::string_view text);

}  // namespace noctis
