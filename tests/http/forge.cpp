#include "http/forge.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <memory>

#include <doctest/doctest.h>

namespace noctis::test {

namespace {

struct Deleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Deleter>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string signed_text(std::string_view header, std::string_view claims) {
  return to_base64url(header) + "." + to_base64url(claims);
}

std::string text_of(const Owned<BIO>& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

Owned<EVP_PKEY> private_key_of(const std::string& pem) {
  const Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Owned<EVP_PKEY>(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

KeyPair pair_of(const Owned<EVP_PKEY>& key) {
  REQUIRE(key != nullptr);
  const Owned<BIO> secret(BIO_new(BIO_s_mem()));
  const Owned<BIO> open(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_PKCS8PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                        nullptr) == 1);
  REQUIRE(PEM_write_bio_PUBKEY(open.get(), key.get()) == 1);
  return {text_of(secret), text_of(open)};
}

}  // namespace

// RFC 4648, section 5: six bits a character, from the left.
std::string to_base64url(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6)
      text += digits[pending >> (bits - 6) & 63];
  }
  if (bits > 0)
    text += digits[pending << (6 - bits) & 63];
  return text;
}

std::string forge_hs256(std::string_view header, std::string_view claims, std::string_view secret) {
  const std::string text = signed_text(header, claims);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac = {};
  unsigned size = 0;
  REQUIRE(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(text),
               text.size(), mac.data(), &size) != nullptr);
  return text + "." + to_base64url({reinterpret_cast<const char*>(mac.data()), size});
}

std::string forge_rs256(std::string_view header, std::string_view claims,
                        const std::string& private_pem) {
  const std::string text = signed_text(header, claims);
  const auto key = private_key_of(private_pem);
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  REQUIRE(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1);
  std::string signature(512, '\0');
  std::size_t size = signature.size();
  REQUIRE(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                         bytes_of(text), text.size()) == 1);
  return text + "." + to_base64url(std::string_view(signature).substr(0, size));
}

KeyPair make_rsa(unsigned bits) {
  return pair_of(Owned<EVP_PKEY>(EVP_RSA_gen(bits)));
}

KeyPair make_ec() {
  return pair_of(Owned<EVP_PKEY>(EVP_EC_gen("P-256")));
}

const KeyPair& rsa_pair() {
  static const KeyPair pair = make_rsa(2048);
  return pair;
}

std::string encrypted(const std::string& private_pem) {
  const auto key = private_key_of(private_pem);
  const Owned<BIO> bio(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), EVP_aes_256_cbc(), "secret", 6,
                                        nullptr, nullptr) == 1);
  return text_of(bio);
}

}  // namespace noctis::test
