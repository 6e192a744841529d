#include "http/token_key.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstddef>
#include <memory>
#include <utility>

#include "base/file.hpp"
#include "http/secrecy.hpp"

namespace noctis {

namespace {

constexpr std::size_t least_secret = 32;  // as long as the digest (RFC 7518, 3.2)
constexpr std::size_t most_secret = 4096;
constexpr std::uint64_t most_file = 65'536;
constexpr int least_rsa_bits = 2048;  // RFC 7518, 3.3

struct OpenSslDeleter {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
using UniqueBio = std::unique_ptr<BIO, OpenSslDeleter>;
using UniqueKey = std::unique_ptr<EVP_PKEY, OpenSslDeleter>;

// Without it OpenSSL would ask for one at the terminal.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*is_for_writing*/, void* /*data*/) {
  return -1;
}

Result<> check_secret(const std::string& secret) {
  if (secret.size() < least_secret || secret.size() > most_secret)
    return failure(ErrorKind::usage, "the secret has {} bytes, not {} to {}", secret.size(),
                   least_secret, most_secret);
  return {};
}

Result<> check_rsa(const UniqueKey& key, std::string_view kind) {
  ERR_clear_error();
  if (!key)
    return failure(ErrorKind::usage, "not a {} key in PEM, without a passphrase", kind);
  if (EVP_PKEY_base_id(key.get()) != EVP_PKEY_RSA)
    return failure(ErrorKind::usage, "not an RSA key");
  if (EVP_PKEY_bits(key.get()) < least_rsa_bits)
    return failure(ErrorKind::usage, "the RSA key has {} bits, fewer than {}",
                   EVP_PKEY_bits(key.get()), least_rsa_bits);
  return {};
}

UniqueBio bio_over(const std::string& pem) {
  return UniqueBio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

enum class Secrecy : std::uint8_t { secret, open };

Result<std::string> read_key(const std::string& path, Secrecy secrecy) {
  const auto file = open_regular_file(path);
  if (!file)
    return failure(file);
  if (secrecy == Secrecy::secret)
    if (auto checked = check_secrecy(file->get()); !checked)
      return failure(checked);
  const auto bytes = read_at(file->get(), 0, most_file + 1);
  if (!bytes)
    return failure(bytes);
  if (bytes->size() > most_file)
    return failure(ErrorKind::usage, "more than {} bytes", most_file);
  return std::string(bytes->begin(), bytes->end());
}

Result<std::string> read_secret(const std::string& path) {
  auto secret = read_key(path, Secrecy::secret);
  if (secret && secret->ends_with('\n')) {
    secret->pop_back();
    if (secret->ends_with('\r'))
      secret->pop_back();
  }
  return secret;
}

// `make` of what was read, with the path in front of what is wrong.
template <class Make>
auto key_of(const std::string& path, Result<std::string> read, Make make)
    -> decltype(make(std::string())) {
  auto key = std::move(read).and_then(make);
  if (!key)
    return failure(ErrorKind::usage, "{}: {}", path, key.error().what);
  return key;
}

}  // namespace

std::string_view name_of(TokenAlgorithm algorithm) noexcept {
  return algorithm == TokenAlgorithm::hs256 ? "HS256" : "RS256";
}

SigningKey::SigningKey(TokenAlgorithm algorithm, std::string bytes)
    : algorithm_(algorithm), bytes_(std::move(bytes)) {}

Result<SigningKey> SigningKey::of_secret(std::string secret) {
  if (auto checked = check_secret(secret); !checked)
    return failure(checked);
  return SigningKey(TokenAlgorithm::hs256, std::move(secret));
}

Result<SigningKey> SigningKey::of_private_pem(std::string pem) {
  const UniqueBio bio = bio_over(pem);
  const UniqueKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  if (auto checked = check_rsa(key, "private"); !checked)
    return failure(checked);
  return SigningKey(TokenAlgorithm::rs256, std::move(pem));
}

Result<SigningKey> SigningKey::from_secret_file(const std::string& path) {
  return key_of(path, read_secret(path), &SigningKey::of_secret);
}

Result<SigningKey> SigningKey::from_private_key_file(const std::string& path) {
  return key_of(path, read_key(path, Secrecy::secret), &SigningKey::of_private_pem);
}

VerifyingKey::VerifyingKey(std::string secret) : secret_(std::move(secret)) {}

VerifyingKey::VerifyingKey(std::shared_ptr<evp_pkey_st> public_key)
    : public_key_(std::move(public_key)) {}

Result<VerifyingKey> VerifyingKey::of_secret(std::string secret) {
  if (auto checked = check_secret(secret); !checked)
    return failure(checked);
  return VerifyingKey(std::move(secret));
}

Result<VerifyingKey> VerifyingKey::of_public_pem(const std::string& pem) {
  const UniqueBio bio = bio_over(pem);
  UniqueKey key(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_passphrase, nullptr));
  if (auto checked = check_rsa(key, "public"); !checked)
    return failure(checked);
  return VerifyingKey(std::shared_ptr<evp_pkey_st>(std::move(key)));
}

Result<VerifyingKey> VerifyingKey::from_secret_file(const std::string& path) {
  return key_of(path, read_secret(path), &VerifyingKey::of_secret);
}

Result<VerifyingKey> VerifyingKey::from_public_key_file(const std::string& path) {
  return key_of(path, read_key(path, Secrecy::open), &VerifyingKey::of_public_pem);
}

}  // namespace noctis
