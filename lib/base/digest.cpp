#include "base/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <variant>

#include "base/sha256_figures.hpp"
#include "base/sha256_padding.hpp"
#include "base/sha256_rounds.hpp"

namespace noctis {

namespace {

namespace rounds = sha256_rounds;
using sha256_figures::block_size;

// By the processor's instructions: whole blocks as they come, what is left of them later.
class ByInstructions {
 public:
  void add(ByteView bytes) {
    size_ += bytes.size();
    if (used_ > 0) {
      const std::size_t more = std::min(bytes.size(), block_.size() - used_);
      keep(bytes.first(more));
      bytes = bytes.subspan(more);
      if (used_ < block_.size())
        return;
      rounds::take_one(words_, block_.data(), 1);
      used_ = 0;
    }
    const std::size_t blocks = bytes.size() / block_size;
    rounds::take_one(words_, bytes.data(), blocks);
    keep(bytes.subspan(blocks * block_size));
  }

  Digest finish() {
    sha256_padding::PaddedEnd end;
    const ByteView blocks = end.of(ByteView(block_).first(used_), size_);
    rounds::take_one(words_, blocks.data(), blocks.size() / block_size);
    const Digest digest = sha256_padding::digest_of(rounds::in_order(words_));
    *this = {};
    return digest;
  }

 private:
  void keep(ByteView bytes) {
    std::copy(bytes.begin(), bytes.end(), block_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += bytes.size();
  }

  rounds::Words words_ = rounds::initial_words;
  std::uint64_t size_ = 0;  // of all bytes
  std::array<std::uint8_t, block_size> block_ = {};
  std::size_t used_ = 0;  // of the block; less than it between two calls
};

// Looked up once: to name it each time takes as long as hashing a kilobyte.
const EVP_MD* algorithm() noexcept {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  return fetched;
}

class ByOpenSsl {
 public:
  ByOpenSsl() { start(); }

  void add(ByteView bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }

  Digest finish() {
    Digest digest;
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    start();
    return digest;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* made) const { EVP_MD_CTX_free(made); }
  };

  void start() const {
    if (context_ == nullptr || EVP_DigestInit_ex(context_.get(), algorithm(), nullptr) != 1)
      throw Fatal(ErrorKind::unsupported, "OpenSSL offers no SHA-256");
  }

  std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

}  // namespace

bool has_sha256_instructions() noexcept {
  static const bool has_them = rounds::are_there();
  return has_them;
}

struct Sha256::State {
  std::variant<ByInstructions, ByOpenSsl> way;

  explicit State(bool by_instructions) {
    if (!by_instructions)
      way.emplace<ByOpenSsl>();
  }
};

Sha256::Sha256(bool by_instructions) : state_(std::make_unique<State>(by_instructions)) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(ByteView bytes) {
  std::visit([&](auto& way) { way.add(bytes); }, state_->way);
}

void Sha256::add(std::uint64_t number) {
  std::array<std::uint8_t, sizeof number> bytes;
  std::memcpy(bytes.data(), &number, sizeof number);
  add(ByteView(bytes));
}

Digest Sha256::finish() {
  return std::visit([](auto& way) { return way.finish(); }, state_->way);
}

Digest sha256(ByteView bytes) {
  return sha256({bytes});
}

Digest sha256(std::initializer_list<ByteView> parts) {
  // One a thread: making OpenSSL's costs as much as hashing a kilobyte.
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
