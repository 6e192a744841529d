#include "base/sha256_each.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/sha256_rounds.hpp"

namespace noctis {

namespace {

using sha256_rounds::Words;

constexpr std::size_t block_size = 64;

// Hands out an input as whole blocks, padded (FIPS 180-4, 5.1.1): those that lie in it as they are,
// then what is left.
class Blocks {
 public:
  explicit Blocks(ByteView input) : bits_(8 * std::uint64_t{input.size()}), left_(input) {}

  /// Empty when all have been handed out; good until the next call.
  [[nodiscard]] ByteView next() {
    if (const std::size_t whole = left_.size() / block_size * block_size; whole > 0) {
      const ByteView stretch = left_.first(whole);
      left_ = left_.subspan(whole);
      return stretch;
    }
    return std::exchange(is_padded_, true) ? ByteView() : last();
  }

 private:
  ByteView last() {
    const auto end = std::copy(left_.begin(), left_.end(), own_.begin());
    const std::size_t size =
        left_.size() + 1 + sizeof bits_ <= block_size ? block_size : own_.size();
    std::fill(end, own_.end(), std::uint8_t{0});
    own_[left_.size()] = 0x80;
    for (std::size_t i = 0; i < sizeof bits_; ++i)
      own_[size - 1 - i] = static_cast<std::uint8_t>(bits_ >> (8 * i));
    return ByteView(own_).first(size);
  }

  std::uint64_t bits_;
  ByteView left_;
  std::array<std::uint8_t, 2 * block_size> own_ = {};
  bool is_padded_ = false;
};

Digest digest_of(const Words& words) {
  const auto& [feba, hgdc] = words;
  const std::array<std::uint32_t, 8> in_order = {feba[3], feba[2], hgdc[3], hgdc[2],
                                                 feba[1], feba[0], hgdc[1], hgdc[0]};
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(in_order[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

// One input in work, and the blocks of it that are still to be taken.
struct Lane {
  Lane(std::size_t number, ByteView input) : index(number), blocks(input), ahead(blocks.next()) {}

  void took(std::size_t bytes) {
    ahead = ahead.subspan(bytes);
    if (ahead.empty())
      ahead = blocks.next();
  }

  std::size_t index;
  Blocks blocks;
  ByteView ahead;  // empty: the digest is made
  Words words = sha256_rounds::initial_words;
};

std::vector<Digest> by_two_lanes(std::span<const ByteView> inputs) {
  std::vector<Digest> digests(inputs.size());
  std::array<std::optional<Lane>, 2> lanes;
  std::size_t begun = 0;
  const auto settle = [&](std::optional<Lane>& lane) {
    if (lane && lane->ahead.empty()) {
      digests[lane->index] = digest_of(lane->words);
      lane.reset();
    }
    if (!lane && begun < inputs.size()) {
      lane.emplace(begun, inputs[begun]);
      ++begun;
    }
  };
  while (settle(lanes[0]), settle(lanes[1]), lanes[0] || lanes[1]) {
    auto& [one, other] = lanes;
    if (one && other) {
      const std::size_t bytes = std::min(one->ahead.size(), other->ahead.size());
      sha256_rounds::take_two({&one->words, &other->words},
                              {one->ahead.data(), other->ahead.data()}, bytes / block_size);
      one->took(bytes);
      other->took(bytes);
    } else {
      Lane& alone = one ? *one : *other;
      sha256_rounds::take_one(alone.words, alone.ahead.data(), alone.ahead.size() / block_size);
      alone.took(alone.ahead.size());
    }
  }
  return digests;
}

}  // namespace

bool has_sha256_instructions() noexcept {
  static const bool has_them = sha256_rounds::are_there();
  return has_them;
}

std::vector<Digest> sha256_each(std::span<const ByteView> inputs, bool two_at_a_time) {
  if (two_at_a_time)
    return by_two_lanes(inputs);
  std::vector<Digest> digests;
  digests.reserve(inputs.size());
  for (const ByteView input : inputs)
    digests.push_back(sha256(input));
  return digests;
}

}  // namespace noctis
