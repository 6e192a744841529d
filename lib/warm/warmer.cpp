#include "warm/warmer.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "base/text.hpp"
#include "base/time.hpp"
#include "store/index.hpp"
#include "store/index_path.hpp"
#include "store/index_writer.hpp"
#include "store/object_store.hpp"
#include "store/store_lock.hpp"
#include "warm/converter.hpp"
#include "warm/freshness.hpp"
#include "warm/handful.hpp"
#include "warm/newest_first.hpp"
#include "warm/recorder.hpp"

namespace noctis {

namespace {

using Clock = std::chrono::steady_clock;

// Empty at the end.
template <class Next>
Handful next_handful(const Next& next) {
  constexpr std::size_t full = 64;
  Handful handful;
  while (handful.unchanged.size() < full && !handful.task) {
    auto task = next();
    if (!task)
      break;
    if (task->kind == TaskKind::unchanged) {
      FileReport& report = handful.unchanged.emplace_back();
      report.path = std::move(task->path);
      tell_unchanged(report, task->known->outcome);
    } else {
      handful.task = std::move(*task);
    }
  }
  return handful;
}

void work_on(Handful& handful, Converter& converter, Slots* slots) {
  if (!handful.task)
    return;
  const Slots::Hold hold =
      slots != nullptr ? slots->take(handful.task->path, handful.task->stamp) : Slots::Hold();
  handful.done = converter.convert(std::move(*handful.task), hold);
}

void record(std::vector<Handful>& handfuls, Recorder& recorder) {
  for (Handful& handful : handfuls) {
    recorder.pass_over(handful.unchanged);
    if (handful.done)
      recorder.record(std::move(*handful.done));
  }
}

// One pass of the pipeline over whatever `next` hands out.  No filter ever waits for another file;
// a file whose pictures are hashed along with others' does.
template <class Next>
void run_round(std::size_t tokens, const Next& next, Converter& converter, Slots* slots,
               ObjectStore& objects, Recorder& recorder) {
  using Handfuls = std::vector<Handful>;
  Gathering gathering;
  tbb::parallel_pipeline(
      tokens,
      tbb::make_filter<void, Handful>(tbb::filter_mode::serial_in_order,
                                      [&](tbb::flow_control& control) {
                                        Handful handful = next_handful(next);
                                        if (handful.unchanged.empty() && !handful.task)
                                          control.stop();
                                        return handful;
                                      }) &
          tbb::make_filter<Handful, Handful>(tbb::filter_mode::parallel,
                                             [&](Handful handful) {
                                               work_on(handful, converter, slots);
                                               return handful;
                                             }) &
          tbb::make_filter<Handful, Handfuls>(
              tbb::filter_mode::serial_out_of_order,
              [&](Handful handful) { return gathering.add(std::move(handful)); }) &
          tbb::make_filter<Handfuls, Handfuls>(tbb::filter_mode::parallel,
                                               [&](Handfuls handfuls) {
                                                 put_pictures(handfuls, objects);
                                                 return handfuls;
                                               }) &
          tbb::make_filter<Handfuls, void>(tbb::filter_mode::serial_out_of_order,
                                           [&](Handfuls handfuls) { record(handfuls, recorder); }));
  Handfuls rest = gathering.rest();
  put_pictures(rest, objects);
  record(rest, recorder);
}

// Of a dry run.
FileOutcome planned_outcome(TaskKind kind) {
  switch (kind) {
    case TaskKind::unchanged:
      return FileOutcome::unchanged;
    case TaskKind::gone:
      return FileOutcome::skipped;
    case TaskKind::unreadable:
    case TaskKind::crashed:
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
      : options_(options), plan_(std::move(plan)), progress_(progress), stop_(stop) {
    if (options.aftermath == nullptr)
      return;
    summary_ = options.aftermath->so_far;
    started_ = options.aftermath->started;
  }

  Summary dry() {
    std::optional<Index> index;
    if (std::filesystem::exists(index_path(options_.store)))
      index.emplace(Index::open(options_.store)).keep_few_pages();
    Freshness freshness(options_.roots, options_.store, index ? &*index : nullptr, plan_,
                        options_.force);
    while (auto task = time_to_end() ? std::nullopt : freshness.next()) {
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
      progress_.committed(false);
    }
    return finished();
  }

  Summary real() {
    const std::optional<StoreLock> lock = locked_store();
    if (!lock)
      return finished();
    IndexWriter writer = IndexWriter::open(options_.store);
    if (!writer.note().empty())
      progress_.note(writer.note());
    const std::int64_t run_id = row_of_run(writer);
    Committed committed(options_.store);
    ObjectStore objects = ObjectStore::open_for_writing(
        options_.store, [&committed](const ObjectId& id) { return committed.names(id); });
    Claims claims;
    Recorder recorder(writer, objects, claims, progress_, summary_);
    Converter converter(plan_, objects, claims, options_.store,
                        {options_.compression, options_.force});
    if (options_.aftermath != nullptr)
      clear_up(*options_.aftermath, converter, objects, recorder);
    const Index index = Index::open(options_.store);
    index.keep_few_pages();
    Freshness freshness(options_.roots, options_.store, &index, plan_, options_.force);
    first_round(freshness, converter, objects, recorder);
    later_rounds(converter, objects, recorder);
    if (summary_.end == RunEnd::done)
      mark_vanished(freshness, writer);

    finished();
    writer.finish_run(run_id, name_of(summary_.end), to_json(summary_), now_ns());
    recorder.commit(true);
    if (const auto emptied = writer.empty_log(); !emptied)
      progress_.note(emptied.error().what + ": its log stays beside it until the next run");
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

  [[nodiscard]] bool stop_requested() const {
    return stop_.stop_requested() ||
           (options_.slots != nullptr && options_.slots->stop_requested());
  }

  [[nodiscard]] bool time_to_end() {
    if (stop_requested())
      summary_.end = RunEnd::interrupted;
    else if (options_.deadline && options_.deadline->has_passed())
      summary_.end = RunEnd::deadline;
    return summary_.end != RunEnd::done;
  }

  // Nothing where the run is to end before it could begin.
  [[nodiscard]] std::optional<StoreLock> locked_store() {
    // In between, whether to go on waiting.
    constexpr std::chrono::milliseconds between_looks{200};
    const Clock::time_point last = Clock::now() + options_.lock_patience;
    while (!time_to_end()) {
      try {
        return StoreLock::acquire(options_.store, std::min(options_.lock_patience, between_looks));
      } catch (const Fatal& fatal) {
        if (fatal.error().kind != ErrorKind::busy || Clock::now() >= last)
          throw;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::int64_t row_of_run(IndexWriter& writer) {
    if (options_.aftermath != nullptr && options_.aftermath->run_id)
      return *options_.aftermath->run_id;
    const std::int64_t run_id = writer.begin_run(now_ns());
    progress_.began(run_id);
    return run_id;
  }

  // Whoever ended a worker is recorded; who may have done so is tried alone.
  void clear_up(const Aftermath& aftermath, Converter& converter, ObjectStore& objects,
                Recorder& recorder) {
    const Index index = Index::open(options_.store);
    std::vector<Task> tasks;
    for (const CrashedFile& crashed : aftermath.crashed) {
      Task task;
      // What was done to it from elsewhere is the machine's failure, not the file's.
      task.kind = crashed.by_another ? TaskKind::unreadable : TaskKind::crashed;
      task.known = index.source(crashed.file.path);
      task.error =
          Error{crashed.by_another ? ErrorKind::io : ErrorKind::unsupported, crashed.reason};
      tasks.push_back(of_aftermath(std::move(task), crashed.file));
    }
    for (const InHand& file : aftermath.suspects) {
      Task task;
      task.known = index.source(file.path);
      tasks.push_back(of_aftermath(std::move(task), file));
    }
    for (Task& task : tasks) {
      std::optional<Task> next = std::move(task);
      run_round(
          1, [&] { return goes_on(recorder) ? std::exchange(next, std::nullopt) : std::nullopt; },
          converter, options_.slots, objects, recorder);
      recorder.commit(false);
    }
  }

  Task of_aftermath(Task task, const InHand& file) {
    task.path = file.path;
    task.stamp = file.stamp;
    task.taken_ns = file.taken_ns;
    task.alone = true;
    of_aftermath_.insert(file.path);
    return task;
  }

  // Whether this run has dealt with the file before the walk comes by it.
  [[nodiscard]] bool is_dealt_with(const Task& task) const {
    return options_.aftermath != nullptr &&
           (options_.aftermath->settled.contains(task.path) || of_aftermath_.contains(task.path));
  }

  [[nodiscard]] bool goes_on(const Recorder& recorder) {
    if (time_to_end())
      return false;
    if (recorder.failures() > options_.failures_allowed)
      summary_.end = RunEnd::too_many_failures;
    return summary_.end == RunEnd::done;
  }

  // Enough tasks in flight that a slow file does not starve the others.
  [[nodiscard]] static std::size_t tokens() {
    return 4 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  }

  void first_round(Freshness& freshness, Converter& converter, ObjectStore& objects,
                   Recorder& recorder) {
    const auto walk = [&]() -> std::optional<Task> {
      while (goes_on(recorder)) {
        auto task = freshness.next();
        if (!task || !is_dealt_with(*task))
          return task;
      }
      return std::nullopt;
    };
    if (options_.order == WalkOrder::path)
      return run_round(tokens(), walk, converter, options_.slots, objects, recorder);
    NewestFirst newest_first(walk);
    run_round(
        tokens(), [&] { return goes_on(recorder) ? newest_first.next() : std::nullopt; }, converter,
        options_.slots, objects, recorder);
  }

  // What was put off: twins together, once the rows of those before them can be read; then the
  // large ones, one by one.
  void later_rounds(Converter& converter, ObjectStore& objects, Recorder& recorder) {
    for (std::vector<Task> tasks = recorder.take_put_off(); !tasks.empty() && goes_on(recorder);
         tasks = recorder.take_put_off()) {
      for (const bool alone : {false, true}) {
        recorder.commit(false);
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
            converter, options_.slots, objects, recorder);
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
  std::set<std::string, std::less<>> of_aftermath_;
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
