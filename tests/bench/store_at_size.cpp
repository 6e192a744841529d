// What it costs to add an object to a store and to look one up, at a tenth of the objects and at
// all of them, and how that grows: for noctis' store with its index, and beside it for the same
// objects in other shapes: a folder for each of 65,536 beginnings, one folder, and one table of
// blobs in SQLite. With the inodes and the bytes that each takes, and what it costs to check all
// and to look for what nobody names.
//
//   bench_store [--rounds N] [--files N]
//
// Looked up are objects anywhere, and "in order" as a viewer does: a hundred pictures of a study
// one after the other, then those of another.
//
// N objects of the size of a thumbnail; of more than 200,000, smaller ones.  Of each shape there
// are two stores, which take turns, for a machine's speed drifts.  What adding puts off, as SQLite
// does the emptying of its log, is shared by all that was added; of look-ups' rounds the median
// counts. CPU time tells, for a disk that others use as well says little by the clock; what the
// file system is decides most, and TMPDIR where the work is done.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include "base/file.hpp"
#include "store/index.hpp"
#include "store/index_writer.hpp"
#include "store/object_check.hpp"
#include "store/object_store.hpp"
#include "store/removal.hpp"
#include "tests/bench/support/arguments.hpp"
#include "tests/bench/support/moment.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

std::size_t object_size = 8000;
// Objects that are made durable, and recorded, together: what a run makes in the five seconds
// between two commits.
constexpr std::size_t batch = 10000;
constexpr std::size_t sample = 20000;  // of all that are looked up, in all rounds together

constexpr std::size_t in_order = 100;   // objects that were added one after the other
constexpr std::size_t renditions = 14;  // of each instance, as one of CT has

