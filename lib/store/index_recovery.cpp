#include "store/index_recovery.hpp"

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <vector>

#include "base/file.hpp"
#include "base/time.hpp"
#include "store/file_system.hpp"
#include "store/fingerprint_key.hpp"
#include "store/index_path.hpp"
#include "store/migrations.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t small_index = std::uint64_t{8} << 20;  // checked whole in 0.03 s

// Those that every version has.
constexpr int lasting_tables = 8;
constexpr const char* count_lasting_tables_sql =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('study', 'series',"
    " 'instance', 'source', 'object', 'display_attributes', 'rendition', 'run')";

// Or cut to nothing: SQLite takes its WAL for a left-over then.
bool is_lost(const fs::path& store) {
  std::error_code none;
  const auto size = fs::file_size(index_path(store), none);
  return none || size == 0;
}

bool has_objects(const fs::path& store) {
  std::error_code none;
  return fs::directory_iterator(store / "objects", none) != fs::directory_iterator();
}

void refuse_newer(SQLite::Database& database) {
  const int version = schema_version(database);
  const int known = version_of(built_in_migrations());
  if (version > known) {
    throw Fatal(
        ErrorKind::newer_schema,
        fmt::format("the index has schema version {}, this build knows {}", version, known));
  }
}

// "ok", or the first thing wrong.
std::string check(const Connection& connection, const std::string& pragma) {
  PreparedStatement statement = connection.prepare(pragma);
  Execution execution(statement);
  std::string answer;
  if (execution.step())
    execution.read(answer);
  return answer == "ok" ? std::string() : answer;
}

void read_first_rows(const Connection& connection) {
  PreparedStatement tables =
      connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
  Execution each(tables);
  while (each.step()) {
    std::string table;
    each.read(table);
    PreparedStatement first = connection.prepare(fmt::format("SELECT * FROM {} LIMIT 1", table));
    execute(first);
  }
}

// What is wrong with it; empty where nothing is seen to be.
std::string find_fault(Connection& connection, const fs::path& store) {
  SQLite::Database& database = connection.database();
  const int tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
  const int application_id = database.execAndGet("PRAGMA application_id").getInt();
  if (tables > 0 && application_id != our_application_id)
    return "it is not an index of noctis";
  if (tables > 0 && database.execAndGet(count_lasting_tables_sql).getInt() != lasting_tables)
    return "it lacks a table";

  std::error_code none;
  if (fs::exists(suspicion_path(store), none))
    return check(connection, "PRAGMA integrity_check(1)");
  // A step to another schema meets every row.
  const bool is_of_an_older_version = schema_version(database) < version_of(built_in_migrations());
  if (is_of_an_older_version || fs::file_size(index_path(store), none) <= small_index)
    return check(connection, "PRAGMA quick_check(1)");
  read_first_rows(connection);
  return {};
}

// "20240501T120000Z"
std::string time_for_a_name() {
  std::string time = to_rfc3339(now_ns());
  time.erase(std::remove_if(time.begin(), time.end(), [](char c) { return c == '-' || c == ':'; }),
             time.end());
  return time;
}

// Its WAL goes along under the name that SQLite looks for.  Returns the new name.
fs::path keep_aside(const fs::path& store) {
  std::error_code error;
  const std::string name = index_path(store).string() + ".corrupt-" + time_for_a_name();
  std::string kept = name;
  for (int more = 1; fs::exists(kept, error); ++more)
    kept = fmt::format("{}-{}", name, more);
  for (const char* part : {"-wal", "-shm"})
    fs::rename(index_path(store).string() + part, kept + part, error);  // where it is there
  fs::rename(index_path(store), kept, error);
  if (error)
    throw Fatal(system_error("cannot keep the corrupt index aside", error.value()));
  return fs::path(kept).filename();
}

Connection make_ready(Connection connection) {
  SQLite::Database& database = connection.database();
  const std::string mode = database.execAndGet("PRAGMA journal_mode = WAL").getString();
  if (mode != "wal")
    throw Fatal(ErrorKind::io, fmt::format("the index cannot have a WAL, only \"{}\"", mode));
  migrate(database, built_in_migrations());
  ensure_fingerprint_key(connection);
  return connection;
}

struct Opening {
  std::optional<Connection> connection;  // none where the index is corrupt
  std::string fault;
};

Opening try_to_open(const fs::path& store) {
  try {
    Connection connection = Connection::for_writing(store);
    refuse_newer(connection.database());
    if (std::string fault = find_fault(connection, store); !fault.empty())
      return {std::nullopt, std::move(fault)};
    return {make_ready(std::move(connection)), {}};
  } catch (const SQLite::Exception& exception) {
    if (!says_corrupt(exception))
      throw Fatal(index_error(exception));
    return {std::nullopt, exception.what()};
  }
}

OpenedIndex made_anew(const fs::path& store, std::string note) {
  Opening opening = try_to_open(store);
  if (!opening.connection)
    throw Fatal(ErrorKind::damaged, fmt::format("a new index is corrupt: {}", opening.fault));
  std::error_code none;
  fs::remove(suspicion_path(store), none);
  return {std::move(*opening.connection), std::move(note)};
}

}  // namespace

OpenedIndex open_or_remake_index(const fs::path& store) {
  refuse_network_file_system(store);
  std::error_code none;
  std::string note;
  if (is_lost(store) && has_objects(store))
    note = "the index was missing: everything is rendered again";

  Opening opening = try_to_open(store);
  if (!opening.connection) {
    note = fmt::format("the index was corrupt ({}) and is kept as {}: everything is rendered again",
                       opening.fault, keep_aside(store).string());
    return made_anew(store, std::move(note));
  }
  fs::remove(suspicion_path(store), none);
  return {std::move(*opening.connection), std::move(note)};
}

std::string remake_index(const fs::path& store) {
  refuse_network_file_system(store);
  const std::string kept = keep_aside(store).string();
  return made_anew(store, fmt::format("the index is kept as {} and a new one was made: everything "
                                      "is rendered again by the next run",
                                      kept))
      .note;
}

}  // namespace noctis
