// The bytes of one file, at random access: small files are read once and kept, large ones are read
// piece by piece.

#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

/// Some bytes of a ByteSource: a view into its memory, which lives no longer than the source, or a
/// copy of its own.
class Piece {
 public:
  explicit Piece(ByteView view, std::shared_ptr<const void> owner = nullptr) noexcept
      : view_(view), owner_(std::move(owner)) {}
  explicit Piece(Bytes owned) {
    const auto owner = std::make_shared<const Bytes>(std::move(owned));
    view_ = *owner;
    owner_ = owner;
  }

  [[nodiscard]] ByteView bytes() const noexcept { return view_; }

 private:
  ByteView view_;
  std::shared_ptr<const void> owner_;
};

struct ByteSourceOptions {
  /// Files of up to so many bytes are read whole; of larger ones the descriptor is kept.
  std::uint64_t resident_limit = std::uint64_t{64} << 20;
  /// Shown each piece of a larger one that was read, and where it begins: who watches sees that it
  /// goes on.  Any thread, as long as there are copies of the source.
  std::function<void(std::uint64_t offset, ByteView bytes)> on_read = {};
};

/// Any number of threads may call the const functions.  Copies are cheap: they share bytes and
/// descriptor, which never change.
class ByteSource {
 public:
  static Result<ByteSource> open(const std::string& path, ByteSourceOptions options = {});
  static ByteSource of(Bytes bytes);

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// Whether all of it is in memory.
  [[nodiscard]] bool is_resident() const noexcept { return resident_ != nullptr; }
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

  struct Large {
    UniqueFd fd;
    std::function<void(std::uint64_t, ByteView)> on_read;
  };

  std::shared_ptr<const std::uint8_t> resident_;  // the first byte; one of the two
  std::shared_ptr<const Large> large_;
  std::uint64_t size_ = 0;
  Stamp stamp_;
};

}  // namespace noctis
