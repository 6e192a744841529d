#include "warm/warmer.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "base/json.hpp"
#include "base/time.hpp"
#include "phantom/phantom.hpp"
#include "render/rendition.hpp"
#include "store/index.hpp"
#include "store/object_store.hpp"
#include "support/temporary_folder.hpp"
#include "warm/walker.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

// What a run told, by path.
class Listener final : public Progress {
 public:
  void file_ended(const FileReport& report) override {
    reports[report.path] = report;
    ++told;
  }
  void note(std::string_view text) override { notes.emplace_back(text); }

  std::map<std::string, FileReport> reports;
  std::vector<std::string> notes;
  std::size_t told = 0;
};

// A folder of sources and a store beside it.
struct Bench {
  test::TemporaryFolder folder;
  fs::path sources = folder / "sources";
  WarmOptions options;
  Listener last;

  Bench() {
    fs::create_directories(sources);
    options.store = folder / "store";
    options.roots = {sources.string()};
    options.plan.thumbnail_side = 32;
    options.jobs = 2;
  }

  Summary run() {
    last = Listener();
    const auto summary = warm(options, last, {});
    REQUIRE(summary.has_value());
    return *summary;
  }

  fs::path write(const std::string& name, const PhantomSpec& spec, std::uint32_t instance = 0) {
    const auto bytes = phantom_file(spec, instance);
    REQUIRE(bytes.has_value());
    return write_bytes(name, *bytes);
  }

  fs::path write_bytes(const std::string& name, const Bytes& bytes) {
    const fs::path path = sources / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return path;
  }

  // Waits until a run believes the file's stamp: its ctime, which cannot be set, is past the grain.
  static void settle(const fs::path& path) {
    struct stat status = {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    while (now_ns() < (status.st_ctim.tv_sec + 3) * 1'000'000'000)
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }

  [[nodiscard]] FileOutcome outcome(const fs::path& path) const {
    const auto found = last.reports.find(path.string());
    REQUIRE(found != last.reports.end());
    return found->second.outcome;
  }

  [[nodiscard]] Index index() const { return Index::open(options.store); }

  [[nodiscard]] std::vector<StoredInstance> instances() const {
    std::vector<StoredInstance> all;
    index().instances([&all](const StoredInstance& instance) {
      all.push_back(instance);
      return true;
    });
    return all;
  }
};

// The value of an element of two bytes.  Precondition: it is in the file, in Explicit VR Little
// Endian.
void set_unsigned_short(Bytes& file, std::array<std::uint8_t, 4> tag, std::uint8_t value) {
  std::array<std::uint8_t, 8> head = {tag[0], tag[1], tag[2], tag[3], 'U', 'S', 2, 0};
  const auto found = std::search(file.begin(), file.end(), head.begin(), head.end());
  REQUIRE(found != file.end());
  found[8] = value;
  found[9] = 0;
}

// One window of each frame, for these are many.
struct BenchOfLarge : Bench {
  BenchOfLarge() {
    options.plan.preset_names = {"default"};
    options.plan.thumbnail_side = 0;
    options.plan.master = false;
  }
};

PhantomSpec larger_than_what_is_held() {
  PhantomSpec spec;
  spec.kind = PhantomKind::enhanced_ct;
  spec.noise = false;
  spec.rows = spec.columns = 1024;
  spec.frames = 33;  // of 2 MiB
  return spec;
}

// By this process.
std::uint64_t bytes_read_so_far() {
  std::ifstream counters("/proc/self/io");
  std::string name;
  std::uint64_t bytes = 0;
  counters >> name >> bytes;
  REQUIRE(counters.good());
  REQUIRE(name == "rchar:");
  return bytes;
}

PhantomSpec small(PhantomKind kind) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.rows = 64;
  spec.columns = 64;
  return spec;
}

}  // namespace

