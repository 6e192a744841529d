// Coefficients of a code-block from its cleanup pass (ISO/IEC 15444-15 clause 7).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "htj2k/kernel.hpp"
#include "htj2k/mel_decoder.hpp"
#include "htj2k/plain_bits.hpp"
#include "htj2k/vlc_codes.hpp"

namespace noctis::htj2k {

/// Where a code-block's coefficients go.  What is beyond them is overwritten too, up to four
/// columns to the right and a row below.
struct BlockOut {
  std::int32_t* first;
  std::size_t stride;
  std::size_t columns, rows;  ///< 1..1024
};

/// Takes one code-block after the other.
class CleanupPass {
 public:
  explicit CleanupPass(const Kernel& kernel) : kernel_(kernel) {}

  /// `bytes` are those of one cleanup pass, of two at least, that ends at bit-plane 0;
  /// `magnitude_bits` is M_b, 1..25.  Fails with ErrorKind::malformed, and with unsupported where
  /// there are fewer bits than are read, or magnitudes greater than they should be; nothing is
  /// known of the coefficients then.
  [[nodiscard]] Result<> decode(ByteView bytes, unsigned magnitude_bits, const BlockOut& out);

 private:
  static constexpr std::size_t most_quads = 512;  // of a row

  template <bool initial>
  void read_symbols(MelDecoder& mel, std::size_t quads);
  [[nodiscard]] bool has_significant_outside(const BlockOut& out, std::size_t row) const;
  /// The greatest of them.
  template <bool initial>
  unsigned read_exponents(std::size_t quads);

  const Kernel& kernel_;
  PlainBits magnitude_bits_, symbol_bits_;
  std::size_t magnitude_at_ = 0, symbol_at_ = 0;

  // Of a row of quads and of the one above, with what lies beside the block; the first is always
  // insignificant.
  std::array<std::array<QuadSymbol, most_quads + 4>, 2> symbol_rows_;
  QuadSymbol* symbols_ = nullptr;
  QuadSymbol* symbols_above_ = nullptr;
  std::array<std::uint16_t, most_quads + 2> contexts_above_;
  std::array<std::uint8_t, most_quads + 2> offsets_, exponents_;
  std::array<std::uint32_t, most_quads + 2> positions_;
  // Of the lowest samples: see CoefficientRows.
  std::array<std::uint32_t, 2 * most_quads + 8> sizes_;
};

}  // namespace noctis::htj2k
