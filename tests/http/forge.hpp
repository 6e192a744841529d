// Tokens and keys made without the code under test: JSON as given, base64url by hand, signatures by
// OpenSSL.

#pragma once

#include <string>
#include <string_view>

namespace noctis::test {

[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// HMAC of SHA-256 over header and claims, whatever the header says.
[[nodiscard]] std::string forge_hs256(std::string_view header, std::string_view claims,
                                      std::string_view secret);

/// RSASSA-PKCS1-v1_5 of SHA-256 over header and claims, whatever the header says.
[[nodiscard]] std::string forge_rs256(std::string_view header, std::string_view claims,
                                      const std::string& private_pem);

struct KeyPair {
  std::string private_pem, public_pem;
};
[[nodiscard]] KeyPair make_rsa(unsigned bits);
/// On the curve P-256.
[[nodiscard]] KeyPair make_ec();
/// Of 2048 bits, made once: that takes a while.
[[nodiscard]] const KeyPair& rsa_pair();
/// `private_pem` under a passphrase.
[[nodiscard]] std::string encrypted(const std::string& private_pem);

}  // namespace noctis::test