TEST_SUITE("warm/warmer") {
  TEST_CASE("a CT slice gets its presets, each full size and as a thumbnail, and the master") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    const Summary summary = bench.run();
    CHECK(bench.outcome(path) == FileOutcome::rendered);
    CHECK(summary.images == 1);
    CHECK(summary.pictures == 7);
    CHECK(summary.renditions == 15);

    const Index index = bench.index();
    const auto all = bench.instances();
    REQUIRE(all.size() == 1);
    std::set<std::string> presets;
    const ObjectStore objects = ObjectStore::open_for_reading(bench.options.store);
    for (const RenditionRow& row : index.renditions(all.front().id)) {
      presets.insert(row.preset);
      const auto object = objects.get(row.object);
      REQUIRE(object.has_value());
      CHECK(object->size() == row.bytes);
      const auto picture = decode_png(*object);
      REQUIRE(picture.has_value());
      CHECK(std::holds_alternative<Image16>(*picture) == (row.kind == RenditionKind::master));
      CHECK(row.width == (row.kind == RenditionKind::thumbnail ? 32 : 64));
    }
    CHECK(presets == std::set<std::string>{"", "bone", "brain", "default", "liver", "lung",
                                           "mediastinum", "soft_tissue"});
  }

  TEST_CASE("what is not a picture ends by its name, and one bad file stops nothing") {
    Bench bench;
    const fs::path text = bench.write_bytes("notes.txt", {'h', 'e', 'l', 'l', 'o'});
    const fs::path empty = bench.write_bytes("empty", {});
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    bytes->resize(bytes->size() / 2);
    const fs::path cut = bench.write_bytes("cut", *bytes);
    const fs::path good = bench.write("good", small(PhantomKind::mr));
    const Summary summary = bench.run();
    CHECK(bench.outcome(text) == FileOutcome::not_dicom);
    CHECK(bench.outcome(empty) == FileOutcome::not_dicom);
    CHECK(bench.outcome(good) == FileOutcome::rendered);
    CHECK(bench.outcome(cut) == FileOutcome::failed);
    CHECK_FALSE(bench.last.reports[cut.string()].reason.empty());
    CHECK(summary.files() == 4);
    CHECK(summary.failures() == 1);
  }

  TEST_CASE("a compressed and a native copy of one image are rendered once") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::mr);
    const fs::path native = bench.write("a-native", spec);
    spec.transfer_syntax_uid = "1.2.840.10008.1.2.4.80";
    const fs::path compressed = bench.write("b-jpeg-ls", spec);
    const fs::path copy = bench.write("c-copy", spec);
    bench.run();
    const std::multiset<FileOutcome> outcomes{bench.outcome(native), bench.outcome(compressed),
                                              bench.outcome(copy)};
    CHECK(outcomes.count(FileOutcome::rendered) == 1);
    CHECK(outcomes.count(FileOutcome::duplicate) == 2);
    CHECK(bench.instances().size() == 1);
  }

  TEST_CASE("two images under one UID are both kept, and a conflict is told") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::mr);
    bench.write("one", spec);
    spec.noise = false;
    bench.write("two", spec);
    const Summary summary = bench.run();
    CHECK(summary.files(FileOutcome::conflict) >= 1);
    CHECK(bench.instances().size() == 2);
  }

  TEST_CASE("a second run opens no file and makes nothing") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.write("head", small(PhantomKind::mr));
    Bench::settle(bench.write_bytes("text", {'x'}));
    bench.run();
    const Summary second = bench.run();
    CHECK(second.files(FileOutcome::unchanged) == 3);
    CHECK(second.bytes_read == 0);
    CHECK(second.renditions == 0);
    CHECK(second.objects_written == 0);
  }

  TEST_CASE("among many files as they were the one that is not is done, and each is told once") {
    Bench bench;
    constexpr std::size_t many = 200;
    for (std::size_t i = 0; i < many; ++i)
      bench.write_bytes(std::to_string(i + 1000), {static_cast<std::uint8_t>(i)});
    Bench::settle(bench.sources / std::to_string(many + 999));
    bench.run();
    const fs::path added = bench.write("1100a", small(PhantomKind::mr));
    const Summary summary = bench.run();
    CHECK(summary.files(FileOutcome::unchanged) == many);
    CHECK(bench.outcome(added) == FileOutcome::rendered);
    CHECK(bench.last.reports.size() == many + 1);
    CHECK(bench.last.told == many + 1);
  }

  TEST_CASE("a file that changed just now is looked at again, and found to be the same") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));  // its ctime is now
    bench.run();
    const auto row = bench.index().source(path.string());
    REQUIRE(row.has_value());
    // No file has that; its bytes count all the same.
    CHECK(row->stamp == Stamp{.size = fs::file_size(path)});
    CHECK(bench.run().bytes_read != 0);
    CHECK(bench.run().renditions == 0);
  }

  TEST_CASE("a changed file costs itself alone") {
    Bench bench;
    bench.write("one", small(PhantomKind::mr));
    PhantomSpec spec = small(PhantomKind::mr);
    spec.seed = 2;
    const fs::path two = bench.write("two", spec);
    bench.run();
    spec.seed = 3;
    bench.write("two", spec);
    const Summary summary = bench.run();
    CHECK(bench.outcome(two) == FileOutcome::rendered);
    CHECK(summary.images == 1);
    CHECK(bench.instances().size() == 2);  // what the file held before is passed over
  }

  TEST_CASE("a moved file costs a read and no rendering, and its old path is marked") {
    Bench bench;
    const fs::path old_path = bench.write("old", small(PhantomKind::ct));
    bench.run();
    fs::rename(old_path, bench.sources / "new");
    const Summary summary = bench.run();
    CHECK(summary.renditions == 0);
    CHECK(summary.went_missing == 1);
    const auto row = bench.index().source(old_path.string());
    REQUIRE(row.has_value());
    CHECK(row->missing_since_ns.has_value());
    CHECK(bench.instances().size() == 1);
  }

  TEST_CASE("a root that turned out empty loses nothing") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    fs::remove(path);
    const Summary summary = bench.run();
    CHECK(summary.went_missing == 0);
    CHECK(bench.last.notes.size() == 1);
  }

  TEST_CASE("an image that could not be decoded is not rendered for having been away") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    set_unsigned_short(*bytes, {0x28, 0x00, 0x02, 0x00}, 2);  // Samples per Pixel
    const fs::path path = bench.write_bytes("file", *bytes);
    bench.write("other", small(PhantomKind::ct));  // no root that is empty
    bench.settle(path);
    bench.run();
    CHECK(bench.outcome(path) == FileOutcome::failed);
    fs::rename(path, bench.folder / "away");
    CHECK(bench.run().went_missing == 1);
    // Its ctime is another now; as it is on a share that was not mounted for a while, it is not.
    fs::rename(bench.folder / "away", path);
    struct stat status = {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    {
      SQLite::Database index((bench.options.store / "index.sqlite3").string(),
                             SQLite::OPEN_READWRITE);
      SQLite::Statement as_it_was(index,
                                  "UPDATE source SET ctime_ns = ? WHERE path = CAST(? AS BLOB)");
      as_it_was.bind(1, status.st_ctim.tv_sec * 1'000'000'000 + status.st_ctim.tv_nsec);
      as_it_was.bind(2, path.string());
      REQUIRE(as_it_was.exec() == 1);
    }
    const Summary summary = bench.run();
    CHECK(summary.known_failures == 1);
    CHECK(summary.bytes_read == 0);
    const auto row = bench.index().source(path.string());
    REQUIRE(row.has_value());
    CHECK(row->outcome == SourceOutcome::failed);
    CHECK_FALSE(row->missing_since_ns.has_value());
  }

  TEST_CASE(
      "a reader of another version looks again at a file without an image, and at a failed one") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    set_unsigned_short(*bytes, {0x28, 0x00, 0x02, 0x00}, 2);
    bench.write_bytes("failed", *bytes);
    auto without_pixels = phantom_file(small(PhantomKind::ct), 0);
    REQUIRE(without_pixels.has_value());
    const std::array<std::uint8_t, 4> tag{0xe0, 0x7f, 0x10, 0x00};
    without_pixels->erase(
        std::search(without_pixels->begin(), without_pixels->end(), tag.begin(), tag.end()),
        without_pixels->end());
    bench.settle(bench.write_bytes("report", *without_pixels));
    bench.run();
    CHECK(bench.run().bytes_read == 0);
    {
      SQLite::Database index((bench.options.store / "index.sqlite3").string(),
                             SQLite::OPEN_READWRITE);
      CHECK(index.exec("UPDATE source SET plan = zeroblob(32)") == 2);
    }
    CHECK(bench.run().bytes_read == bytes->size() + without_pixels->size());
    CHECK(bench.outcome(bench.sources / "failed") == FileOutcome::failed);
    CHECK(bench.outcome(bench.sources / "report") == FileOutcome::not_image);
  }

  TEST_CASE("a file that nothing was read of keeps the digest of its bytes") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.settle(path);
    bench.run();
    bench.options.plan.preset_names = {"default", "abdomen"};
    const Summary summary = bench.run();
    CHECK(summary.bytes_read == 0);
    CHECK(summary.pictures == 1);
    fs::rename(path, bench.sources / "moved");
    CHECK(bench.run().renditions == 0);
    const auto row = bench.index().source(path.string());
    REQUIRE(row.has_value());
    CHECK(row->content_digest.has_value());
  }

  TEST_CASE("a preset more is made from the masters, without the source") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    // The bytes are gone and the stamp is kept: only the master can serve.
    const auto row = bench.index().source(path.string());
    REQUIRE(row.has_value());
    bench.options.plan.preset_names = {"default", "abdomen"};
    const Summary summary = bench.run();
    CHECK(summary.pictures == 1);
    CHECK(summary.renditions == 2);
    CHECK(bench.index().statistics().studies == 1);

    // It is the picture that the source gives.
    Bench fresh;
    fresh.write("slice", small(PhantomKind::ct));
    fresh.options.plan.preset_names = {"abdomen"};
    fresh.run();
    const auto object_of = [](const Bench& from) {
      const Index index = from.index();
      return index.rendition(from.instances().front().id, 1, RenditionKind::display, "abdomen")
          ->object;
    };
    CHECK(object_of(bench) == object_of(fresh));
  }

  TEST_CASE("a redefined preset is made anew, and no other") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    REQUIRE(bench.options.plan.presets.define("lung=1400/-500,linear,CT").has_value());
    const Summary summary = bench.run();
    CHECK(summary.pictures == 1);
    CHECK(summary.renditions == 2);
    const auto row =
        bench.index().rendition(bench.instances().front().id, 1, RenditionKind::display, "lung");
    REQUIRE(row.has_value());
    CHECK(row->window_width == 1400);
  }

  TEST_CASE("--force renders everything again into the same objects") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    bench.options.force = true;
    const Summary summary = bench.run();
    CHECK(summary.renditions == 15);
    CHECK(summary.objects_written == 0);
  }

  TEST_CASE("a dry run opens nothing and makes nothing") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.options.dry_run = true;
    const Summary summary = bench.run();
    CHECK(bench.outcome(path) == FileOutcome::pending);
    CHECK(summary.bytes_read == 0);
    CHECK_FALSE(fs::exists(bench.options.store));
  }

  TEST_CASE("a modality that was not asked for is skipped, and done when it is") {
    Bench bench;
    const fs::path head = bench.write("head", small(PhantomKind::mr));
    bench.write("slice", small(PhantomKind::ct));
    bench.options.plan.modalities = {"ct"};
    bench.run();
    CHECK(bench.outcome(head) == FileOutcome::skipped);
    bench.options.plan.modalities.clear();
    bench.run();
    CHECK(bench.outcome(head) == FileOutcome::rendered);
  }

  TEST_CASE("objects do not depend on the number of threads") {
    const auto objects_with = [](unsigned jobs) {
      Bench bench;
      bench.options.jobs = jobs;
      for (std::uint32_t i = 0; i < 8; ++i) {
        PhantomSpec spec = small(i % 2 == 0 ? PhantomKind::ct : PhantomKind::us);
        spec.seed = i + 1;
        bench.write(std::to_string(i), spec);
      }
      bench.run();
      std::set<std::string> ids;
      bench.index().all_renditions([&ids](const StoredRendition& stored) {
        ids.insert(stored.rendition.object.text());
        return true;
      });
      return ids;
    };
    CHECK(objects_with(1) == objects_with(4));
  }

  TEST_CASE("only the frames asked for are rendered, all are part of the identity") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::nm);
    spec.frames = 5;
    bench.write("nm", spec);
    bench.options.plan.frames = FrameChoice::middle;
    CHECK(bench.run().pictures == 1);
    const auto all = bench.instances();
    REQUIRE(all.size() == 1);
    CHECK(all.front().instance.frames == 5);
    CHECK(bench.index().renditions(all.front().id).front().frame == 3);
    bench.options.plan.frames = FrameChoice::all;
    CHECK(bench.run().pictures == 4);
    CHECK(bench.instances().size() == 1);
  }

  TEST_CASE("a stop that was asked for beforehand starts nothing and marks nothing missing") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    fs::rename(path, bench.sources / "elsewhere");
    std::stop_source stop;
    stop.request_stop();
    Listener listener;
    const auto summary = warm(bench.options, listener, stop.get_token());
    REQUIRE(summary.has_value());
    CHECK(summary->end == RunEnd::interrupted);
    CHECK(summary->went_missing == 0);
    CHECK(summary->files() == 0);
  }

  TEST_CASE("more failures than allowed end the run") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    bytes->resize(bytes->size() / 2);
    for (int i = 0; i < 64; ++i) {
      bytes->back() = static_cast<std::uint8_t>(i);
      bench.write_bytes(std::to_string(i), *bytes);
    }
    bench.options.jobs = 1;
    bench.options.failures_allowed = 0;
    const Summary summary = bench.run();
    CHECK(summary.end == RunEnd::too_many_failures);
    CHECK(summary.files() < 64);
  }

  TEST_CASE("a failure ends the run though pictures of other files wait to be put") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::mr);
    spec.instances = 8;
    auto bytes = phantom_file(spec, 0);
    REQUIRE(bytes.has_value());
    bytes->resize(bytes->size() / 2);
    bench.write("1", spec, 1);
    bench.write_bytes("2", *bytes);
    for (std::uint32_t i = 3; i < 8; ++i)
      bench.write(std::to_string(i), spec, i);
    bench.options.jobs = 1;
    bench.options.failures_allowed = 0;
    const Summary summary = bench.run();
    CHECK(summary.end == RunEnd::too_many_failures);
    CHECK(summary.files() < 7);
    CHECK(bench.outcome(bench.sources / "1") == FileOutcome::rendered);
    CHECK(bench.instances().size() == summary.files() - 1);
  }

  TEST_CASE("a preset that is in no table is refused before anything is made") {
    Bench bench;
    bench.options.plan.preset_names = {"lungs"};
    Listener listener;
    const auto summary = warm(bench.options, listener, {});
    REQUIRE_FALSE(summary.has_value());
    CHECK(summary.error().kind == ErrorKind::usage);
    CHECK_FALSE(fs::exists(bench.options.store));
  }

  TEST_CASE("the run is in the index, with its summary") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    const StoreStatistics statistics = bench.index().statistics();
    REQUIRE(statistics.runs.size() == 1);
    CHECK(statistics.runs.front().state == "done");
    const auto summary = parse_json(statistics.runs.front().summary);
    REQUIRE(summary.has_value());
    CHECK(summary->at("renditions").as_int64() == 15);
    CHECK(statistics.images == 1);
    CHECK(statistics.renditions == 15);
  }

  TEST_CASE("a run leaves SQLite's log empty, though somebody has the index open") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::ct);
    spec.instances = 2;
    bench.write("a", spec, 0);
    bench.run();
    const Index reader = bench.index();
    REQUIRE(reader.newest_object().has_value());
    const fs::path path = bench.write("b", spec, 1);
    bench.run();
    CHECK(bench.outcome(path) == FileOutcome::rendered);
    CHECK(fs::file_size(bench.options.store / "index.sqlite3-wal") == 0);
  }

  TEST_CASE("compression effort is no reason to make anything again") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    bench.options.compression = Compression::small;
    CHECK(bench.run().renditions == 0);
  }

  TEST_CASE("a preset that is no longer asked for stays") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    bench.options.plan.preset_names = {"default"};
    CHECK(bench.run().renditions == 0);
    CHECK(bench.index().renditions(bench.instances().front().id).size() == 15);
  }

  TEST_CASE("a corrupt index is kept aside and everything is rendered again") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    const std::int64_t old_id = bench.instances().front().id;
    std::ofstream(bench.options.store / "index.sqlite3", std::ios::binary)
        << std::string(8192, 'x');
    const Summary summary = bench.run();
    CHECK(bench.outcome(path) == FileOutcome::rendered);
    CHECK(summary.renditions == 15);
    CHECK(summary.objects_written == 0);  // they are there, and whole
    CHECK_FALSE(bench.last.notes.empty());
    CHECK(bench.instances().front().id != old_id);
    const auto aside = [&bench] {
      for (const auto& entry : fs::directory_iterator(bench.options.store))
        if (entry.path().filename().string().starts_with("index.sqlite3.corrupt-"))
          return true;
      return false;
    };
    CHECK(aside());
  }

  TEST_CASE("what a killed run left in tmp is gone after the next, and its torn object is mended") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    const Index index = bench.index();
    const auto row =
        index.rendition(bench.instances().front().id, 1, RenditionKind::display, "lung");
    REQUIRE(row.has_value());
    const fs::path object = ObjectStore::open_for_reading(bench.options.store).path_of(row->object);

    Bench torn;
    torn.write("slice", small(PhantomKind::ct));
    const fs::path left_over =
        torn.options.store / "objects" / object.parent_path().filename() / object.filename();
    fs::create_directories(left_over.parent_path());
    fs::create_directories(torn.options.store / "tmp");
    std::ofstream(left_over) << "torn";
    std::ofstream(torn.options.store / "tmp" / "left-over") << "half";
    torn.run();
    CHECK(fs::is_empty(torn.options.store / "tmp"));
    CHECK(ObjectStore::open_for_reading(torn.options.store).get(row->object).has_value());
  }

  TEST_CASE("a file that comes back unchanged is no longer missing, and is not read") {
    Bench bench;
    bench.write("stays", small(PhantomKind::mr));
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    const fs::path away = bench.folder / "away";
    fs::rename(path, away);
    CHECK(bench.run().went_missing == 1);
    CHECK(bench.run().went_missing == 0);  // marked once
    fs::rename(away, path);
    const Summary back = bench.run();
    CHECK(back.renditions == 0);
    const auto row = bench.index().source(path.string());
    REQUIRE(row.has_value());
    CHECK_FALSE(row->missing_since_ns.has_value());
  }

  TEST_CASE("a folder that vanished below a root that is there is marked") {
    Bench bench;
    bench.write("a/one", small(PhantomKind::mr));
    bench.write("b/two", small(PhantomKind::ct));
    bench.run();
    fs::remove_all(bench.sources / "a");
    CHECK(bench.run().went_missing == 1);
    CHECK(bench.instances().size() == 2);  // and nothing is removed
  }

  TEST_CASE("files outside the roots of a run are neither touched nor marked") {
    Bench bench;
    bench.write("a/one", small(PhantomKind::mr));
    const fs::path two = bench.write("b/two", small(PhantomKind::ct));
    bench.run();
    fs::remove(two);
    bench.options.roots = {(bench.sources / "a").string()};
    CHECK(bench.run().went_missing == 0);
  }

  TEST_CASE("an instance without UIDs gets some that depend on its content alone") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    // SOP Instance UID (0008,0018) and its namesake in the meta header keep their length and lose
    // their tag's last byte: a private neighbour nobody knows.
    const std::array<std::uint8_t, 6> tag{0x08, 0x00, 0x18, 0x00, 'U', 'I'};
    const auto found = std::search(bytes->begin(), bytes->end(), tag.begin(), tag.end());
    REQUIRE(found != bytes->end());
    *(found + 2) = 0x19;
    bench.write_bytes("nameless", *bytes);
    bench.run();
    const auto all = bench.instances();
    REQUIRE(all.size() == 1);
    CHECK(all.front().instance.sop_instance_uid.starts_with("2.25."));
    Bench again;
    again.write_bytes("elsewhere", *bytes);
    again.run();
    CHECK(again.instances().front().instance.sop_instance_uid ==
          all.front().instance.sop_instance_uid);
  }

  TEST_CASE("a file that failed is not tried again until it changes") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    Bytes cut(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(bytes->size() / 2));
    const fs::path path = bench.write_bytes("file", cut);
    CHECK(bench.run().failures() == 1);
    bench.settle(path);
    CHECK(bench.run().failures() == 1);
    const Summary third = bench.run();
    CHECK(third.failures() == 0);
    CHECK(third.known_failures == 1);
    bench.write_bytes("file", *bytes);
    bench.run();
    CHECK(bench.outcome(path) == FileOutcome::rendered);
  }

  TEST_CASE("a DICOMDIR and a report are no images, and no failures") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    // Pixel Data, the last element, is cut off whole: DICOM without pixels.
    const std::array<std::uint8_t, 4> tag{0xe0, 0x7f, 0x10, 0x00};
    const auto found = std::search(bytes->begin(), bytes->end(), tag.begin(), tag.end());
    REQUIRE(found != bytes->end());
    bytes->erase(found, bytes->end());
    const fs::path path = bench.write_bytes("report", *bytes);
    const Summary summary = bench.run();
    CHECK(bench.outcome(path) == FileOutcome::not_image);
    CHECK(summary.failures() == 0);
    CHECK(bench.instances().size() == 1);
  }

  TEST_CASE("of copies beside a file that failed, one is rendered") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::mr);
    for (const char* name : {"1", "2", "3", "4"})
      bench.write(name, spec);
    spec.transfer_syntax_uid = "1.2.840.10008.1.2.4.80";
    auto bytes = phantom_file(spec, 0);
    REQUIRE(bytes.has_value());
    std::fill(bytes->end() - 1000, bytes->end() - 500, std::uint8_t{0xff});  // amid the codestream
    bench.write_bytes("0", *bytes);
    const Summary summary = bench.run();
    CHECK(summary.failures() == 1);
    CHECK(summary.pictures == 1);
  }

  TEST_CASE("--force renders again what differs in its pixels alone, and no copy") {
    Bench bench;
    auto bytes = phantom_file(small(PhantomKind::mr), 0);
    REQUIRE(bytes.has_value());
    for (std::uint8_t i = 0; i < 3; ++i) {
      (*bytes)[bytes->size() - 2] = i;
      for (const char* copy : {"", " copy", " copy of the copy"})
        bench.write_bytes(std::to_string(i) + copy, *bytes);
    }
    CHECK(bench.run().pictures == 3);
    bench.options.force = true;
    CHECK(bench.run().pictures == 3);
  }

  TEST_CASE("many images of equal attributes and different pixels take few rounds") {
    Bench bench;
    PhantomSpec spec = small(PhantomKind::mr);
    spec.noise = false;
    auto bytes = phantom_file(spec, 0);
    REQUIRE(bytes.has_value());
    std::uint64_t size = 0;
    for (std::uint8_t i = 0; i < 20; ++i) {
      bytes->back() = i % 2 == 0 ? 0 : 1;  // the high byte of the last sample
      (*bytes)[bytes->size() - 2] = i;
      bench.write_bytes(std::to_string(i), *bytes);
      size += bytes->size();
    }
    const Summary summary = bench.run();
    CHECK(summary.images == 20);
    CHECK(bench.instances().size() == 20);
    CHECK(summary.bytes_read == size);
  }

  TEST_CASE("a copied file costs a read and no rendering") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    fs::copy_file(path, bench.sources / "copy");
    const Summary summary = bench.run();
    CHECK(bench.outcome(bench.sources / "copy") == FileOutcome::duplicate);
    CHECK(summary.renditions == 0);
  }

  TEST_CASE("a large file is read once, and so is a copy of it") {
    BenchOfLarge bench;
    const fs::path path = bench.write("large", larger_than_what_is_held());
    bench.settle(path);
    const std::uint64_t size = fs::file_size(path);
    const auto read_by_a_run = [&] {
      const std::uint64_t before = bytes_read_so_far();
      bench.run();
      return bytes_read_so_far() - before;
    };
    const auto is_about = [](std::uint64_t bytes, std::uint64_t expected) {
      return bytes > expected * 99 / 100 && bytes < expected * 108 / 100;
    };
    const std::uint64_t at_first = read_by_a_run();
    CAPTURE(at_first);
    CHECK(is_about(at_first, size));
    CHECK(is_about(bench.last.reports[path.string()].bytes_read, size));
    CHECK(bench.outcome(path) == FileOutcome::rendered);
    const auto digest = bench.index().source(path.string())->content_digest;
    REQUIRE(digest.has_value());

    fs::copy_file(path, bench.sources / "copy");
    const std::uint64_t of_copy = read_by_a_run();
    CAPTURE(of_copy);
    CHECK(is_about(of_copy, size));
    CHECK(bench.outcome(bench.sources / "copy") == FileOutcome::duplicate);
    CHECK(bench.index().source((bench.sources / "copy").string())->content_digest == digest);

    // Equal but for the preamble, which belongs to no image.
    const fs::path other = bench.sources / "other";
    fs::copy_file(path, other);
    std::fstream(other, std::ios::in | std::ios::out | std::ios::binary).put('x');
    bench.run();
    CHECK(bench.outcome(other) == FileOutcome::duplicate);
    const auto its = bench.index().source(other.string())->content_digest;
    REQUIRE(its.has_value());
    CHECK(*its != *digest);

    bench.options.force = true;
    bench.run();
    CHECK(bench.index().source(path.string())->content_digest == digest);
    CHECK(bench.index().source(other.string())->content_digest == its);
  }

  TEST_CASE("a large file that was moved is known by its bytes alone, without its pixels") {
    BenchOfLarge bench;
    const fs::path path = bench.write("large", larger_than_what_is_held());
    bench.run();
    SQLite::Database((bench.options.store / "index.sqlite3").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE instance SET digest = zeroblob(32)");
    fs::rename(path, bench.sources / "moved");
    CHECK(bench.run().renditions == 0);
    CHECK(bench.instances().size() == 1);
  }

  TEST_CASE("a large image that nothing decodes is known by its bytes") {
    BenchOfLarge bench;
    auto bytes = phantom_file(larger_than_what_is_held(), 0);
    REQUIRE(bytes.has_value());
    const std::string_view syntax = "1.2.840.10008.1.2.1";
    const auto found = std::search(bytes->begin(), bytes->end(), syntax.begin(), syntax.end());
    REQUIRE(found != bytes->end());
    found[std::ssize(syntax) - 1] = '9';
    const fs::path path = bench.write_bytes("large", *bytes);
    bench.run();
    CHECK(bench.outcome(path) == FileOutcome::failed);
    REQUIRE(bench.instances().size() == 1);
    const Digest digest = bench.instances().front().instance.digest;
    CHECK(digest != Digest{});
    CHECK(bench.index().source(path.string())->content_digest == digest);
  }

  TEST_CASE("a large image that became another is not what it was, though it is not asked for") {
    BenchOfLarge bench;
    const fs::path path = bench.write("large", larger_than_what_is_held());
    bench.run();
    const auto instance_of_path = [&] { return bench.index().source(path.string())->instance_id; };
    REQUIRE(instance_of_path().has_value());
    bench.options.plan.modalities = {"MR"};
    bench.options.force = true;
    bench.run();
    CHECK(instance_of_path().has_value());
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).put('x');
    bench.run();
    CHECK(bench.outcome(path) == FileOutcome::skipped);
    CHECK_FALSE(instance_of_path().has_value());
  }

  TEST_CASE("a large file that is no DICOM is not read for that") {
    Bench bench;
    std::ofstream(bench.sources / "film").put('x');
    fs::resize_file(bench.sources / "film", 1 << 30);
    const std::uint64_t before = bytes_read_so_far();
    const Summary summary = bench.run();
    CHECK(summary.files(FileOutcome::not_dicom) == 1);
    CHECK(summary.bytes_read < 1 << 20);
    CHECK(bytes_read_so_far() - before < (1U << 20));
  }

  TEST_CASE("a moved file is rendered where it is now, not a duplicate of where it was") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    fs::rename(path, bench.sources / "moved");
    bench.run();
    const auto row = bench.index().source((bench.sources / "moved").string());
    REQUIRE(row.has_value());
    CHECK(row->outcome == SourceOutcome::rendered);
  }

  TEST_CASE("a copy does not make its original missing, which may only be out of reach") {
    Bench bench;
    const fs::path original = bench.write("slice", small(PhantomKind::ct));
    bench.run();
    fs::create_directories(bench.folder / "copies");
    fs::rename(original, bench.folder / "copies" / "slice");
    bench.options.roots = {(bench.folder / "copies").string()};
    CHECK(bench.run().went_missing == 0);
    const auto row = bench.index().source(original.string());
    REQUIRE(row.has_value());
    CHECK(row->outcome == SourceOutcome::rendered);
    CHECK_FALSE(row->missing_since_ns.has_value());
  }

  TEST_CASE("a file of a list that is gone keeps its pictures and is marked") {
    Bench bench;
    const fs::path path = bench.write("slice", small(PhantomKind::ct));
    bench.options.roots = {path.string()};
    bench.run();
    fs::remove(path);
    const Summary summary = bench.run();
    CHECK(summary.failures() == 0);
    CHECK(summary.went_missing == 1);
    CHECK(bench.instances().size() == 1);
  }

  TEST_CASE("a modality that is not asked for hides nothing, not even under force") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    const fs::path head = bench.write("head", small(PhantomKind::mr));
    bench.run();
    bench.options.force = true;
    bench.options.plan.modalities = {"CT"};
    bench.run();
    CHECK(bench.outcome(head) == FileOutcome::skipped);
    CHECK(bench.instances().size() == 2);
    bench.options.force = false;
    bench.options.plan.preset_names = {"auto"};
    const Summary summary = bench.run();
    CHECK(bench.outcome(head) == FileOutcome::skipped);
    CHECK(summary.pictures == 1);
  }

  TEST_CASE("what another version of the renderer made is made anew, from the master") {
    Bench bench;
    bench.write("slice", small(PhantomKind::ct));
    bench.run();
    {
      // As if that version had written them: their recipes and the file's plan are not ours.
      SQLite::Database index((bench.options.store / "index.sqlite3").string(),
                             SQLite::OPEN_READWRITE);
      index.exec("UPDATE rendition SET recipe = zeroblob(32) WHERE kind = 0");
      index.exec("UPDATE source SET plan = zeroblob(32)");
    }
    const Summary summary = bench.run();
    CHECK(summary.pictures == 7);
    CHECK(summary.renditions == 7);
    CHECK(summary.objects_written == 0);  // the same pictures, as it turns out
    CHECK(bench.run().renditions == 0);
  }

  TEST_CASE("twins among those that were put off are rendered once, too") {
    Bench bench;
    bench.options.jobs = 1;
    PhantomSpec spec = small(PhantomKind::mr);
    auto other = phantom_file(spec, 0);
    REQUIRE(other.has_value());
    (*other)[other->size() - 2] ^= 1;  // of the last sample: equal attributes, other pixels
    bench.write_bytes("a-other", *other);
    bench.write("b-native", spec);
    spec.transfer_syntax_uid = "1.2.840.10008.1.2.4.80";
    bench.write("c-jpeg-ls", spec);
    CHECK(bench.run().images == 2);
    CHECK(bench.instances().size() == 2);
  }

  TEST_CASE("a frame that is large only once its pixels are square is done after the others, too") {
    Bench bench;
    bench.options.jobs = 1;
    PhantomSpec spec = small(PhantomKind::mr);
    spec.instances = 2;
    auto bytes = phantom_file(spec, 0);
    REQUIRE(bytes.has_value());
    // Pixel Spacing (0028,0030): a DS with its length, made 900000 to 1 in as many bytes.
    const std::array<std::uint8_t, 6> tag = {0x28, 0x00, 0x30, 0x00, 'D', 'S'};
    const auto found = std::search(bytes->begin(), bytes->end(), tag.begin(), tag.end());
    REQUIRE(found != bytes->end());
    const std::size_t length = found[6];
    std::string spacing = "9\\1e-5";
    REQUIRE(length >= spacing.size());
    spacing.resize(length, ' ');
    std::copy(spacing.begin(), spacing.end(), found + 8);
    bench.write_bytes("a", *bytes);
    bench.write("b", spec, 1);

    struct Order final : Progress {
      void file_ended(const FileReport& report) override {
        names += fs::path(report.path).filename().string();
      }
      void note(std::string_view) override {}
      std::string names;
    } order;
    REQUIRE(warm(bench.options, order, {}).has_value());
    CHECK(order.names == "ba");
  }
}
