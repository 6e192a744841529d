#include "tests/bench/support/store_shapes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <string_view>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "store/index.hpp"
#include "store/index_writer.hpp"
#include "store/object_store.hpp"

namespace noctis {

namespace fs = std::filesystem;

void give_up(const std::string& what) {
  fmt::print(stderr, "bench_store: {}\n", what);
  std::exit(1);
}

StoreObjects::StoreObjects(std::size_t size) : pattern_(size) {
  constexpr std::string_view begin(
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\0\0\0\0\x79\x19\xf7\xba", 33);
  std::mt19937_64 random(7);
  for (auto& byte : pattern_)
    byte = static_cast<std::uint8_t>(random());
  std::copy(begin.begin(), begin.end(), pattern_.begin());
}

Bytes StoreObjects::numbered(std::size_t number) const {
  Bytes bytes = pattern_;
  for (std::size_t i = 0; i < sizeof number; ++i)
    bytes[bytes.size() - 1 - i] = static_cast<std::uint8_t>(number >> 8 * i);
  return bytes;
}

std::string study_uid_of(std::size_t number) {
  return fmt::format("1.2.{}", number / objects_a_study);
}

namespace {

class OurStore final : public StoreShape {
 public:
  OurStore(fs::path folder, const StoreObjects& generated)
      : folder_(std::move(folder)),
        generated_(generated),
        writer_(std::make_unique<IndexWriter>(IndexWriter::open(folder_))),
        objects_(ObjectStore::open_for_writing(folder_, [](const ObjectId&) { return false; })) {
    (void)writer_->begin_run(0);
  }

  void add(std::size_t number) override {
    const Bytes bytes = generated_.numbered(number);
    const auto put = objects_.put(bytes);
    if (!put)
      give_up(put.error().what);
    if (number % renditions == 0)
      begin_instance(number);
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
      const auto first = index_->instance_with_uid(instance_uid_of(0));
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

  // What `noctis cat ID` asks for.
  std::size_t cat(std::size_t number) override {
    const auto id = objects_.resolve(ObjectId::of(generated_.numbered(number)).text());
    const auto bytes = id ? objects_.get(*id) : tl::unexpected(id.error());
    return bytes ? bytes->size() : 0;
  }

 private:
  static RenditionKind kind_of(std::size_t number) noexcept {
    return number % 2 == 0 ? RenditionKind::display : RenditionKind::thumbnail;
  }
  static std::string preset_of(std::size_t number) {
    return fmt::format("preset{}", number % renditions / 2);
  }
  static std::string instance_uid_of(std::size_t number) {
    return fmt::format("{}.1.{}", study_uid_of(number), number / renditions);
  }

  void begin_instance(std::size_t number) {
    const std::string study = study_uid_of(number);
    record_ = {};
    record_.source.path = fmt::format("/archive/{}/{:06}.dcm", study, number / renditions);
    record_.source.outcome = SourceOutcome::rendered;
    record_.source.content_digest = sha256(as_bytes(record_.source.path));
    InstanceRecord& instance = record_.instance.emplace();
    instance.study.study_instance_uid = study;
    instance.series.series_instance_uid = study + ".1";
    instance.instance.sop_instance_uid = instance_uid_of(number);
    instance.instance.digest = instance.instance.attributes_digest = *record_.source.content_digest;
    instance.instance.frames = 1;
  }

  fs::path folder_;
  const StoreObjects& generated_;
  std::unique_ptr<IndexWriter> writer_;
  ObjectStore objects_;
  std::unique_ptr<Index> index_;
  std::int64_t first_instance_ = 0;  // the others follow
  SourceRecord record_;
};

void make_durable(const fs::path& folder) {
  const UniqueFd file{::open(folder.c_str(), O_RDONLY | O_CLOEXEC)};
  ::syncfs(file.get());
}

class Folders final : public StoreShape {
 public:
  Folders(fs::path folder, const StoreObjects& generated, std::size_t digits)
      : folder_(std::move(folder)), generated_(generated), digits_(digits) {
    fs::create_directories(folder_ / "tmp");
  }

  void add(std::size_t number) override {
    const Bytes bytes = generated_.numbered(number);
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
  void commit() override { make_durable(folder_); }
  std::size_t look_up(std::size_t number) override {
    const auto bytes = read_file(path_of(generated_.numbered(number)), generated_.size());
    return bytes ? bytes->size() : 0;
  }

 private:
  [[nodiscard]] std::string path_of(const Bytes& bytes) const {
    const std::string name = to_hex(sha256(bytes));
    return (folder_ / name.substr(0, digits_) / name.substr(digits_)).string();
  }

  fs::path folder_;
  const StoreObjects& generated_;
  std::size_t digits_;
};

// A table from the SHA-256 of an object to what `columns` say of it.
class Table {
 public:
  Table(const fs::path& folder, const std::string& columns, const std::string& parameters)
      : database_((folder / "table").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
    database_.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        " CREATE TABLE object (id BLOB PRIMARY KEY, " +
        columns + ")");
    insert_.emplace(database_, "INSERT INTO object VALUES (?, " + parameters + ")");
    select_.emplace(database_, "SELECT * FROM object WHERE id = ?");
    database_.exec("BEGIN");
  }

  /// `bind` gives the values of the columns, from parameter 2 on.
  template <class Bind>
  void insert(const Digest& id, const Bind& bind) {
    insert_->bindNoCopy(1, id.data(), static_cast<int>(id.size()));
    bind(*insert_);
    insert_->exec();
    insert_->reset();
  }
  void commit() { database_.exec("COMMIT; BEGIN"); }
  void settle() { database_.exec("COMMIT; PRAGMA wal_checkpoint; BEGIN"); }

  /// What `use` makes of the row, the columns from 1 on; 0 where there is none.
  template <class Use>
  std::size_t find(const Digest& id, const Use& use) {
    select_->bindNoCopy(1, id.data(), static_cast<int>(id.size()));
    const std::size_t result = select_->executeStep() ? use(*select_) : 0;
    select_->reset();
    return result;
  }

 private:
  SQLite::Database database_;
  std::optional<SQLite::Statement> insert_, select_;
};

class Blobs final : public StoreShape {
 public:
  Blobs(const fs::path& folder, const StoreObjects& generated)
      : generated_(generated), table_(folder, "bytes BLOB", "?") {}

  void add(std::size_t number) override {
    const Bytes bytes = generated_.numbered(number);
    table_.insert(sha256(bytes), [&](SQLite::Statement& row) {
      row.bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
    });
  }
  void commit() override { table_.commit(); }
  void settle() override { table_.settle(); }
  std::size_t look_up(std::size_t number) override {
    return table_.find(sha256(generated_.numbered(number)), [](SQLite::Statement& row) {
      const auto* bytes = static_cast<const std::uint8_t*>(row.getColumn(1).getBlob());
      return Bytes(bytes, bytes + row.getColumn(1).getBytes()).size();
    });
  }

 private:
  const StoreObjects& generated_;
  Table table_;
};

class Packs final : public StoreShape {
 public:
  Packs(fs::path folder, const StoreObjects& generated)
      : folder_(std::move(folder)),
        generated_(generated),
        table_(folder_, "pack INTEGER, offset INTEGER, bytes INTEGER", "?, ?, ?") {}

  void add(std::size_t number) override {
    const std::size_t pack = number / objects_a_study;
    if (number % objects_a_study == 0) {
      pack_ = UniqueFd{::open(path_of(pack).c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600)};
      end_ = 0;
    }
    const Bytes bytes = generated_.numbered(number);
    if (!write_all(pack_.get(), bytes))
      give_up(path_of(pack));
    table_.insert(sha256(bytes), [&](SQLite::Statement& row) {
      row.bind(2, static_cast<std::int64_t>(pack));
      row.bind(3, static_cast<std::int64_t>(end_));
      row.bind(4, static_cast<std::int64_t>(bytes.size()));
    });
    end_ += bytes.size();
  }
  void commit() override {
    make_durable(folder_);
    table_.commit();
  }
  void settle() override { table_.settle(); }
  std::size_t look_up(std::size_t number) override {
    return table_.find(sha256(generated_.numbered(number)), [&](SQLite::Statement& row) {
      const auto pack = static_cast<std::size_t>(row.getColumn(1).getInt64());
      Bytes bytes(static_cast<std::size_t>(row.getColumn(3).getInt64()));
      const UniqueFd file{::open(path_of(pack).c_str(), O_RDONLY | O_CLOEXEC)};
      const ssize_t got =
          ::pread(file.get(), bytes.data(), bytes.size(), row.getColumn(2).getInt64());
      return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    });
  }

 private:
  [[nodiscard]] std::string path_of(std::size_t pack) const {
    return (folder_ / std::to_string(pack)).string();
  }

  fs::path folder_;
  const StoreObjects& generated_;
  Table table_;
  UniqueFd pack_;  // of the series that is being added to
  std::size_t end_ = 0;
};

template <class Shape, class... More>
ShapeMaker maker_of(More... more) {
  return [more...](const fs::path& folder, const StoreObjects& objects) {
    return std::make_unique<Shape>(folder, objects, more...);
  };
}

}  // namespace

ShapeMaker our_store() {
  return maker_of<OurStore>();
}
ShapeMaker folders_of_files(std::size_t digits) {
  return maker_of<Folders>(digits);
}
ShapeMaker table_of_blobs() {
  return maker_of<Blobs>();
}
ShapeMaker file_a_series() {
  return maker_of<Packs>();
}

}  // namespace noctis
