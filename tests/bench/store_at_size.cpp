// What it costs to add an object to a store and to look one up, at a tenth of the objects and at
// all of them, and how that grows: for noctis' store with its index, and beside it for the same
// objects in other shapes: a folder for each of 65,536 beginnings, one folder, and one table of
// blobs in SQLite. With the inodes and the bytes that each takes, and what it costs to check all
// and to look for what nobody names.
//
//   bench_store [--rounds N] [--files N]
//
// N objects of the size of a thumbnail; of more than 200,000, smaller ones.  No more than one round
// is made: each begins where the last one ended.  CPU time tells, for a disk that others use as
// well says little by the clock; what the file system is decides most, and TMPDIR where the work is
// done.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
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
constexpr std::size_t batch = 1000;    // objects that are made durable, and recorded, together
constexpr std::size_t sample = 20000;  // of the last that are added, and of all that are looked up

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
  // Bytes that were read.
  virtual std::size_t look_up(std::size_t number) = 0;
};

[[noreturn]] void give_up(const std::string& what) {
  fmt::print(stderr, "bench_store: {}\n", what);
  std::exit(1);
}

// noctis' own: an object, and a rendition's row that names it, of as many instances as a study of
// CT has renditions each.
class OurStore final : public Shape {
 public:
  explicit OurStore(fs::path folder)
      : folder_(std::move(folder)),
        writer_(std::make_unique<IndexWriter>(IndexWriter::open(folder_))),
        objects_(ObjectStore::open_for_writing(folder_, [](const ObjectId&) { return false; })) {}

