// The adaptive run-length code of what is rarely so (ISO/IEC 15444-15 7.3.3).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace noctis::htj2k {

class MelDecoder {
 public:
  /// `segment` begins where MEL's bytes do, and ends with those of the code-block, whose last 12
  /// bits are not read as what they are.
  explicit MelDecoder(ByteView segment) : segment_(segment) {}

  /// The next symbol.
  bool next() {
    if (zeros_ == 0 && !has_one_)
      read_run();
    if (zeros_ > 0) {
      --zeros_;
      return false;
    }
    has_one_ = false;
    return true;
  }

 private:
  void read_run() {
    constexpr std::array<std::uint8_t, 13> exponents = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};
    unsigned exponent = exponents[state_];
    if (bit() != 0) {
      zeros_ = 1U << exponent;
      state_ += state_ < exponents.size() - 1 ? 1 : 0;
      return;
    }
    while (exponent-- > 0)
      zeros_ = zeros_ << 1 | bit();
    state_ -= state_ > 0 ? 1 : 0;
    has_one_ = true;
  }
  unsigned bit() {
    if (left_ == 0) {
      left_ = byte_ == 0xff ? 7 : 8;
      byte_ = 0xff;
      if (at_ + 1 < segment_.size()) {
        byte_ = at_ + 2 < segment_.size() ? segment_[at_] : segment_[at_] | 15U;
        ++at_;
      }
    }
    return byte_ >> --left_ & 1U;
  }

  ByteView segment_;
  std::size_t at_ = 0;
  unsigned byte_ = 0, left_ = 0;
  std::size_t state_ = 0;
  unsigned zeros_ = 0;
  bool has_one_ = false;
};

}  // namespace noctis::htj2k
