#include "warm/handful.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "store/object_id.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

// A file of which pictures of so many bytes were made.
Handful of_file(const std::string& path, const std::vector<std::size_t>& sizes) {
  Handful handful;
  Done& done = handful.done.emplace();
  done.report.path = path;
  done.record.emplace().instance.emplace();
  for (const std::size_t size : sizes) {
    Bytes picture(size, static_cast<std::uint8_t>(path.back()));
    RenditionRow& row = done.harvest.rows.emplace_back();
    row.kind = done.harvest.pictures.empty() ? RenditionKind::display : RenditionKind::thumbnail;
    row.bytes = size;
    done.harvest.bytes_made += size;
    done.harvest.pictures.push_back(std::move(picture));
  }
  return handful;
}

std::string paths_of(const std::vector<Handful>& handfuls) {
  std::string paths;
  for (const Handful& handful : handfuls)
    paths += handful.done->report.path;
  return paths;
}

}  // namespace

TEST_SUITE("warm/handful") {
  TEST_CASE("files wait until they have as many pictures as are hashed at once") {
    Gathering gathering(4);
    CHECK(gathering.add(of_file("b", {10})).empty());
    CHECK(gathering.add(of_file("c", {10})).empty());
    CHECK(paths_of(gathering.add(of_file("d", {10, 10, 10}))) == "bcd");
    CHECK(gathering.rest().empty());
    CHECK(gathering.add(of_file("f", {10, 10})).empty());
    CHECK(paths_of(gathering.rest()) == "f");
    CHECK(gathering.rest().empty());
  }

  TEST_CASE("what has no picture to be put waits for nothing") {
    Gathering gathering(4);
    CHECK(paths_of(gathering.add(of_file("a", {}))) == "a");
    CHECK(gathering.add(of_file("b", {10})).empty());
    CHECK(paths_of(gathering.add(of_file("c", {}))) == "c");
    CHECK(gathering.add(Handful()).size() == 1);
    CHECK(paths_of(gathering.rest()) == "b");
  }

  TEST_CASE("not many bytes wait") {
    Gathering gathering(4);
    CHECK(gathering.add(of_file("e", {1'000'000})).empty());
    CHECK(paths_of(gathering.add(of_file("f", {100'000}))) == "ef");
    CHECK(gathering.add(of_file("g", {500'000})).empty());
  }

  TEST_CASE("few and small pictures gain by others beside them, where several are hashed at once") {
    const auto gains = [](const std::vector<std::size_t>& sizes, std::size_t at_once) {
      return gains_by_company(of_file("a", sizes).done->harvest, at_once);
    };
    CHECK(gains({10, 10, 10}, 4));
    CHECK_FALSE(gains({10, 10, 10, 10}, 4));
    CHECK_FALSE(gains({most_bytes_that_wait}, 4));
    CHECK_FALSE(gains({10}, 1));
  }

  TEST_CASE("what was put is in the store, in the record and in the report") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    std::vector<Handful> handfuls;
    handfuls.push_back(of_file("a", {100, 20}));
    handfuls.emplace_back();  // only files as they were
    handfuls.push_back(of_file("b", {}));
    handfuls.push_back(of_file("c", {3000, 70}));
    handfuls.push_back(of_file("a", {100}));
    const std::vector<Bytes> pictures = handfuls[3].done->harvest.pictures;
    put_pictures(handfuls, objects);

    CHECK(handfuls[2].done->record->instance->renditions.empty());
    const Done& done = *handfuls[3].done;
    const std::vector<RenditionRow>& rows = done.record->instance->renditions;
    REQUIRE(rows.size() == 2);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CHECK(rows[i].object == ObjectId::of(pictures[i]));
      CHECK(rows[i].bytes == pictures[i].size());
      CHECK(objects.get(rows[i].object) == pictures[i]);
    }
    CHECK(done.report.renditions == 2);
    CHECK(done.report.pictures == 1);
    CHECK(done.report.bytes_made == 3070);
    CHECK(done.report.bytes_written == 3070);
    CHECK(done.report.objects_written == 2);

    const Done& again = *handfuls[4].done;
    CHECK(again.record->instance->renditions.front().object ==
          handfuls[0].done->record->instance->renditions.front().object);
    CHECK(again.report.objects_written == 0);
    CHECK(again.report.bytes_written == 0);
    CHECK(again.report.bytes_made == 100);
  }

  TEST_CASE("renditions of an instance that is there already are the record's own") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    std::vector<Handful> handfuls;
    handfuls.push_back(of_file("a", {100}));
    handfuls.front().done->record->instance.reset();
    put_pictures(handfuls, objects);
    REQUIRE(handfuls.front().done->record->renditions.size() == 1);
    CHECK(objects.get(handfuls.front().done->record->renditions.front().object) ==
          Bytes(100, std::uint8_t{'a'}));
  }
}
