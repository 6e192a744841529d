// A small stretch of a ByteSource that moves along with whoever reads it, so that walking the
// headers of a large file costs one read a stretch instead of one an element.

#pragma once

#include <algorithm>
#include <cstdint>

#include "base/byte_source.hpp"
#include "base/result.hpp"

namespace noctis {

/// One thread at a time; the source must outlive it.
class ByteWindow {
 public:
  explicit ByteWindow(const ByteSource& source) : source_(&source) {}

  [[nodiscard]] std::uint64_t size() const noexcept { return source_->size(); }

  /// Valid until the next call.  Fails as ByteSource::piece does.
  [[nodiscard]] Result<ByteView> bytes(std::uint64_t offset, std::uint64_t length) {
    const bool held = offset >= start_ && length <= piece_.bytes().size() &&
                      offset - start_ <= piece_.bytes().size() - length;
    if (!held) {
      const std::uint64_t left = offset <= size() ? size() - offset : 0;
      auto piece = source_->piece(offset, std::max(length, std::min(stretch_at(offset), left)));
      if (!piece)
        return failure(piece);
      piece_ = std::move(*piece);
      start_ = offset;
    }
    return piece_.bytes().subspan(offset - start_, length);
  }

 private:
  /// Much where reading goes on, little where it jumped, as it does from fragment to fragment.
  [[nodiscard]] std::uint64_t stretch_at(std::uint64_t offset) const noexcept {
    constexpr std::uint64_t small = std::uint64_t{4} << 10;
    constexpr std::uint64_t large = std::uint64_t{64} << 10;
    const std::uint64_t end = start_ + piece_.bytes().size();
    const bool jumped = offset > end || end - offset > large;
    return jumped ? small : large;
  }

  const ByteSource* source_;
  Piece piece_{ByteView()};  // from start_ on
  std::uint64_t start_ = 0;
};

}  // namespace noctis