  void add(std::size_t number) override {
    constexpr std::size_t renditions = 14;
    const Bytes bytes = object_numbered(number);
    const auto put = objects_.put(bytes);
    if (!put)
      give_up(put.error().what);
    if (number % renditions == 0)
      begin_instance(number / renditions);
    RenditionRow& row = record_.instance->renditions.emplace_back();
    row.kind = number % 2 == 0 ? RenditionKind::display : RenditionKind::thumbnail;
    row.preset = fmt::format("preset{}", number % renditions / 2);
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

  std::size_t look_up(std::size_t number) override {
    if (!index_)
      index_ = std::make_unique<Index>(Index::open(folder_));
    const auto named = index_->object(ObjectId::of(object_numbered(number)));
    if (!named)
      give_up(fmt::format("object {} is not in the index", number));
    const auto bytes = objects_.read(named->id, named->bytes);
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
  void begin_instance(std::size_t number) {
    record_ = {};
    record_.source.path = fmt::format("/archive/{:04}/{:06}.dcm", number / 200, number);
    record_.source.outcome = SourceOutcome::rendered;
    record_.source.content_digest = sha256(as_bytes(record_.source.path));
    InstanceRecord& instance = record_.instance.emplace();
    instance.study.study_instance_uid = fmt::format("1.2.{}", number / 200);
    instance.series.series_instance_uid = fmt::format("1.2.{}.1", number / 200);
    instance.instance.sop_instance_uid = fmt::format("1.2.{}.1.{}", number / 200, number);
    instance.instance.digest = instance.instance.attributes_digest = *record_.source.content_digest;
    instance.instance.frames = 1;
  }

  fs::path folder_;
  std::unique_ptr<IndexWriter> writer_;
  ObjectStore objects_;
  std::unique_ptr<Index> index_;
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

struct Costs {
  double add = 0, add_wall = 0, look_up = 0;  // µs each
};

// µs of CPU time for each look-up of objects anywhere among `count`; some are made before.
template <class LookUp>
double cost_of_looks(std::size_t count, const LookUp& look_up) {
  std::mt19937_64 random(count);
  const std::size_t looks = std::min(sample, count);
  Moment begin;
  for (std::size_t i = 0; i < looks + looks / 10; ++i) {
    if (i == looks / 10)
      begin = Moment::now();
    if (look_up(random() % count) != object_size)
      give_up("an object is not what it was");
  }
  return each_of(looks, (Moment::now() - begin).cpu);
}

// Adds until there are `until`; what the last of them cost, and look-ups of any.
Costs fill(Shape& shape, std::size_t& count, std::size_t until) {
  Moment spent;
  std::size_t measured = 0;
  while (count < until) {
    const std::size_t end = std::min(count + batch, until);
    const Moment begin = Moment::now();
    const std::size_t added = end - count;
    while (count < end)
      shape.add(count++);
    shape.commit();
    if (end + sample > until) {
      spent += Moment::now() - begin;
      measured += added;
    }
  }
  return {each_of(measured, spent.cpu), each_of(measured, spent.wall),
          cost_of_looks(count, [&](std::size_t number) { return shape.look_up(number); })};
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

Sweeps sweep(const OurStore& ours, std::size_t count) {
  const fs::path& store = ours.folder();
  const double cat = cost_of_looks(count, [&](std::size_t number) { return ours.cat(number); });
  const auto complain = [](const Damage& damage) { give_up(damage.what); };
  const Moment begin = Moment::now();
  ObjectCheck check(store, {});
  for (unsigned first = 0; first < 256; ++first)
    (void)check.check(first, complain);
  const Moment verified = Moment::now();
  if (!plan_removal(store, {.collect = true}))
    give_up("gc cannot tell what it would remove");
  return {cat, each_of(count, (verified - begin).cpu),
          each_of(count, (Moment::now() - verified).cpu)};
}

void print_head(std::size_t few, std::size_t many) {
  fmt::print("µs of CPU time an object of {} bytes, a look-up, and by the clock with the disk\n\n",
             object_size);
  fmt::print("{:<28} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7} {:>9} {:>9} {:>9}\n", "",
             fmt::format("add@{}", few), fmt::format("add@{}", many), "growth",
             fmt::format("get@{}", few), fmt::format("get@{}", many), "growth", "add clock",
             "inodes", "KiB each");
}

// At once: the next shape may take minutes.
void print(const std::string& name, const Costs& few, const Costs& many, const Room& room,
           std::size_t count) {
  fmt::print(
      "{:<28} {:>10.1f} {:>10.1f} {:>7.2f} {:>10.1f} {:>10.1f} {:>7.2f} {:>9.1f} {:>9} {:>9.2f}\n",
      name, few.add, many.add, many.add / few.add, few.look_up, many.look_up,
      many.look_up / few.look_up, many.add_wall, room.inodes,
      room.kib / static_cast<double>(count));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const BenchArguments arguments = bench_arguments(argc, argv, 1, 100'000);
  const auto many = static_cast<std::size_t>(std::max(arguments.files, 140)) / 14 * 14;
  const std::size_t few = many / 140 * 14;
  if (many > 200'000)
    object_size = 400;
  std::string work = (fs::temp_directory_path() / "noctis-bench-XXXXXX").string();
  if (::mkdtemp(work.data()) == nullptr)
    give_up("cannot make a folder");
  Sweeps sweeps_of_few, sweeps_of_many;
  const auto measure = [&](const std::string& name, Shape& shape, const fs::path& folder) {
    const auto* const ours = dynamic_cast<const OurStore*>(&shape);
    std::size_t count = 0;
    const Costs of_few = fill(shape, count, few);
    if (ours != nullptr)
      sweeps_of_few = sweep(*ours, count);
    const Costs of_many = fill(shape, count, many);
    if (ours != nullptr)
      sweeps_of_many = sweep(*ours, count);
    print(name, of_few, of_many, room_of(folder), count);
    fs::remove_all(folder);
  };
  const auto folder_of = [&](const char* name) {
    fs::create_directory(fs::path(work) / name);
    return fs::path(work) / name;
  };
  print_head(few, many);
  {
    OurStore ours(folder_of("ours"));
    measure("noctis, index and all", ours, ours.folder());
  }
  for (const auto& [name, digits] :
       {std::pair{"256 folders", 2}, {"65536 folders", 4}, {"one folder", 0}}) {
    const fs::path folder = folder_of(name);
    Folders shape(folder, static_cast<std::size_t>(digits));
    measure(std::string("files alone, ") + name, shape, folder);
  }
  {
    const fs::path folder = folder_of("blobs");
    Blobs shape(folder);
    measure("blobs in SQLite", shape, folder);
  }
  fmt::print("\n{:<28} {:>9} {:>9} {:>7}\n", "noctis, an object", few, many, "growth");
  for (const auto& [name, of_few, of_many] :
       {std::tuple{"cat", sweeps_of_few.cat, sweeps_of_many.cat},
        {"verify", sweeps_of_few.verify, sweeps_of_many.verify},
        {"gc, to tell what it would", sweeps_of_few.gc, sweeps_of_many.gc}})
    fmt::print("{:<28} {:>9.2f} {:>9.2f} {:>7.2f}\n", name, of_few, of_many, of_many / of_few);
  fs::remove_all(work);
}
