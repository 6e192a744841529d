#include "warm/warmer.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <utility>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "base/text.hpp"
#include "base/time.hpp"
#include "store/index.hpp"
#include "store/index_writer.hpp"
#include "store/object_store.hpp"
#include "store/store_lock.hpp"
#include "warm/converter.hpp"
#include "warm/freshness.hpp"

namespace noctis {

namespace {

using Clock = std::chrono::steady_clock;

// The only code that touches the writer.  One thread at a time.
class Recorder {
 public:
  Recorder(IndexWriter& writer, ObjectStore& objects, Progress& progress, Summary& summary)
      : writer_(writer), objects_(objects), progress_(progress), summary_(summary) {}

  void record(Done done) {
    if (done.put_off != PutOff::no) {
      done.task.after_twin = done.task.after_twin || done.put_off == PutOff::twin;
      done.task.alone = done.task.alone || done.put_off == PutOff::large;
      put_off_.push_back(std::move(done.task));
      return;
    }
    if (done.moved_from)
      writer_.mark_missing(*done.moved_from, now_ns());
    if (done.record)
      done.report.outcome = file_outcome_from(writer_.record(*done.record));
    else if (done.touched)
      writer_.touch(*done.touched);
    summary_.add(done.report);
    failures_ = summary_.failures();
    progress_.file_ended(done.report);
    commit_when_due();
  }

  void commit(bool full) {
    writer_.commit(objects_, full);
    last_commit_ = Clock::now();
  }

  /// Any thread.
  [[nodiscard]] std::uint64_t failures() const noexcept { return failures_; }

  [[nodiscard]] std::vector<Task> take_put_off() { return std::exchange(put_off_, {}); }

 private:
  // Every so many rows, so that a crash costs little, and every so many seconds, so that readers
  // see what there is.
  void commit_when_due() {
    constexpr std::uint64_t rows_a_batch = 20'000;
    constexpr std::chrono::seconds longest_wait{5};
    if (writer_.pending_rows() >= rows_a_batch ||
        (writer_.pending_rows() != 0 && Clock::now() - last_commit_ >= longest_wait))
      commit(false);
  }

  IndexWriter& writer_;
  ObjectStore& objects_;
  Progress& progress_;
  Summary& summary_;
  std::atomic<std::uint64_t> failures_{0};
  std::vector<Task> put_off_;
  Clock::time_point last_commit_ = Clock::now();
};

// One pass of the pipeline over whatever `next` hands out.  No filter ever waits for another file.
template <class Next>
void run_round(std::size_t tokens, const Next& next, Converter& converter, Recorder& recorder) {
  tbb::parallel_pipeline(
      tokens,
      tbb::make_filter<void, Task>(tbb::filter_mode::serial_in_order,
                                   [&](tbb::flow_control& control) -> Task {
                                     auto task = next();
                                     if (!task) {
                                       control.stop();
                                       return {};
                                     }
                                     return std::move(*task);
                                   }) &
          tbb::make_filter<Task, Done>(
              tbb::filter_mode::parallel,
              [&](Task task) { return converter.convert(std::move(task)); }) &
          tbb::make_filter<Done, void>(tbb::filter_mode::serial_out_of_order,
                                       [&](Done done) { recorder.record(std::move(done)); }));
}

// Of a dry run.
FileOutcome planned_outcome(TaskKind kind) {
  switch (kind) {
    case TaskKind::unchanged:
      return FileOutcome::unchanged;
    case TaskKind::gone:
      return FileOutcome::skipped;
    case TaskKind::unreadable:
      return FileOutcome::failed;
    case TaskKind::open:
    case TaskKind::replan:
      break;
  }
  return FileOutcome::pending;
}

class Run {
 public:
  Run(const WarmOptions& options, Plan plan, Progress& progress, const std::stop_token& stop)
      : options_(options), plan_(std::move(plan)), progress_(progress), stop_(stop) {}

  Summary dry() {
    std::optional<Index> index;
    if (std::filesystem::exists(options_.store / "index.sqlite3"))
      index.emplace(Index::open(options_.store));
    Freshness freshness(options_.roots, options_.store, index ? &*index : nullptr, plan_,
                        options_.force);
    while (auto task = stop_.stop_requested() ? std::nullopt : freshness.next()) {
      FileReport report;
      report.path = std::move(task->path);
      report.outcome = planned_outcome(task->kind);
      report.is_image = task->known && task->known->instance_id;
      if (task->error)
        report.reason = task->error->what;
      else if (task->kind == TaskKind::open)
        report.reason = task->known ? "changed" : "new";
      else if (task->kind == TaskKind::replan)
        report.reason = "wanted otherwise";
      summary_.add(report);
      progress_.file_ended(report);
    }
    if (stop_.stop_requested())
      summary_.end = RunEnd::interrupted;
    return finished();
  }

