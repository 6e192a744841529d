// A store in a temporary folder, and records to fill it with.

#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <SQLiteCpp/Database.h>

#include "store/index.hpp"
#include "store/index_writer.hpp"
#include "store/object_store.hpp"
#include "support/temporary_folder.hpp"

namespace noctis::test {

inline Digest digest_of(std::string_view text) {
  return sha256(as_bytes(text));
}

/// The kind of error that `body` throws as Fatal; nothing where it throws none.
template <class Body>
std::optional<Error> fatal_error(Body&& body) {
  try {
    body();
  } catch (const Fatal& fatal) {
    return fatal.error();
  }
  return std::nullopt;
}

/// A file of patient "P", study "1.1", series "1.1.1", whose instance is told from others by
/// `content`.
inline SourceRecord image_record(const std::string& path, const std::string& uid,
                                 const std::string& content, std::int64_t mtime_ns = 1000) {
  SourceRecord record;
  record.source.path = path;
  record.source.stamp = {.size = 500, .mtime_ns = mtime_ns, .ctime_ns = 7, .device = 8, .inode = 9};
  record.source.outcome = SourceOutcome::rendered;
  record.source.plan = digest_of("plan");
  record.source.content_digest = digest_of("file of " + content);
  record.source.seen_ns = 77;

  InstanceRecord instance;
  instance.study.study_instance_uid = "1.1";
  instance.study.study_date = "20240131";
  instance.study.patient.patient_id = "P";
  instance.study.patient.patient_name = "Doe^Jane";
  instance.series.series_instance_uid = "1.1.1";
  instance.series.modality = "CT";
  instance.instance.digest = digest_of(content);
  instance.instance.attributes_digest = digest_of("attributes of " + content);
  instance.instance.sop_instance_uid = uid;
  instance.instance.rows = 4;
  instance.instance.columns = 6;
  instance.instance.frames = 1;
  instance.instance.mtime_ns = mtime_ns;
  record.instance = std::move(instance);
  return record;
}

inline SourceRecord failed_record(const std::string& path, const std::string& reason) {
  SourceRecord record;
  record.source.path = path;
  record.source.stamp.size = 100;
  record.source.outcome = SourceOutcome::failed;
  record.source.reason = reason;
  return record;
}

inline RenditionRow rendition_of(const ObjectId& object, std::uint64_t bytes,
                                 const std::string& preset = "soft",
                                 RenditionKind kind = RenditionKind::display) {
  RenditionRow row;
  row.kind = kind;
  row.preset = preset;
  row.recipe = digest_of("recipe of " + preset);
  row.object = object;
  row.bytes = bytes;
  row.width = 6;
  row.height = 4;
  return row;
}

/// An empty store with its writer.
class SampleStore {
 public:
  SampleStore()
      : writer(std::make_unique<IndexWriter>(IndexWriter::open(path()))),
        objects(ObjectStore::open_for_writing(path(), [](const ObjectId&) { return false; })) {}

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] Index index() const { return Index::open(path()); }

  SourceOutcome record(const SourceRecord& record) { return writer->record(record); }
  void commit() { writer->commit(objects); }

  void record_and_commit(const std::vector<SourceRecord>& records) {
    for (const SourceRecord& each : records)
      record(each);
    commit();
  }

  /// As the version of noctis before this one made it; closed.
  void make_older() {
    writer.reset();
    SQLite::Database((path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE)
        .exec(
            "ALTER TABLE rendition DROP COLUMN object_sha256;"
            "ALTER TABLE rendition DROP COLUMN object_bytes;"
            "PRAGMA user_version = 4");
  }

  /// By a writer of its own, as another run would.
  void mark_missing_and_commit(const std::string& path) {
    reopen();
    writer->mark_missing(path, 1);
    commit();
  }

  /// The writer closed and opened again, as by another run.
  void reopen() {
    writer.reset();
    writer = std::make_unique<IndexWriter>(IndexWriter::open(path()));
  }

 private:
  TemporaryFolder folder_;

 public:
  std::unique_ptr<IndexWriter> writer;
  ObjectStore objects;
};

}  // namespace noctis::test
