// The least that a picture takes: each part of the work by the simplest code that does it, one
// slice after the other as in a run, on one thread.  µs a picture of the two windows,
// by part, and of CPU time.
//
//   floor_parts WORK DIR
//
// DIR holds slices in Explicit VR Little Endian, 16 bits allocated; of what else it holds is
// printed "not shown: PATH".

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/core.h>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "display/window.hpp"
#include "image/png.hpp"
#include "image/png_filter.hpp"
#include "tests/bench/support/folder.hpp"
#include "tests/bench/support/moment.hpp"
#include "tests/bench/support/plain_slice.hpp"

using namespace noctis;

namespace {

constexpr std::array windows = {VoiWindow{40, 400}, VoiWindow{-600, 1500}};

enum Part : std::uint8_t {
  reading,
  windowing,
  filtering,
  coding,
  hashing,
  writing,
  indexing,
  parts
};
constexpr std::array<const char*, parts> part_names = {
    "read and parse",      "window table and look-up",
    "row filters",         "entropy coding and checksums",
    "SHA-256 of the file", "write and rename",
    "index rows"};

// Time since the last part ended goes to the next that ends.
class PartClock {
 public:
  void start() { last_ = Moment::now(); }
  void end(Part part) {
    const Moment now = Moment::now();
    taken_[part] += now - last_;
    last_ = now;
  }
  [[nodiscard]] const Moment& taken(Part part) const { return taken_[part]; }

 private:
  Moment last_;
  std::array<Moment, parts> taken_ = {};
};

std::size_t read_whole(const std::string& path, Bytes& buffer) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!file || ::fstat(file.get(), &status) != 0)
    return 0;
  buffer.resize(std::max<std::size_t>(buffer.size(), static_cast<std::size_t>(status.st_size)));
  const ssize_t got = ::pread(file.get(), buffer.data(), buffer.size(), 0);
  return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
}

// The grey of every bit pattern, worked out over the ramp alone.
void make_table(const PlainSlice& slice, const VoiWindow& window, Bytes& table) {
  const std::int64_t count = std::int64_t{1} << slice.bits_stored;
  const std::int64_t least = slice.is_signed ? -count / 2 : 0;
  const auto stored_at = [&](double value) {
    const double stored = std::floor((value - slice.intercept) / slice.slope);
    return std::clamp(static_cast<std::int64_t>(stored), least, least + count);
  };
  const std::int64_t begin = stored_at(window.center - window.width / 2 - 1);
  const std::int64_t end =
      std::min(stored_at(window.center + window.width / 2 + 1) + 1, least + count);
  table.assign(static_cast<std::size_t>(count), 0);
  const auto pattern = [&](std::int64_t stored) {
    return static_cast<std::size_t>(stored & (count - 1));
  };
  for (std::int64_t stored = begin; stored < end; ++stored)
    table[pattern(stored)] =
        to_grey(apply_window(window, slice.slope * static_cast<double>(stored) + slice.intercept));
  for (std::int64_t stored = end; stored < 0; ++stored)
    table[pattern(stored)] = 255;
  std::fill(table.begin() + std::max<std::int64_t>(end, 0), table.begin() + least + count, 255);
}

void look_up(const PlainSlice& slice, const Bytes& table, Image8& picture) {
  const std::size_t mask = table.size() - 1;
  const std::uint8_t* grey_of = table.data();
  const std::uint8_t* words = slice.pixels.data();
  std::uint8_t* greys = picture.samples.data();
  const std::size_t count = picture.samples.size();
  for (std::size_t i = 0; i < count; ++i) {
    std::uint16_t word = 0;
    std::memcpy(&word, words + sizeof word * i, sizeof word);
    greys[i] = grey_of[word & mask];
  }
}

void filter_rows(const Image8& picture, PngRowFilter& filter, Bytes& filtered) {
  filter.start(picture.width, 1);
  filtered.resize(std::size_t{picture.width + 1} * picture.height);
  for (std::size_t y = 0; y < picture.height; ++y) {
    std::memcpy(filter.row(), picture.samples.data() + y * picture.width, picture.width);
    filter.write_filtered(filtered.data() + y * (picture.width + 1));
  }
}

