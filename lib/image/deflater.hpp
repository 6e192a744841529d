// Two ways to make a zlib stream (RFC 1950) of a picture's filtered rows.

#pragma once

#include <memory>

#include "base/bytes.hpp"

namespace noctis {

/// Looks for runs of one byte alone, which on grey medical pictures gains more than any matching
/// does.  The memory is kept from stream to stream; equal input makes equal output.
class RunDeflater {
 public:
  RunDeflater();
  ~RunDeflater();
  RunDeflater(RunDeflater&&) noexcept;
  RunDeflater& operator=(RunDeflater&&) noexcept;

  /// Valid until the next call.
  [[nodiscard]] ByteView compress(ByteView bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Looks for any repetition, with an effort from 1 to 12.  Likewise.
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
