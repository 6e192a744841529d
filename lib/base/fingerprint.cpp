#include "base/fingerprint.hpp"

#include <cstring>

#include <xxhash.h>

namespace noctis {

Fingerprint fingerprint(ByteView bytes) noexcept {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  Fingerprint fingerprint;
  static_assert(sizeof fingerprint == sizeof canonical.digest);
  std::memcpy(fingerprint.data(), canonical.digest, sizeof canonical.digest);
  return fingerprint;
}

}  // namespace noctis