// It begins as a PNG file of 256 x 256 does, and ends in its number, which tells it from all
// others; between is noise, as compressed pixels are.
Bytes object_numbered(std::size_t number) {
  static const Bytes pattern = [] {
    constexpr std::string_view begin(
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\0\0\0\0\x79\x19\xf7\xba", 33);
    std::mt19937_64 random(7);
    Bytes bytes(object_size);
    for (auto& byte : bytes)
      byte = static_cast<std::uint8_t>(random());
    std::copy(begin.begin(), begin.end(), bytes.begin());
    return bytes;
  }();
  Bytes bytes = pattern;
  for (std::size_t i = 0; i < sizeof number; ++i)
    bytes[bytes.size() - 1 - i] = static_cast<std::uint8_t>(number >> 8 * i);
  return bytes;
}

// One shape of a store.
class Shape {
 public:
  Shape() = default;
  virtual ~Shape() = default;
  Shape(const Shape&) = delete;
  Shape& operator=(const Shape&) = delete;
  virtual void add(std::size_t number) = 0;
  virtual void commit() = 0;  // what was added, durable
  virtual void settle() {}    // what was put off
  // Bytes that were read.
  virtual std::size_t look_up(std::size_t number) = 0;
};

[[noreturn]] void give_up(const std::string& what) {
  fmt::print(stderr, "bench_store: {}\n", what);
  std::exit(1);
}

// noctis' own: an object, and a rendition's row that names it.
class OurStore final : public Shape {
 public:
  explicit OurStore(fs::path folder)
      : folder_(std::move(folder)),
        writer_(std::make_unique<IndexWriter>(IndexWriter::open(folder_))),
        objects_(ObjectStore::open_for_writing(folder_, [](const ObjectId&) { return false; })) {
    (void)writer_->begin_run(0);
  }

  void add(std::size_t number) override {
    const Bytes bytes = object_numbered(number);
    const auto put = objects_.put(bytes);
    if (!put)
      give_up(put.error().what);
    if (number % renditions == 0)
      begin_instance(number / renditions);
    RenditionRow& row = record_.instance->renditions.emplace_back();
    row.kind = kind_of(number);
    row.preset = preset_of(number);
    row.object = put->id;
    row.bytes = bytes.size();
    row.width = row.height = 256;
    if (number % renditions == renditions - 1)
      writer_->record(record_);
  }

  void commit() override {
    writer_->commit(objects_);
    index_.reset();
  }

  void settle() override {
    if (const auto emptied = writer_->empty_log(); !emptied)
      give_up(emptied.error().what);
  }

  // What the server is asked for: a picture of an image.
  std::size_t look_up(std::size_t number) override {
    if (!index_) {
      index_ = std::make_unique<Index>(Index::open(folder_));
      const auto first = index_->instance_with_uid(uid_of_instance(0));
      if (!first)
        give_up("the first image is not in the index");
      first_instance_ = first->id;
    }
    const auto row =
        index_->rendition(first_instance_ + static_cast<std::int64_t>(number / renditions), 1,
                          kind_of(number), preset_of(number));
    if (!row)
      give_up(fmt::format("picture {} is not in the index", number));
    const auto bytes = objects_.read(row->object, row->bytes);
    return bytes ? bytes->size() : 0;
  }

  // What `noctis cat ID` asks for: the bytes, checked.
  std::size_t cat(std::size_t number) const {
    const auto id = objects_.resolve(ObjectId::of(object_numbered(number)).text());
    const auto bytes = id ? objects_.get(*id) : tl::unexpected(id.error());
    return bytes ? bytes->size() : 0;
  }

  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  static RenditionKind kind_of(std::size_t number) noexcept {
    return number % 2 == 0 ? RenditionKind::display : RenditionKind::thumbnail;
  }
  static std::string preset_of(std::size_t number) {
    return fmt::format("preset{}", number % renditions / 2);
  }
  static std::string uid_of_instance(std::size_t number) {
    return fmt::format("1.2.{}.1.{}", number / 200, number);
  }

  void begin_instance(std::size_t number) {
    record_ = {};
    record_.source.path = fmt::format("/archive/{:04}/{:06}.dcm", number / 200, number);
    record_.source.outcome = SourceOutcome::rendered;
    record_.source.content_digest = sha256(as_bytes(record_.source.path));
    InstanceRecord& instance = record_.instance.emplace();
    instance.study.study_instance_uid = fmt::format("1.2.{}", number / 200);
    instance.series.series_instance_uid = fmt::format("1.2.{}.1", number / 200);
    instance.instance.sop_instance_uid = uid_of_instance(number);
    instance.instance.digest = instance.instance.attributes_digest = *record_.source.content_digest;
    instance.instance.frames = 1;
  }

  fs::path folder_;
  std::unique_ptr<IndexWriter> writer_;
  ObjectStore objects_;
  std::unique_ptr<Index> index_;
  std::int64_t first_instance_ = 0;  // the others follow
  SourceRecord record_;
};

// Files alone, named by their bytes, in folders named by so many of the first digits.
class Folders final : public Shape {
 public:
  Folders(fs::path folder, std::size_t digits) : folder_(std::move(folder)), digits_(digits) {
    fs::create_directories(folder_ / "tmp");
  }

  void add(std::size_t number) override {
    const Bytes bytes = object_numbered(number);
    const std::string path = path_of(bytes);
    const std::string born = (folder_ / "tmp/object").string();
    const UniqueFd file{::open(born.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600)};
    if (!file || !write_all(file.get(), bytes))
      give_up(born);
    if (::rename(born.c_str(), path.c_str()) != 0) {
      fs::create_directories(fs::path(path).parent_path());
      if (::rename(born.c_str(), path.c_str()) != 0)
        give_up(path);
    }
  }
  void commit() override {
    const UniqueFd file{::open(folder_.c_str(), O_RDONLY | O_CLOEXEC)};
    ::syncfs(file.get());
  }
  std::size_t look_up(std::size_t number) override {
    const auto bytes = read_file(path_of(object_numbered(number)), object_size);
    return bytes ? bytes->size() : 0;
  }

 private:
  [[nodiscard]] std::string path_of(const Bytes& bytes) const {
    const std::string name = to_hex(sha256(bytes));
    return (folder_ / name.substr(0, digits_) / name.substr(digits_)).string();
  }

  fs::path folder_;
  std::size_t digits_;
};

// All in one file.
class Blobs final : public Shape {
 public:
  explicit Blobs(const fs::path& folder)
      : database_((folder / "blobs").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    database_.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        " CREATE TABLE object (id BLOB PRIMARY KEY, bytes BLOB)");
    insert_.emplace(database_, "INSERT INTO object VALUES (?, ?)");
    select_.emplace(database_, "SELECT bytes FROM object WHERE id = ?");
    database_.exec("BEGIN");
  }

  void add(std::size_t number) override {
    const Bytes bytes = object_numbered(number);
    const Digest id = sha256(bytes);
    insert_->bindNoCopy(1, id.data(), static_cast<int>(id.size()));
    insert_->bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
    insert_->exec();
    insert_->reset();
  }
  void commit() override { database_.exec("COMMIT; BEGIN"); }
  void settle() override { database_.exec("COMMIT; PRAGMA wal_checkpoint; BEGIN"); }
  std::size_t look_up(std::size_t number) override {
    const Digest id = sha256(object_numbered(number));
    select_->bindNoCopy(1, id.data(), static_cast<int>(id.size()));
    std::size_t size = 0;
    if (select_->executeStep())
      size = as_text(ByteView(static_cast<const std::uint8_t*>(select_->getColumn(0).getBlob()),
                              static_cast<std::size_t>(select_->getColumn(0).getBytes())))
                 .size();
    select_->reset();
    return size;
  }

 private:
  SQLite::Database database_;
  std::optional<SQLite::Statement> insert_, select_;
};

