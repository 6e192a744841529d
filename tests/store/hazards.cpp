// What a night can do to a store: no space left, a kill in the middle, a reader beside the writer,
// a medium that cannot be written.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/sample_store.hpp"
#include "support/small_disk.hpp"

using namespace noctis;
using noctis::test::fatal_error;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;
using noctis::test::SmallDisk;

namespace {

namespace fs = std::filesystem;

Bytes noise(std::size_t size, std::uint8_t seed) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i)
    bytes[i] = static_cast<std::uint8_t>(i * 31 + seed);
  return bytes;
}

ObjectStore open_objects(const fs::path& store) {
  return ObjectStore::open_for_writing(store, [](const ObjectId&) { return false; });
}

// Records a file with one object, which it puts first.
void record_with_object(IndexWriter& writer, ObjectStore& objects, int number) {
  const Bytes bytes = noise(3000, static_cast<std::uint8_t>(number));
  const auto put = objects.put(bytes);
  REQUIRE(put.has_value());
  const std::string name = std::to_string(number);
  SourceRecord record = image_record("/r/" + name, "1.2." + name, name);
  record.instance->renditions = {rendition_of(put->id, bytes.size())};
  writer.record(record);
}

// Whether each object that a row names has its bytes.
bool objects_are_whole(const fs::path& store) {
  const ObjectStore objects = ObjectStore::open_for_reading(store);
  bool all = true;
  Index::open(store).all_renditions([&](const StoredRendition& stored) {
    all = all && objects.get(stored.rendition.object).has_value();
    return all;
  });
  return all;
}

}  // namespace

