#include "store/object_check.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include "base/byte_source.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "store/connection.hpp"
#include "store/index_path.hpp"
#include "store/object_folder.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

constexpr mode_t of_others = 077;

// Width and height of a PNG: signature and IHDR (ISO/IEC 15948, 5.2 and 11.2.2).
struct Dimensions {
  std::uint32_t width = 0, height = 0;
};

std::optional<Dimensions> dimensions_of_png(ByteView start) {
  constexpr std::array<std::uint8_t, 16> opening = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                                    0,    0,   0,   13,  'I',  'H',  'D',  'R'};
  constexpr std::size_t end_of_height = 24;
  if (start.size() < end_of_height || !std::equal(opening.begin(), opening.end(), start.begin()))
    return std::nullopt;
  return Dimensions{load_big_endian<std::uint32_t>(start.subspan(16)),
                    load_big_endian<std::uint32_t>(start.subspan(20))};
}

void check_mode(const fs::path& path, const DamageVisitor& visit) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 || S_ISLNK(status.st_mode))
    return;
  if ((status.st_mode & of_others) != 0)
    visit({.kind = DamageKind::mode,
           .what = fmt::format("{} has mode {:04o}", escape_controls(path.string()),
                               status.st_mode & 07777),
           .path = path});
}

void visit_stray(const fs::path& path, const DamageVisitor& visit) {
  visit({.kind = DamageKind::stray,
         .what = fmt::format("{} is no object", escape_controls(path.string())),
         .path = path});
}

bool is_name_of_folder(const std::string& name) {
  return name.size() == 2 && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

template <class Body>
void for_each_name(const fs::path& folder, const Body& body) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    body(*entry);
}

// What the rows say of one object.
struct Row {
  ObjectId id;
  std::uint64_t bytes = 0;
  std::uint32_t least_width = 0, width = 0, least_height = 0, height = 0;
  bool is_png = false;  // a picture, or a master that is one
};

}  // namespace

struct ObjectCheck::State {
  fs::path store;
  Sample sample;
  Connection connection;

  [[nodiscard]] std::vector<Row> rows_of(unsigned first_byte) const;
  void check_object(const Row& row, ObjectCounts& counts, const DamageVisitor& visit) const;
  void check_bytes(const Row& row, std::uint64_t size, ObjectCounts& counts,
                   const DamageVisitor& visit) const;
  [[nodiscard]] bool has_row(const ObjectId& id) const;
};

bool Sample::holds(const ObjectId& id) const noexcept {
  // The addresses are uniform; the seed is mixed in so that each choice is another one
  // (splitmix64).
  std::uint64_t mixed =
      load_little_endian<std::uint64_t>(id.sha256) + (seed + 1) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  mixed ^= mixed >> 31;
  return static_cast<double>(mixed >> 11) * 0x1p-53 < fraction;
}

void ObjectCounts::add(const ObjectCounts& other) noexcept {
  objects += other.objects;
  hashed += other.hashed;
  hashed_bytes += other.hashed_bytes;
  loose += other.loose;
}

ObjectCheck::ObjectCheck(const fs::path& store, const Sample& sample)
    : state_(std::make_unique<State>(State{store, sample, Connection::for_reading(store)})) {}

ObjectCheck::ObjectCheck(ObjectCheck&&) noexcept = default;
ObjectCheck::~ObjectCheck() = default;

std::vector<Row> ObjectCheck::State::rows_of(unsigned first_byte) const {
  PreparedStatement statement = connection.prepare(
      "SELECT sha256, bytes, min(width), max(width), min(height), max(height),"
      " max(kind IN (0, 1) OR rendition.format = 'png') FROM object"
      " LEFT JOIN rendition ON rendition.object = object.id"
      " WHERE sha256 >= ? AND sha256 < ? AND length(sha256) = 32"
      " GROUP BY sha256 ORDER BY sha256");
  Digest first = {};
  first.front() = static_cast<std::uint8_t>(first_byte);
  // One byte more than any address: beyond the last one, too.
  const std::string beyond =
      std::string(1, static_cast<char>(first_byte)) + std::string(32, '\xff');
  std::vector<Row> rows;
  Execution execution(statement, first, Path{beyond});
  while (execution.step()) {
    Row& row = rows.emplace_back();
    execution.read(row.id, row.bytes, row.least_width, row.width, row.least_height, row.height,
                   row.is_png);
  }
  return rows;
}

bool ObjectCheck::State::has_row(const ObjectId& id) const {
  PreparedStatement statement = connection.prepare("SELECT 1 FROM object WHERE sha256 = ?");
  return Execution(statement, id).step();
}

