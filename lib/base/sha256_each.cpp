#include "base/sha256_each.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include "base/sha256_lanes.hpp"
#include "base/sha256_padding.hpp"
#include "base/sha256_rounds.hpp"
#include "base/vector_path.hpp"

namespace noctis {

namespace {

using sha256_figures::block_size;

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
  sha256_padding::PaddedEnd end_;
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
};

// What the two kinds of rounds have in common: lanes, each of which takes blocks as all others do.

class TwoLanes {
 public:
  static constexpr std::size_t count = 2;
  using Data = std::array<const std::uint8_t*, count>;

  void start(std::size_t lane) { words_[lane] = sha256_rounds::initial_words; }

  void take(const Data& data, std::size_t blocks) {
    sha256_rounds::take_two({&words_[0], &words_[1]}, data, blocks);
  }

  [[nodiscard]] Digest digest(std::size_t lane) const {
    return sha256_padding::digest_of(sha256_rounds::in_order(words_[lane]));
  }

 private:
  std::array<sha256_rounds::Words, count> words_ = {};
};

class EightLanes {
 public:
  static constexpr std::size_t count = sha256_lanes::count;
  using Data = std::array<const std::uint8_t*, count>;

  explicit EightLanes(VectorPath path) : path_(path) {}

  void start(std::size_t lane) {
    for (std::size_t i = 0; i < std::size(words_.of); ++i)
      words_.of[i][lane] = sha256_figures::initial_hash_value[i];
  }

  void take(const Data& data, std::size_t blocks) {
    sha256_lanes::take(words_, data, blocks, path_);
  }

  [[nodiscard]] Digest digest(std::size_t lane) const {
    std::array<std::uint32_t, std::size(sha256_lanes::Words().of)> words;
    for (std::size_t i = 0; i < words.size(); ++i)
      words[i] = words_.of[i][lane];
    return sha256_padding::digest_of(words);
  }

 private:
  sha256_lanes::Words words_ = {};
  VectorPath path_;
};

// The longest begin, so that none is left alone for long.
std::vector<std::size_t> longest_first(std::span<const ByteView> inputs) {
  std::vector<std::size_t> order(inputs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return inputs[a].size() > inputs[b].size(); });
  return order;
}

template <class Lanes, class... Path>
std::vector<Digest> by_lanes(std::span<const ByteView> inputs, Path... path) {
  Lanes rounds(path...);
  std::vector<Digest> digests(inputs.size());
  const std::vector<std::size_t> order = longest_first(inputs);
  auto next = order.begin();
  std::array<std::optional<Lane>, Lanes::count> lanes;
  for (;;) {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      std::optional<Lane>& lane = lanes[i];
      if (lane && lane->ahead.empty()) {
        digests[lane->index] = rounds.digest(i);
        lane.reset();
      }
      if (!lane && next != order.end()) {
        lane.emplace(*next, inputs[*next]);
        rounds.start(i);
        ++next;
      }
    }
    ByteView shortest;
    for (const std::optional<Lane>& lane : lanes)
      if (lane && (shortest.empty() || lane->ahead.size() < shortest.size()))
        shortest = lane->ahead;
    if (shortest.empty())
      return digests;
    typename Lanes::Data data;  // a lane without an input takes another's
    std::transform(lanes.begin(), lanes.end(), data.begin(),
                   [&](const auto& lane) { return lane ? lane->ahead.data() : shortest.data(); });
    rounds.take(data, shortest.size() / block_size);
    for (std::optional<Lane>& lane : lanes)
      if (lane)
        lane->took(shortest.size());
  }
}

// Whether one of the lanes, that each take so many times as long as OpenSSL, ends sooner with the
// longest than OpenSSL does with all.
bool are_worth_lanes(std::span<const ByteView> inputs, double times_as_long) {
  std::size_t all = 0, longest = 0;
  for (const ByteView input : inputs) {
    all += input.size();
    longest = std::max(longest, input.size());
  }
  return static_cast<double>(all) > times_as_long * static_cast<double>(longest);
}

std::vector<Digest> one_by_one(std::span<const ByteView> inputs) {
  std::vector<Digest> digests;
  digests.reserve(inputs.size());
  for (const ByteView input : inputs)
    digests.push_back(sha256(input));
  return digests;
}

}  // namespace

Sha256Path fastest_sha256_path() noexcept {
  if (has_sha256_instructions())
    return Sha256Path::two;
  const VectorPath fastest = fastest_vector_path();
  return fastest >= VectorPath::avx512 ? Sha256Path::eight_avx512
         : fastest >= VectorPath::avx2 ? Sha256Path::eight_avx2
                                       : Sha256Path::one_by_one;
}

std::vector<Sha256Path> sha256_paths() {
  std::vector<Sha256Path> paths = {Sha256Path::one_by_one};
  if (fastest_vector_path() >= VectorPath::avx2)
    paths.push_back(Sha256Path::eight_avx2);
  if (fastest_vector_path() >= VectorPath::avx512)
    paths.push_back(Sha256Path::eight_avx512);
  if (has_sha256_instructions())
    paths.push_back(Sha256Path::two);
  return paths;
}

std::size_t sha256_at_once(Sha256Path path) noexcept {
  switch (path) {
    case Sha256Path::one_by_one:
      return 1;
    case Sha256Path::eight_avx2:
    case Sha256Path::eight_avx512:
      return EightLanes::count;
    case Sha256Path::two:
      return TwoLanes::count;
  }
  return 1;
}

std::vector<Digest> sha256_each(std::span<const ByteView> inputs, Sha256Path path) {
  switch (path) {
    case Sha256Path::eight_avx2:
      if (are_worth_lanes(inputs, 2.5))
        return by_lanes<EightLanes>(inputs, VectorPath::avx2);
      break;
    case Sha256Path::eight_avx512:
      if (are_worth_lanes(inputs, 1.5))
        return by_lanes<EightLanes>(inputs, VectorPath::avx512);
      break;
    case Sha256Path::two:
      if (inputs.size() > 1)
        return by_lanes<TwoLanes>(inputs);
      break;
    case Sha256Path::one_by_one:
      break;
  }
  return one_by_one(inputs);
}

}  // namespace noctis
