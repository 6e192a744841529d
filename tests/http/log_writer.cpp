#include "http/log_writer.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

std::string text_of(const std::filesystem::path& path) {
  const auto bytes = read_file(path.string(), 1U << 20);
  REQUIRE(bytes.has_value());
  return std::string(as_text(*bytes));
}

void no_trouble(const std::string& what) {
  FAIL(what);
}

// Files of this process take no byte beyond, as those on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit full = before_;
    full.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &full);
  }
  ~FullDisk() {
    end();
    ::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

  void end() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_ = {};
  void (*handler_)(int) = ::signal(SIGXFSZ, SIG_IGN);
};

// A log whose third line of five was torn by a full disk, which has room again.
struct TornLog {
  TornLog() {
    FullDisk disk(12);
    auto opened = LogWriter::open(path.string(), [this](const std::string& what) {
      troubles.push_back(what);
      if (troubles.size() == 1)
        full.set_value();
    });
    REQUIRE(opened.has_value());
    log = std::move(*opened);
    log->add("one1\ntwo2\nthree\nfour\nfive\n");
    full.get_future().wait();
  }

  test::TemporaryFolder folder;
  std::filesystem::path path = folder.path() / "access.log";
  std::vector<std::string> troubles;
  std::promise<void> full;
  std::unique_ptr<LogWriter> log;
};

}  // namespace

TEST_SUITE("http/log_writer") {
  TEST_CASE("lines of many threads are whole, and all are there when the writer has gone") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "access.log";
    {
      auto log = LogWriter::open(path.string(), no_trouble);
      REQUIRE(log.has_value());
      std::vector<std::thread> threads;
      for (char name = 'a'; name <= 'd'; ++name)
        threads.emplace_back([&log, name] {
          for (int i = 0; i < 1000; ++i)
            (*log)->add(std::string(10, name) + "\n");
        });
      for (auto& thread : threads)
        thread.join();
    }
    const std::string text = text_of(path);
    CHECK(text.size() == 4U * 1000 * 11);
    for (std::size_t at = 0; at < text.size(); at += 11)
      REQUIRE(text.substr(at, 11) == std::string(10, text[at]) + "\n");
    struct stat status = {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }

  TEST_CASE("what was in the file stays") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "access.log";
    for (const char* const line : {"one\n", "two\n"})
      (*LogWriter::open(path.string(), no_trouble))->add(line);
    CHECK(text_of(path) == "one\ntwo\n");
  }

  TEST_CASE("a log that was renamed is opened again under its name when asked to") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "access.log";
    {
      auto log = LogWriter::open(path.string(), no_trouble);
      REQUIRE(log.has_value());
      std::filesystem::rename(path, folder.path() / "access.log.1");
      (*log)->reopen();
      (*log)->add("new\n");
    }
    CHECK(text_of(path) == "new\n");
    CHECK(text_of(folder.path() / "access.log.1").empty());
  }

  TEST_CASE("a reader that does not read holds nobody up, and what it missed is told") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "pipe";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const UniqueFd reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    std::vector<std::string> troubles;
    {
      auto log = LogWriter::open(
          path.string(), [&](const std::string& what) { troubles.push_back(what); }, 100'000);
      REQUIRE(log.has_value());
      for (int i = 0; i < 100'000; ++i)  // 3.2 MB, beyond the pipe and the writer's room
        (*log)->add("0123456789012345678901234567890\n");
    }
    REQUIRE_FALSE(troubles.empty());
    CHECK(troubles.front().find("lines are dropped: ") != std::string::npos);
  }

  TEST_CASE("a pipe that nobody reads is refused, and not waited for") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "pipe";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const auto log = LogWriter::open(path.string(), no_trouble);
    REQUIRE_FALSE(log.has_value());
    CHECK(log.error().what == path.string() + ": No such device or address");
  }

  TEST_CASE("a pipe whose reader has gone is not waited for when it is to be opened again") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "pipe";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    UniqueFd reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    std::vector<std::string> troubles;
    {
      auto log = LogWriter::open(path.string(),
                                 [&](const std::string& what) { troubles.push_back(what); });
      REQUIRE(log.has_value());
      reader.reset();
      (*log)->reopen();
    }
    REQUIRE(troubles.size() == 1);
    CHECK(troubles.front() ==
          "cannot be opened again: " + path.string() + ": No such device or address");
  }

  TEST_CASE("a file that cannot be written costs its lines, and that is told once") {
    const UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    if (!full) {
      MESSAGE("SKIP: there is no /dev/full");
      return;
    }
    std::vector<std::string> troubles;
    {
      auto log =
          LogWriter::open("/dev/full", [&](const std::string& what) { troubles.push_back(what); });
      REQUIRE(log.has_value());
      for (int i = 0; i < 5000; ++i)
        (*log)->add("0123456789012345678901234567890\n");
    }
    REQUIRE(troubles.size() == 1);
    CHECK(troubles.front() ==
          "/dev/full: lines are dropped: cannot write: No space left on device");
  }

  TEST_CASE(
      "no line is glued to one that a full disk tore, and what went is not counted as missing") {
    TornLog torn;
    SUBCASE("in the file that is open") {}
    SUBCASE("though the same file was opened again") {
      torn.log->reopen();
    }
    torn.log->add("more\n");
    torn.log.reset();
    CHECK(text_of(torn.path) == "one1\ntwo2\nth\nmore\n");
    REQUIRE(torn.troubles.size() == 2);
    CHECK(torn.troubles[0] ==
          torn.path.string() + ": lines are dropped: cannot write: File too large");
    CHECK(torn.troubles[1] == torn.path.string() + ": written again, 3 lines are missing");
  }

  TEST_CASE("a new file does not begin with the end of a line that was torn in the old one") {
    TornLog torn;
    std::filesystem::rename(torn.path, torn.folder.path() / "access.log.1");
    torn.log->reopen();
    torn.log->add("more\n");
    torn.log.reset();
    CHECK(text_of(torn.path) == "more\n");
  }

  TEST_CASE("a log in a folder that is not there is refused by its name") {
    const auto log = LogWriter::open("/nonexistent/access.log", no_trouble);
    REQUIRE_FALSE(log.has_value());
    CHECK(log.error().what == "/nonexistent/access.log: No such file or directory");
  }
}
