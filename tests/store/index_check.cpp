#include "store/index_check.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/index_mender.hpp"
#include "store/index_recovery.hpp"
#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;

namespace {

struct Checked {
  IndexHealth health;
  std::vector<Damage> damages;
};

Checked checked(const SampleStore& store) {
  Checked result{};
  result.health = check_index(
      store.path(), [&result](const Damage& damage) { result.damages.push_back(damage); });
  return result;
}

void meddle(const SampleStore& store, const std::string& sql) {
  SQLite::Database database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE);
  database.exec("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
  database.exec(sql);
}

void fill(SampleStore& store) {
  for (const char* uid : {"1.2.3", "1.2.4"}) {
    SourceRecord record = image_record(std::string("/r/") + uid, uid, uid);
    const Bytes bytes = {1, 2, 3};
    record.instance->renditions = {rendition_of(store.objects.put(bytes)->id, 3)};
    store.record(record);
  }
  store.commit();
  store.writer.reset();
}

// Fills the store, damages its rows by `sql`, which is found, and mends them.
void meddle_and_mend(SampleStore& store, const std::string& sql) {
  fill(store);
  meddle(store, sql);
  const Checked found = checked(store);
  CHECK(found.health == IndexHealth::mendable);
  REQUIRE(found.damages.size() >= 1);
  CHECK(found.damages.front().kind == DamageKind::row);
  IndexMender(store.path()).mend_rows();
  CHECK(checked(store).damages.empty());
}

}  // namespace

TEST_SUITE("store/index_check") {
  TEST_CASE("an index that the writer made is sound") {
    SampleStore store;
    fill(store);
    const Checked result = checked(store);
    CHECK(result.health == IndexHealth::sound);
    CHECK(result.damages.empty());
  }

  TEST_CASE("each kind of wrong row is found, and gone when mended, and the others stay") {
    for (const char* sql : {
             "DELETE FROM object",
             "DELETE FROM instance WHERE sop_instance_uid = '1.2.3'",
             "DELETE FROM series",
             "DELETE FROM study",
             "UPDATE rendition SET recipe = x'00' WHERE instance = (SELECT min(id) FROM instance)",
             "UPDATE rendition SET kind = 3 WHERE instance = (SELECT min(id) FROM instance)",
             "UPDATE rendition SET frame = 2 WHERE instance = (SELECT min(id) FROM instance)",
             "UPDATE rendition SET width = 0 WHERE instance = (SELECT min(id) FROM instance)",
             "UPDATE rendition SET kind = 2 WHERE instance = (SELECT min(id) FROM instance)",
             "UPDATE source SET outcome = 'lovely' WHERE path = CAST('/r/1.2.3' AS BLOB)",
             "UPDATE source SET plan = x'' WHERE path = CAST('/r/1.2.3' AS BLOB)",
         }) {
      CAPTURE(sql);
      SampleStore store;
      meddle_and_mend(store, sql);
      // What was known of the file is not taken for granted any more.
      CHECK(store.index().source("/r/1.2.3")->plan == Digest{});
      CHECK(store.index().statistics().sources == 2);
    }
  }

  TEST_CASE("what a rendition says wrongly of its object is put right, and the rendition stays") {
    for (const char* sql :
         {"UPDATE rendition SET object_bytes = 4",
          "UPDATE rendition SET object_sha256 = zeroblob(32)", "UPDATE object SET bytes = 4"}) {
      CAPTURE(sql);
      SampleStore store;
      meddle_and_mend(store, sql);
      CHECK(store.index().statistics().renditions == 2);
      CHECK(store.index().source("/r/1.2.3")->plan != Digest{});
    }
  }

  TEST_CASE("tables of others, and ours changed, are a foreign schema") {
    for (const char* sql : {"CREATE TABLE notes (text)", "DROP INDEX source_by_content",
                            "ALTER TABLE instance ADD COLUMN note TEXT", "DROP VIEW shown_study"}) {
      CAPTURE(sql);
      SampleStore store;
      fill(store);
      meddle(store, sql);
      const Checked found = checked(store);
      CHECK(found.health == IndexHealth::lost);
      REQUIRE(found.damages.size() == 1);
      CHECK(found.damages.front().kind == DamageKind::schema);
      CHECK(remake_index(store.path()).find("index.sqlite3.corrupt-") != std::string::npos);
      CHECK(checked(store).damages.empty());
      CHECK(store.index().statistics().sources == 0);
    }
  }

  TEST_CASE("another program's database is named as such, and left alone by readers") {
    SampleStore store;
    store.writer.reset();
    meddle(store, "PRAGMA application_id = 7");
    const Checked found = checked(store);
    CHECK(found.health == IndexHealth::lost);
    REQUIRE(found.damages.size() == 1);
    CHECK(found.damages.front().what.find("is not an index of noctis") != std::string::npos);
  }

  TEST_CASE("a page that was overwritten is found") {
    SampleStore store;
    for (int i = 0; i < 300; ++i)
      store.record(test::failed_record("/r/" + std::to_string(i), "x"));
    store.commit();
    store.writer.reset();
    meddle(store, "PRAGMA wal_checkpoint(TRUNCATE)");
    std::fstream file(store.path() / "index.sqlite3",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-4096 + 100, std::ios::end);
    file << std::string(3000, 'x');
    file.close();
    const Checked found = checked(store);
    CHECK(found.health == IndexHealth::lost);
    REQUIRE_FALSE(found.damages.empty());
    CHECK(found.damages.front().kind == DamageKind::index);
  }
}
