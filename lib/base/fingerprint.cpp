#include "base/fingerprint.hpp"

#include <cstring>
#include <new>

#ifdef NOCTIS_XXHASH_DISPATCHES
#include <xxh_x86dispatch.h>  // it puts other functions in the place of xxhash.h's
#else
#include <xxhash.h>
#endif

namespace noctis {

namespace {

Fingerprint canonical(const XXH128_hash_t& hash) noexcept {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  Fingerprint fingerprint;
  static_assert(sizeof fingerprint == sizeof canonical.digest);
  std::memcpy(fingerprint.data(), canonical.digest, sizeof canonical.digest);
  return fingerprint;
}

}  // namespace

Fingerprint fingerprint(ByteView bytes) noexcept {
  return canonical(XXH3_128bits(bytes.data(), bytes.size()));
}

Fingerprint fingerprint(ByteView bytes, const FingerprintKey& key) noexcept {
  return canonical(XXH3_128bits_withSecret(bytes.data(), bytes.size(), key.data(), key.size()));
}

struct Fingerprinter::State {
  struct Free {
    void operator()(XXH3_state_t* made) const noexcept { XXH3_freeState(made); }
  };
  std::unique_ptr<XXH3_state_t, Free> hash{XXH3_createState()};
};

Fingerprinter::Fingerprinter(const FingerprintKey& key) : state_(std::make_unique<State>()) {
  if (state_->hash == nullptr)
    throw std::bad_alloc();
  static_assert(sizeof key >= XXH3_SECRET_SIZE_MIN);
  XXH3_128bits_reset_withSecret(state_->hash.get(), key.data(), key.size());
}

Fingerprinter::~Fingerprinter() = default;

void Fingerprinter::add(ByteView bytes) noexcept {
  XXH3_128bits_update(state_->hash.get(), bytes.data(), bytes.size());
}

Fingerprint Fingerprinter::finish() const noexcept {
  return canonical(XXH3_128bits_digest(state_->hash.get()));
}

}  // namespace noctis
