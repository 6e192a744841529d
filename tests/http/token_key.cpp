#include "http/token_key.hpp"

#include <sys/stat.h>

#include <string>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "http/forge.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using test::rsa_pair;

namespace {

std::string written(const test::TemporaryFolder& folder, const std::string& text, mode_t mode) {
  const auto path = folder.path() / "key";
  REQUIRE(write_durably(path, as_bytes(text), mode).has_value());
  return path.string();
}

template <class T>
std::string reason(const Result<T>& key) {
  if (key)
    return "good";
  CHECK(key.error().kind == ErrorKind::usage);
  return key.error().what;
}

}  // namespace

TEST_SUITE("http/token_key") {
  TEST_CASE("a secret has 32 bytes at least") {
    CHECK(reason(VerifyingKey::of_secret(std::string(31, 'x'))) ==
          "the secret has 31 bytes, not 32 to 4096");
    CHECK(reason(SigningKey::of_secret(std::string(31, 'x'))) ==
          "the secret has 31 bytes, not 32 to 4096");
    CHECK(reason(VerifyingKey::of_secret(std::string(32, '\0'))) == "good");
    CHECK_FALSE(VerifyingKey::of_secret(std::string(4097, 'x')));
  }

  TEST_CASE("RSA keys have 2048 bits at least") {
    const test::KeyPair small = test::make_rsa(1024);
    CHECK(reason(VerifyingKey::of_public_pem(small.public_pem)) ==
          "the RSA key has 1024 bits, fewer than 2048");
    CHECK(reason(SigningKey::of_private_pem(small.private_pem)) ==
          "the RSA key has 1024 bits, fewer than 2048");
    CHECK(reason(VerifyingKey::of_public_pem(rsa_pair().public_pem)) == "good");
    CHECK(reason(SigningKey::of_private_pem(rsa_pair().private_pem)) == "good");
  }

  TEST_CASE("keys of other kinds, each other's, and texts that are none are refused") {
    const test::KeyPair curve = test::make_ec();
    CHECK(reason(VerifyingKey::of_public_pem(curve.public_pem)) == "not an RSA key");
    CHECK(reason(SigningKey::of_private_pem(curve.private_pem)) == "not an RSA key");
    constexpr auto not_public = "not a public key in PEM, without a passphrase";
    constexpr auto not_private = "not a private key in PEM, without a passphrase";
    CHECK(reason(VerifyingKey::of_public_pem(rsa_pair().private_pem)) == not_public);
    CHECK(reason(SigningKey::of_private_pem(rsa_pair().public_pem)) == not_private);
    CHECK(reason(VerifyingKey::of_public_pem("")) == not_public);
    CHECK(reason(SigningKey::of_private_pem("not a key")) == not_private);
  }

  TEST_CASE("nobody is asked for a passphrase: a key that needs one is refused") {
    CHECK(reason(SigningKey::of_private_pem(test::encrypted(rsa_pair().private_pem))) ==
          "not a private key in PEM, without a passphrase");
  }

  TEST_CASE("a secret that others than its owner may use is refused, naming the file") {
    const std::string secret(32, 'x');
    for (const mode_t mode : {0640U, 0604U, 0644U, 0620U, 0601U}) {
      CAPTURE(mode);
      const test::TemporaryFolder folder;
      const std::string path = written(folder, secret, mode);
      const std::string expected = fmt::format(
          "{}: others than its owner may use it (mode {:04o}), which no secret allows", path, mode);
      CHECK(reason(VerifyingKey::from_secret_file(path)) == expected);
      CHECK(reason(SigningKey::from_secret_file(path)) == expected);
      CHECK(reason(SigningKey::from_private_key_file(path)) == expected);
    }
    const test::TemporaryFolder folder;
    CHECK(reason(VerifyingKey::from_secret_file(written(folder, secret, 0400))) == "good");
  }

  TEST_CASE("a public key may be read by anyone") {
    const test::TemporaryFolder folder;
    CHECK(reason(VerifyingKey::from_public_key_file(
              written(folder, rsa_pair().public_pem, 0644))) == "good");
  }

  TEST_CASE("one newline at the end of a file is no part of the secret") {
    const std::string secret(32, 'x');
    for (const char* const end : {"", "\n", "\r\n"}) {
      const test::TemporaryFolder folder;
      const auto key = VerifyingKey::from_secret_file(written(folder, secret + end, 0600));
      REQUIRE(key.has_value());
      CHECK(key->secret() == secret);
    }
    const test::TemporaryFolder folder;
    CHECK(VerifyingKey::from_secret_file(written(folder, secret + "\n\n", 0600))->secret() ==
          secret + "\n");
  }

  TEST_CASE("a file that is missing, no file or too long is named") {
    const test::TemporaryFolder folder;
    const std::string missing = (folder.path() / "missing").string();
    CHECK(reason(VerifyingKey::from_secret_file(missing)) ==
          missing + ": cannot open: No such file or directory");
    CHECK(reason(VerifyingKey::from_public_key_file(folder.path().string())) ==
          folder.path().string() + ": not a regular file");
    CHECK(reason(VerifyingKey::from_public_key_file(
              written(folder, std::string(65'537, 'x'), 0600))) ==
          (folder.path() / "key").string() + ": more than 65536 bytes");
  }
}
