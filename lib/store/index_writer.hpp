// Writing the index: batches of rows, objects before them.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/object_store.hpp"
#include "store/rows.hpp"

namespace noctis {

/// One thread at a time.  Every function throws Fatal when the index cannot be written, but for
/// empty_log(), which does so where it is corrupt.
class IndexWriter {
 public:
  /// Opens or makes STORE/index.sqlite3 and migrates it to this build's schema.  An index that
  /// SQLite finds corrupt is kept aside as index.sqlite3.corrupt-<time> and made anew.  Throws
  /// Fatal: newer_schema, io.  Precondition: the caller holds the store's lock.
  static IndexWriter open(const std::filesystem::path& store);

  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();  ///< what was not committed is lost

  /// What open() had to do: a note for the run's log; empty where nothing was amiss.
  [[nodiscard]] const std::string& note() const noexcept;

  /// Commits at once where no batch is open.  A run that still says it is running has died, and
  /// says failed from now on: the caller holds the lock.  From here on SQLite's log is emptied
  /// seldom.
  [[nodiscard]] std::int64_t begin_run(std::int64_t started_ns);
  void finish_run(std::int64_t run_id, std::string_view state, std::string_view summary,
                  std::int64_t finished_ns);

  /// Replaces what was known of the source's path, missing_since included.  Where its instance's
  /// SOP Instance UID is borne by another instance that has a source not missing, the outcome of
  /// both (where it says rendered) becomes conflict, until there is one again.  Where
  /// another source that is not missing rendered the same instance, rendered becomes duplicate.
  /// Returns the outcome that the index now holds.
  SourceOutcome record(const SourceRecord& record);

  /// Only the stamp or the plan changed: the file is known by its content.  Outcome, reason and
  /// instance stay; it is no longer missing.  A path that is not known stays unknown.
  void touch(const SourceRow& source);
  /// One that is missing already stays so since then.
  void mark_missing(std::string_view path, std::int64_t since_ns);

  /// Rows since the last commit.
  [[nodiscard]] std::uint64_t pending_rows() const noexcept;

  /// The objects are made durable, then the rows commit.  `full` syncs the rows as well.  An index
  /// that is no longer at its path is one that cannot be written.
  void commit(ObjectStore& objects, bool full = false);

  /// At a run's end: what SQLite's log holds moves into the index, but for what readers still need
  /// of it.  What cannot be moved (io) is safe where it is, and is moved by the next run.
  [[nodiscard]] Result<> empty_log();

 private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace noctis
