#include "store/removal.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "store/sample_store.hpp"
#include "store/store_lock.hpp"

using namespace noctis;
using noctis::test::fatal_error;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;
using std::chrono::milliseconds;

namespace {

namespace fs = std::filesystem;

constexpr milliseconds at_once{0};

Bytes noise(std::size_t size, std::uint8_t seed) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i)
    bytes[i] = static_cast<std::uint8_t>(i * 31 + seed);
  return bytes;
}

struct Image {
  std::string study, series, uid;
  std::vector<std::string> presets = {"lung"};
  std::int64_t seen_ns = 77;
  std::string path = {};  // empty: "/r/<uid>"
};

// Each rendition has an object of `size` bytes of its own.
class Filled {
 public:
  explicit Filled(const std::vector<Image>& images, std::size_t size = 1000) {
    for (const Image& image : images) {
      SourceRecord record =
          image_record(image.path.empty() ? "/r/" + image.uid : image.path, image.uid, image.uid);
      record.source.seen_ns = image.seen_ns;
      record.instance->study.study_instance_uid = image.study;
      record.instance->series.series_instance_uid = image.series;
      for (const std::string& preset : image.presets) {
        const auto put = store_.objects.put(noise(size, ++seed_));
        REQUIRE(put.has_value());
        objects_.push_back(put->id);
        record.instance->renditions.push_back(
            rendition_of(put->id, size, preset == "master" ? "" : preset,
                         preset == "master" ? RenditionKind::master : RenditionKind::display));
      }
      store_.record(record);
    }
    store_.commit();
  }

  [[nodiscard]] SampleStore& store() { return store_; }
  [[nodiscard]] const fs::path& path() const { return store_.path(); }
  [[nodiscard]] const ObjectId& object(std::size_t at) const { return objects_.at(at); }
  [[nodiscard]] bool is_there(std::size_t at) const {
    return fs::exists(store_.objects.path_of(objects_.at(at)));
  }
  // The UIDs of the images in the index, in its order.
  [[nodiscard]] std::vector<std::string> uids() const {
    std::vector<std::string> all;
    store_.index().instances([&](const StoredInstance& stored) {
      all.push_back(stored.instance.sop_instance_uid);
      return true;
    });
    return all;
  }

 private:
  SampleStore store_;
  std::vector<ObjectId> objects_;
  std::uint8_t seed_ = 0;
};

using Uids = std::vector<std::string>;

RemovalReport removed(Filled& filled, const RemovalRequest& request) {
  filled.store().writer.reset();  // it keeps nothing, but the removal is a process of its own
  const auto report = remove(filled.path(), request, at_once);
  REQUIRE(report.has_value());
  return *report;
}

RemovalRequest matching(const std::string& pattern) {
  return {.pattern = pattern};
}

}  // namespace