TEST_SUITE("store/hazards") {
  TEST_CASE("on a full disk an object fails, leaves nothing behind, and others can be read") {
    const SmallDisk disk("size=1m");
    if (!disk.is_mounted())
      return;
    ObjectStore store = open_objects(disk.path());
    const auto small = store.put(noise(1000, 1));
    REQUIRE(small.has_value());
    const auto large = store.put(noise(4 << 20, 2));
    REQUIRE_FALSE(large.has_value());
    CHECK(large.error().kind == ErrorKind::io);
    CHECK(large.error().what.find("No space left on device") != std::string::npos);
    CHECK(fs::is_empty(disk.path() / "tmp"));
    CHECK(store.get(small->id) == noise(1000, 1));
    CHECK(store.put(noise(2000, 3)).has_value());
  }

  TEST_CASE("on a full disk the index says so and keeps what was committed") {
    const SmallDisk disk("size=2m");
    if (!disk.is_mounted())
      return;
    {
      IndexWriter writer = IndexWriter::open(disk.path());
      ObjectStore objects = open_objects(disk.path());
      record_with_object(writer, objects, 1);
      writer.commit(objects);
      const auto error = fatal_error([&] {
        for (int i = 2; i < 20'000; ++i) {
          const std::string name = std::to_string(i);
          writer.record(image_record("/r/" + name, "1.2." + name, name));
          if (i % 100 == 0)
            writer.commit(objects);
        }
      });
      REQUIRE(error.has_value());
      CHECK(error->kind == ErrorKind::io);
    }
    CHECK(Index::open(disk.path()).source("/r/1").has_value());
    CHECK(objects_are_whole(disk.path()));
  }

  TEST_CASE("a torn object that a killed run left is written again by the next") {
    SampleStore store;
    const Bytes bytes = noise(3000, 1);
    const fs::path path = store.objects.path_of(ObjectId::of(bytes));
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << std::string(bytes.size(), '\0');
    record_with_object(*store.writer, store.objects, 1);
    store.commit();
    CHECK(objects_are_whole(store.path()));
  }

  TEST_CASE("a run that is killed leaves only whole batches, and the next goes on") {
    const test::TemporaryFolder folder;
    const pid_t run = ::fork();
    if (run == 0) {
      IndexWriter writer = IndexWriter::open(folder.path());
      ObjectStore objects = open_objects(folder.path());
      for (int i = 0; i < 25; ++i) {
        record_with_object(writer, objects, i);
        if (i % 10 == 9)
          writer.commit(objects);
      }
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(run, &status, 0) == run);
    CHECK(WIFSIGNALED(status));

    CHECK(Index::open(folder.path()).statistics().sources == 20);
    CHECK(objects_are_whole(folder.path()));
    IndexWriter writer = IndexWriter::open(folder.path());
    CHECK(writer.note().empty());
    ObjectStore objects = open_objects(folder.path());
    for (int i = 20; i < 25; ++i)
      record_with_object(writer, objects, i);
    writer.commit(objects, true);
    CHECK(Index::open(folder.path()).statistics().sources == 25);
    CHECK(objects_are_whole(folder.path()));
  }

  TEST_CASE("a reader beside the writer never sees a row without its object, nor half a batch") {
    SampleStore store;
    constexpr int batch = 10;
    constexpr int batches = 20;
    std::atomic<bool> done = false;
    std::atomic<int> torn = 0;
    std::thread reader([&] {
      const Index index = store.index();
      const ObjectStore objects = ObjectStore::open_for_reading(store.path());
      while (!done) {
        int rows = 0;
        index.all_renditions([&](const StoredRendition& stored) {
          ++rows;
          torn += objects.get(stored.rendition.object).has_value() ? 0 : 1;
          return true;
        });
        torn += rows % batch == 0 ? 0 : 1;
      }
    });
    for (int i = 0; i < batches * batch; ++i) {
      record_with_object(*store.writer, store.objects, i);
      if (i % batch == batch - 1)
        store.commit();
    }
    done = true;
    reader.join();
    CHECK(torn == 0);
  }

  TEST_CASE("threads put while a batch commits, and each object of a committed row is whole") {
    SampleStore store;
    std::vector<std::thread> threads;
    std::atomic<int> failures = 0;
    std::atomic<bool> done = false;
    for (std::uint8_t t = 0; t < 3; ++t) {
      threads.emplace_back([&, t] {
        for (std::uint8_t i = 0; !done; i = static_cast<std::uint8_t>(i + t + 1))
          failures += store.objects.put(noise(3000, i)).has_value() ? 0 : 1;
      });
    }
    for (int i = 0; i < 100; ++i) {
      record_with_object(*store.writer, store.objects, i);
      if (i % 10 == 9)
        store.commit();
    }
    done = true;
    for (std::thread& thread : threads)
      thread.join();
    CHECK(failures == 0);
    CHECK(objects_are_whole(store.path()));
  }

  TEST_CASE("an open cursor or Index does not keep the WAL from being emptied") {
    SampleStore store;
    for (int i = 0; i < 2000; ++i)
      store.record(test::failed_record("/r/" + std::to_string(i), "x"));
    store.commit();
    const Index index = store.index();
    auto cursor = index.sources_under("/r");
    REQUIRE(cursor.next().has_value());
    (void)index.instance_with_uid("1.2.3");
    SQLite::Database database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE);
    // The first column says whether a reader or a writer was in the way.
    CHECK(database.execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 0);
    CHECK(fs::file_size(store.path() / "index.sqlite3-wal") == 0);
  }

  TEST_CASE("a store on a medium that cannot be written is read, with no WAL left behind") {
    const SmallDisk disk("size=8m");
    if (!disk.is_mounted())
      return;
    const fs::path store = disk.path() / "a store?#%";
    fs::create_directory(store);
    {
      IndexWriter writer = IndexWriter::open(store);
      ObjectStore objects = open_objects(store);
      record_with_object(writer, objects, 1);
      writer.commit(objects, true);
    }
    disk.make_read_only();
    const Index index = Index::open(store);
    CHECK(index.source("/r/1").has_value());
    CHECK(index.statistics().renditions == 1);
    CHECK(objects_are_whole(store));
  }

  TEST_CASE("with rows left in a WAL such a store is refused, not read without them") {
    const SmallDisk disk("size=8m");
    if (!disk.is_mounted())
      return;
    IndexWriter writer = IndexWriter::open(disk.path());
    ObjectStore objects = open_objects(disk.path());
    record_with_object(writer, objects, 1);
    writer.commit(objects);
    const test::TemporaryFolder aside;
    for (const char* name : {"index.sqlite3", "index.sqlite3-wal"})
      fs::copy(disk.path() / name, aside / name);

    const SmallDisk frozen("size=8m");
    for (const char* name : {"index.sqlite3", "index.sqlite3-wal"})
      fs::copy(aside / name, frozen.path() / name);
    frozen.make_read_only();
    const auto error = fatal_error([&] { (void)Index::open(frozen.path()); });
    REQUIRE(error.has_value());
    CHECK(error->kind == ErrorKind::io);
    CHECK(error->what.find("index.sqlite3-wal is left") != std::string::npos);
  }
}
