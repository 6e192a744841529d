// A page of studies.  The conditions that are asked for make the statement's text; whatever a
// client says is bound to it, never part of it.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <SQLiteCpp/Transaction.h>

#include "store/index.hpp"
#include "store/index_state.hpp"

namespace noctis {

namespace {

// A text for LIKE ... ESCAPE '\' that finds `part` anywhere.
std::string pattern_of(std::string_view part) {
  std::string pattern = "%";
  for (const char letter : part) {
    if (letter == '%' || letter == '_' || letter == '\\')
      pattern += '\\';
    pattern += letter;
  }
  return pattern + '%';
}

// What is sorted by beside the id; empty where it is the id alone.
std::string_view key_of(StudySort sort) {
  switch (sort) {
    case StudySort::date:
      return "study.study_date";
    case StudySort::name:
      return "study.patient_name COLLATE NOCASE";
    case StudySort::patient_id:
      return "study.patient_id COLLATE NOCASE";
    case StudySort::id:
      break;
  }
  return "";
}

std::optional<std::string> key_value(const StudyRow& study, StudySort sort) {
  const std::string& value = sort == StudySort::date         ? study.study_date
                             : sort == StudySort::name       ? study.patient.patient_name
                             : sort == StudySort::patient_id ? study.patient.patient_id
                                                             : std::string();
  return value.empty() ? std::nullopt : std::optional(value);
}

// Conditions, and the values of their parameters in order.
struct Conditions {
  std::string sql = "1";
  std::vector<std::variant<std::int64_t, std::string>> values = {};

  void add(std::string_view condition) { sql += fmt::format(" AND ({})", condition); }

  void bind(PreparedStatement& statement) const {
    int at = 1;
    for (const auto& value : values)
      if (const auto* const text = std::get_if<std::string>(&value))
        bind_value(statement, at++, KeyText{*text});
      else
        bind_value(statement, at++, std::get<std::int64_t>(value));
  }
};

Conditions conditions_of(const StudyQuery& query) {
  Conditions conditions;
  if (!query.text.empty()) {
    constexpr std::string_view fields[] = {
        "study.patient_name", "replace(replace(study.patient_name, '^', ' '), '=', ' ')",
        "study.patient_id", "study.study_description", "study.accession_number"};
    std::string any;
    for (const std::string_view field : fields) {
      any += fmt::format("{}{} LIKE ? ESCAPE '\\'", any.empty() ? "" : " OR ", field);
      conditions.values.emplace_back(pattern_of(query.text));
    }
    conditions.add(any);
  }
  if (!query.modality.empty()) {
    conditions.add(
        "EXISTS (SELECT 1 FROM shown_series WHERE shown_series.study = study.id"
        " AND shown_series.modality = ? COLLATE NOCASE)");
    conditions.values.emplace_back(query.modality);
  }
  if (!query.first_date.empty()) {
    conditions.add("study.study_date >= ?");
    conditions.values.emplace_back(query.first_date);
  }
  if (!query.last_date.empty()) {
    conditions.add("study.study_date <= ?");
    conditions.values.emplace_back(query.last_date);
  }
  return conditions;
}

// NULL is less than every text, as ORDER BY has it.
void add_cursor(Conditions& conditions, const StudyCursor& cursor) {
  const bool descending = cursor.order.descending;
  const std::string_view beyond = descending ? "<" : ">";
  const std::string_view key = key_of(cursor.order.by);
  if (key.empty()) {
    conditions.add(fmt::format("study.id {} ?", beyond));
  } else if (cursor.key) {
    conditions.add(fmt::format("{0} {1} ? OR ({0} = ? AND study.id {1} ?){2}", key, beyond,
                               descending ? fmt::format(" OR {} IS NULL", key) : ""));
    conditions.values.emplace_back(*cursor.key);
    conditions.values.emplace_back(*cursor.key);
  } else {
    conditions.add(descending ? fmt::format("{} IS NULL AND study.id < ?", key)
                              : fmt::format("{} IS NOT NULL OR study.id > ?", key));
  }
  conditions.values.emplace_back(cursor.id);
}

std::string order_of(const StudyOrder& order) {
  const std::string_view direction = order.descending ? "DESC" : "ASC";
  const std::string_view key = key_of(order.by);
  return key.empty() ? fmt::format("study.id {}", direction)
                     : fmt::format("{0} {1}, study.id {1}", key, direction);
}

}  // namespace

StudyPage Index::find_studies(const StudyQuery& query) const {
  Connection& connection = state_->connection;
  return connection.run([&] {
    SQLite::Transaction snapshot(connection.database());
    StudyPage page;
    Conditions conditions = conditions_of(query);
    {
      PreparedStatement count = connection.prepare(
          fmt::format("SELECT count(*) FROM shown_study AS study WHERE {}", conditions.sql));
      conditions.bind(count);
      if (count.step())
        page.total = static_cast<std::uint64_t>(count.integer(0));
    }
    if (query.after)
      add_cursor(conditions, *query.after);
    // The page's ids first: what is counted of a study is counted for those of the page alone.
    PreparedStatement ids = connection.prepare(
        fmt::format("SELECT study.id FROM shown_study AS study WHERE {} ORDER BY {} LIMIT {}",
                    conditions.sql, order_of(query.order), std::uint64_t{query.limit} + 1));
    conditions.bind(ids);
    PreparedStatement find = connection.prepare(query::study());
    bool has_more = false;
    while (!has_more && ids.step()) {
      has_more = page.studies.size() == query.limit;
      if (has_more)
        break;
      Execution row(find, ids.integer(0));
      if (row.step())
        read_study(row, page.studies.emplace_back());
    }
    if (has_more) {
      const StoredStudy& last = page.studies.back();
      page.next = StudyCursor{query.order, key_value(last.study, query.order.by), last.id};
    }
    return page;
  });
}

}  // namespace noctis