TEST_SUITE("store/removal") {
  TEST_CASE("a study goes with its images, rows, sources and objects, and others stay") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1"}, {"1.2", "1.2.1", "1.2.1.1", {"lung", "bone"}}});
    const RemovalRequest request{.study_instance_uids = {"1.2"}};
    const auto planned = plan_removal(filled.path(), request);
    REQUIRE(planned.has_value());
    CHECK(filled.uids() == Uids{"1.1.1.1", "1.2.1.1"});  // a plan removes nothing

    const RemovalReport report = removed(filled, request);
    for (const auto& counted : {planned->part(RemovalReason::study), report.total()}) {
      CHECK(counted.sources == 1);
      CHECK(counted.images == 1);
      CHECK(counted.renditions == 2);
      CHECK(counted.objects == 2);
      CHECK(counted.bytes == 2000);
    }
    CHECK(filled.uids() == Uids{"1.1.1.1"});
    CHECK(filled.is_there(0));
    CHECK_FALSE(filled.is_there(1));
    CHECK_FALSE(filled.is_there(2));
    CHECK(filled.store().index().statistics().studies == 1);
    CHECK_FALSE(filled.store().index().source("/r/1.2.1.1").has_value());
  }

  TEST_CASE("an object that another image shares stays") {
    SampleStore store;
    const auto put = store.objects.put(noise(500, 1));
    REQUIRE(put.has_value());
    for (const char* uid : {"1.2.3", "1.2.4"}) {
      SourceRecord record = image_record(std::string("/r/") + uid, uid, uid);
      record.instance->renditions = {rendition_of(put->id, 500)};
      store.record(record);
    }
    store.commit();
    const auto report = remove(store.path(), matching("*/1.2.3/*"), at_once);
    REQUIRE(report.has_value());
    CHECK(report->total().renditions == 1);
    CHECK(report->total().objects == 0);
    CHECK(store.objects.get(put->id).has_value());
    CHECK(remove(store.path(), matching("*/1.2.4/*"), at_once)->total().bytes == 500);
    CHECK_FALSE(store.objects.get(put->id).has_value());
  }

  TEST_CASE("a pattern names study, series, image and preset, and a master by that word") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1", {"lung", "bone", "master"}},
                   {"1.1", "1.1.2", "1.1.2.1", {"lung"}}});
    CHECK(removed(filled, matching("1.1/1.1.1/*/bone")).total().renditions == 1);
    CHECK(filled.is_there(0));
    CHECK_FALSE(filled.is_there(1));
    CHECK(filled.is_there(2));
    CHECK(removed(filled, matching("*/master")).total().renditions == 1);
    CHECK_FALSE(filled.is_there(2));
    CHECK(filled.uids().size() == 2);  // both still have a picture
    CHECK(removed(filled, matching("*/lung")).total().images == 2);
    CHECK(filled.uids().empty());
  }

  TEST_CASE("an image that lost some pictures to a pattern is no longer as planned") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1", {"lung", "bone"}}, {"1.1", "1.1.1", "1.1.1.2"}});
    removed(filled, matching("*/bone"));
    CHECK(filled.store().index().source("/r/1.1.1.1")->plan == Digest{});
    CHECK(filled.store().index().source("/r/1.1.1.2")->plan == test::digest_of("plan"));
  }

  TEST_CASE("everything goes by a star, with or without the old prefix, failures too") {
    for (const char* pattern : {"*", "dicom:*"}) {
      CAPTURE(pattern);
      Filled filled({{"1.1", "1.1.1", "1.1.1.1"}});
      filled.store().record(test::failed_record("/r/bad", "Rows is 70000"));
      filled.store().commit();
      CHECK(removed(filled, matching(pattern)).total().sources == 2);
      const StoreStatistics left = filled.store().index().statistics();
      CHECK(left.sources == 0);
      CHECK(left.studies == 0);
      CHECK_FALSE(filled.is_there(0));
    }
  }

  TEST_CASE("the renditions of presets that are not kept go, masters never") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1", {"lung", "heart", "master"}}});
    const RemovalReport report =
        removed(filled, {.presets_kept = std::vector<std::string>{"lung", "bone"}});
    CHECK(report.part(RemovalReason::unused_preset).renditions == 1);
    CHECK(filled.is_there(0));
    CHECK_FALSE(filled.is_there(1));
    CHECK(filled.is_there(2));
    // A run that still wants the preset makes it again.
    CHECK(filled.store().index().source("/r/1.1.1.1")->plan == Digest{});
  }

  TEST_CASE("however long ago it was opened, nothing is too old that no run has missed") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1", {"lung"}, 100}});
    CHECK(removed(filled, {.seen_since_ns = 300}).total().sources == 0);
    CHECK(filled.uids() == Uids{"1.1.1.1"});
  }

  TEST_CASE("a limit takes what is gone before what is there, however long ago that was opened") {
    Filled filled(
        {{"1.1", "1.1.1", "1.1.1.1", {"lung"}, 100}, {"1.2", "1.2.1", "1.2.1.1", {"lung"}, 300}});
    filled.store().mark_missing_and_commit("/r/1.2.1.1");
    CHECK(removed(filled, {.max_bytes = 1000}).part(RemovalReason::size_limit).images == 1);
    CHECK(filled.uids() == Uids{"1.1.1.1"});
  }

  TEST_CASE("a limit takes the studies that were not seen for longest, and no more of them") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1", {"lung"}, 300},
                   {"1.2", "1.2.1", "1.2.1.1", {"lung"}, 100},
                   {"1.3", "1.3.1", "1.3.1.1", {"lung"}, 200}});
    CHECK(removed(filled, {.max_bytes = 3000}).total().images == 0);
    CHECK(removed(filled, {.max_bytes = 2999}).part(RemovalReason::size_limit).bytes == 1000);
    CHECK(filled.uids() == Uids{"1.1.1.1", "1.3.1.1"});
    CHECK(removed(filled, {.max_bytes = 0}).total().images == 2);
  }

  TEST_CASE("an object that a newer study shares is not counted as freed by the older one") {
    SampleStore store;
    const auto shared = store.objects.put(noise(1000, 200));
    REQUIRE(shared.has_value());
    for (const char* number : {"1", "2", "3"}) {  // seen in this order
      const std::string uid = std::string("1.2.") + number;
      SourceRecord record = image_record("/r/" + uid, uid, uid);
      record.instance->study.study_instance_uid = uid;
      record.source.seen_ns = *number;
      const auto own = store.objects.put(noise(1000, static_cast<std::uint8_t>(*number)));
      REQUIRE(own.has_value());
      record.instance->renditions = {rendition_of(own->id, 1000, "lung")};
      if (*number != '2')
        record.instance->renditions.push_back(rendition_of(shared->id, 1000, "bone"));
      store.record(record);
    }
    store.commit();
    // Of 4000 bytes the first study frees 1000, and so does the second.
    const auto report = remove(store.path(), {.max_bytes = 2500}, at_once);
    REQUIRE(report.has_value());
    CHECK(report->total().images == 2);
    CHECK(report->total().bytes == 2000);
    CHECK(store.objects.get(shared->id).has_value());
  }

  TEST_CASE("collecting takes what no source, no rendition and no row names, and nothing else") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1"}, {"1.1", "1.1.1", "1.1.1.2"}});
    // Another image in the file of the second; the second's rows stay, hidden.
    SourceRecord other = image_record("/r/1.1.1.2", "1.9", "other");
    const auto put = filled.store().objects.put(noise(1000, 99));
    other.instance->renditions = {rendition_of(put->id, 1000)};
    filled.store().record(other);
    // The first rendered anew: its former object has a row, and no rendition.
    SourceRecord anew = image_record("/r/1.1.1.1", "1.1.1.1", "1.1.1.1");
    const auto newer = filled.store().objects.put(noise(1000, 98));
    anew.instance->renditions = {rendition_of(newer->id, 1000, "lung")};
    filled.store().record(anew);
    filled.store().commit();
    const auto loose = filled.store().objects.put(noise(70, 97));  // of a run that was killed
    std::ofstream(filled.path() / "tmp" / "7-0") << "12345";

    const RemovalReport report = removed(filled, {.collect = true});
    CHECK(report.part(RemovalReason::unnamed).images == 1);
    CHECK(report.part(RemovalReason::unnamed).objects == 2);
    CHECK(report.part(RemovalReason::unnamed).bytes == 2000);
    CHECK(report.part(RemovalReason::loose).objects == 2);
    CHECK(report.part(RemovalReason::loose).bytes == 75);
    CHECK_FALSE(fs::exists(filled.store().objects.path_of(loose->id)));
    CHECK(fs::is_empty(filled.path() / "tmp"));
    CHECK_FALSE(filled.is_there(0));
    CHECK_FALSE(filled.is_there(1));
    CHECK(filled.store().objects.get(put->id).has_value());
    CHECK(filled.store().objects.get(newer->id).has_value());
    CHECK(removed(filled, {.collect = true}).total().objects == 0);
  }

  TEST_CASE("the one that is left of a conflict is rendered") {
    SampleStore store;
    store.record(image_record("/r/a", "1.2.3", "a"));
    CHECK(store.record(image_record("/r/b", "1.2.3", "b")) == SourceOutcome::conflict);
    SourceRecord in_another_study = image_record("/r/c", "1.2.3", "c");
    in_another_study.instance->study.study_instance_uid = "1.2";
    store.record(in_another_study);
    store.commit();
    REQUIRE(remove(store.path(), {.study_instance_uids = {"1.2"}}, at_once).has_value());
    CHECK(store.index().source("/r/a")->outcome == SourceOutcome::conflict);
    const std::int64_t b = store.index().instance_with_digest(test::digest_of("b"))->id;
    store.mark_missing_and_commit("/r/b");
    REQUIRE(store.index().instance(b).has_value());
    CHECK(store.index().source("/r/a")->outcome == SourceOutcome::rendered);
  }
}

