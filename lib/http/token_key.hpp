// What tokens are signed with, and what their signatures are checked with.  The key decides the
// algorithm; what a token says of it decides nothing.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct evp_pkey_st;  // NOLINT(readability-identifier-naming): OpenSSL's

namespace noctis {

enum class TokenAlgorithm : std::uint8_t {
  hs256,  ///< HMAC of SHA-256 with a secret that both sides have (RFC 7518, 3.2)
  rs256,  ///< RSASSA-PKCS1-v1_5 of SHA-256 (RFC 7518, 3.3)
};

/// "HS256", "RS256".
[[nodiscard]] std::string_view name_of(TokenAlgorithm algorithm) noexcept;

// All fail with ErrorKind::usage: for a secret of fewer than 32 bytes or more than 4096, for what
// is no PEM of that kind of key, for RSA of fewer than 2048 bits, and for a private key that needs
// a passphrase.  Those that read a file name it; of a secret or a private key they also fail where
// the group or others may do anything with it.  One newline at the end of a file is no part of the
// secret.

class SigningKey {
 public:
  static Result<SigningKey> of_secret(std::string secret);
  static Result<SigningKey> of_private_pem(std::string pem);
  static Result<SigningKey> from_secret_file(const std::string& path);
  static Result<SigningKey> from_private_key_file(const std::string& path);

  [[nodiscard]] TokenAlgorithm algorithm() const noexcept { return algorithm_; }
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

 private:
  SigningKey(TokenAlgorithm algorithm, std::string bytes);

  TokenAlgorithm algorithm_;
  std::string bytes_;
};

/// Any number of threads at once.
class VerifyingKey {
 public:
  static Result<VerifyingKey> of_secret(std::string secret);
  static Result<VerifyingKey> of_public_pem(const std::string& pem);
  static Result<VerifyingKey> from_secret_file(const std::string& path);
  static Result<VerifyingKey> from_public_key_file(const std::string& path);

  [[nodiscard]] TokenAlgorithm algorithm() const noexcept {
    return public_key_ ? TokenAlgorithm::rs256 : TokenAlgorithm::hs256;
  }
  [[nodiscard]] const std::string& secret() const noexcept { return secret_; }  ///< of HS256
  [[nodiscard]] evp_pkey_st* public_key() const noexcept {
    return public_key_.get();
  }  ///< of RS256

 private:
  explicit VerifyingKey(std::string secret);
  explicit VerifyingKey(std::shared_ptr<evp_pkey_st> public_key);

  std::string secret_;
  std::shared_ptr<evp_pkey_st> public_key_;  // OpenSSL counts its owners, too: copies are cheap
};

}  // namespace noctis
