#include "store/index_recovery.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::fatal_error;
using noctis::test::image_record;
using noctis::test::SampleStore;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_with(const fs::path& folder, const std::string& part) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().find(part) != std::string::npos)
      names.push_back(entry.path().filename().string());
  }
  return names;
}

// Overwrites the index from `offset` on, its WAL emptied by the writer's end.
void scribble(const fs::path& index, std::streamoff offset, std::size_t bytes) {
  std::fstream file(index, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(offset);
  file << std::string(bytes, '\x5a');
}

// A store of some hundred pages, closed.
void read_all(const SampleStore& store) {
  const Index index = store.index();
  index.all_renditions([](const StoredRendition&) { return true; });
  index.instances([](const StoredInstance&) { return true; });
  (void)index.statistics();
}

void fill(SampleStore& store) {
  for (int i = 0; i < 500; ++i)
    store.record(image_record("/r/" + std::to_string(i), "1.2." + std::to_string(i),
                              "content " + std::to_string(i)));
  store.commit();
  store.writer.reset();
}

bool is_made_anew(SampleStore& store) {
  store.reopen();
  return store.writer->note().find("corrupt") != std::string::npos &&
         names_with(store.path(), ".corrupt-").size() >= 1 &&
         !store.index().source("/r/1").has_value();
}

}  // namespace

