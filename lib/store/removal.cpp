#include "store/removal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <limits>
#include <thread>

#include "base/file.hpp"
#include "store/absent_sources.hpp"
#include "store/connection.hpp"
#include "store/doomed_rows.hpp"
#include "store/index_path.hpp"
#include "store/object_folder.hpp"
#include "store/store_lock.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

// Sources that were missing before then and are not there, with what has no other source.
Result<> doom_absent(DoomedRows& doomed, const Connection& connection, std::int64_t before_ns,
                     RemovalReason reason) {
  const auto visited = visit_absent_sources(
      connection, before_ns, [&](const std::string& path) { doomed.doom_source(path, reason); });
  if (visited)
    doomed.doom_sourceless(reason);
  return visited;
}

// Marks all that is asked for; the size limit last, for it depends on what the others leave.
Result<> doom(DoomedRows& doomed, const Connection& connection, const RemovalRequest& request) {
  if (request.pattern)
    doomed.doom_pattern(*request.pattern);
  if (!request.study_instance_uids.empty())
    doomed.doom_studies(request.study_instance_uids);
  if (request.missing_sources)
    if (auto absent = doom_absent(doomed, connection, std::numeric_limits<std::int64_t>::max(),
                                  RemovalReason::missing_source);
        !absent)
      return absent;
  if (request.seen_since_ns)
    if (auto absent =
            doom_absent(doomed, connection, *request.seen_since_ns, RemovalReason::not_seen);
        !absent)
      return absent;
  if (request.presets_kept)
    doomed.doom_presets_but(*request.presets_kept);
  if (request.collect)
    doomed.doom_unnamed();
  if (request.max_bytes)
    doomed.doom_beyond(*request.max_bytes);
  return {};
}

// Files that no row names: objects of runs and removals that were cut short, and all of tmp/.
void visit_loose_files(const Connection& connection, const fs::path& store,
                       const std::function<void(const fs::path&)>& visit) {
  for (unsigned first = 0; first < object_folders; ++first) {
    // Rows first: an object whose row commits meanwhile is not listed without it.
    const std::vector<ObjectId> named = objects_with_row(connection, first);
    const ObjectFolder there = list_object_folder(store, first);
    for (const ObjectId& id : there.objects)
      if (!std::binary_search(named.begin(), named.end(), id))
        visit(object_file(store, id));
  }
  std::error_code error;
  for (fs::directory_iterator entry(store / "tmp", error), end; !error && entry != end;
       entry.increment(error))
    visit(entry->path());
}

void unlink_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT)
    throw Fatal(system_error(path.string(), errno));
}

// Counts each, and unlinks it where `removes`.
void collect_loose_files(const Connection& connection, const fs::path& store, bool removes,
                         RemovalReport& report) {
  RemovalReport::Part& part = report.parts[static_cast<std::size_t>(RemovalReason::loose)];
  visit_loose_files(connection, store, [&](const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(path, error)))
      return;  // nothing of ours: verify tells of it
    const std::uintmax_t size = fs::file_size(path, error);
    if (error)
      return;  // gone meanwhile
    ++part.objects;
    part.bytes += size;
    if (removes)
      unlink_file(path);
  });
}

Connection open_for_removal(const fs::path& store) {
  // Refuses what a reader refuses: a removal never makes an index anew.
  (void)Connection::for_reading(store);
  try {
    Connection connection = Connection::for_writing(store);
    connection.database().exec("PRAGMA synchronous = FULL");
    return connection;
  } catch (const SQLite::Exception& exception) {
    throw Fatal(index_error(exception));
  }
}

}  // namespace

std::string_view name_of(RemovalReason reason) noexcept {
  switch (reason) {
    case RemovalReason::pattern:
      return "pattern";
    case RemovalReason::study:
      return "study";
    case RemovalReason::missing_source:
      return "missing_source";
    case RemovalReason::unused_preset:
      return "unused_preset";
    case RemovalReason::not_seen:
      return "not_seen";
    case RemovalReason::size_limit:
      return "size_limit";
    case RemovalReason::unnamed:
      return "unnamed";
    case RemovalReason::loose:
      break;
  }
  return "loose";
}

RemovalReport::Part RemovalReport::total() const noexcept {
  Part sum;
  for (const Part& part : parts) {
    sum.sources += part.sources;
    sum.images += part.images;
    sum.renditions += part.renditions;
    sum.objects += part.objects;
    sum.bytes += part.bytes;
  }
  return sum;
}

Result<RemovalReport> plan_removal(const fs::path& store, const RemovalRequest& request) {
  Connection connection = Connection::for_reading(store);
  return connection.run([&]() -> Result<RemovalReport> {
    connection.database().exec("PRAGMA query_only = OFF");  // of temporary tables alone
    DoomedRows doomed(connection);
    connection.database().exec("BEGIN");
    RemovalReport report;
    if (const auto doomed_all = doom(doomed, connection, request); !doomed_all)
      return failure(doomed_all);
    doomed.count(report);
    if (request.collect)
      collect_loose_files(connection, store, false, report);
    connection.database().exec("ROLLBACK");
    return report;
  });
}

Result<RemovalReport> remove(const fs::path& store, const RemovalRequest& request,
                             std::chrono::milliseconds grace) {
  std::error_code none;
  if (!fs::exists(index_path(store), none))
    throw Fatal(ErrorKind::not_found, fmt::format("there is no store in {}", store.string()));
  const StoreLock lock = StoreLock::acquire(store, std::chrono::milliseconds{0});
  return remove_under_lock(store, request, grace);
}

Result<RemovalReport> remove_under_lock(const fs::path& store, const RemovalRequest& request,
                                        std::chrono::milliseconds grace) {
  Connection connection = open_for_removal(store);
  return connection.run([&]() -> Result<RemovalReport> {
    DoomedRows doomed(connection);
    connection.database().exec("BEGIN IMMEDIATE");
    RemovalReport report;
    if (const auto doomed_all = doom(doomed, connection, request); !doomed_all)
      return failure(doomed_all);
    doomed.count(report);
    doomed.remove();
    connection.database().exec("COMMIT");

    const bool any_object = report.total().objects != 0;
    if (any_object)
      std::this_thread::sleep_for(grace);
    doomed.each_object([&](const ObjectId& id) { unlink_file(object_file(store, id)); });
    if (request.collect)
      collect_loose_files(connection, store, true, report);
    return report;
  });
}

}  // namespace noctis
