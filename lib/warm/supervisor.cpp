#include "warm/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.hpp"
#include "warm/run_messages.hpp"
#include "warm/watchdog.hpp"
#include "warm/worker.hpp"

namespace noctis {

namespace {

struct Pipe {
  UniqueFd read, write;
};

Pipe make_pipe() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw Fatal(system_error("cannot make a pipe", errno));
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

// What there is to read, until the next call; nothing at the end.
class Ear {
 public:
  std::optional<std::string_view> hear(int fd) {
    const ssize_t got = ::read(fd, room_.data(), room_.size());
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
      return std::nullopt;
    return std::string_view(room_.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  }

 private:
  std::vector<char> room_ = std::vector<char>(std::size_t{1} << 16);
};

unsigned cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  const int count = ::sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  return static_cast<unsigned>(std::max(count, 1));
}

// How a worker came to its end.
struct Death {
  std::string how;
  bool by_another = false;  // SIGKILL, and not from here
};

// Nothing that a file makes its decoder do ends in SIGKILL: somebody sent it, or the kernel for
// want of memory.
Death end_of_process(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    return {"killed from elsewhere (SIGKILL), perhaps for want of memory", true};
  if (WIFSIGNALED(status)) {
    const char* const name = ::sigabbrev_np(WTERMSIG(status));
    return {name != nullptr ? fmt::format("ended by SIG{}", name)
                            : fmt::format("ended by signal {}", WTERMSIG(status))};
  }
  return {fmt::format("ended the process with status {}", WEXITSTATUS(status))};
}

// A child; killed and waited for at the latest when its owner is.
class Process {
 public:
  explicit Process(pid_t id) : id_(id) {}
  ~Process() {
    kill();
    (void)wait();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] pid_t id() const noexcept { return id_; }
  void kill() const noexcept {
    if (!ended_)
      ::kill(id_, SIGKILL);
  }
  int wait() noexcept {
    while (!ended_ && ::waitpid(id_, &status_, 0) < 0 && errno == EINTR) {
    }
    ended_ = true;
    return status_;
  }

 private:
  pid_t id_;
  bool ended_ = false;
  int status_ = 0;
};

class Supervisor {
 public:
  Supervisor(WarmOptions options, const Supervision& supervision, Watcher& watcher,
             const std::stop_token& stop)
      : options_(std::move(options)),
        supervision_(supervision),
        watcher_(watcher),
        stop_(stop),
        slots_(slots_for(options_)) {
    options_.slots = &slots_;
    if (options_.jobs == 0)
      options_.jobs = cores();
  }

  Result<Summary> run() {
    for (;;) {
      const Death death = run_one();
      if (end_)
        return *end_;
      if (stop_.stop_requested() || (options_.deadline && options_.deadline->has_passed()))
        return cut_short();
      learn_from(death);
      options_.aftermath = &aftermath_;
    }
  }

 private:
  // As many as the pipeline has tokens, and some to spare.
  static std::size_t slots_for(const WarmOptions& options) {
    return 4 * std::size_t{std::max(options.jobs, cores())} + 4;
  }

  // How the worker died, where it has left no end of the run.
  Death run_one() {
    slots_.clear();
    pending_.clear();
    seen_ = aftermath_.so_far;
    reader_ = MessageReader();
    committed_any_ = false;
    Pipe messages = make_pipe();
    Pipe chatter = make_pipe();
    Process worker(fork_worker(messages, chatter));
    messages.write.reset();
    chatter.write.reset();
    std::string verdict = follow(worker, messages.read.get(), chatter.read.get());
    const int status = worker.wait();
    return verdict.empty() ? end_of_process(status) : Death{std::move(verdict)};
  }

  pid_t fork_worker(const Pipe& messages, const Pipe& chatter) {
    WorkerSurroundings surroundings;
    surroundings.parent = ::getpid();
    surroundings.messages = messages.write.get();
    surroundings.chatter = chatter.write.get();
    // Beyond what is watched, for what grows faster than anybody looks.
    surroundings.memory_limit = 2 * supervision_.max_memory;
    surroundings.nice = supervision_.nice;
    surroundings.count_files = supervision_.count_files && options_.aftermath == nullptr;
    std::fflush(nullptr);  // or both would write it
    const pid_t id = ::fork();
    if (id < 0)
      throw Fatal(system_error("cannot start a worker", errno));
    if (id == 0)
      run_worker(options_, surroundings);
    return id;
  }

  // Until the worker closes its end.  Why it had to be ended, if it had.
  std::string follow(const Process& worker, int messages, int chatter) {
    constexpr int between_ticks_ms = 50;
    Watchdog watchdog({supervision_.file_timeout, supervision_.max_memory}, slots_, worker.id());
    std::string verdict;
    bool open = true;
    while (open) {
      pollfd ends[] = {{messages, POLLIN, 0}, {chatter, POLLIN, 0}};
      ::poll(ends, 2, between_ticks_ms);
      watcher_.tick();
      if (stop_.stop_requested())
        slots_.request_stop();
      if (verdict.empty())
        if (auto bad = watchdog.look()) {
          verdict = std::move(*bad);
          worker.kill();
        }
      hear(chatter);
      const auto piece = ear_.hear(messages);
      open = piece.has_value();
      if (piece && !take_in(*piece)) {
        verdict = "ran wild: what it told of itself cannot be read";
        worker.kill();
        open = false;
      }
    }
    hear(chatter);
    return verdict;
  }

