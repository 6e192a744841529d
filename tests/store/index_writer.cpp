#include "store/index_writer.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::digest_of;
using noctis::test::failed_record;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;

namespace {

ObjectId object(std::string_view name) {
  return ObjectId::of(as_bytes(name));
}

int count_rows(const SampleStore& store, const std::string& table) {
  SQLite::Database database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE);
  return database.execAndGet("SELECT count(*) FROM " + table).getInt();
}

}  // namespace

TEST_SUITE("store/index_writer") {
  TEST_CASE("the index is a file for its owner alone, its WAL too") {
    SampleStore store;
    store.record_and_commit({failed_record("/a", "x")});
    for (const char* name : {"index.sqlite3", "index.sqlite3-wal", "index.sqlite3-shm"}) {
      CAPTURE(name);
      CHECK((std::filesystem::status(store.path() / name).permissions() &
             std::filesystem::perms::mask) == std::filesystem::perms(0600));
    }
    CHECK(store.writer->note().empty());
  }

  TEST_CASE("what was not committed is lost with the writer") {
    SampleStore store;
    store.record(image_record("/a", "1.2.1", "a"));
    CHECK(store.writer->pending_rows() == 2);
    store.commit();
    CHECK(store.writer->pending_rows() == 0);
    store.record(image_record("/b", "1.2.2", "b"));
    store.reopen();
    CHECK(store.index().source("/a").has_value());
    CHECK_FALSE(store.index().source("/b").has_value());
    CHECK_FALSE(store.index().instance_with_uid("1.2.2").has_value());
  }

  TEST_CASE(
      "the log is emptied into the index beside readers, but for what one still needs of it") {
    SampleStore store;
    // What the file holds without its log.
    const auto rows_in_the_file = [&] {
      const std::string path = (store.path() / "index.sqlite3").string();
      SQLite::Database file("file:" + path + "?immutable=1",
                            SQLite::OPEN_READONLY | SQLite::OPEN_URI);
      return file.execAndGet("SELECT count(*) FROM source").getInt();
    };
    REQUIRE(store.writer->empty_log().has_value());
    Index reader = Index::open(store.path());
    store.record_and_commit({failed_record("/a", "x")});
    CHECK(rows_in_the_file() == 0);
    REQUIRE(store.writer->empty_log().has_value());
    CHECK(rows_in_the_file() == 1);

    reader.hold_snapshot();
    CHECK(reader.source("/a").has_value());
    store.record_and_commit({failed_record("/b", "x")});
    REQUIRE(store.writer->empty_log().has_value());
    CHECK_FALSE(reader.source("/b").has_value());
    CHECK(rows_in_the_file() == 1);
    reader.release_snapshot();
    REQUIRE(store.writer->empty_log().has_value());
    CHECK(rows_in_the_file() == 2);
    CHECK(std::filesystem::file_size(store.path() / "index.sqlite3-wal") == 0);
    CHECK(reader.source("/b").has_value());
  }

  TEST_CASE("who holds a snapshot knows whether anybody has committed since") {
    SampleStore store;
    store.record_and_commit({failed_record("/a", "x")});
    Index reader = Index::open(store.path());
    CHECK(reader.is_behind());  // it holds none
    reader.hold_snapshot();
    CHECK_FALSE(reader.is_behind());
    CHECK(reader.source("/a").has_value());
    CHECK_FALSE(reader.is_behind());
    store.record_and_commit({failed_record("/b", "x")});
    CHECK(reader.is_behind());
    CHECK_FALSE(reader.source("/b").has_value());
    reader.hold_snapshot();  // the one that it has
    CHECK(reader.is_behind());
    reader.release_snapshot();
    reader.hold_snapshot();
    CHECK_FALSE(reader.is_behind());
    CHECK(reader.source("/b").has_value());
    reader.release_snapshot();
    CHECK(reader.is_behind());  // again it holds none
  }

  TEST_CASE("an index that has no WAL is always one that may have changed, and gets none by that") {
    SampleStore store;
    store.record_and_commit({failed_record("/a", "x")});
    store.writer.reset();
    const std::string path = (store.path() / "index.sqlite3").string();
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA journal_mode = DELETE");
    for (const char* const suffix : {"-wal", "-shm"})
      std::filesystem::remove(path + suffix);
    Index reader = Index::open(store.path());
    reader.hold_snapshot();
    CHECK(reader.source("/a").has_value());
    CHECK(reader.is_behind());
    CHECK_FALSE(std::filesystem::exists(path + "-shm"));
  }

  TEST_CASE("rendering anew replaces the renditions of equal key and keeps the others and the id") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.1", "a");
    record.instance->renditions = {rendition_of(object("soft 1"), 1, "soft"),
                                   rendition_of(object("lung 1"), 1, "lung")};
    store.record_and_commit({record});
    const std::int64_t id = store.index().instance_with_uid("1.2.1")->id;

    record.instance->instance.instance_number = 7;
    record.instance->renditions = {rendition_of(object("soft 2"), 2, "soft")};
    record.instance->series.series_instance_uid = "1.1.2";
    store.record_and_commit({record});

    const Index index = store.index();
    CHECK(index.instance_with_uid("1.2.1")->id == id);
    CHECK(index.instance_with_uid("1.2.1")->instance.instance_number == 7);
    CHECK(index.instance_with_uid("1.2.1")->series_instance_uid == "1.1.2");
    REQUIRE(index.renditions(id).size() == 2);
    CHECK(index.rendition(id, 1, RenditionKind::display, "soft")->object == object("soft 2"));
    CHECK(index.rendition(id, 1, RenditionKind::display, "soft")->bytes == 2);
    CHECK(index.rendition(id, 1, RenditionKind::display, "lung")->object == object("lung 1"));
    CHECK(index.has_object(object("soft 1")));  // it is still there and durable
  }

  TEST_CASE("renditions for an instance that is only named are added to it") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.1", "a");
    record.instance->renditions = {rendition_of(object("soft 1"), 1, "soft")};
    store.record_and_commit({record});
    const std::int64_t id = store.index().instance_with_uid("1.2.1")->id;

    SourceRecord more;
    more.source = record.source;
    more.source.instance_id = id;
    more.renditions = {rendition_of(object("bone 1"), 1, "bone")};
    store.record_and_commit({more});

    const Index index = store.index();
    CHECK(index.renditions(id).size() == 2);
    CHECK(index.rendition(id, 1, RenditionKind::display, "bone")->object == object("bone 1"));
    CHECK(index.source("/a")->instance_id == id);
  }

  TEST_CASE("masters with equal attributes share one text") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.1", "a");
    for (std::uint32_t frame = 1; frame <= 3; ++frame) {
      RenditionRow master = rendition_of(object("m"), 1, "", RenditionKind::master);
      master.frame = frame;
      master.format = "png";
      master.display_attributes = frame == 3 ? R"({"slope":2})" : R"({"slope":1})";
      record.instance->renditions.push_back(master);
    }
    store.record_and_commit({record});
    CHECK(count_rows(store, "display_attributes") == 2);
    const Index index = store.index();
    const std::int64_t id = index.instance_with_uid("1.2.1")->id;
    const auto second = index.rendition(id, 2, RenditionKind::master, "");
    CHECK(second->display_attributes == R"({"slope":1})");
    CHECK(second->format == "png");
    CHECK(index.rendition(id, 3, RenditionKind::master, "")->display_attributes ==
          R"({"slope":2})");
  }

  TEST_CASE("a run that never finished has failed once another begins") {
    SampleStore store;
    const std::int64_t dead = store.writer->begin_run(1);
    store.reopen();
    const std::int64_t done = store.writer->begin_run(2);
    store.writer->finish_run(done, "interrupted", "{}", 3);
    std::map<std::int64_t, std::string> states;
    for (const RunRow& run : store.index().statistics().runs)
      states[run.id] = run.state;
    CHECK(states == std::map<std::int64_t, std::string>{{dead, "failed"}, {done, "interrupted"}});
  }

  TEST_CASE("a run that begins within a batch does not commit the batch's rows") {
    SampleStore store;
    store.record(image_record("/a", "1.2.1", "a"));
    (void)store.writer->begin_run(1);
    CHECK_FALSE(store.index().source("/a").has_value());
    store.commit();
    CHECK(store.index().source("/a").has_value());
    CHECK(store.index().statistics().runs.size() == 1);
  }

  TEST_CASE("a record that cannot be kept takes its batch along and is Fatal") {
    SampleStore store;
    store.record(image_record("/a", "1.2.1", "a"));
    SourceRecord impossible = failed_record("/b", "");
    impossible.source.outcome = SourceOutcome::duplicate;
    impossible.source.instance_id = 1;  // there is none
    CHECK(test::fatal_error([&] { store.record(impossible); }).has_value());
    CHECK(store.writer->pending_rows() == 0);
    store.commit();
    CHECK_FALSE(store.index().source("/a").has_value());
  }

  TEST_CASE("an id of a lost index names nothing in the next one") {
    SampleStore store;
    std::set<std::int64_t> ids;
    for (int i = 0; i < 4; ++i) {
      store.record_and_commit({image_record("/a", "1.2.1", "a")});
      const auto stored = store.index().instance_with_uid("1.2.1");
      for (const std::int64_t id : {stored->id, stored->series_id, stored->study_id}) {
        CHECK(id > 0);
        CHECK(id < (std::int64_t{1} << 53));
        ids.insert(id);
      }
      store.writer.reset();
      for (const char* name : {"index.sqlite3", "index.sqlite3-wal", "index.sqlite3-shm"})
        std::filesystem::remove(store.path() / name);
      store.reopen();
    }
    CHECK(ids.size() == 12);
  }
}
