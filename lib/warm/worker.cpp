#include "warm/worker.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <exception>
#include <new>
#include <string_view>
#include <thread>

#include "base/file.hpp"
#include "base/memory.hpp"
#include "dicom/dictionary.hpp"
#include "warm/run_messages.hpp"
#include "warm/walker.hpp"

namespace noctis {

namespace {

void require(bool done, std::string_view what) {
  if (!done)
    throw Fatal(system_error(what, errno));
}

// Where memory runs out, the kernel is to take the worker and not whoever watches it.  It may be
// forbidden to say so: then the kernel's own choice, the largest, is the worker as well.
void offer_to_the_memory_killer() {
  const UniqueFd score{::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)};
  if (score)
    (void)write_all(score.get(), as_bytes("500"));
}

void use_streams(int chatter) {
  const UniqueFd nothing{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  require(nothing && ::dup2(nothing.get(), STDIN_FILENO) >= 0 &&
              ::dup2(chatter, STDOUT_FILENO) >= 0 && ::dup2(chatter, STDERR_FILENO) >= 0,
          "cannot redirect the standard streams");
}

void be_nice(int nice) {
  if (nice == 0)
    return;
  require(::setpriority(PRIO_PROCESS, 0, nice) == 0, "cannot be nice");
  // The kernel derives the priority of reading and writing from niceness; the last step, the disk
  // only when nobody else wants it, has to be asked for (ioprio_set(2): class 3 is idle).
  constexpr int this_process = 1;
  constexpr int idle_class = 3 << 13;
  if (nice == 19)
    require(::syscall(SYS_ioprio_set, this_process, 0, idle_class) == 0, "cannot leave the disk");
}

void limit_memory(std::uint64_t bytes) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  bytes = 0;  // a sanitizer's shadow of all memory counts as data
#endif
  const rlimit limit{bytes, bytes};
  require(bytes == 0 || ::setrlimit(RLIMIT_DATA, &limit) == 0, "cannot limit memory");
}

void enter(const WorkerSurroundings& surroundings) {
  require(::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "cannot follow the parent's end");
  if (::getppid() != surroundings.parent)
    ::_exit(1);  // it died before it could be followed
  use_streams(surroundings.chatter);
  offer_to_the_memory_killer();
  be_nice(surroundings.nice);
  limit_memory(surroundings.memory_limit);
  keep_freed_memory(std::size_t{32} << 20);
  keep_dictionary_from_dcmtk();
}

void work(const WarmOptions& options, bool count, MessageSender& sender) {
  std::jthread counter;
  if (count)
    counter = std::jthread([&](const std::stop_token& stop) {
      const std::uint64_t files = count_files(options.roots, stop);
      if (!stop.stop_requested())
        sender.send(RunExpects{files}, true);
    });
  const auto summary = warm(options, sender, {});
  counter = {};
  if (summary)
    sender.send(*summary, true);
  else
    sender.send(RunFailed{summary.error(), false}, true);
}

}  // namespace

void run_worker(const WarmOptions& options, const WorkerSurroundings& surroundings) {
  MessageSender sender(surroundings.messages);
  try {
    enter(surroundings);
    work(options, surroundings.count_files, sender);
  } catch (const Fatal& fatal) {
    sender.send(RunFailed{fatal.error(), true}, true);
  } catch (const std::bad_alloc&) {
    // A file that needs too much is told of by name; this is the run itself.
    sender.send(RunFailed{{ErrorKind::io, "the run needs more memory than there is"}, true}, true);
  } catch (const std::exception& error) {
    sender.send(RunFailed{{ErrorKind::io, fmt::format("unexpected: {}", error.what())}, true},
                true);
  }
  // Nothing that the parent had begun is to be ended twice.
  ::_exit(0);
}

}  // namespace noctis