TEST_SUITE("store/index_recovery") {
  TEST_CASE("a healthy index is opened again without a note") {
    SampleStore store;
    fill(store);
    store.reopen();
    CHECK(store.writer->note().empty());
    CHECK(store.index().source("/r/1").has_value());
    CHECK(names_with(store.path(), ".corrupt-").empty());
  }

  TEST_CASE("an index with a broken header is kept aside and made anew") {
    SampleStore store;
    fill(store);
    scribble(store.path() / "index.sqlite3", 0, 100);
    CHECK(is_made_anew(store));
  }

  TEST_CASE("an index that is text, or whose schema is broken, or that was cut short, is corrupt") {
    SUBCASE("text") {
      SampleStore store;
      fill(store);
      std::ofstream(store.path() / "index.sqlite3") << "this is not a database, it only says so";
      CHECK(is_made_anew(store));
    }
    SUBCASE("schema") {
      SampleStore store;
      fill(store);
      scribble(store.path() / "index.sqlite3", 100, 3000);
      CHECK(is_made_anew(store));
    }
    SUBCASE("cut short") {
      SampleStore store;
      fill(store);
      const fs::path index = store.path() / "index.sqlite3";
      fs::resize_file(index, fs::file_size(index) / 2);
      CHECK(is_made_anew(store));
    }
    SUBCASE("a page in the middle of a small one") {
      SampleStore store;
      fill(store);
      scribble(store.path() / "index.sqlite3", 40 * 4096, 4096);
      CHECK(is_made_anew(store));
    }
    SUBCASE("the database of another program") {
      SampleStore store;
      store.writer.reset();
      for (const std::string& name : names_with(store.path(), "index"))
        fs::remove(store.path() / name);
      SQLite::Database(store.path() / "index.sqlite3", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
          .exec("CREATE TABLE bookmarks (url)");
      CHECK(is_made_anew(store));
    }
  }

  TEST_CASE("an index that lacks a table is corrupt, whichever it is") {
    for (const char* const table : {"object", "display_attributes", "rendition", "run"}) {
      CAPTURE(table);
      SampleStore store;
      fill(store);
      SQLite::Database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE)
          .exec("PRAGMA foreign_keys = OFF; DROP TABLE " + std::string(table));
      CHECK(is_made_anew(store));
      CHECK(store.writer->note().find("it lacks a table") != std::string::npos);
    }
  }

  TEST_CASE("what is kept aside is kept with its WAL, twice within a second too") {
    SampleStore store;
    fill(store);
    std::ofstream(store.path() / "index.sqlite3-wal") << "a WAL";
    scribble(store.path() / "index.sqlite3", 0, 100);
    CHECK(is_made_anew(store));
    store.writer.reset();
    scribble(store.path() / "index.sqlite3", 0, 100);
    CHECK(is_made_anew(store));
    CHECK(names_with(store.path(), "-wal").size() >= 2);
    int kept = 0;
    for (const std::string& name : names_with(store.path(), ".corrupt-"))
      kept += name.ends_with("-wal") || name.ends_with("-shm") ? 0 : 1;
    CHECK(kept == 2);
  }

  TEST_CASE("an index under suspicion is checked whole, and cleared if it is sound") {
    SampleStore store;
    fill(store);
    const fs::path suspicion = store.path() / "index.sqlite3.suspect";
    std::ofstream(suspicion) << "";
    store.reopen();
    CHECK(store.writer->note().empty());
    CHECK_FALSE(fs::exists(suspicion));
  }

  TEST_CASE("damage that only a reader meets is left marked for the next writer") {
    SampleStore store;
    fill(store);
    // Every page from the third on: whichever holds the rows that are asked for.
    const fs::path index_file = store.path() / "index.sqlite3";
    const auto pages = fs::file_size(index_file) / 4096;
    scribble(index_file, 20 * 4096, (pages - 20) * 4096);
    const auto error = fatal_error([&] { read_all(store); });
    REQUIRE(error.has_value());
    CHECK(error->kind == ErrorKind::damaged);
    CHECK(fs::exists(store.path() / "index.sqlite3.suspect"));
    CHECK(is_made_anew(store));
    CHECK_FALSE(fs::exists(store.path() / "index.sqlite3.suspect"));
  }

  TEST_CASE(
      "damage in an index too large to be checked whole fails one run, and the next makes it "
      "anew") {
    for (const bool is_large : {false, true}) {
      CAPTURE(is_large);
      SampleStore store;
      fill(store);
      const fs::path index_file = store.path() / "index.sqlite3";
      SQLite::Database(index_file.string(), SQLite::OPEN_READWRITE)
          .exec(fmt::format("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
                            " WHERE i < {}) INSERT INTO study (study_instance_uid,"
                            " study_description, newest_mtime_ns)"
                            " SELECT '1.2.' || i, hex(zeroblob(60)), 0 FROM n",
                            is_large ? 60'000 : 6'000));
      CHECK((fs::file_size(index_file) > std::uint64_t{8} << 20) == is_large);
      const auto middle = static_cast<std::streamoff>(fs::file_size(index_file) / 8192 * 4096);
      scribble(index_file, middle, 100 * 4096);
      if (is_large) {
        store.reopen();
        CHECK(store.writer->note().empty());
        const auto error = fatal_error([&] { read_all(store); });
        REQUIRE(error.has_value());
        CHECK(error->kind == ErrorKind::damaged);
      }
      CHECK(is_made_anew(store));
    }
  }

  TEST_CASE("one of an older noctis is checked whole, however large, before its rows are changed") {
    for (const bool is_damaged : {false, true}) {
      CAPTURE(is_damaged);
      SampleStore store;
      fill(store);
      store.make_older();
      {
        SQLite::Database index((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE);
        index.exec(
            "INSERT INTO run (started_ns, state, summary) VALUES (1, 'done', "
            "hex(zeroblob(33554432)))");
      }
      CHECK(fs::file_size(store.path() / "index.sqlite3") > std::uint64_t{64} << 20);
      if (is_damaged)
        scribble(store.path() / "index.sqlite3", 4096 * 40 + 200, 2000);
      if (is_damaged)
        CHECK(is_made_anew(store));
      else
        store.reopen();
      CHECK(store.writer->note().empty() != is_damaged);
    }
  }

  TEST_CASE("a lost index of a store that has objects is noted") {
    SampleStore store;
    (void)store.objects.put(Bytes{1, 2, 3});
    store.writer.reset();
    for (const std::string& name : names_with(store.path(), "index"))
      fs::remove(store.path() / name);
    store.reopen();
    CHECK(store.writer->note() == "the index was missing: everything is rendered again");
    CHECK(store.index().statistics().sources == 0);
  }

  TEST_CASE("an index of a newer noctis is refused by writer and reader and left as it is") {
    SampleStore store;
    fill(store);
    {
      SQLite::Database database(store.path() / "index.sqlite3", SQLite::OPEN_READWRITE);
      database.exec("PRAGMA user_version = 99");
    }
    CHECK(fatal_error([&] { store.reopen(); })->kind == ErrorKind::newer_schema);
    CHECK(fatal_error([&] { (void)store.index(); })->kind == ErrorKind::newer_schema);
    CHECK(names_with(store.path(), ".corrupt-").empty());
    SQLite::Database database(store.path() / "index.sqlite3", SQLite::OPEN_READWRITE);
    CHECK(database.execAndGet("PRAGMA user_version").getInt() == 99);
  }

  TEST_CASE("an index that was only begun is finished by the next writer, and none to a reader") {
    SampleStore store;
    store.writer.reset();
    for (const std::string& name : names_with(store.path(), "index"))
      fs::remove(store.path() / name);
    std::ofstream(store.path() / "index.sqlite3") << "";
    CHECK(fatal_error([&] { (void)store.index(); })->kind == ErrorKind::not_found);
    store.reopen();
    CHECK(store.writer->note().empty());
    CHECK_FALSE(store.index().source("/a").has_value());
  }
}