  // Of one that never stops only a little at a time: there is more to watch than its words.
  void hear(int chatter) {
    constexpr int pieces_at_once = 8;
    for (int i = 0; i < pieces_at_once; ++i) {
      const auto text = ear_.hear(chatter);
      if (!text || text->empty())
        return;
      watcher_.chatter(*text);
    }
  }

  // False where the worker has run wild.
  bool take_in(std::string_view piece) {
    reader_.add(piece);
    for (;;) {
      auto message = reader_.next();
      if (!message)
        return false;
      if (!*message)
        break;
      std::visit([this](auto& each) { handle(std::move(each)); }, **message);
    }
    if (!piece.empty())
      watcher_.came_so_far(seen_, study_);
    return true;
  }

  void handle(FileReport&& report) {
    seen_.add(report);
    if (!report.study_description.empty())
      study_ = report.study_description;
    pending_.push_back(std::move(report));
  }
  void handle(RunNote&& note) { watcher_.note(note.text); }
  void handle(RunBegan&& began) { aftermath_.run_id = began.run_id; }
  void handle(RunExpects&& expects) { watcher_.expected(expects.files); }
  void handle(RunCommitted&& /*all that was told*/) {
    for (const FileReport& report : pending_)
      settle(report);
    committed_any_ = committed_any_ || !pending_.empty();
    pending_.clear();
  }
  void handle(Summary&& summary) { end_.emplace(summary); }
  void handle(RunFailed&& failed) {
    if (failed.fatal)
      throw Fatal(std::move(failed.error));
    end_.emplace(tl::unexpected(std::move(failed.error)));
  }

  void settle(const FileReport& report) {
    aftermath_.so_far.add(report);
    aftermath_.settled.add(report.path);
    std::erase_if(aftermath_.suspects,
                  [&](const InHand& file) { return file.path == report.path; });
    std::erase_if(aftermath_.crashed,
                  [&](const CrashedFile& crashed) { return crashed.file.path == report.path; });
    watcher_.file_ended(report);
  }

  [[nodiscard]] bool is_suspect(const std::string& path) const {
    return std::any_of(aftermath_.suspects.begin(), aftermath_.suspects.end(),
                       [&](const InHand& file) { return file.path == path; });
  }
  [[nodiscard]] bool has_crashed(const std::string& path) const {
    return std::any_of(aftermath_.crashed.begin(), aftermath_.crashed.end(),
                       [&](const CrashedFile& crashed) { return crashed.file.path == path; });
  }

  // Whose fault it was, as far as can be told.  A worker that is killed from elsewhere with one
  // file in hand proves nothing against it: the file is tried alone once more, and then put down as
  // failed and not as crashed, so that the next run tries it again.
  void learn_from(const Death& death) {
    std::vector<InHand> files = slots_.in_hand();
    std::erase_if(files, [this](const InHand& file) { return has_crashed(file.path); });
    const bool was_alone = files.size() == 1 && is_suspect(files.front().path);
    if (was_alone && death.by_another && killed_alone_.insert(files.front().path).second) {
      // stays a suspect
    } else if (was_alone) {
      std::erase_if(aftermath_.suspects,
                    [&](const InHand& file) { return file.path == files.front().path; });
      aftermath_.crashed.push_back({std::move(files.front()), death.how, death.by_another});
    } else {
      give_up_after_many(death.how, files.empty());
      for (InHand& file : files)
        if (!is_suspect(file.path))
          aftermath_.suspects.push_back(std::move(file));
    }
    aftermath_.settled.sort();
  }

  void give_up_after_many(const std::string& death, bool without_file) {
    constexpr int too_many = 3;
    deaths_in_vain_ = without_file && !committed_any_ ? deaths_in_vain_ + 1 : 0;
    if (deaths_in_vain_ == too_many)
      throw Fatal(ErrorKind::io,
                  fmt::format("{} workers one after another died with no file in hand, the last {}",
                              too_many, death));
  }

  // The worker died when it was to end: what it had not committed is left for the next run.
  Summary cut_short() {
    Summary summary = aftermath_.so_far;
    summary.end = stop_.stop_requested() ? RunEnd::interrupted : RunEnd::deadline;
    summary.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - aftermath_.started)
            .count();
    return summary;
  }

  WarmOptions options_;
  const Supervision& supervision_;
  Watcher& watcher_;
  const std::stop_token& stop_;
  Slots slots_;
  Aftermath aftermath_;
  std::set<std::string, std::less<>> killed_alone_;
  int deaths_in_vain_ = 0;
  std::optional<Result<Summary>> end_;

  // Of the worker at hand.
  Ear ear_;
  MessageReader reader_;
  std::vector<FileReport> pending_;  // told, not committed
  Summary seen_;                     // with those
  std::string study_;
  bool committed_any_ = false;
};

}  // namespace

Result<Summary> supervised_warm(WarmOptions options, const Supervision& supervision,
                                Watcher& watcher, const std::stop_token& stop) {
  return Supervisor(std::move(options), supervision, watcher, stop).run();
}

}  // namespace noctis
