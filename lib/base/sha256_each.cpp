#include "base/sha256_each.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/sha256_rounds.hpp"

namespace noctis {

namespace {

using sha256_rounds::block_size;
using sha256_rounds::Words;

// Hands out an input as whole blocks: those that lie in it as they are, then its padded end.
class Blocks {
 public:
  explicit Blocks(ByteView input) : size_(input.size()), left_(input) {}

  /// Empty when all have been handed out; good until the next call.
  [[nodiscard]] ByteView next() {
    if (const std::size_t whole = left_.size() / block_size * block_size; whole > 0) {
      const ByteView stretch = left_.first(whole);
      left_ = left_.subspan(whole);
      return stretch;
    }
    return std::exchange(is_padded_, true) ? ByteView() : end_.of(left_, size_);
  }

 private:
  std::uint64_t size_;
  ByteView left_;
  sha256_rounds::PaddedEnd end_;
  bool is_padded_ = false;
};

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
      digests[lane->index] = sha256_rounds::digest_of(lane->words);
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
