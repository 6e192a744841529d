#include "store/connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "base/file.hpp"
#include "store/file_system.hpp"
#include "store/index_path.hpp"
#include "store/migrations.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

// One connection serves one thread at a time: SQLite need not lock itself.
constexpr int to_write = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
constexpr int to_read_only = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;

// A checkpoint or a recovery by another process takes moments, not minutes.
constexpr int busy_timeout_ms = 10'000;

fs::path wal_path(const fs::path& store) {
  return index_path(store).string() + "-wal";
}

// SQLite would make it with the umask's mode; its WAL takes after it.
void make_index_file(const fs::path& path) {
  const UniqueFd fd{::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  // Never opened by us where it is there: closing it would drop the locks that SQLite holds on it
  // elsewhere in this process.
  if (!fd && errno == EEXIST)
    return;
  if (!fd || ::fchmod(fd.get(), 0600) != 0)
    throw Fatal(system_error(path.string(), errno));
}

// As RFC 3986 has it, so that no '?' or '#' of a path ends it.
std::string immutable_uri(const fs::path& path) {
  std::string uri = "file:";
  for (const char letter : fs::absolute(path).string()) {
    const bool is_plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') ||
                          std::string_view("/-_.~").find(letter) != std::string_view::npos;
    if (is_plain)
      uri += letter;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  }
  return uri + "?immutable=1";
}

// Nobody asks how much memory SQLite has, and to count it takes a lock that all threads share.
void configure_sqlite() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);  // too late is no harm
}

SQLite::Database open_to_read(const fs::path& store, std::chrono::milliseconds patience) {
  configure_sqlite();
  const fs::path path = index_path(store);
  const int patience_ms = static_cast<int>(patience.count());
  if (!is_on_read_only_medium(store))
    return {path.string(), to_write, patience_ms};

  // The rows in a WAL can only be read where its shared memory can be made.
  std::error_code none;
  if (const auto size = fs::file_size(wal_path(store), none); !none && size > 0) {
    throw Fatal(ErrorKind::io, fmt::format("{} is left on a medium that cannot be written",
                                           wal_path(store).string()));
  }
  return {immutable_uri(path), to_read_only, patience_ms};
}

// Version 0 is an index that its writer has only begun to make.
void check_version(SQLite::Database& database, const fs::path& store) {
  const int version = schema_version(database);
  const int known = version_of(built_in_migrations());
  const bool has_tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0;
  if (has_tables && database.execAndGet("PRAGMA application_id").getInt() != our_application_id) {
    throw Fatal(ErrorKind::damaged,
                fmt::format("{} is not an index of noctis", index_path(store).string()));
  }
  if (version == 0)
    throw Fatal(ErrorKind::not_found, fmt::format("there is no index yet in {}", store.string()));
  if (version > known) {
    throw Fatal(ErrorKind::newer_schema, fmt::format("the index has schema version {}, this build "
                                                     "knows {}",
                                                     version, known));
  }
  if (version < oldest_readable_version) {
    throw Fatal(ErrorKind::unsupported,
                fmt::format("the index has schema version {}, this build reads {} and later: the "
                            "next warm brings it there",
                            version, oldest_readable_version));
  }
}

// Readers ask a rendition what its object is.  An index of an older version, which the next run
// brings to this one, has that elsewhere.
void complete_renditions(SQLite::Database& database) {
  constexpr int first_complete = 5;
  if (schema_version(database) >= first_complete)
    return;
  database.exec(
      "CREATE TEMP VIEW rendition AS SELECT instance, frame, kind, preset, recipe, object, width,"
      " height, window_center, window_width, voi_function, display_attributes, format,"
      " (SELECT sha256 FROM main.object WHERE id = plain.object) AS object_sha256,"
      " (SELECT bytes FROM main.object WHERE id = plain.object) AS object_bytes"
      " FROM main.rendition AS plain");
}

}  // namespace

fs::path suspicion_path(const fs::path& store) {
  return index_path(store).string() + ".suspect";
}

Connection Connection::for_writing(const fs::path& store) {
  const fs::path path = index_path(store);
  make_index_file(path);
  configure_sqlite();
  SQLite::Database database(path.string(), to_write, busy_timeout_ms);
  // The WAL stays, emptied, when the last connection closes: a reader who may not make files in the
  // folder needs it to be there.
  int stays = 1;
  ::sqlite3_file_control(database.getHandle(), nullptr, SQLITE_FCNTL_PERSIST_WAL, &stays);
  database.exec(
      "PRAGMA synchronous = NORMAL;"
      "PRAGMA foreign_keys = ON;"
      "PRAGMA cell_size_check = ON;"
      "PRAGMA journal_size_limit = 67108864;"
      "PRAGMA cache_size = -65536;");
  return {store, std::move(database)};
}

