#include "warm/walker.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <tbb/global_control.h>

#include "support/temporary_folder.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

void put(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << "x";
}

// Paths below `folder`, relative to it; those with an error are followed by '!'.
std::vector<std::string> walked(const fs::path& folder) {
  const std::vector<std::string> roots = normalized_roots({folder.string()});
  std::vector<std::string> found;
  const WalkScope scope(roots, (folder / "store").string());
  for (const std::string& root : roots) {
    Walker walker(root, scope);
    while (const auto file = walker.next())
      found.push_back(file->path.substr(folder.string().size() + 1) +
                      (file->error || file->leads_nowhere ? "!" : ""));
  }
  return found;
}

}  // namespace

TEST_SUITE("warm/walker") {
  TEST_CASE("files come in the byte order of their whole paths, not folder by folder") {
    const test::TemporaryFolder folder;
    for (const char* name : {"a/x", "a-b", "a.b", "a0", "b\nc", "\xff\xfe", "a/\xc3\xa9"})
      put(folder / name);
    const auto found = walked(folder.path());
    CHECK(found ==
          std::vector<std::string>{"a-b", "a.b", "a/x", "a/\xc3\xa9", "a0", "b\nc", "\xff\xfe"});
    CHECK(std::is_sorted(found.begin(), found.end()));
  }

  TEST_CASE("a folder of many entries is no other than a small one") {
    const test::TemporaryFolder folder;
    for (int i = 0; i < 2000; ++i)
      put(folder / std::to_string(i));
    const auto found = walked(folder.path());
    CHECK(found.size() == 2000);
    CHECK(std::is_sorted(found.begin(), found.end()));
  }

  TEST_CASE(
      "what is read ahead changes nothing, behind links, the store and vanished folders too") {
    const test::TemporaryFolder folder;
    for (const char* name :
         {"a/1", "a/x/2", "c/3", "c/y/4", "e/5", "elsewhere/z/6", "store/7", "t/8"})
      put(folder / name);
    fs::create_directory_symlink(folder / "c", folder / "b");
    fs::create_directory_symlink(folder / "elsewhere/z", folder / "d");
    fs::create_directory_symlink(folder / "nowhere", folder / "f");
    const std::vector<std::string> all = {"a/1", "a/x/2",         "c/3", "c/y/4",
                                          "e/5", "elsewhere/z/6", "f!",  "t/8"};
    for (const std::size_t threads : {1U, 2U, 4U}) {
      CAPTURE(threads);
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
      for (int round = 0; round < 20; ++round)
        CHECK(walked(folder.path()) == all);
    }
  }

  TEST_CASE("loops and meshes of links end, and a linked folder is walked once") {
    const test::TemporaryFolder folder;
    const test::TemporaryFolder outside;
    put(folder / "a/file");
    put(outside / "deep/file");
    fs::create_directory_symlink("..", folder / "a/up");
    fs::create_directory_symlink("a", folder / "same");
    fs::create_directory_symlink(outside.path(), folder / "link1");
    fs::create_directory_symlink(outside.path(), folder / "link2");
    fs::create_directory_symlink(outside.path(), outside / "itself");
    fs::create_symlink(folder / "a/file", folder / "linked-file");
    CHECK(walked(folder.path()) ==
          std::vector<std::string>{"a/file", "link1/deep/file", "linked-file"});
  }

  TEST_CASE("a link from a root to its own parent brings no file twice") {
    const test::TemporaryFolder folder;
    put(folder / "root/1");
    put(folder / "beside");
    fs::create_directory_symlink("..", folder / "root/up");
    const std::vector<std::string> roots = normalized_roots({(folder / "root").string()});
    const WalkScope scope(roots);
    Walker walker(roots.front(), scope);
    std::vector<std::string> found;
    while (const auto file = walker.next())
      found.push_back(file->path.substr(roots.front().size() + 1));
    CHECK(found == std::vector<std::string>{"1", "up/beside"});
  }

  TEST_CASE("the store is passed over, wherever it lies") {
    const test::TemporaryFolder folder;
    put(folder / "file");
    put(folder / "store/index");
    fs::create_directory_symlink("store", folder / "too");
    CHECK(walked(folder.path()) == std::vector<std::string>{"file"});
  }

  TEST_CASE("two dots behind a link mean the folder that its target lies in") {
    const test::TemporaryFolder folder;
    put(folder / "real/sub/x");
    fs::create_directories(folder / "other");
    fs::create_directory_symlink(folder / "real/sub", folder / "other/link");
    CHECK(normalized_roots({(folder / "other/link/..").string()}) ==
          std::vector<std::string>{fs::canonical(folder / "real").string()});
  }

  TEST_CASE("a link that leads nowhere is told as such, FIFOs are passed over") {
    const test::TemporaryFolder folder;
    fs::create_symlink("nowhere", folder / "dangling");
    REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
    CHECK(walked(folder.path()) == std::vector<std::string>{"dangling!"});
  }

  TEST_CASE("a folder that cannot be read is an error and the rest goes on") {
    if (::geteuid() == 0) {
      MESSAGE("skipped: root reads every folder");
      return;
    }
    const test::TemporaryFolder folder;
    put(folder / "locked/file");
    put(folder / "open/file");
    fs::permissions(folder / "locked", fs::perms::none);
    CHECK(walked(folder.path()) == std::vector<std::string>{"locked!", "open/file"});
    fs::permissions(folder / "locked", fs::perms::owner_all);
  }

  TEST_CASE("roots are absolute, sorted, and none lies below another") {
    CHECK(normalized_roots({"/b/c/", "/a/./../b", "/b-d", "/b/c/e", "/b"}) ==
          std::vector<std::string>{"/b", "/b-d"});
    CHECK(normalized_roots({"/", "/a"}) == std::vector<std::string>{"/"});
    const auto relative = normalized_roots({"x"});
    REQUIRE(relative.size() == 1);
    CHECK(relative.front() == (fs::current_path() / "x").string());
  }

  TEST_CASE("what is named below a folder that is passed over is a root beside the one around it") {
    CHECK(normalized_roots({"/a", "/a/out/b/c", "/a/out/b", "/a/outside"}, "/a/out/") ==
          std::vector<std::string>{"/a", "/a/out/b"});
    CHECK(normalized_roots({"/a", "/a/out"}, "/a/out") == std::vector<std::string>{"/a", "/a/out"});
  }

  TEST_CASE("a single file is a root of its own") {
    const test::TemporaryFolder folder;
    put(folder / "file");
    const std::vector<std::string> roots{(folder / "file").string()};
    const WalkScope scope(roots);
    Walker walker(roots.front(), scope);
    const auto found = walker.next();
    REQUIRE(found);
    CHECK(found->path == roots.front());
    CHECK(found->stamp.size == 1);
    CHECK_FALSE(walker.next());
  }

  TEST_CASE("the estimate counts every file once") {
    const test::TemporaryFolder folder;
    put(folder / "a/x");
    put(folder / "a/b/y");
    put(folder / "z");
    CHECK(count_files({folder.path().string()}, {}) == 3);
  }
}
