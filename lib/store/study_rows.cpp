#include "store/study_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "store/row_columns.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

std::string insert_into(std::string_view table, std::string_view columns) {
  return fmt::format("INSERT INTO {} ({}) VALUES ({}) RETURNING id", table, columns,
                     placeholders(columns));
}

std::string update(std::string_view table, std::string_view columns) {
  return fmt::format("UPDATE {} SET (newest_mtime_ns, {}) = (?, {}) WHERE id = ?", table, columns,
                     placeholders(columns));
}

bool is_absent(const std::string& text) {
  return text.empty();
}
bool is_absent(const std::optional<std::int64_t>& number) {
  return !number.has_value();
}

template <class Field>
void complete_field(Field& field, const Field& older) {
  if (is_absent(field))
    field = older;
}

// Each field of `newer` that says nothing takes what `older` says.
template <class... Fields, std::size_t... at>
void complete_each(const std::tuple<Fields&...>& newer, const std::tuple<const Fields&...>& older,
                   std::index_sequence<at...>) {
  (complete_field(std::get<at>(newer), std::get<at>(older)), ...);
}
template <class... Fields>
void complete(const std::tuple<Fields&...>& newer, const std::tuple<const Fields&...>& older) {
  complete_each(newer, older, std::index_sequence_for<Fields...>());
}

std::int64_t insert(PreparedStatement& statement, const auto&... values) {
  Execution execution(statement, values...);
  std::int64_t id = 0;
  if (execution.step())
    execution.read(id);
  return id;
}

// A row as it is stored, and how old what it says is.
template <class Row>
struct Stored {
  std::int64_t id = 0;
  std::int64_t newest_mtime_ns = 0;
  Row row;
};

// The row that `stored` becomes by what a file of `mtime_ns` says.
template <class Row>
Row merged(const Stored<Row>& stored, const Row& said, std::int64_t mtime_ns, auto fields_of) {
  const bool is_newer = mtime_ns >= stored.newest_mtime_ns;
  Row row = is_newer ? said : stored.row;
  const Row& older = is_newer ? stored.row : said;
  complete(fields_of(row), fields_of(older));
  return row;
}

template <class Row>
void update_where_it_tells_more(PreparedStatement& statement, const Stored<Row>& stored,
                                const Row& said, std::int64_t mtime_ns, auto fields_of) {
  const Row row = merged(stored, said, mtime_ns, fields_of);
  if (mtime_ns > stored.newest_mtime_ns || fields_of(row) != fields_of(stored.row)) {
    execute(statement, std::max(mtime_ns, stored.newest_mtime_ns), fields_of(row), stored.id);
  }
}

constexpr auto fields_of_any_study = [](auto& row) { return fields_of_study(row); };
constexpr auto fields_of_any_series = [](auto& row) { return fields_of_series(row); };

}  // namespace

StudyRows::StudyRows(const Connection& connection)
    : find_study_(connection.prepare(
          fmt::format("SELECT id, newest_mtime_ns, {} FROM study WHERE study_instance_uid IS ?1"
                      " AND patient_id IS ?2 AND (?2 IS NOT NULL OR patient_name IS ?3)",
                      study_columns))),
      insert_study_(connection.prepare(
          insert_into("study", fmt::format("newest_mtime_ns, {}", study_columns)))),
      update_study_(connection.prepare(update("study", study_columns))),
      find_series_(connection.prepare(
          fmt::format("SELECT id, newest_mtime_ns, {} FROM series WHERE series_instance_uid IS ?"
                      " AND study = ?",
                      series_columns))),
      insert_series_(connection.prepare(
          insert_into("series", fmt::format("study, newest_mtime_ns, {}", series_columns)))),
      update_series_(connection.prepare(update("series", series_columns))) {}

std::int64_t StudyRows::put_study(const StudyRow& study, std::int64_t mtime_ns) {
  Stored<StudyRow> stored;
  {
    Execution find(find_study_, study.study_instance_uid, study.patient.patient_id,
                   study.patient.patient_name);
    if (!find.step())
      return insert(insert_study_, mtime_ns, fields_of_study(study));
    find.read(stored.id, stored.newest_mtime_ns, fields_of_study(stored.row));
  }
  update_where_it_tells_more(update_study_, stored, study, mtime_ns, fields_of_any_study);
  return stored.id;
}

std::int64_t StudyRows::put_series(std::int64_t study_id, const SeriesRow& series,
                                   std::int64_t mtime_ns) {
  Stored<SeriesRow> stored;
  {
    Execution find(find_series_, series.series_instance_uid, study_id);
    if (!find.step())
      return insert(insert_series_, study_id, mtime_ns, fields_of_series(series));
    find.read(stored.id, stored.newest_mtime_ns, fields_of_series(stored.row));
  }
  update_where_it_tells_more(update_series_, stored, series, mtime_ns, fields_of_any_series);
  return stored.id;
}

}  // namespace noctis
