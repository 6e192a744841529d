#include "store/object_check.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/object_folder.hpp"
#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::image_record;
using noctis::test::rendition_of;

namespace {

namespace fs = std::filesystem;

// Signature and IHDR of a PNG of 6 x 4 (ISO/IEC 15948, 5.2, 11.2.2), and then `tail`.
Bytes png_of_6_by_4(const std::string& tail) {
  using namespace std::string_literals;
  const std::string text =
      "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x06\0\0\0\x04\x08\0\0\0\0"s + tail;
  const ByteView bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

// A store of one object, whose rendition row says 6 x 4.
struct OneObject {
  test::SampleStore store;
  ObjectId id;

  explicit OneObject(const Bytes& bytes = png_of_6_by_4("pixels")) {
    const auto put = store.objects.put(bytes);
    REQUIRE(put.has_value());
    id = put->id;
    SourceRecord record = image_record("/r/a", "1.2.3", "a");
    record.instance->renditions = {rendition_of(id, bytes.size())};
    store.record_and_commit({record});
  }
  [[nodiscard]] fs::path file() const { return store.objects.path_of(id); }
  void meddle(const std::string& sql) const {
    SQLite::Database database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE);
    database.exec(sql);
  }

  struct Found {
    std::vector<Damage> damages;
    ObjectCounts counts;
  };
  [[nodiscard]] Found check(const Sample& sample = {}) const {
    Found found;
    ObjectCheck check(store.path(), sample);
    const auto visit = [&found](const Damage& damage) { found.damages.push_back(damage); };
    found.counts = check.check_surroundings(visit);
    for (unsigned folder = 0; folder < object_folders; ++folder)
      found.counts.add(check.check(folder, visit));
    return found;
  }
  [[nodiscard]] Damage only_damage(const Sample& sample = {}) const {
    const Found found = check(sample);
    REQUIRE(found.damages.size() == 1);
    return found.damages.front();
  }
};

void overwrite(const fs::path& path, std::streamoff at, char byte) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(at);
  file.put(byte);
}

}  // namespace

TEST_SUITE("store/object_check") {
  TEST_CASE("a whole store has no damage, and every object is hashed") {
    const OneObject one;
    const auto found = one.check();
    CHECK(found.damages.empty());
    CHECK(found.counts.objects == 1);
    CHECK(found.counts.hashed == 1);
    CHECK(found.counts.hashed_bytes == 35);
    CHECK(found.counts.loose == 0);
  }

  TEST_CASE("a flipped bit, a missing end and a missing object are told apart, by address") {
    const OneObject flipped;
    overwrite(flipped.file(), 30, 'q');  // "pixels" begins at 29
    CHECK(flipped.only_damage().kind == DamageKind::altered);
    CHECK(flipped.only_damage().object == flipped.id);

    const OneObject cut;
    fs::resize_file(cut.file(), 34);
    CHECK(cut.only_damage().kind == DamageKind::truncated);
    const OneObject empty;
    fs::resize_file(empty.file(), 0);
    CHECK(empty.only_damage().kind == DamageKind::truncated);
    const OneObject longer;
    std::ofstream(longer.file(), std::ios::app) << "x";
    CHECK(longer.only_damage({.fraction = 0}).kind == DamageKind::altered);

    const OneObject gone;
    fs::remove(gone.file());
    CHECK(gone.only_damage().kind == DamageKind::missing);
    const OneObject folder;
    fs::remove(folder.file());
    fs::create_directory(folder.file());
    CHECK(folder.check().damages.size() >= 2);  // missing, and a stray
  }

  TEST_CASE("rows that do not say what the object is are the rows' damage, with the truth in it") {
    const OneObject wide;
    wide.meddle("UPDATE rendition SET width = 7");
    const Damage of_width = wide.only_damage({.fraction = 0});
    CHECK(of_width.kind == DamageKind::row);
    CHECK(of_width.width == 6);
    CHECK(of_width.height == 4);
    const OneObject small;
    small.meddle("UPDATE object SET bytes = 34");
    CHECK(small.only_damage().kind == DamageKind::row);
    CHECK(small.only_damage().bytes == 35);
  }

  TEST_CASE("a picture that is no PNG file is damage, though it has its name's bytes") {
    const OneObject no_png(Bytes{1, 2, 3});
    CHECK(no_png.only_damage().kind == DamageKind::altered);
  }

  TEST_CASE(
      "strays are found in objects, in its folders and in tmp, and what a kill left is loose") {
    OneObject one;
    const std::vector<fs::path> strays = {one.store.path() / "objects" / "notes.txt",
                                          one.file().parent_path() / "thumbs.db",
                                          one.store.path() / "tmp" / "core"};
    for (const fs::path& stray : strays)
      std::ofstream(stray) << "?";
    REQUIRE(one.store.objects.put(Bytes{9}).has_value());
    std::ofstream(one.store.path() / "tmp" / "123-4") << "half";
    ::chmod((one.store.path() / "tmp" / "123-4").c_str(), 0600);
    const auto found = one.check();
    CHECK(found.counts.loose == 2);
    CHECK(found.damages.size() == 3);
    for (const fs::path& stray : strays)
      CHECK(std::any_of(found.damages.begin(), found.damages.end(), [&](const Damage& damage) {
        return damage.kind == DamageKind::stray && damage.path == stray;
      }));
  }

  TEST_CASE("what others may read is damage: an object, its folder, the index, the lock") {
    const OneObject one;
    for (const fs::path& path : {one.file(), one.store.path() / "index.sqlite3"}) {
      ::chmod(path.c_str(), 0640);
      CHECK(one.only_damage().kind == DamageKind::mode);
      CHECK(one.only_damage().path == path);
      ::chmod(path.c_str(), 0600);
    }
    ::chmod(one.file().parent_path().c_str(), 0711);
    CHECK(one.only_damage().kind == DamageKind::mode);
    ::chmod(one.file().parent_path().c_str(), 0700);
    CHECK(one.check().damages.empty());
  }

  TEST_CASE("a sample holds about its share of the objects, and another seed holds others") {
    int held = 0;
    int held_by_both = 0;
    for (int i = 0; i < 10'000; ++i) {
      const ObjectId id = ObjectId::of(as_bytes(std::to_string(i)));
      const bool by_one = Sample{.fraction = 0.05, .seed = 1}.holds(id);
      CHECK(by_one == Sample{.fraction = 0.05, .seed = 1}.holds(id));
      held += by_one ? 1 : 0;
      held_by_both += by_one && Sample{.fraction = 0.05, .seed = 2}.holds(id) ? 1 : 0;
      CHECK(Sample{}.holds(id));
      CHECK_FALSE(Sample{.fraction = 0}.holds(id));
    }
    // Of a binomial distribution: 500 +- 22, and 25 +- 5.
    CHECK(held > 390);
    CHECK(held < 610);
    CHECK(held_by_both < 60);
  }

  TEST_CASE("an object outside the sample is not read, so that its flipped bit stays unseen") {
    const OneObject one;
    overwrite(one.file(), 30, 'q');
    CHECK(one.check({.fraction = 0}).damages.empty());
    CHECK(one.check({.fraction = 0}).counts.hashed == 0);
  }
}
