#include "store/absent_sources.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <system_error>

#include "base/text.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

std::optional<struct stat> status_of(const fs::path& path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0)
    return std::nullopt;
  return status;
}

fs::path nearest_folder(fs::path path) {
  do
    path = path.parent_path();
  while (path.has_relative_path() && !status_of(path));
  return path;
}

class Neighbourhood {
 public:
  explicit Neighbourhood(const Connection& connection)
      : present_(connection.prepare("SELECT path FROM source WHERE missing_since_ns IS NULL"
                                    " AND path >= ? AND path < ? ORDER BY path")) {}

  // Whether a file that the index does not take for missing is there, in the nearest folder that
  // holds anything.
  bool is_alive(fs::path folder) {
    std::error_code ignored;
    while (folder.has_relative_path() && fs::is_empty(folder, ignored))
      folder = folder.parent_path();
    return is_there_in(folder, std::nullopt);
  }

  // Whether one lies in this very folder, and on its file system.
  bool is_alive_on(dev_t device, const fs::path& folder) { return is_there_in(folder, device); }

 private:
  bool is_there_in(const fs::path& folder, std::optional<dev_t> device) {
    if (folder == last_folder_ && device == last_device_)
      return was_alive_;
    last_folder_ = folder;
    last_device_ = device;
    was_alive_ = false;
    const std::string below = folder.has_relative_path() ? folder.string() + '/' : folder.string();
    std::string beyond = below;
    ++beyond.back();
    Execution rows(present_, Path{below}, Path{beyond});
    while (!was_alive_ && rows.step()) {
      std::string path;
      rows.read(path);
      if (device && path.find('/', below.size()) != path.npos)
        continue;
      const auto status = status_of(path);
      was_alive_ = status && (!device || status->st_dev == *device);
    }
    return was_alive_;
  }

  PreparedStatement present_;
  fs::path last_folder_;
  std::optional<dev_t> last_device_;
  bool was_alive_ = false;
};

}  // namespace

Result<> visit_absent_sources(const Connection& connection, std::int64_t before_ns,
                              const std::function<void(const std::string&)>& visit) {
  Neighbourhood neighbourhood(connection);
  PreparedStatement missing = connection.prepare(
      "SELECT path, device FROM source WHERE missing_since_ns < ? ORDER BY path");
  Execution rows(missing, before_ns);
  while (rows.step()) {
    std::string path;
    std::uint64_t device = 0;
    rows.read(path, device);
    if (status_of(path))
      continue;  // it came back: the next run takes its mark off
    const fs::path folder = nearest_folder(path);
    const auto status = status_of(folder);
    // A device of 0 is the stamp of a file that was to be looked at again.
    const bool is_elsewhere = status && device != 0 && status->st_dev != device;
    const bool is_renumbered = is_elsewhere && folder == fs::path(path).parent_path() &&
                               neighbourhood.is_alive_on(status->st_dev, folder);
    if (!status || (is_elsewhere && !is_renumbered))
      return failure(ErrorKind::usage,
                     "{} is not on the file system on which {} was: is something not mounted?",
                     escape_controls(folder.string()), escape_controls(path));
    if (!is_elsewhere && !neighbourhood.is_alive(folder))
      return failure(ErrorKind::usage,
                     "nothing that is known of is left in {}, where {} was: is something not "
                     "mounted?",
                     escape_controls(folder.string()), escape_controls(path));
    visit(path);
  }
  return {};
}

}  // namespace noctis
