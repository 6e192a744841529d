// Whether a file that a run marked as missing is gone for good, or only out of reach.
//
// A share that is not mounted looks like one whose files were deleted.  What tells them apart: the
// folder nearest to the file lies on the file system on which the file lay, and something that
// the index knows of around it is there.  A file system may have got another number since (the disk
// was copied, the share mounted again): then the folder has to be the one that the file lay in, and
// what is there to lie in it, too, on its file system.

#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "store/connection.hpp"

namespace noctis {

/// Shows the path of each source that is marked as missing since before then and is not there, in
/// the order of the paths.  Fails with ErrorKind::usage, naming the folder, where one of them may
/// be out of reach. Throws SQLite::Exception.
[[nodiscard]] Result<> visit_absent_sources(const Connection& connection, std::int64_t before_ns,
                                            const std::function<void(const std::string&)>& visit);

}  // namespace noctis
