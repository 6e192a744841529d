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
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns, placeholders(columns));
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

// What `held` becomes by what a file of `mtime_ns` says.
void take_up(auto& held, const auto& said, std::int64_t mtime_ns, auto fields_of) {
  const bool is_newer = mtime_ns >= held.newest_mtime_ns;
  if (fields_of(said) != fields_of(std::as_const(held.row))) {
    auto row = is_newer ? said : held.row;
    complete(fields_of(row), fields_of(is_newer ? std::as_const(held.row) : said));
    held.is_written &= fields_of(row) == fields_of(held.row);
    held.row = std::move(row);
  }
  held.is_written &= mtime_ns <= held.newest_mtime_ns;
  held.newest_mtime_ns = std::max(mtime_ns, held.newest_mtime_ns);
}

// Writes `held` where it tells more than its row, and lets go of it.
void write_back(PreparedStatement& update, auto& held, auto fields_of) {
  if (held && !held->is_written)
    execute(update, held->newest_mtime_ns, fields_of(std::as_const(held->row)), held->id);
  held.reset();
}

// As find_study has it.
bool is_one_study(const StudyRow& a, const StudyRow& b) {
  return a.study_instance_uid == b.study_instance_uid &&
         a.patient.patient_id == b.patient.patient_id &&
         (!a.patient.patient_id.empty() || a.patient.patient_name == b.patient.patient_name);
}

constexpr auto fields_of_any_study = [](auto& row) { return fields_of_study(row); };
constexpr auto fields_of_any_series = [](auto& row) { return fields_of_series(row); };

}  // namespace

StudyRows::StudyRows(const Connection& connection)
    : connection_(connection),
      find_study_(connection.prepare(
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
  if (!study_ || !is_one_study(study_->row, study)) {
    settle_study();
    study_ = find_or_make(study, mtime_ns);
  }
  take_up(*study_, study, mtime_ns, fields_of_any_study);
  return study_->id;
}

std::int64_t StudyRows::put_series(std::int64_t study_id, const SeriesRow& series,
                                   std::int64_t mtime_ns) {
  const bool is_held = series_ && study_of_series_ == study_id &&
                       series_->row.series_instance_uid == series.series_instance_uid;
  if (!is_held) {
    settle_series();
    series_ = find_or_make(study_id, series, mtime_ns);
    study_of_series_ = study_id;
  }
  take_up(*series_, series, mtime_ns, fields_of_any_series);
  return series_->id;
}

void StudyRows::settle() {
  settle_study();
  settle_series();
}

void StudyRows::forget() noexcept {
  study_.reset();
  series_.reset();
}

auto StudyRows::find_or_make(const StudyRow& study, std::int64_t mtime_ns) -> Held<StudyRow> {
  Held<StudyRow> held;
  if (Execution find(find_study_, study.study_instance_uid, study.patient.patient_id,
                     study.patient.patient_name);
      find.step()) {
    find.read(held.id, held.newest_mtime_ns, fields_of_study(held.row));
    return held;
  }
  execute(insert_study_, mtime_ns, fields_of_study(study));
  return {connection_.last_id(), mtime_ns, study};
}

auto StudyRows::find_or_make(std::int64_t study_id, const SeriesRow& series, std::int64_t mtime_ns)
    -> Held<SeriesRow> {
  Held<SeriesRow> held;
  if (Execution find(find_series_, series.series_instance_uid, study_id); find.step()) {
    find.read(held.id, held.newest_mtime_ns, fields_of_series(held.row));
    return held;
  }
  execute(insert_series_, study_id, mtime_ns, fields_of_series(series));
  return {connection_.last_id(), mtime_ns, series};
}

void StudyRows::settle_study() {
  write_back(update_study_, study_, fields_of_any_study);
}

void StudyRows::settle_series() {
  write_back(update_series_, series_, fields_of_any_series);
}

}  // namespace noctis
