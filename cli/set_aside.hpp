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
  /// Nothing is added where it fails, for want of room or of a folder.
  [[nodiscard]] Result<> add(std::string_view text);

  [[nodiscard]] bool empty() const noexcept { return dropped_ == added_; }
  /// The first bytes, in the order in which they were added; empty at the end.
  [[nodiscard]] Result<Bytes> first() const;
  /// So many of them are no longer needed.
  void drop(std::size_t count) noexcept;

 private:
  UniqueFd file_;
  std::uint64_t added_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace noctis::cli