Connection Connection::for_reading(const fs::path& store, std::chrono::milliseconds patience) {
  std::error_code none;
  if (!fs::exists(index_path(store), none))
    throw Fatal(ErrorKind::not_found, fmt::format("there is no store in {}", store.string()));
  refuse_network_file_system(store);
  try {
    SQLite::Database database = open_to_read(store, patience);
    // A reader leaves the checkpoint, and the WAL, to the writer.
    ::sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    database.exec(
        "PRAGMA temp_store = FILE;"  // to change it later would drop what is temporary
        "PRAGMA cell_size_check = ON;"
        "PRAGMA cache_size = -16384;");
    check_version(database, store);
    complete_renditions(database);
    database.exec("PRAGMA query_only = ON");
    Connection connection(store, std::move(database));
    connection.find_out_commits();
    return connection;
  } catch (const SQLite::Exception& exception) {
    throw Fatal(index_error(exception));
  }
}

void Connection::keep_few_pages() {
  run([this] { database_.exec("PRAGMA cache_size = -1024"); });
}

void Connection::begin_reading() {
  run([this] {
    if (sqlite3_get_autocommit(database_.getHandle()) == 0)
      return;
    begun_at_ = last_commit();  // before: SQLite sees this one or a later
    begin_.run();
  });
}

bool Connection::is_behind() const noexcept {
  return !begun_at_ || last_commit() != begun_at_;
}

std::optional<CommitMark> Connection::last_commit() const noexcept {
  switch (commits_) {
    case Commits::untold:
      break;
    case Commits::in_wal_index:
      return commit_mark(database_.getHandle());
    case Commits::never:
      return CommitMark();
  }
  return std::nullopt;
}

// A reader keeps an index from being taken out of WAL mode; an immutable one is in none.
void Connection::find_out_commits() {
  sqlite3* const handle = database_.getHandle();
  if (::sqlite3_uri_boolean(::sqlite3_db_filename(handle, "main"), "immutable", 0) != 0)
    commits_ = Commits::never;
  else if (database_.execAndGet("PRAGMA journal_mode").getString() == "wal")
    commits_ = Commits::in_wal_index;
}

void Connection::end_reading() {
  run([this] {
    if (sqlite3_get_autocommit(database_.getHandle()) == 0)
      commit_.run();
    begun_at_.reset();
  });
}

void Connection::empty_log() {
  run([this] {
    sqlite3* const database = database_.getHandle();
    ::sqlite3_busy_timeout(database, 0);  // nobody is waited for
    const int code = ::sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                                 nullptr, nullptr);
    ::sqlite3_busy_timeout(database, busy_timeout_ms);
    if (code != SQLITE_OK && code != SQLITE_BUSY)
      throw SQLite::Exception(database, code);
  });
}

// It is not opened: closing it would drop the locks that SQLite holds on it.
void Connection::require_in_place() {
  struct stat status = {};
  const bool is_there = ::stat(index_path(store_).c_str(), &status) == 0;
  const Stamp now = stamp_of(status);
  if (!seen_)
    seen_ = now;
  if (!is_there || now.device != seen_->device || now.inode != seen_->inode)
    throw Fatal(ErrorKind::io, "the index was removed, replaced or moved while a run wrote to it");
  if (now.size < seen_->size) {
    raise_suspicion();
    throw Fatal(ErrorKind::damaged, fmt::format("the index was cut from {} to {} bytes while a run "
                                                "wrote to it",
                                                seen_->size, now.size));
  }
  seen_ = now;
}

// Best effort: a reader may not be allowed to, and the one who met the damage says so anyway.
void Connection::raise_suspicion() const noexcept {
  const UniqueFd mark{::open(suspicion_path(store_).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)};
}

void Connection::fail(const SQLite::Exception& exception) const {
  if (says_corrupt(exception))
    raise_suspicion();
  throw Fatal(index_error(exception));
}

bool says_corrupt(const SQLite::Exception& exception) noexcept {
  // The extended code is the kind of corruption; the lowest byte is what kind of failure it is.
  const int code = exception.getErrorCode() & 0xff;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

Error index_error(const SQLite::Exception& exception) {
  const int code = exception.getErrorCode() & 0xff;
  if (says_corrupt(exception))
    return {ErrorKind::damaged, fmt::format("the index is corrupt: {}", exception.what())};
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    return {ErrorKind::busy, fmt::format("the index is held by another: {}", exception.what())};
  return {ErrorKind::io, fmt::format("the index: {}", exception.what())};
}

}  // namespace noctis