TEST_SUITE("store/removal of missing sources") {
  // Files in a folder, all of one study: those of `gone` were deleted and are marked as missing.
  struct Archive {
    test::TemporaryFolder folder;
    SampleStore store;

    explicit Archive(const std::vector<std::string>& names) {
      fs::create_directories(folder / "study");
      for (const std::string& name : names)
        add(name, name);
    }
    SourceOutcome add(const std::string& name, const std::string& content) {
      struct stat status = {};
      REQUIRE(::stat(folder.path().c_str(), &status) == 0);
      const std::string path = (folder / "study" / name).string();
      std::ofstream(path) << content;
      SourceRecord record = image_record(path, "1.2." + content, content);
      record.source.stamp.device = status.st_dev;
      const SourceOutcome outcome = store.record(record);
      store.commit();
      return outcome;
    }
    void add_gone_from_elsewhere(const fs::path& path) {
      SourceRecord record =
          image_record(path.string(), "1.2." + path.filename().string(), path.filename().string());
      record.source.stamp.device = 0x123456;
      store.record_and_commit({record});
      store.mark_missing_and_commit(path.string());
    }
    void take_away(const std::string& name) {
      fs::remove(folder / "study" / name);
      store.mark_missing_and_commit((folder / "study" / name).string());
    }
    [[nodiscard]] Result<RemovalReport> remove_missing() {
      return remove(store.path(), {.missing_sources = true}, at_once);
    }
    [[nodiscard]] std::uint64_t images() const { return store.index().statistics().images; }
  };

  TEST_CASE("an image goes with its last source, not before") {
    Archive archive({"1", "2"});
    const std::string copy = (archive.folder / "study" / "copy").string();
    CHECK(archive.add("copy", "1") == SourceOutcome::duplicate);
    archive.take_away("1");
    const auto first = archive.remove_missing();
    REQUIRE(first.has_value());
    CHECK(first->part(RemovalReason::missing_source).sources == 1);
    CHECK(first->part(RemovalReason::missing_source).images == 0);
    CHECK(archive.store.index().source(copy)->outcome == SourceOutcome::rendered);

    archive.take_away("copy");
    CHECK(archive.remove_missing()->part(RemovalReason::missing_source).images == 1);
    CHECK(archive.images() == 1);
  }

  TEST_CASE("what was missed after the moment that is asked for stays") {
    Archive archive({"1", "2", "3"});
    archive.take_away("1");  // missing since 1
    const std::string late = (archive.folder / "study" / "2").string();
    fs::remove(late);
    archive.store.writer->mark_missing(late, 2);
    archive.store.commit();
    const auto report = remove(archive.store.path(), {.seen_since_ns = 2}, at_once);
    REQUIRE(report.has_value());
    CHECK(report->part(RemovalReason::not_seen).sources == 1);
    CHECK(archive.images() == 2);
    CHECK(archive.store.index().source(late).has_value());
  }

  TEST_CASE("age takes nothing out of a folder that may only be out of reach") {
    Archive archive({"1", "2"});
    archive.take_away("1");
    archive.take_away("2");
    CHECK_FALSE(remove(archive.store.path(), {.seen_since_ns = 2}, at_once).has_value());
    CHECK(archive.images() == 2);
  }

  TEST_CASE("a file that came back is not missing") {
    Archive archive({"1", "2"});
    archive.take_away("1");
    std::ofstream(archive.folder / "study" / "1") << "back";
    CHECK(archive.remove_missing()->total().sources == 0);
    CHECK(archive.images() == 2);
  }

  TEST_CASE("an empty folder and an absent one are refused by name, with nothing removed") {
    Archive archive({"1", "2"});
    archive.take_away("1");
    archive.take_away("2");
    const auto of_empty = archive.remove_missing();
    REQUIRE_FALSE(of_empty.has_value());
    CHECK(of_empty.error().kind == ErrorKind::usage);
    CHECK(of_empty.error().what.find((archive.folder / "study").string()) != std::string::npos);
    fs::remove(archive.folder / "study");
    CHECK_FALSE(archive.remove_missing().has_value());
    CHECK(archive.images() == 2);
  }

  TEST_CASE("a folder that was emptied beside others is only that") {
    Archive archive({"1"});
    fs::create_directories(archive.folder / "other");
    const std::string other = (archive.folder / "other" / "2").string();
    std::ofstream(other) << "2";
    archive.store.record_and_commit({image_record(other, "1.2.2", "2")});
    archive.take_away("1");
    CHECK(archive.remove_missing()->total().images == 1);
  }

  TEST_CASE("another file system where the file was is refused") {
    Archive archive({"1", "2"});
    fs::create_directories(archive.folder / "share");
    archive.add_gone_from_elsewhere(archive.folder / "share" / "3");
    const auto refused = archive.remove_missing();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().what.find("not on the file system") != std::string::npos);
    CHECK(archive.images() == 3);
  }

  TEST_CASE("a file system that has another number now is the same, where it holds what is known") {
    Archive archive({"1", "2"});
    archive.add_gone_from_elsewhere(archive.folder / "study" / "3");
    const auto report = archive.remove_missing();
    REQUIRE(report.has_value());
    CHECK(report->total().images == 1);
    // A share may have been mounted on a folder that goes with it.
    archive.add_gone_from_elsewhere(archive.folder / "study" / "gone as a whole" / "4");
    CHECK_FALSE(archive.remove_missing().has_value());
  }

  TEST_CASE(
      "what is there on another file system yet does not speak for one that is out of reach") {
    // As where each share is mounted on a folder of its own, which goes with it.
    std::string memory = "/dev/shm/noctis-test-XXXXXX";
    Archive archive({});
    struct stat here = {}, there = {};
    REQUIRE(::stat(archive.folder.path().c_str(), &here) == 0);
    if (::mkdtemp(memory.data()) == nullptr || ::stat(memory.c_str(), &there) != 0 ||
        here.st_dev == there.st_dev) {
      MESSAGE("skipped: there is no second file system in /dev/shm");
      return;
    }
    fs::create_directory_symlink(memory, archive.folder / "mounted");
    const std::string present = (archive.folder / "mounted" / "1").string();
    std::ofstream(present) << "1";
    archive.store.record_and_commit({image_record(present, "1.2.1", "1")});
    archive.add_gone_from_elsewhere(archive.folder / "not mounted" / "2");
    CHECK_FALSE(archive.remove_missing().has_value());
    CHECK(archive.images() == 2);
    fs::remove_all(memory);
  }
}

