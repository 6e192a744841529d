// Text that is kept for later outside of memory: in a file without a name, gone with the process.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis::cli {

/// In $TMPDIR, else /var/tmp, which unlike /tmp is no memory, else /tmp.
class SetAside {
 public:
  /// Nothing is added where it fails: for want of a folder or of room, which it does not take to
  /// the last.
  [[nodiscard]] Result<> add(std::string_view text);

  [[nodiscard]] bool empty() const noexcept { return dropped_ == added_; }
  /// The first bytes, in the order in which they were added; empty at the end.
  [[nodiscard]] Result<Bytes> first() const;
  /// So many of them are no longer needed, nor is the room that they take.
  void drop(std::size_t count) noexcept;

 private:
  [[nodiscard]] bool leaves_room(std::size_t added) const noexcept;
  void give_back() noexcept;

  UniqueFd file_;  // given_back_ <= dropped_ <= added_: places in it
  std::uint64_t given_back_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t added_ = 0;
};

}  // namespace noctis::cli
