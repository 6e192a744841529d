// The files below some roots, in the byte order of their paths: the order of the index, so that the
// two merge without either being held whole.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

/// Something that the walk came by: a regular file and its stamp, or why there is none.
struct FoundFile {
  std::string path;  ///< bytes, absolute
  Stamp stamp;
  /// A folder that cannot be read, a link that leads nowhere.  What merely vanished while the walk
  /// went on is passed over.
  std::optional<Error> error;
};

/// Absolute, without "." and "..", links left as they are; sorted by bytes; none below another.
[[nodiscard]] std::vector<std::string> normalized_roots(const std::vector<std::string>& paths);

/// Walks one root, a folder or a file.  Links are followed; a folder that several links lead to is
/// entered through the first of them, and not at all where the walk comes by it anyway, so that
/// loops and meshes of links end.  Devices, sockets and FIFOs are passed over.  One thread at a
/// time; the stamps of a large folder are taken on several.
class Walker {
 public:
  /// `root` is one of `roots`, the normalized roots of the whole run.
  Walker(const std::string& root, const std::vector<std::string>& roots);
  ~Walker();
  Walker(Walker&&) noexcept;
  Walker& operator=(Walker&&) noexcept;

  /// In the byte order of paths; nothing at the end.
  [[nodiscard]] std::optional<FoundFile> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// How many files the roots hold, links not followed and nothing looked at but folders: an estimate
/// for a progress bar.  Stops early when asked to.
[[nodiscard]] std::uint64_t count_files(const std::vector<std::string>& roots,
                                        const std::stop_token& stop);

}  // namespace noctis
