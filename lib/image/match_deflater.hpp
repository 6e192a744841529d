// A zlib stream (RFC 1950) by libdeflate, its memory kept.

#pragma once

#include <memory>

#include "base/bytes.hpp"

namespace noctis {

/// Looks for any repetition, with an effort from 1 to 12.  The memory is kept from stream to
/// stream; equal input makes equal output.
class MatchDeflater {
 public:
  explicit MatchDeflater(int level);
  ~MatchDeflater();
  MatchDeflater(MatchDeflater&&) noexcept;
  MatchDeflater& operator=(MatchDeflater&&) noexcept;

  /// Valid until the next call.
  [[nodiscard]] ByteView compress(ByteView bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
