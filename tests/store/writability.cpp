#include "store/writability.hpp"

#include <unistd.h>

#include <fstream>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

TEST_SUITE("store/writability") {
  TEST_CASE("a store that is not there can be made where its folder can, and is not made") {
    const test::TemporaryFolder folder;
    const auto store = folder.path() / "a" / "b";
    CHECK(presence_of_store(store) == StorePresence::to_be_made);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "a"));
  }

  TEST_CASE("a folder that is there can be written") {
    const test::TemporaryFolder folder;
    CHECK(presence_of_store(folder.path()) == StorePresence::there);
  }

  TEST_CASE("a file is no store, and there can be none below it") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "file";
    std::ofstream(file) << "x";
    for (const auto& store : {file, file / "below"}) {
      const auto presence = presence_of_store(store);
      REQUIRE_FALSE(presence.has_value());
      CHECK(presence.error().kind == ErrorKind::io);
      CHECK(presence.error().what == file.string() + " is no folder");
    }
  }

  TEST_CASE("what may not be written is refused by its path: the folder, its objects, its index") {
    if (::geteuid() == 0) {
      MESSAGE("skipped: root may write everywhere");
      return;
    }
    const test::TemporaryFolder folder;
    const auto store = folder.path() / "store";
    const auto objects = store / "objects";
    const auto index = store / "index.sqlite3";
    std::filesystem::create_directories(objects);
    std::ofstream(index) << "x";
    REQUIRE(presence_of_store(store) == StorePresence::there);
    for (const auto& path : {store, objects, index}) {
      const auto before = std::filesystem::status(path).permissions();
      std::filesystem::permissions(
          path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
      const auto presence = presence_of_store(store);
      std::filesystem::permissions(path, before);
      REQUIRE_FALSE(presence.has_value());
      CHECK(presence.error().what.starts_with(path.string()));
    }
  }
}
