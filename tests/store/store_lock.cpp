#include "store/store_lock.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <optional>

#include <doctest/doctest.h>

#include "base/result.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace std::chrono_literals;

namespace {

std::optional<ErrorKind> kind_of_failure(const std::filesystem::path& store) {
  try {
    const StoreLock lock = StoreLock::acquire(store, 0ms);
    return std::nullopt;
  } catch (const Fatal& fatal) {
    return fatal.error().kind;
  }
}

// Another process that takes the lock, says so through a pipe, and waits to be ended.
class OtherHolder {
 public:
  explicit OtherHolder(const std::filesystem::path& store) {
    int ends[2] = {};
    REQUIRE(::pipe(ends) == 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      const StoreLock lock = StoreLock::acquire(store, 0ms);
      const char ready = 'r';
      (void)!::write(ends[1], &ready, 1);
      for (;;)
        ::pause();
    }
    char ready = 0;
    REQUIRE(::read(ends[0], &ready, 1) == 1);
    ::close(ends[0]);
    ::close(ends[1]);
  }
  ~OtherHolder() { kill(); }
  OtherHolder(const OtherHolder&) = delete;
  OtherHolder& operator=(const OtherHolder&) = delete;

  void kill() {
    if (pid_ <= 0)
      return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
};

}  // namespace

TEST_SUITE("store/store_lock") {
  TEST_CASE("a second holder is told that the store is busy, until the first lets go") {
    const test::TemporaryFolder folder;
    {
      const StoreLock lock = StoreLock::acquire(folder.path(), 0ms);
      CHECK(kind_of_failure(folder.path()) == ErrorKind::busy);
    }
    CHECK(kind_of_failure(folder.path()) == std::nullopt);
  }

  TEST_CASE("the lock holds against another process and dies with it, however it ends") {
    const test::TemporaryFolder folder;
    OtherHolder other(folder.path());
    CHECK(kind_of_failure(folder.path()) == ErrorKind::busy);
    other.kill();
    CHECK(kind_of_failure(folder.path()) == std::nullopt);
  }

  TEST_CASE("patience outlasts a holder that lets go in time") {
    const test::TemporaryFolder folder;
    auto lock = std::make_optional(StoreLock::acquire(folder.path(), 0ms));
    const pid_t waiting = ::fork();
    if (waiting == 0) {
      lock.reset();  // its copy of the descriptor
      const bool got_it = [&] {
        try {
          const StoreLock late = StoreLock::acquire(folder.path(), 20s);
          return true;
        } catch (const Fatal&) {
          return false;
        }
      }();
      ::_exit(got_it ? 0 : 1);
    }
    lock.reset();
    int status = 0;
    REQUIRE(::waitpid(waiting, &status, 0) == waiting);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }

  TEST_CASE("the store's folder is made for its owner alone, with what leads to it") {
    const test::TemporaryFolder folder;
    const mode_t umask_before = ::umask(0);
    const std::filesystem::path store = folder / "a/b/";
    const StoreLock lock = StoreLock::acquire(store, 0ms);
    ::umask(umask_before);
    struct stat status = {};
    REQUIRE(::stat(store.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0700);
    REQUIRE(::stat((store / "lock").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
  }

  TEST_CASE("a store that cannot be made is an error of the system, not a lock held") {
    const test::TemporaryFolder folder;
    CHECK(kind_of_failure("/proc/none/store") != ErrorKind::busy);
    CHECK(kind_of_failure("/dev/null") == ErrorKind::io);
  }
}
