#include "cli/set_aside.hpp"

#include <sys/statvfs.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "support/small_disk.hpp"

using namespace noctis;
using namespace noctis::cli;

namespace {

class TemporaryFilesOn {
 public:
  explicit TemporaryFilesOn(const test::SmallDisk& disk) {
    if (const char* const folder = std::getenv("TMPDIR"))
      before_ = folder;
    ::setenv("TMPDIR", disk.path().c_str(), 1);
  }
  ~TemporaryFilesOn() {
    if (before_.empty())
      ::unsetenv("TMPDIR");
    else
      ::setenv("TMPDIR", before_.c_str(), 1);
  }
  TemporaryFilesOn(const TemporaryFilesOn&) = delete;
  TemporaryFilesOn& operator=(const TemporaryFilesOn&) = delete;

 private:
  std::string before_;
};

std::uint64_t free_bytes(const test::SmallDisk& disk) {
  struct statvfs status = {};
  REQUIRE(::statvfs(disk.path().c_str(), &status) == 0);
  return status.f_bavail * status.f_frsize;
}

// 100 kB that say where they stand.
std::string piece(std::size_t number) {
  return std::string(100'000, static_cast<char>('a' + number % 26));
}

// How many more pieces there is room for.
std::size_t fill(SetAside& aside, std::size_t first) {
  std::size_t number = first;
  while (number < first + 1'000 && aside.add(piece(number)))
    ++number;
  return number - first;
}

// The next bytes, as many as a piece has.
std::string take_piece(SetAside& aside) {
  std::string taken;
  while (taken.size() < piece(0).size()) {
    const auto bytes = aside.first();
    REQUIRE(bytes.has_value());
    REQUIRE_FALSE(bytes->empty());
    const auto text = as_text(*bytes).substr(0, piece(0).size() - taken.size());
    taken += text;
    aside.drop(text.size());
  }
  return taken;
}

}  // namespace

TEST_SUITE("cli/set_aside") {
  TEST_CASE("most of a disk is left to others, and room that is no longer needed is given back") {
    const test::SmallDisk disk("size=50m");
    if (!disk.is_mounted())
      return;
    const TemporaryFilesOn here(disk);
    const std::uint64_t at_first = free_bytes(disk);
    SetAside aside;
    const std::size_t added = fill(aside, 0);
    CHECK(added > 40);
    CHECK(at_first - free_bytes(disk) < at_first / 10);

    for (std::size_t i = 0; i < added / 2; ++i)
      CHECK((take_piece(aside) == piece(i)));
    CHECK(at_first - free_bytes(disk) < at_first / 15);
    const std::size_t added_again = fill(aside, added);
    CHECK(added_again > 10);
    CHECK(at_first - free_bytes(disk) < at_first / 10);

    for (std::size_t i = added / 2; i < added + added_again; ++i)
      CHECK((take_piece(aside) == piece(i)));
    CHECK(aside.empty());
    CHECK(at_first == free_bytes(disk));
  }
}