bool write_and_rename(const std::string& folder, ByteView bytes, const std::string& name) {
  const std::string temporary = folder + "/tmp";
  const UniqueFd file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  return file && write_all(file.get(), bytes) &&
         ::rename(temporary.c_str(), (folder + "/" + name).c_str()) == 0;
}

// What has to be known of a picture to find it again.
class Rows {
 public:
  explicit Rows(const std::string& folder)
      : database_(folder + "/index", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    database_.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE object (id INTEGER PRIMARY KEY, sha256 BLOB UNIQUE, bytes INTEGER);"
        "CREATE TABLE rendition (instance INTEGER, preset TEXT, object INTEGER,"
        " PRIMARY KEY (instance, preset)) WITHOUT ROWID");
    transaction_.emplace(database_);
    object_.emplace(database_, "INSERT OR IGNORE INTO object VALUES (NULL, ?, ?)");
    known_object_.emplace(database_, "SELECT id FROM object WHERE sha256 = ?");
    rendition_.emplace(database_, "INSERT INTO rendition VALUES (?, ?, ?)");
  }
  void add(std::int64_t instance, const std::string& preset, const Digest& digest,
           std::size_t bytes) {
    object_->bindNoCopy(1, digest.data(), static_cast<int>(digest.size()));
    object_->bind(2, static_cast<std::int64_t>(bytes));
    const bool is_new = object_->exec() > 0;
    object_->reset();
    rendition_->bind(1, instance);
    rendition_->bindNoCopy(2, preset);
    rendition_->bind(3, is_new ? database_.getLastInsertRowid() : id_of(digest));
    rendition_->exec();
    rendition_->reset();
  }
  void commit() { transaction_->commit(); }

 private:
  std::int64_t id_of(const Digest& digest) {
    known_object_->bindNoCopy(1, digest.data(), static_cast<int>(digest.size()));
    known_object_->executeStep();
    const std::int64_t id = known_object_->getColumn(0).getInt64();
    known_object_->reset();
    return id;
  }

  SQLite::Database database_;
  std::optional<SQLite::Transaction> transaction_;
  std::optional<SQLite::Statement> object_, known_object_, rendition_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "floor_parts WORK DIR\n");
    return 2;
  }
  const std::string work = argv[1];
  const std::vector<std::string> files = files_below(argv[2]);

  PartClock clock;
  PngEncoder encoder;
  PngRowFilter filter;
  Bytes file, table, filtered;
  Image8 picture;
  Rows rows(work);
  const std::array<std::string, 2> presets = {"soft_tissue", "lung"};
  std::size_t slices = 0;
  for (const std::string& path : files) {
    clock.start();
    const std::size_t size = read_whole(path, file);
    const auto slice = parse_plain_slice(ByteView(file).first(size));
    clock.end(reading);
    if (!slice) {
      fmt::print("not shown: {}\n", path);
      continue;
    }
    ++slices;
    for (std::size_t i = 0; i < windows.size(); ++i) {
      clock.start();
      picture.width = slice->columns;
      picture.height = slice->rows;
      picture.samples.resize(std::size_t{slice->columns} * slice->rows);
      make_table(*slice, windows[i], table);
      look_up(*slice, table, picture);
      clock.end(windowing);
      filter_rows(picture, filter, filtered);
      clock.end(filtering);
      const auto png = encoder.encode(picture);
      clock.end(coding);                   // and filtering once more, taken off below
      const Digest digest = sha256(*png);  // one by one: where noctis hashes several, it is quicker
      clock.end(hashing);
      if (!write_and_rename(work, *png, to_hex(digest)))
        return 1;
      clock.end(writing);
      rows.add(static_cast<std::int64_t>(slices), presets[i], digest, png->size());
      clock.end(indexing);
    }
  }
  clock.start();
  rows.commit();
  clock.end(indexing);

  if (slices == 0)
    return 0;
  const std::size_t pictures = windows.size() * slices;
  for (std::size_t i = 0; i < parts; ++i) {
    Moment taken = clock.taken(static_cast<Part>(i));
    if (i == coding)
      taken -= clock.taken(filtering);
    fmt::print("{}\t{:.2f}\t{:.2f}\n", part_names[i], each_of(pictures, taken.wall),
               each_of(pictures, taken.cpu));
  }
  return 0;
}
