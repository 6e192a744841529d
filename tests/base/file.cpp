#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

TEST_SUITE("base/file") {
  TEST_CASE("a file of a year that cannot be counted in nanoseconds is the newest, or the oldest") {
    struct stat status = {};
    status.st_mtim = {.tv_sec = 1'000'000'000, .tv_nsec = 7};
    CHECK(stamp_of(status).mtime_ns == 1'000'000'000'000'000'007);
    status.st_mtim.tv_sec = -1;
    CHECK(stamp_of(status).mtime_ns == -999'999'993);
    for (const std::int64_t seconds : {std::int64_t{10'413'792'000}, INT64_MAX}) {  // of 2300 on
      status.st_mtim.tv_sec = seconds;
      CHECK(stamp_of(status).mtime_ns > 9'223'000'000'000'000'000);
      status.st_mtim.tv_sec = -seconds;
      CHECK(stamp_of(status).mtime_ns < -9'223'000'000'000'000'000);
    }
  }

  TEST_CASE("all of it is written to a pipe that was set not to wait") {
    std::array<int, 2> ends = {};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
    const UniqueFd reader{ends[0]};
    UniqueFd writer{ends[1]};
    REQUIRE(::fcntl(reader.get(), F_SETFL, 0) == 0);
    const Bytes bytes(std::size_t{1} << 20, 7);
    Result<> written;
    std::thread thread([&, fd = std::move(writer)] { written = write_all(fd.get(), bytes); });
    Bytes read;
    Bytes piece(1000);
    for (ssize_t got = 1; got > 0;) {
      got = ::read(reader.get(), piece.data(), piece.size());
      if (got > 0)
        read.insert(read.end(), piece.begin(), piece.begin() + got);
    }
    thread.join();
    CHECK(written.has_value());
    CHECK(read == bytes);
  }
}
