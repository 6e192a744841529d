#include "base/digest.hpp"

#include <openssl/evp.h>

#include <cstddef>
#include <cstring>
#include <utility>

namespace noctis {

namespace {

// Looked up once: to name it each time takes as long as hashing a kilobyte.
const EVP_MD* algorithm() noexcept {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  return fetched;
}

}  // namespace

struct Sha256::State {
  struct Free {
    void operator()(EVP_MD_CTX* made) const { EVP_MD_CTX_free(made); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};

  void start() const {
    if (context == nullptr || EVP_DigestInit_ex(context.get(), algorithm(), nullptr) != 1)
      throw Fatal(ErrorKind::unsupported, "OpenSSL offers no SHA-256");
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  state_->start();
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(ByteView bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

void Sha256::add(std::uint64_t number) {
  std::array<std::uint8_t, sizeof number> bytes;
  std::memcpy(bytes.data(), &number, sizeof number);
  add(ByteView(bytes));
}

Digest Sha256::finish() {
  Digest digest;
  EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr);
  state_->start();
  return digest;
}

Digest sha256(ByteView bytes) {
  return sha256({bytes});
}

Digest sha256(std::initializer_list<ByteView> parts) {
  // One context a thread: making one costs as much as hashing a kilobyte.
  thread_local Sha256 hash;
  for (const ByteView part : parts)
    hash.add(part);
  return hash.finish();
}

namespace {

// "00", "01" … "ff", one behind the other.
constexpr auto make_hex_of_bytes() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 512> hex = {};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    hex[2 * byte] = digits[byte >> 4];
    hex[2 * byte + 1] = digits[byte & 15];
  }
  return hex;
}
constexpr auto hex_of_bytes = make_hex_of_bytes();

}  // namespace

std::string to_hex(const Digest& digest) {
  std::string text(2 * digest.size(), '\0');
  for (std::size_t i = 0; i < digest.size(); ++i)
    std::memcpy(text.data() + 2 * i, hex_of_bytes.data() + std::size_t{2} * digest[i], 2);
  return text;
}

Result<Digest> digest_from_hex(std::string_view text) {
  const auto value_of = [](char digit) {
    if (digit >= '0' && digit <= '9')
      return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
  };
  Digest digest;
  if (text.size() != 2 * digest.size())
    return failure(ErrorKind::malformed, "a digest of {} characters, not 64", text.size());
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = value_of(text[2 * i]);
    const int low = value_of(text[2 * i + 1]);
    if (high < 0 || low < 0)
      return failure(ErrorKind::malformed, "a digest that is not hexadecimal");
    digest[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return digest;
}

}  // namespace noctis
