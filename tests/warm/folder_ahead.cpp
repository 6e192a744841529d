#include "warm/folder_ahead.hpp"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <tbb/global_control.h>

#include "base/file.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

tbb::global_control threads(std::size_t count) {
  return {tbb::global_control::max_allowed_parallelism, count};
}

std::string make_folder(const test::TemporaryFolder& folder, const std::string& name) {
  const fs::path path = folder / name;
  fs::create_directory(path);
  std::ofstream(path / (name + ".dcm")) << name;
  return path.string() + '/';
}

std::string names_in(const Result<std::vector<FolderEntry>>& entries) {
  if (!entries)
    return entries.error().what;
  std::string names;
  for (const FolderEntry& entry : *entries)
    names += entry.name + ' ';
  return names;
}

}  // namespace

TEST_SUITE("warm/folder_ahead") {
  TEST_CASE("a folder that is wanted is read before it is asked for") {
    const auto two = threads(2);
    const test::TemporaryFolder folder;
    const std::string path = make_folder(folder, "a");
    const UniqueFd watch{::inotify_init1(IN_CLOEXEC)};
    REQUIRE(::inotify_add_watch(watch.get(), path.c_str(), IN_CLOSE_NOWRITE) >= 0);
    FolderAhead ahead;
    ahead.want(path);
    std::array<char, 4096> event;
    REQUIRE(::read(watch.get(), event.data(), event.size()) > 0);  // until it has been read
    fs::remove_all(path);
    CHECK(names_in(ahead.take(path)) == "a.dcm ");
    CHECK(ahead.take(path).error().kind == ErrorKind::not_found);  // it is handed out once
  }

  TEST_CASE("where there is to be one thread, a folder is read when it is asked for") {
    const auto one = threads(1);
    const test::TemporaryFolder folder;
    const std::string gone = make_folder(folder, "a"), there = make_folder(folder, "b");
    FolderAhead ahead;
    ahead.want(gone);
    fs::remove_all(gone);
    CHECK(ahead.take(gone).error().kind == ErrorKind::not_found);
    ahead.want(there);
    CHECK(names_in(ahead.take(there)) == "b.dcm ");
  }

  TEST_CASE("whatever was wanted, what is asked for is handed out") {
    const auto two = threads(2);
    const test::TemporaryFolder folder;
    std::vector<std::string> paths;
    for (int i = 0; i < 50; ++i)
      paths.push_back(make_folder(folder, std::to_string(i)));
    FolderAhead ahead;
    for (std::size_t i = 0; i < 500; ++i) {
      const std::size_t asked = i % paths.size();
      if (i % 3 != 0)
        ahead.want(paths[(i + i % 5 / 4) % paths.size()]);  // a wrong one, now and then
      if (i % 7 == 0)
        ahead.want(paths[asked]);
      CHECK(names_in(ahead.take(paths[asked])) == std::to_string(asked) + ".dcm ");
    }
    ahead.want(paths.front());  // and never asked for
  }
}
