// Writing instances and their renditions.

#pragma once

#include <cstdint>
#include <string>

#include "store/connection.hpp"
#include "store/rows.hpp"

namespace noctis {

/// Part of an IndexWriter: within its transaction.  Throws SQLite::Exception.
class InstanceRows {
 public:
  explicit InstanceRows(const Connection& connection);

  /// The instance's id: a new row, or the one of equal digest, written anew.
  [[nodiscard]] std::int64_t put_instance(std::int64_t series_id, const InstanceRow& instance);

  /// Replaces the row of equal frame, kind and preset.
  void put_rendition(std::int64_t instance_id, const RenditionRow& row);

 private:
  [[nodiscard]] static std::int64_t id_of(PreparedStatement& find, const Digest& digest);
  // The id of the row that `digest` names; made by `insert` with `value` where there is none.
  template <class Value>
  std::int64_t intern(PreparedStatement& insert, PreparedStatement& find, const Digest& digest,
                      const Value& value);
  std::optional<std::int64_t> put_attributes(const std::string& json);

  const Connection& connection_;
  PreparedStatement insert_instance_, find_instance_, update_instance_;
  PreparedStatement insert_rendition_, update_rendition_;
  PreparedStatement insert_object_, find_object_;
  PreparedStatement insert_attributes_, find_attributes_;
};

}  // namespace noctis
