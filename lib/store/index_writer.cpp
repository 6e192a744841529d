#include "store/index_writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/file.hpp"
#include "store/index_recovery.hpp"
#include "store/instance_rows.hpp"
#include "store/source_rows.hpp"
#include "store/statement.hpp"
#include "store/study_rows.hpp"

namespace noctis {

namespace {

// A run that says it is running while another holds the lock has died.
constexpr const char* end_dead_runs_sql =
    "UPDATE run SET state = 'failed' WHERE state = 'running' AND finished_ns IS NULL";
constexpr const char* begin_run_sql =
    "INSERT INTO run (started_ns, state) VALUES (?, 'running') RETURNING id";
// Objects' addresses are random: of a large index, a batch changes nearly as many pages as it has
// rows.  One that changes again before the log is emptied is moved once: it is emptied where it has
// 16,000 pages, some 64 MB.
constexpr const char* empty_log_seldom_sql = "PRAGMA wal_autocheckpoint = 16000";
constexpr const char* finish_run_sql =
    "UPDATE run SET state = ?, summary = ?, finished_ns = ? WHERE id = ?";

void sync_file_system(const std::filesystem::path& folder) {
  const UniqueFd fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!fd || ::syncfs(fd.get()) != 0)
    throw Fatal(system_error("cannot sync the index", errno));
}

}  // namespace

struct IndexWriter::State {
  std::filesystem::path store;
  std::string note;
  Connection connection;

  StudyRows studies{connection};
  InstanceRows instances{connection};
  SourceRows sources{connection};

  bool in_transaction = false;
  std::uint64_t pending_rows = 0;

  State(std::filesystem::path store_path, OpenedIndex opened)
      : store(std::move(store_path)),
        note(std::move(opened.note)),
        connection(std::move(opened.connection)) {}

  // `body` within the transaction of the batch; a batch that failed has no rows.
  template <class Body>
  auto write(Body&& body) {
    return connection.run([&] {
      if (!in_transaction)
        connection.database().exec("BEGIN IMMEDIATE");
      in_transaction = true;
      try {
        return body();
      } catch (...) {
        connection.database().tryExec("ROLLBACK");
        studies.forget();
        in_transaction = false;
        pending_rows = 0;
        throw;
      }
    });
  }

  [[nodiscard]] std::int64_t put_instance(const InstanceRecord& record);
  void add_renditions(std::int64_t instance, const std::vector<RenditionRow>& renditions);
};

std::int64_t IndexWriter::State::put_instance(const InstanceRecord& record) {
  const std::int64_t mtime_ns = record.instance.mtime_ns;
  const std::int64_t study = studies.put_study(record.study, mtime_ns);
  const std::int64_t series = studies.put_series(study, record.series, mtime_ns);
  const std::int64_t instance = instances.put_instance(series, record.instance);
  ++pending_rows;
  add_renditions(instance, record.renditions);
  return instance;
}

void IndexWriter::State::add_renditions(std::int64_t instance,
                                        const std::vector<RenditionRow>& renditions) {
  for (const RenditionRow& rendition : renditions)
    instances.put_rendition(instance, rendition);
  pending_rows += renditions.size();
}

IndexWriter::IndexWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;  // SQLite rolls back what was not committed

IndexWriter IndexWriter::open(const std::filesystem::path& store) {
  OpenedIndex opened = open_or_remake_index(store);
  opened.connection.require_in_place();
  return IndexWriter(std::make_unique<State>(store, std::move(opened)));
}

const std::string& IndexWriter::note() const noexcept {
  return state_->note;
}

// Runs name no object: they are committed at once where no batch is open, with it otherwise.
std::int64_t IndexWriter::begin_run(std::int64_t started_ns) {
  return state_->connection.run([&] {
    state_->connection.database().exec(empty_log_seldom_sql);
    PreparedStatement end_dead_runs = state_->connection.prepare(end_dead_runs_sql);
    execute(end_dead_runs);
    PreparedStatement begin_run = state_->connection.prepare(begin_run_sql);
    std::int64_t id = 0;
    Execution execution(begin_run, started_ns);
    while (execution.step())
      execution.read(id);
    return id;
  });
}

void IndexWriter::finish_run(std::int64_t run_id, std::string_view state, std::string_view summary,
                             std::int64_t finished_ns) {
  state_->connection.run([&] {
    PreparedStatement finish_run = state_->connection.prepare(finish_run_sql);
    execute(finish_run, state, summary, finished_ns, run_id);
  });
}

SourceOutcome IndexWriter::record(const SourceRecord& record) {
  return state_->write([&] {
    SourceRow source = record.source;
    if (record.instance)
      source.instance_id = state_->put_instance(*record.instance);
    else if (source.instance_id)
      state_->add_renditions(*source.instance_id, record.renditions);
    ++state_->pending_rows;
    return state_->sources.put(source);
  });
}

void IndexWriter::touch(const SourceRow& source) {
  state_->write([&] {
    state_->sources.touch(source);
    ++state_->pending_rows;
  });
}

void IndexWriter::mark_missing(std::string_view path, std::int64_t since_ns) {
  state_->write([&] {
    state_->sources.mark_missing(path, since_ns);
    ++state_->pending_rows;
  });
}

std::uint64_t IndexWriter::pending_rows() const noexcept {
  return state_->pending_rows;
}

void IndexWriter::commit(ObjectStore& objects, bool full) {
  // Rows written to a file that nobody will find are as good as lost: the night is to know.
  state_->connection.require_in_place();
  if (state_->in_transaction) {
    state_->write([&] { state_->studies.settle(); });
    if (const auto durable = objects.sync(); !durable)
      throw Fatal(durable.error());
    state_->connection.run([&] { state_->connection.database().exec("COMMIT"); });
    state_->in_transaction = false;
    state_->pending_rows = 0;
  }
  // In WAL mode NORMAL syncs at checkpoints only; the WAL lies in the store's folder.
  if (full)
    sync_file_system(state_->store);
}

Result<> IndexWriter::empty_log() {
  try {
    state_->connection.empty_log();
    return {};
  } catch (const Fatal& fatal) {
    if (fatal.error().kind == ErrorKind::damaged)
      throw;
    return tl::unexpected(fatal.error());
  }
}

}  // namespace noctis