ObjectCounts ObjectCheck::check(unsigned first_byte, const DamageVisitor& visit) {
  return state_->connection.run([&] {
    ObjectCounts counts;
    // Rows first: an object that a run adds meanwhile is loose at worst, never missing.
    const std::vector<Row> rows = state_->rows_of(first_byte);
    for (const Row& row : rows)
      state_->check_object(row, counts, visit);

    const fs::path folder = object_folder(state_->store, first_byte);
    check_mode(folder, visit);
    const ObjectFolder there = list_object_folder(state_->store, first_byte);
    for (const std::string& stray : there.strays)
      visit_stray(folder / stray, visit);
    for (const ObjectId& id : there.objects) {
      const auto row = std::lower_bound(rows.begin(), rows.end(), id,
                                        [](const Row& a, const ObjectId& b) { return a.id < b; });
      if (row == rows.end() || row->id != id)
        ++counts.loose;
    }
    return counts;
  });
}

void ObjectCheck::State::check_object(const Row& row, ObjectCounts& counts,
                                      const DamageVisitor& visit) const {
  ++counts.objects;
  const fs::path path = object_file(store, row.id);
  struct stat status = {};
  const bool is_seen = ::lstat(path.c_str(), &status) == 0;
  const int error = is_seen ? 0 : errno;
  if (!is_seen && error != ENOENT && error != ENOTDIR)
    return visit({DamageKind::unreadable,
                  fmt::format("object {}: {}", row.id.text(),
                              system_error("cannot be looked at", error).what),
                  row.id});
  if (!is_seen || !S_ISREG(status.st_mode)) {
    if (has_row(row.id))  // not taken away by a removal meanwhile
      visit({DamageKind::missing, fmt::format("object {} is not there", row.id.text()), row.id});
    return;
  }
  check_mode(path, visit);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size < row.bytes)
    return visit({DamageKind::truncated,
                  fmt::format("object {} has {} bytes of {}", row.id.text(), size, row.bytes),
                  row.id});
  check_bytes(row, size, counts, visit);
}

void ObjectCheck::State::check_bytes(const Row& row, std::uint64_t size, ObjectCounts& counts,
                                     const DamageVisitor& visit) const {
  const auto bytes = ByteSource::open(object_file(store, row.id).string(), {.resident_limit = 0});
  if (!bytes)
    return visit({DamageKind::unreadable,
                  fmt::format("object {} cannot be read: {}", row.id.text(), bytes.error().what),
                  row.id});
  // Where it has more bytes than it should, its hash tells whether object or row is wrong.
  if (size != row.bytes || sample.holds(row.id)) {
    const auto digest = bytes->digest();
    ++counts.hashed;
    counts.hashed_bytes += size;
    if (!digest)
      return visit({DamageKind::unreadable,
                    fmt::format("object {} cannot be read: {}", row.id.text(), digest.error().what),
                    row.id});
    if (*digest != row.id.sha256)
      return visit({DamageKind::altered,
                    fmt::format("object {} does not have the bytes of its name", row.id.text()),
                    row.id});
  }
  const bool is_named = row.width != 0;
  std::optional<Dimensions> png;
  constexpr std::uint64_t png_opening = 24;
  if (const auto start = bytes->piece(0, std::min(size, png_opening)); start)
    png = dimensions_of_png(start->bytes());
  if (is_named && row.is_png && !png)
    return visit(
        {DamageKind::altered, fmt::format("object {} is no PNG file", row.id.text()), row.id});
  const bool fits = !is_named || !png ||
                    (png->width == row.width && png->height == row.height &&
                     row.least_width == row.width && row.least_height == row.height);
  if (size == row.bytes && fits)
    return;
  const Dimensions true_ones = png.value_or(Dimensions{});
  visit({.kind = DamageKind::row,
         .what = fmt::format(
             "the rows of object {} say {} bytes and {} x {}; it has {} and {} x {}", row.id.text(),
             row.bytes, row.width, row.height, size, true_ones.width, true_ones.height),
         .object = row.id,
         .bytes = size,
         .width = true_ones.width,
         .height = true_ones.height});
}

ObjectCounts ObjectCheck::check_surroundings(const DamageVisitor& visit) const {
  ObjectCounts counts;
  for (const char* name : {"objects", "tmp", "lock"})
    check_mode(state_->store / name, visit);
  for (const char* part : {"", "-wal", "-shm"})
    check_mode(index_path(state_->store).string() + part, visit);
  for_each_name(state_->store / "objects", [&](const fs::directory_entry& entry) {
    std::error_code vanished;
    if (!is_name_of_folder(entry.path().filename().string()) ||
        !fs::is_directory(entry.symlink_status(vanished)))
      visit_stray(entry.path(), visit);
  });
  for_each_name(state_->store / "tmp", [&](const fs::directory_entry& entry) {
    if (is_name_of_newborn(entry.path().filename().string()))
      ++counts.loose;
    else
      visit_stray(entry.path(), visit);
  });
  return counts;
}

}  // namespace noctis
