#include "store/instance_rows.hpp"

#include "base/digest.hpp"
#include "store/row_columns.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

// SQLite copies each page that an upsert, an OR REPLACE or a RETURNING changes, to be able to take
// the statement back.  So a row is inserted where there is none, at no such cost, and only where
// that changes nothing, for it is there, written anew.

std::string insert_instance_sql() {
  return fmt::format(
      "INSERT INTO instance (series, {}) VALUES (?, {}) ON CONFLICT (digest) DO NOTHING",
      instance_columns, placeholders(instance_columns));
}

std::string update_instance_sql() {
  return fmt::format("UPDATE instance SET (series, {}) = (?, {}) WHERE id = ?", instance_columns,
                     placeholders(instance_columns));
}

constexpr std::string_view said_of_rendition =
    "recipe, object, width, height, window_center, window_width, voi_function, "
    "display_attributes, format, object_sha256, object_bytes";

std::string insert_rendition_sql() {
  return fmt::format(
      "INSERT INTO rendition ({}, instance, frame, kind, preset) VALUES ({}, ?, ?, ?, ?)"
      " ON CONFLICT (instance, frame, kind, preset) DO NOTHING",
      said_of_rendition, placeholders(said_of_rendition));
}

std::string update_rendition_sql() {
  return fmt::format(
      "UPDATE rendition SET ({}) = ({})"
      " WHERE instance = ? AND frame = ? AND kind = ? AND preset = ?",
      said_of_rendition, placeholders(said_of_rendition));
}

}  // namespace

InstanceRows::InstanceRows(const Connection& connection)
    : connection_(connection),
      insert_instance_(connection.prepare(insert_instance_sql())),
      find_instance_(connection.prepare("SELECT id FROM instance WHERE digest = ?")),
      update_instance_(connection.prepare(update_instance_sql())),
      insert_rendition_(connection.prepare(insert_rendition_sql())),
      update_rendition_(connection.prepare(update_rendition_sql())),
      insert_object_(connection.prepare("INSERT INTO object (sha256, bytes) VALUES (?, ?)"
                                        " ON CONFLICT (sha256) DO NOTHING")),
      find_object_(connection.prepare("SELECT id FROM object WHERE sha256 = ?")),
      insert_attributes_(
          connection.prepare("INSERT INTO display_attributes (sha256, json) VALUES (?, ?)"
                             " ON CONFLICT (sha256) DO NOTHING")),
      find_attributes_(connection.prepare("SELECT id FROM display_attributes WHERE sha256 = ?")) {}

std::int64_t InstanceRows::put_instance(std::int64_t series_id, const InstanceRow& instance) {
  const auto fields = fields_of_instance(instance);
  if (changes_a_row(insert_instance_, series_id, fields))
    return connection_.last_id();
  const std::int64_t id = id_of(find_instance_, instance.digest);
  execute(update_instance_, series_id, fields, id);
  return id;
}

std::int64_t InstanceRows::id_of(PreparedStatement& find, const Digest& digest) {
  std::int64_t id = 0;
  if (Execution found(find, digest); found.step())
    found.read(id);
  return id;
}

template <class Value>
std::int64_t InstanceRows::intern(PreparedStatement& insert, PreparedStatement& find,
                                  const Digest& digest, const Value& value) {
  if (changes_a_row(insert, digest, value))
    return connection_.last_id();
  return id_of(find, digest);
}

std::optional<std::int64_t> InstanceRows::put_attributes(const std::string& json) {
  if (json.empty())
    return std::nullopt;
  return intern(insert_attributes_, find_attributes_, sha256(as_bytes(json)), json);
}

void InstanceRows::put_rendition(std::int64_t instance_id, const RenditionRow& row) {
  const std::int64_t object = intern(insert_object_, find_object_, row.object.sha256, row.bytes);
  const std::optional<std::int64_t> attributes = put_attributes(row.display_attributes);
  const auto write = [&](PreparedStatement& statement) {
    return changes_a_row(statement, row.recipe, object, row.width, row.height, row.window_center,
                         row.window_width, row.voi_function, attributes, row.format, row.object,
                         row.bytes, instance_id, row.frame, row.kind, KeyText{row.preset});
  };
  if (!write(insert_rendition_))
    write(update_rendition_);
}

}  // namespace noctis