// Of one of the two stores: µs each.
struct Costs {
  double add = 0, add_wall = 0;
  std::vector<double> look_up, look_up_in_order;  // a round
};

// µs of CPU time for each of `looks` look-ups of objects among `count`, so many in order; some are
// made before.
template <class LookUp>
double cost_of_looks(std::size_t count, std::size_t looks, std::size_t a_row,
                     const LookUp& look_up) {
  static std::mt19937_64 random(7);
  Moment begin;
  std::size_t first = 0;
  for (std::size_t i = 0; i < looks + looks / 10; ++i) {
    if (i == looks / 10)
      begin = Moment::now();
    if (i % a_row == 0)
      first = random() % (count - a_row + 1);
    if (look_up(first + i % a_row) != object_size)
      give_up("an object is not what it was");
  }
  return each_of(looks, (Moment::now() - begin).cpu);
}

// A store that grows to `size` objects: the last of them in rounds, of `a_round` each.
class Growing {
 public:
  Growing(std::unique_ptr<Shape> shape, std::size_t size, std::size_t rounds, std::size_t a_round)
      : shape_(std::move(shape)), size_(size), rounds_(rounds), a_round_(a_round) {
    const std::size_t before = size_ - rounds_ * a_round_;
    add(before);
    commit_and_settle();
  }

  void add_a_round() {
    const Moment begin = Moment::now();
    add(a_round_);
    adding_ += Moment::now() - begin;
  }
  void settle() {
    const Moment begin = Moment::now();
    commit_and_settle();
    adding_ += Moment::now() - begin;
  }

  void look_up_a_round() {
    const std::size_t looks = std::min(sample, size_ * rounds_) / rounds_;
    const auto look_up = [&](std::size_t number) { return shape_->look_up(number); };
    look_ups_.push_back(cost_of_looks(size_, looks, 1, look_up));
    look_ups_in_order_.push_back(cost_of_looks(size_, looks, std::min(in_order, size_), look_up));
  }

