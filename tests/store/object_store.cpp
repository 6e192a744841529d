#include "store/object_store.hpp"

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

namespace fs = std::filesystem;

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

ObjectStore open_fresh(const fs::path& store) {
  return ObjectStore::open_for_writing(store, [](const ObjectId&) { return false; });
}

std::string text_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_text(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

unsigned mode_of(const fs::path& path) {
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

}  // namespace

TEST_SUITE("store/object_store") {
  TEST_CASE("an object lies under the first two digits of its hash, for its owner's eyes only") {
    const test::TemporaryFolder folder;
    const mode_t umask_before = ::umask(0);
    ObjectStore store = open_fresh(folder.path());
    const auto put = store.put(bytes_of("abc"));
    ::umask(umask_before);

    REQUIRE(put.has_value());
    CHECK(put->written);
    const fs::path path =
        folder / "objects/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    CHECK(store.path_of(put->id) == path);
    CHECK(text_in(path) == "abc");
    CHECK(mode_of(path) == 0600);
    CHECK(mode_of(folder / "objects") == 0700);
    CHECK(mode_of(folder / "objects/ba") == 0700);
    CHECK(mode_of(folder / "tmp") == 0700);
    CHECK(fs::is_empty(folder / "tmp"));
  }

  TEST_CASE("a umask that takes everything away does not change the modes") {
    const test::TemporaryFolder folder;
    const mode_t umask_before = ::umask(0777);
    ObjectStore store = open_fresh(folder.path());
    const auto put = store.put(bytes_of("abc"));
    ::umask(umask_before);
    REQUIRE(put.has_value());
    CHECK(mode_of(store.path_of(put->id)) == 0600);
    CHECK(mode_of(folder / "objects/ba") == 0700);
  }

  TEST_CASE("the same bytes are written once") {
    const test::TemporaryFolder folder;
    ObjectStore store = open_fresh(folder.path());
    const auto first = store.put(bytes_of("abc"));
    const auto second = store.put(bytes_of("abc"));
    REQUIRE(second.has_value());
    CHECK(second->id == first->id);
    CHECK_FALSE(second->written);
    REQUIRE(store.sync().has_value());
    CHECK_FALSE(store.put(bytes_of("abc"))->written);
  }

  TEST_CASE("what was there before counts only where a committed row names it") {
    const test::TemporaryFolder folder;
    const Bytes bytes = bytes_of("abc");
    const ObjectId id = ObjectId::of(bytes);
    bool is_committed = true;
    ObjectStore store =
        ObjectStore::open_for_writing(folder.path(), [&](const ObjectId&) { return is_committed; });
    const fs::path path = store.path_of(id);

    write_text(path, "xyz");  // as long as it should be: only the row can tell
    CHECK_FALSE(store.put(bytes)->written);
    CHECK(text_in(path) == "xyz");

    is_committed = false;
    CHECK(store.put(bytes)->written);
    CHECK(text_in(path) == "abc");
  }

  TEST_CASE("a committed object that is gone, or cut short, is written again") {
    const test::TemporaryFolder folder;
    ObjectStore store =
        ObjectStore::open_for_writing(folder.path(), [](const ObjectId&) { return true; });
    CHECK(store.put(bytes_of("abc"))->written);

    const fs::path path = store.path_of(ObjectId::of(bytes_of("defg")));
    write_text(path, "de");
    CHECK(store.put(bytes_of("defg"))->written);
    CHECK(text_in(path) == "defg");
  }

  TEST_CASE("where only bytes are trusted, a committed object that was spoilt is written again") {
    const test::TemporaryFolder folder;
    const Bytes bytes = bytes_of("a picture");
    ObjectId id;
    {
      ObjectStore store = open_fresh(folder.path());
      id = store.put(bytes)->id;
      std::ofstream(store.path_of(id)) << "A picture";
    }
    const auto all_committed = [](const ObjectId&) { return true; };
    CHECK_FALSE(ObjectStore::open_for_writing(folder.path(), all_committed).put(bytes)->written);
    ObjectStore careful =
        ObjectStore::open_for_writing(folder.path(), all_committed, ObjectStore::Trust::bytes);
    CHECK(careful.put(bytes)->written);
    CHECK(careful.get(id) == bytes);
    CHECK_FALSE(careful.put(bytes)->written);
  }

  TEST_CASE("what a killed run left in tmp is removed by the next") {
    const test::TemporaryFolder folder;
    write_text(folder / "tmp/123-4", "half");
    const ObjectStore store = open_fresh(folder.path());
    CHECK(fs::is_empty(folder / "tmp"));
  }

  TEST_CASE("get gives the bytes, or says that they are not those of the name") {
    const test::TemporaryFolder folder;
    ObjectStore store = open_fresh(folder.path());
    const ObjectId id = store.put(bytes_of("abc"))->id;
    CHECK(store.get(id) == bytes_of("abc"));
    CHECK(ObjectStore::open_for_reading(folder.path()).get(id) == bytes_of("abc"));

    write_text(store.path_of(id), "abd");
    CHECK(store.get(id).error().kind == ErrorKind::damaged);
    fs::remove(store.path_of(id));
    CHECK(store.get(id).error().kind == ErrorKind::not_found);
  }

  TEST_CASE("an empty object is an object") {
    const test::TemporaryFolder folder;
    ObjectStore store = open_fresh(folder.path());
    const auto put = store.put(Bytes{});
    REQUIRE(put.has_value());
    CHECK(store.get(put->id) == Bytes{});
  }

  TEST_CASE("a prefix stands for the one object that begins with it") {
    const test::TemporaryFolder folder;
    ObjectStore store = open_fresh(folder.path());
    const ObjectId abc = store.put(bytes_of("abc"))->id;  // ba7816bf…
    // A neighbour that shares six digits, and a name that is no object's.
    std::string neighbour = abc.text();
    neighbour[6] = '0';
    write_text(folder / "objects/ba" / neighbour.substr(2), "");
    write_text(folder / "objects/ba/7816bf8f.part", "");

    CHECK(store.resolve("ba7816b") == abc);
    CHECK(store.resolve(abc.text()) == abc);
    CHECK(store.resolve("ba7816").error().kind == ErrorKind::usage);
    CHECK(store.resolve("ba7817").error().kind == ErrorKind::not_found);
    CHECK(store.resolve("00ff").error().kind == ErrorKind::not_found);
    std::string other = abc.text();  // which begins as both do and is neither
    other[63] = other[63] == '0' ? '1' : '0';
    CHECK(store.resolve(other).error().kind == ErrorKind::not_found);
    for (const std::string& wrong : {std::string("ba7"), std::string("BA78"), std::string("../a"),
                                     abc.text() + "0", std::string()}) {
      CAPTURE(wrong);
      CHECK(store.resolve(wrong).error().kind == ErrorKind::usage);
    }
  }

  TEST_CASE("there is nothing to read where there is no store, and nothing is made there") {
    const test::TemporaryFolder folder;
    try {
      (void)ObjectStore::open_for_reading(folder / "none");
      FAIL("it opened");
    } catch (const Fatal& fatal) {
      CHECK(fatal.error().kind == ErrorKind::not_found);
    }
    CHECK(fs::is_empty(folder.path()));
  }

  TEST_CASE("a store opened for reading takes nothing in") {
    const test::TemporaryFolder folder;
    (void)open_fresh(folder.path());
    ObjectStore store = ObjectStore::open_for_reading(folder.path());
    CHECK_FALSE(store.put(bytes_of("abc")).has_value());
  }

  TEST_CASE("threads that put the same objects at once count each of them once") {
    const test::TemporaryFolder folder;
    ObjectStore store = open_fresh(folder.path());
    constexpr int objects = 300;
    std::atomic<int> written = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&store, &written, t] {
        for (int i = 0; i < objects; ++i) {
          const Bytes bytes = bytes_of("object " + std::to_string((i * 7 + t) % objects));
          const auto put = store.put(bytes);
          written += put.has_value() && put->written ? 1 : 0;
          if (store.get(put->id) != bytes)
            written += 10'000;
        }
      });
    }
    for (std::thread& thread : threads)
      thread.join();
    CHECK(written == objects);
    CHECK(fs::is_empty(folder / "tmp"));
  }

  TEST_CASE("an object is opened and read without a look at its bytes, but at their number") {
    const test::TemporaryFolder folder;
    ObjectStore store =
        ObjectStore::open_for_writing(folder.path(), [](const ObjectId&) { return false; });
    const auto put = store.put(as_bytes("0123456789"));
    REQUIRE(put.has_value());
    const auto file = store.open(put->id, 10);
    REQUIRE(file.has_value());
    CHECK(as_text(*store.read(put->id, 10)) == "0123456789");
    CHECK(store.open(ObjectId::of(as_bytes("x")), 1).error().kind == ErrorKind::not_found);
    CHECK(store.read(ObjectId::of(as_bytes("x")), 1).error().kind == ErrorKind::not_found);

    // What is open stays, whatever is removed.
    std::filesystem::remove(store.path_of(put->id));
    CHECK(as_text(*read_at(file->get(), 0, 10)) == "0123456789");
  }

  TEST_CASE("an object that was cut, or is no file, is damaged") {
    const test::TemporaryFolder folder;
    ObjectStore store =
        ObjectStore::open_for_writing(folder.path(), [](const ObjectId&) { return false; });
    const auto put = store.put(as_bytes("0123456789"));
    REQUIRE(put.has_value());
    std::filesystem::resize_file(store.path_of(put->id), 9);
    CHECK(store.open(put->id, 10).error().kind == ErrorKind::damaged);
    CHECK(store.read(put->id, 10).error().kind == ErrorKind::damaged);
    std::filesystem::remove(store.path_of(put->id));
    std::filesystem::create_directory(store.path_of(put->id));
    CHECK(store.open(put->id, 10).error().kind == ErrorKind::damaged);
  }
}
