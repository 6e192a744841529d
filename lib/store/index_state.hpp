// What an Index holds: its connection, and its look-ups.  The listings have a statement each time,
// so that a visitor may call anything, the same listing included.

#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>

#include "store/connection.hpp"
#include "store/index.hpp"
#include "store/queries.hpp"
#include "store/row_columns.hpp"
#include "store/statement.hpp"

namespace noctis {

/// Which file a path names; all zero: none.
struct FileIdentity {
  std::uint64_t device = 0, inode = 0;

  // Never by opening it: to close an index again would drop SQLite's locks on it in this process.
  static FileIdentity of(const std::filesystem::path& path) noexcept {
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
      return {};
    return {status.st_dev, status.st_ino};
  }
  bool operator==(const FileIdentity&) const = default;
};

/// What a server looks up.
struct ServerStatements {
  explicit ServerStatements(const Connection& connection);

  PreparedStatement study, study_with_uid;
  PreparedStatement series, series_with_uid, series_of_study;
  PreparedStatement instances_in_series, instances_in_study;
  PreparedStatement listed_images, image, image_with_uid, shown_image, shown_image_with_uid;
  PreparedStatement object, newest_object;
};

struct Index::State {
  std::filesystem::path path = {};
  FileIdentity identity = {};

  // Shared with the cursors: SQLite must not close below their statements.
  std::shared_ptr<Connection> shared_connection;
  Connection& connection = *shared_connection;

  PreparedStatement source = connection.prepare(query::source());
  PreparedStatement source_with_content = connection.prepare(query::source_with_content());
  PreparedStatement has_object = connection.prepare(query::has_object());
  PreparedStatement has_attributes_digest = connection.prepare(query::has_attributes_digest());
  PreparedStatement instance = connection.prepare(query::instance());
  PreparedStatement instance_with_digest = connection.prepare(query::instance_with_digest());
  PreparedStatement instance_with_uid = connection.prepare(query::instance_with_uid());
  PreparedStatement images_of_series = connection.prepare(query::images_of_series());
  PreparedStatement images_of_study = connection.prepare(query::images_of_study());
  PreparedStatement renditions = connection.prepare(query::renditions());
  PreparedStatement rendition = connection.prepare(query::rendition());

  ServerStatements of_server{connection};

  explicit State(Connection opened)
      : shared_connection(std::make_shared<Connection>(std::move(opened))) {}
};

/// The columns of query::instance() and its like.
inline void read_instance(const Execution& row, StoredInstance& stored) {
  row.read(stored.id, stored.series_id, stored.study_id, stored.study_instance_uid,
           stored.series_instance_uid, stored.modality, stored.body_part_examined,
           fields_of_instance(stored.instance));
}

/// The columns of query::study() and its like.
inline void read_study(const Execution& row, StoredStudy& stored) {
  row.read(stored.id, fields_of_study(stored.study), stored.modalities, stored.series_count,
           stored.image_count);
}

/// The columns of query::series() and its like.
inline void read_series(const Execution& row, StoredSeries& stored) {
  row.read(stored.id, stored.study_id, stored.study_instance_uid, fields_of_series(stored.series),
           stored.image_count);
}

/// The columns of query::source() and its like.
inline void read_source(const Execution& row, SourceRow& source) {
  row.read(source.path, fields_of_source(source));
}

}  // namespace noctis
