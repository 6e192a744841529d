#include "http/request_ids.hpp"

#include <cstddef>
#include <random>
#include <string_view>

namespace noctis {

RequestIds::RequestIds() {
  std::random_device random;
  state_ = (std::uint64_t{random()} << 32) | random();
}

void RequestIds::write_next(std::string& id) {
  // SplitMix64 (Steele, Lea, Flood 2014): a counter through a mixer that is one to one.
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
  mixed ^= mixed >> 31;
  id.resize(16);
  for (std::size_t i = id.size(); i-- > 0; mixed >>= 4)
    id[i] = std::string_view("0123456789abcdef")[mixed & 0xF];
}

}  // namespace noctis
