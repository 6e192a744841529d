// Text that is kept for later outside of memory: in a file without a name, gone with the process.

#pragma once

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

  [[nodiscard]] bool empty() const noexcept { return taken_ == added_; }
  /// The next bytes, in the order in which they were added; empty at the end.
  [[nodiscard]] Result<Bytes> take();

 private:
  UniqueFd file_;
  std::uint64_t added_ = 0;
  std::uint64_t taken_ = 0;
};

}  // namespace noctis::cli
