// The bytes of one file, at random access: small files are read once and kept, large ones are read
// piece by piece.

#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

/// Some bytes of a ByteSource: a view into its memory, or a copy of its own.  A view lives no
/// longer than the source.
class Piece {
 public:
  explicit Piece(ByteView view) : view_(view) {}
  explicit Piece(Bytes owned) : owned_(std::move(owned)), view_(owned_) {}
  /// Precondition: there are `size` bytes.
  Piece(std::unique_ptr<const std::uint8_t[]> owned, std::size_t size) noexcept
      : owned_array_(std::move(owned)), view_(owned_array_.get(), size) {}
  // A moved vector keeps its buffer, so the view stays right; a copied one would not.
  Piece(Piece&&) noexcept = default;
  Piece& operator=(Piece&&) noexcept = default;

  [[nodiscard]] ByteView bytes() const noexcept { return view_; }

 private:
  Bytes owned_;
  std::unique_ptr<const std::uint8_t[]> owned_array_;  // not filled with zeros first
  ByteView view_;
};

/// Any number of threads may call the const functions.  Copies are cheap: they share bytes and
/// descriptor, which never change.
class ByteSource {
 public:
  /// Files up to `resident_limit` bytes are read whole; of larger ones the descriptor is kept.
  static Result<ByteSource> open(const std::string& path,
                                 std::uint64_t resident_limit = std::uint64_t{64} << 20);
  static ByteSource of(Bytes bytes);

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// As the file was when it was opened; of bytes in memory: only the size.
  [[nodiscard]] const Stamp& stamp() const noexcept { return stamp_; }

  /// Exactly `length` bytes.  Fails with ErrorKind::truncated where the source ends before, or
  /// where the file has shrunk since.
  [[nodiscard]] Result<Piece> piece(std::uint64_t offset, std::uint64_t length) const;

  /// Shows `length` bytes to `take`, in their order, in pieces of a few megabytes or in one.
  /// Fails as piece() does.
  template <class Take>
  Result<> go_over(std::uint64_t offset, std::uint64_t length, Take take) const {
    constexpr std::uint64_t most = std::uint64_t{4} << 20;
    const std::uint64_t step = resident_ ? length : most;
    for (std::uint64_t done = 0; done < length; done += step) {
      const auto next = piece(offset + done, std::min(step, length - done));
      if (!next)
        return failure(next);
      take(next->bytes());
    }
    return {};
  }

  /// SHA-256 of all the bytes.
  [[nodiscard]] Result<Digest> digest() const;

 private:
  ByteSource() = default;

  std::shared_ptr<const std::uint8_t> resident_;  // the first byte; one of the two
  std::shared_ptr<const UniqueFd> fd_;
  std::uint64_t size_ = 0;
  Stamp stamp_;
};

}  // namespace noctis
