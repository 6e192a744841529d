#include "store/instance_rows.hpp"

#include "base/digest.hpp"
#include "store/row_columns.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

std::string put_instance_sql() {
  return fmt::format(
      "INSERT INTO instance (series, {0}) VALUES (?, {1})"
      " ON CONFLICT (digest) DO UPDATE SET (series, {0}) = (excluded.series, {2}) RETURNING id",
      instance_columns, placeholders(instance_columns), qualified("excluded", instance_columns));
}

// Not INSERT OR REPLACE: that copies each page it changes, to be able to take the statement back.
constexpr const char* put_rendition_sql =
    "INSERT INTO rendition (instance, frame, kind, preset, recipe, object, width, height,"
    " window_center, window_width, voi_function, display_attributes, format)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (instance, frame, kind, preset) DO UPDATE SET recipe = excluded.recipe,"
    " object = excluded.object, width = excluded.width, height = excluded.height,"
    " window_center = excluded.window_center, window_width = excluded.window_width,"
    " voi_function = excluded.voi_function, display_attributes = excluded.display_attributes,"
    " format = excluded.format";

}  // namespace

InstanceRows::InstanceRows(const Connection& connection)
    : connection_(connection),
      put_instance_(connection.prepare(put_instance_sql())),
      put_rendition_(connection.prepare(put_rendition_sql)),
      insert_object_(connection.prepare("INSERT INTO object (sha256, bytes) VALUES (?, ?)"
                                        " ON CONFLICT (sha256) DO NOTHING")),
      find_object_(connection.prepare("SELECT id FROM object WHERE sha256 = ?")),
      insert_attributes_(
          connection.prepare("INSERT INTO display_attributes (sha256, json) VALUES (?, ?)"
                             " ON CONFLICT (sha256) DO NOTHING")),
      find_attributes_(connection.prepare("SELECT id FROM display_attributes WHERE sha256 = ?")) {}

std::int64_t InstanceRows::put_instance(std::int64_t series_id, const InstanceRow& instance) {
  Execution execution(put_instance_, series_id, fields_of_instance(instance));
  std::int64_t id = 0;
  if (execution.step())
    execution.read(id);
  return id;
}

template <class Value>
std::int64_t InstanceRows::intern(PreparedStatement& insert, PreparedStatement& find,
                                  const Digest& digest, const Value& value) {
  // RETURNING would do, at twice the cost: SQLite makes a temporary table for it.
  if (changes_a_row(insert, digest, value))
    return connection_.last_id();
  std::int64_t id = 0;
  if (Execution found(find, digest); found.step())
    found.read(id);
  return id;
}

std::optional<std::int64_t> InstanceRows::put_attributes(const std::string& json) {
  if (json.empty())
    return std::nullopt;
  return intern(insert_attributes_, find_attributes_, sha256(as_bytes(json)), json);
}

void InstanceRows::put_rendition(std::int64_t instance_id, const RenditionRow& row) {
  const std::int64_t object = intern(insert_object_, find_object_, row.object.sha256, row.bytes);
  const std::optional<std::int64_t> attributes = put_attributes(row.display_attributes);
  execute(put_rendition_, instance_id, row.frame, row.kind, KeyText{row.preset}, row.recipe, object,
          row.width, row.height, row.window_center, row.window_width, row.voi_function, attributes,
          row.format);
}

}  // namespace noctis
