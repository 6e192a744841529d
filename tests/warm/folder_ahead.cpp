#include "warm/folder_ahead.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

std::string listing(const Result<std::vector<FolderEntry>>& entries) {
  REQUIRE(entries.has_value());
  std::string names;
  for (const FolderEntry& entry : *entries)
    names += entry.name + (entry.kind == EntryKind::file ? " file, " : " other, ");
  return names;
}

}  // namespace

TEST_SUITE("warm/folder_ahead") {
  TEST_CASE("what was read ahead is what is there, whoever read it") {
    const test::TemporaryFolder folder;
    std::vector<std::string> paths;
    for (int i = 0; i < 40; ++i) {
      paths.push_back((folder.path() / std::to_string(i)).string() + '/');
      fs::create_directory(paths.back());
      // Some large enough that several threads look at them.
      for (int file = 0; file < (i % 4 == 0 ? 300 : i); ++file)
        std::ofstream(paths.back() + std::to_string(file)) << file;
    }
    std::vector<FolderAhead> ahead;
    for (const std::string& path : paths)
      ahead.emplace_back(path);
    for (std::size_t i = 0; i < paths.size(); ++i) {
      CHECK(ahead[i].path() == paths[i]);
      CHECK(listing(ahead[i].take()) == listing(read_folder(paths[i])));
    }
  }

  TEST_CASE("a folder that cannot be read is an error when it is asked for, and none before") {
    const test::TemporaryFolder folder;
    FolderAhead ahead((folder.path() / "none").string());
    const auto entries = ahead.take();
    REQUIRE_FALSE(entries.has_value());
    CHECK(entries.error().kind == ErrorKind::not_found);
  }

  TEST_CASE("one that nobody asks for any more is forgotten") {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "";
    for (int i = 0; i < 200; ++i)
      const FolderAhead dropped(folder.path().string());
    CHECK(listing(FolderAhead(folder.path().string()).take()) == "file file, ");
  }
}
