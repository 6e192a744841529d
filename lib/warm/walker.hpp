// The files below some roots, in the byte order of their paths: the order of the index, so that the
// two merge without either being held whole.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
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
  std::optional<Error> error;  ///< a folder that cannot be read, a root that is not there
  bool leads_nowhere = false;  ///< a link to nothing: no file, and no fault of the walk
};

/// Absolute, without "." and "..", links left as they are (but where ".." follows one); sorted by
/// bytes; none below another.  What lies in `passed_over`, which the walk does not enter, is not
/// taken for found from a root around it: it was named, and stays a root.
[[nodiscard]] std::vector<std::string> normalized_roots(std::vector<std::string> paths,
                                                        const std::string& passed_over = {});

/// What the walks of a run share.  Immutable; the file system is asked once, when it is made.
class WalkScope {
 public:
  /// `roots` are the normalized roots of the run.  The folder `passed_over`, the store, is not
  /// entered, wherever it lies.
  explicit WalkScope(const std::vector<std::string>& roots, const std::string& passed_over = {});

  [[nodiscard]] bool is_passed_over(const Stamp& folder) const noexcept;
  /// Whether one of the walks comes by the folder without following a link.
  [[nodiscard]] bool covers(const std::string& folder) const;

 private:
  std::set<std::string, std::less<>> canonical_roots_;
  Stamp passed_over_;  // device and inode
};

/// Walks one root, a folder or a file.  Links are followed; a folder that several links lead to is
/// entered through the first of them, and not at all where the walk comes by it anyway, so that
/// loops and meshes of links end.  What vanishes meanwhile is passed over, and so are devices,
/// sockets and FIFOs.  The folder that comes next is read when the one before it is
/// entered: what changes there in between is left to the next walk.  One thread at a time; the
/// stamps of a large folder are taken on several.
class Walker {
 public:
  /// `scope` must outlive it.
  Walker(const std::string& root, const WalkScope& scope);
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