  [[nodiscard]] const Shape& shape() const { return *shape_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Costs costs() const {
    return {each_of(rounds_ * a_round_, adding_.cpu), each_of(rounds_ * a_round_, adding_.wall),
            look_ups_, look_ups_in_order_};
  }

 private:
  void add(std::size_t number) {
    for (; number > 0; --number) {
      shape_->add(count_++);
      if (++pending_ == batch)
        commit();
    }
  }
  void commit() {
    shape_->commit();
    pending_ = 0;
  }
  void commit_and_settle() {
    commit();
    shape_->settle();
  }

  std::unique_ptr<Shape> shape_;
  std::size_t size_, rounds_, a_round_;
  std::size_t count_ = 0, pending_ = 0;
  Moment adding_;
  std::vector<double> look_ups_, look_ups_in_order_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double growth(const std::vector<double>& few, const std::vector<double>& many) {
  std::vector<double> ratios(few.size());
  std::transform(many.begin(), many.end(), few.begin(), ratios.begin(), std::divides<>());
  return median(std::move(ratios));
}

struct Room {
  std::size_t inodes = 0;
  double kib = 0;  // on the disk
};

Room room_of(const fs::path& folder) {
  Room room;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat status = {};
    if (::lstat(entry.path().c_str(), &status) != 0)
      give_up(entry.path().string());
    ++room.inodes;
    room.kib += static_cast<double>(status.st_blocks) / 2;
  }
  return room;
}

// Of noctis' own store alone: `cat`, and what goes over all of it, µs of CPU time an object.
struct Sweeps {
  double cat = 0, verify = 0, gc = 0;
};

Sweeps sweep(const Growing& store) {
  const auto& ours = dynamic_cast<const OurStore&>(store.shape());
  const double cat = cost_of_looks(store.size(), std::min(sample, store.size()), 1,
                                   [&](std::size_t number) { return ours.cat(number); });
  const auto complain = [](const Damage& damage) { give_up(damage.what); };
  const Moment begin = Moment::now();
  ObjectCheck check(ours.folder(), {});
  for (unsigned first = 0; first < 256; ++first)
    (void)check.check(first, complain);
  const Moment verified = Moment::now();
  if (!plan_removal(ours.folder(), {.collect = true}))
    give_up("gc cannot tell what it would remove");
  return {cat, each_of(store.size(), (verified - begin).cpu),
          each_of(store.size(), (Moment::now() - verified).cpu)};
}

std::string of(std::size_t count) {
  return count < 1000 ? fmt::format("{}", count) : fmt::format("{}k", (count + 500) / 1000);
}

void print_head(std::size_t few, std::size_t many) {
  fmt::print("µs of CPU time an object of {} bytes, a look-up, and by the clock with the disk\n\n",
             object_size);
  fmt::print("{:<28} {:>9} {:>9} {:>7} {:>9} {:>9} {:>7} {:>9} {:>9} {:>7} {:>9} {:>9} {:>9}\n", "",
             fmt::format("add@{}", of(few)), fmt::format("add@{}", of(many)), "growth",
             fmt::format("get@{}", of(few)), fmt::format("get@{}", of(many)), "growth", "in order",
             fmt::format("@{}", of(many)), "growth", "add clock", "inodes", "KiB each");
}

// At once: the next shape may take minutes.
void print(const std::string& name, const Costs& few, const Costs& many, const Room& room,
           std::size_t count) {
  fmt::print("{:<28} {:>9.1f} {:>9.1f} {:>7.2f}", name, few.add, many.add, many.add / few.add);
  using LookUps = std::vector<double> Costs::*;
  for (const LookUps look_up : {&Costs::look_up, &Costs::look_up_in_order})
    fmt::print(" {:>9.1f} {:>9.1f} {:>7.2f}", median(few.*look_up), median(many.*look_up),
               growth(few.*look_up, many.*look_up));
  fmt::print(" {:>9.1f} {:>9} {:>9.2f}\n", many.add_wall, room.inodes,
             room.kib / static_cast<double>(count));
  std::fflush(stdout);
}

using Maker = std::function<std::unique_ptr<Shape>(const fs::path& folder)>;

// `sweeps` is given both stores, once they are full.
void measure(const std::string& name, const fs::path& work, std::size_t few, std::size_t many,
             std::size_t rounds, const Maker& make,
             const std::function<void(const Growing&, const Growing&)>& sweeps = {}) {
  const fs::path folders[] = {work / "few", work / "many"};
  for (const fs::path& folder : folders)
    fs::create_directory(folder);
  {
    const std::size_t a_round = few / rounds;
    Growing small(make(folders[0]), few, rounds, a_round);
    Growing large(make(folders[1]), many, rounds, a_round);
    for (std::size_t round = 0; round < rounds; ++round)
      for (Growing* store : {&small, &large})
        store->add_a_round();
    for (Growing* store : {&small, &large})
      store->settle();
    for (std::size_t round = 0; round < rounds; ++round)
      for (Growing* store : {&small, &large})
        store->look_up_a_round();
    if (sweeps)
      sweeps(small, large);
    print(name, small.costs(), large.costs(), room_of(folders[1]), many);
  }
  for (const fs::path& folder : folders)
    fs::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  const BenchArguments arguments = bench_arguments(argc, argv, 9, 100'000);
  const auto rounds = static_cast<std::size_t>(arguments.rounds);
  const std::size_t fewest = 140 * rounds;
  const auto many =
      std::max(static_cast<std::size_t>(arguments.files), fewest) / renditions * renditions;
  const std::size_t few = many / 10 / renditions * renditions;
  if (many > 200'000)
    object_size = 400;
  std::string work = (fs::temp_directory_path() / "noctis-bench-XXXXXX").string();
  if (::mkdtemp(work.data()) == nullptr)
    give_up("cannot make a folder");
  print_head(few, many);
  Sweeps of_few, of_many;
  measure(
      "noctis, index and all", work, few, many, rounds,
      [](const fs::path& folder) { return std::make_unique<OurStore>(folder); },
      [&](const Growing& small, const Growing& large) {
        of_few = sweep(small);
        of_many = sweep(large);
      });
  for (const auto& [name, digits] :
       {std::pair{"256 folders", std::size_t{2}}, {"65536 folders", 4}, {"one folder", 0}})
    measure(fmt::format("files alone, {}", name), work, few, many, rounds,
            [digits = digits](const fs::path& folder) {
              return std::make_unique<Folders>(folder, digits);
            });
  measure("blobs in SQLite", work, few, many, rounds,
          [](const fs::path& folder) { return std::make_unique<Blobs>(folder); });
  fmt::print("\n{:<28} {:>9} {:>9} {:>7}\n", "noctis, an object", few, many, "growth");
  for (const auto& [name, small, large] : {std::tuple{"cat", of_few.cat, of_many.cat},
                                           {"verify", of_few.verify, of_many.verify},
                                           {"gc, to tell what it would", of_few.gc, of_many.gc}})
    fmt::print("{:<28} {:>9.2f} {:>9.2f} {:>7.2f}\n", name, small, large, large / small);
  fs::remove_all(work);
}