  Summary real() {
    const StoreLock lock = StoreLock::acquire(options_.store, std::chrono::milliseconds{0});
    IndexWriter writer = IndexWriter::open(options_.store);
    if (!writer.note().empty())
      progress_.note(writer.note());
    const std::int64_t run_id = writer.begin_run(now_ns());
    Committed committed(options_.store);
    ObjectStore objects = ObjectStore::open_for_writing(
        options_.store, [&committed](const ObjectId& id) { return committed.names(id); });
    Recorder recorder(writer, objects, progress_, summary_);
    Converter converter(plan_, objects, options_.store, {options_.compression, options_.force});
    const Index index = Index::open(options_.store);
    Freshness freshness(options_.roots, options_.store, &index, plan_, options_.force);
    first_round(freshness, converter, recorder);
    later_rounds(converter, recorder);
    if (summary_.end == RunEnd::done)
      mark_vanished(freshness, writer);

    finished();
    writer.finish_run(run_id, name_of(summary_.end), to_json(summary_), now_ns());
    recorder.commit(true);
    return summary_;
  }

 private:
  // Whether a committed row names an object; asked from any thread.
  class Committed {
   public:
    explicit Committed(const std::filesystem::path& store)
        : indexes_([store] { return Index::open(store); }) {}
    bool names(const ObjectId& id) { return indexes_.local().has_object(id); }

   private:
    tbb::enumerable_thread_specific<Index> indexes_;
  };

  [[nodiscard]] bool goes_on(const Recorder& recorder) {
    if (stop_.stop_requested())
      summary_.end = RunEnd::interrupted;
    else if (recorder.failures() > options_.failures_allowed)
      summary_.end = RunEnd::too_many_failures;
    return summary_.end == RunEnd::done;
  }

  // Enough tasks in flight that a slow file does not starve the others.
  [[nodiscard]] static std::size_t tokens() {
    return 4 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  }

  void first_round(Freshness& freshness, Converter& converter, Recorder& recorder) {
    run_round(
        tokens(), [&] { return goes_on(recorder) ? freshness.next() : std::nullopt; }, converter,
        recorder);
  }

  // What was put off: twins together, once the rows of those before them can be read; then the
  // large ones, one by one.
  void later_rounds(Converter& converter, Recorder& recorder) {
    for (std::vector<Task> tasks = recorder.take_put_off(); !tasks.empty() && goes_on(recorder);
         tasks = recorder.take_put_off()) {
      for (const bool alone : {false, true}) {
        recorder.commit(false);
        converter.start_round();
        auto next = tasks.begin();
        run_round(
            alone ? 1 : tokens(),
            [&]() -> std::optional<Task> {
              while (next != tasks.end() && next->alone != alone)
                ++next;
              if (next == tasks.end() || !goes_on(recorder))
                return std::nullopt;
              return std::move(*next++);
            },
            converter, recorder);
      }
    }
  }

  void mark_vanished(const Freshness& freshness, IndexWriter& writer) {
    const std::int64_t now = now_ns();
    for (const std::string& path : freshness.vanished())
      writer.mark_missing(path, now);
    summary_.went_missing = freshness.vanished().size();
    for (const std::string& root : freshness.empty_roots())
      progress_.note(fmt::format("{} is empty; the files known from there are not taken for gone",
                                 escape_controls(root)));
  }

  Summary& finished() {
    summary_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    return summary_;
  }

  const WarmOptions& options_;
  Plan plan_;
  Progress& progress_;
  const std::stop_token& stop_;
  Summary summary_;
  Clock::time_point started_ = Clock::now();
};

}  // namespace

Result<Summary> warm(const WarmOptions& options, Progress& progress, const std::stop_token& stop) {
  auto plan = Plan::make(options.plan);
  if (!plan)
    return failure(plan);
  const unsigned jobs =
      options.jobs != 0 ? options.jobs : static_cast<unsigned>(tbb::info::default_concurrency());
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, jobs);
  Run run(options, std::move(*plan), progress, stop);
  return options.dry_run ? run.dry() : run.real();
}

}  // namespace noctis
