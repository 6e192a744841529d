// Random numbers that are the same on every machine, for tests over many made-up inputs.

#pragma once

#include <cstdint>
#include <random>

namespace noctis::test {

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  [[nodiscard]] std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }
  /// 0..count - 1.  Precondition: count >= 1.
  [[nodiscard]] std::uint32_t below(std::uint32_t count) { return (*this)() % count; }
  /// low..high, both included.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    const std::uint64_t wide = std::uint64_t{(*this)()} << 32 | (*this)();
    return low + static_cast<std::int64_t>(wide % span);
  }
  [[nodiscard]] bool one_in(std::uint32_t count) { return below(count) == 0; }

 private:
  std::mt19937 engine_;
};

}  // namespace noctis::test