TEST_SUITE("store/removal hazards") {
  TEST_CASE("a removal is refused while a run holds the store, and where there is none") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1"}});
    {
      const StoreLock lock = StoreLock::acquire(filled.path(), at_once);
      const auto error = fatal_error([&] { (void)remove(filled.path(), matching("*"), at_once); });
      REQUIRE(error.has_value());
      CHECK(error->kind == ErrorKind::busy);
      CHECK(plan_removal(filled.path(), matching("*"))->total().images == 1);
    }
    CHECK(filled.uids().size() == 1);
    const test::TemporaryFolder nothing;
    const auto error = fatal_error([&] { (void)remove(nothing.path(), matching("*"), at_once); });
    REQUIRE(error.has_value());
    CHECK(error->kind == ErrorKind::not_found);
    CHECK(fs::is_empty(nothing.path()));
  }

  TEST_CASE("in the grace period the rows are gone and the objects are there") {
    Filled filled({{"1.1", "1.1.1", "1.1.1.1"}});
    filled.store().writer.reset();
    std::thread remover(
        [&] { CHECK(remove(filled.path(), matching("*"), milliseconds{800}).has_value()); });
    while (!filled.uids().empty())
      std::this_thread::yield();
    CHECK(filled.is_there(0));
    // What a power loss now would leave: all rows are in the files, none are in memory alone.
    const test::TemporaryFolder snapshot;
    fs::copy(filled.path(), snapshot / "store", fs::copy_options::recursive);
    remover.join();
    CHECK_FALSE(filled.is_there(0));

    CHECK(Index::open(snapshot / "store").statistics().renditions == 0);
    const auto collected = remove(snapshot / "store", {.collect = true}, at_once);
    REQUIRE(collected.has_value());
    CHECK(collected->part(RemovalReason::loose).objects == 1);
  }

  TEST_CASE("a removal that is killed leaves all rows or none, and the next collects the rest") {
    for (int delay_us = 0; delay_us < 30'000; delay_us += 1'500) {
      CAPTURE(delay_us);
      std::vector<Image> images;
      for (int i = 0; i < 40; ++i)
        images.push_back({"1.1", "1.1.1", "1.1.1." + std::to_string(i)});
      images.push_back({"1.2", "1.2.1", "1.2.1.1"});
      Filled filled(images);
      filled.store().writer.reset();
      const pid_t child = ::fork();
      if (child == 0) {
        (void)remove(filled.path(), {.study_instance_uids = {"1.1"}}, milliseconds{2});
        ::_exit(0);
      }
      ::usleep(static_cast<useconds_t>(delay_us));
      ::kill(child, SIGKILL);
      REQUIRE(::waitpid(child, nullptr, 0) == child);

      const std::size_t left = filled.uids().size();
      CHECK((left == 41 || left == 1));
      for (std::size_t i = 0; left == 41 && i < 41; ++i)
        CHECK(filled.is_there(i));
      const auto collected =
          remove(filled.path(), {.study_instance_uids = {"1.1"}, .collect = true}, at_once);
      REQUIRE(collected.has_value());
      for (std::size_t i = 0; i < 40; ++i)
        CHECK_FALSE(filled.is_there(i));
      CHECK(filled.store().objects.get(filled.object(40)).has_value());
    }
  }

  TEST_CASE("a reader beside a removal finds whole what it has just read the row of") {
    std::vector<Image> images;
    for (int i = 0; i < 100; ++i)
      images.push_back({"1." + std::to_string(i), "2", "3." + std::to_string(i)});
    Filled filled(images);
    filled.store().writer.reset();
    std::atomic<bool> done = false;
    std::atomic<int> torn = 0;
    std::thread reader([&] {
      const Index index = Index::open(filled.path());
      const ObjectStore objects = ObjectStore::open_for_reading(filled.path());
      while (!done) {
        for (const StoredInstance& image : index.images_of_series("2")) {
          const auto row = index.rendition(image.id, 1, RenditionKind::display, "lung");
          torn += !row || objects.get(row->object).has_value() ? 0 : 1;
        }
      }
    });
    for (int i = 0; i < 100; i += 10)
      CHECK(remove(filled.path(), {.study_instance_uids = {"1." + std::to_string(i)}},
                   milliseconds{20})
                .has_value());
    done = true;
    reader.join();
    CHECK(torn == 0);
    CHECK(filled.uids().size() == 90);
  }
}
