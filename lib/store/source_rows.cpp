#include "store/source_rows.hpp"

#include "store/row_columns.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

// Two statements, for one that replaces would cost each new row more: see InstanceRows.
std::string insert_sql() {
  return fmt::format("INSERT INTO source ({}, path) VALUES ({}, ?) ON CONFLICT (path) DO NOTHING",
                     source_columns, placeholders(source_columns));
}

std::string update_sql() {
  return fmt::format("UPDATE source SET ({}) = ({}) WHERE path = ?", source_columns,
                     placeholders(source_columns));
}

std::string touch_sql() {
  return fmt::format(
      "UPDATE source SET ({}) = ({}), plan = ?, content_digest = coalesce(?, content_digest),"
      " seen_ns = ?, missing_since_ns = NULL WHERE path = ?",
      stamp_columns, placeholders(stamp_columns));
}

// It is missing since the first time that it was.
constexpr const char* mark_missing_sql =
    "UPDATE source SET missing_since_ns = coalesce(missing_since_ns, ?) WHERE path = ?";

constexpr const char* has_another_that_rendered_sql =
    "SELECT 1 FROM source WHERE instance = ? AND path <> ? AND missing_since_ns IS NULL"
    " AND outcome IN ('rendered', 'conflict') LIMIT 1";

constexpr const char* promote_sql =
    "UPDATE source SET outcome = 'rendered' WHERE path ="
    " (SELECT min(path) FILTER (WHERE outcome = 'duplicate') FROM source"
    "  WHERE instance = ? AND missing_since_ns IS NULL GROUP BY instance"
    "  HAVING sum(outcome IN ('rendered', 'conflict')) = 0)"
    " RETURNING path";

// Back again, it finds its place taken.
constexpr const char* demote_sql =
    "UPDATE source SET outcome = 'duplicate' WHERE path = ?1 AND outcome IN ('rendered', "
    "'conflict')"
    " AND EXISTS (SELECT 1 FROM source AS other WHERE other.instance = source.instance"
    "  AND other.path <> ?1 AND other.missing_since_ns IS NULL"
    "  AND other.outcome IN ('rendered', 'conflict'))";

constexpr const char* uid_with_another_bearer_sql =
    "SELECT sop_instance_uid FROM instance WHERE id = ? AND EXISTS (SELECT 1 FROM instance AS other"
    " WHERE other.sop_instance_uid = instance.sop_instance_uid AND other.id <> instance.id)";

// Three are as good as thousands (a UID that a careless program gave to all its files): see below.
constexpr const char* count_bearers_sql =
    "SELECT count(*) FROM (SELECT 1 FROM instance WHERE sop_instance_uid = ? AND EXISTS"
    " (SELECT 1 FROM source WHERE source.instance = instance.id AND missing_since_ns IS NULL)"
    " LIMIT 3)";

constexpr const char* end_conflict_sql =
    "UPDATE source SET outcome = 'rendered' WHERE outcome = 'conflict'"
    " AND instance IN (SELECT id FROM instance WHERE sop_instance_uid = ?)";

constexpr const char* begin_conflict_sql =
    "UPDATE source SET outcome = 'conflict' WHERE outcome = 'rendered'"
    " AND missing_since_ns IS NULL"
    " AND instance IN (SELECT id FROM instance WHERE sop_instance_uid = ?)";

constexpr const char* join_conflict_sql =
    "UPDATE source SET outcome = 'conflict' WHERE outcome = 'rendered'"
    " AND missing_since_ns IS NULL AND path = ?"
    " AND EXISTS (SELECT 1 FROM instance WHERE id = source.instance AND sop_instance_uid = ?)";

}  // namespace

SourceRows::SourceRows(const Connection& connection)
    : insert_(connection.prepare(insert_sql())),
      update_(connection.prepare(update_sql())),
      touch_(connection.prepare(touch_sql())),
      mark_missing_(connection.prepare(mark_missing_sql)),
      instance_of_(connection.prepare("SELECT instance FROM source WHERE path = ?")),
      outcome_of_(connection.prepare("SELECT outcome FROM source WHERE path = ?")),
      has_another_that_rendered_(connection.prepare(has_another_that_rendered_sql)),
      promote_(connection.prepare(promote_sql)),
      demote_(connection.prepare(demote_sql)),
      uid_with_another_bearer_(connection.prepare(uid_with_another_bearer_sql)),
      count_bearers_(connection.prepare(count_bearers_sql)),
      end_conflict_(connection.prepare(end_conflict_sql)),
      begin_conflict_(connection.prepare(begin_conflict_sql)),
      join_conflict_(connection.prepare(join_conflict_sql)) {}

SourceOutcome SourceRows::put(const SourceRow& source) {
  SourceRow row = source;
  row.missing_since_ns.reset();
  if (row.outcome == SourceOutcome::conflict || row.outcome == SourceOutcome::duplicate)
    row.outcome = SourceOutcome::rendered;  // until the others have been asked
  if (is_duplicate(row))
    row.outcome = SourceOutcome::duplicate;

  const auto write = [&](PreparedStatement& statement) {
    return changes_a_row(statement, fields_of_source(std::as_const(row)), Path{row.path});
  };
  std::optional<std::int64_t> instance_before;
  if (!write(insert_)) {
    instance_before = instance_of(row.path);
    write(update_);
    promote_duplicate(instance_before);
  }
  const bool may_be_a_conflict = settle_conflicts(row.instance_id, row.path);
  if (instance_before != row.instance_id)
    settle_conflicts(instance_before, row.path);
  return may_be_a_conflict ? outcome_of(row.path) : row.outcome;
}

void SourceRows::touch(const SourceRow& source) {
  execute(touch_, fields_of_stamp(source.stamp), source.plan, source.content_digest, source.seen_ns,
          Path{source.path});
  execute(demote_, Path{source.path});
  settle_conflicts(instance_of(source.path), source.path);
}

void SourceRows::mark_missing(std::string_view path, std::int64_t since_ns) {
  execute(mark_missing_, since_ns, Path{path});
  const std::optional<std::int64_t> instance_id = instance_of(path);
  promote_duplicate(instance_id);
  settle_conflicts(instance_id, path);
}

std::optional<std::int64_t> SourceRows::instance_of(std::string_view path) {
  std::optional<std::int64_t> id;
  if (Execution find(instance_of_, Path{path}); find.step())
    find.read(id);
  return id;
}

SourceOutcome SourceRows::outcome_of(std::string_view path) {
  SourceOutcome outcome = SourceOutcome::failed;
  if (Execution find(outcome_of_, Path{path}); find.step())
    find.read(outcome);
  return outcome;
}

bool SourceRows::is_duplicate(const SourceRow& source) {
  return source.outcome == SourceOutcome::rendered && source.instance_id &&
         Execution(has_another_that_rendered_, source.instance_id, Path{source.path}).step();
}

void SourceRows::promote_duplicate(std::optional<std::int64_t> instance_id) {
  if (!instance_id)
    return;
  std::string path;
  if (Execution promoted(promote_, instance_id); promoted.step())
    promoted.read(path);
  if (!path.empty())
    settle_conflicts(instance_id, path);
}

bool SourceRows::settle_conflicts(std::optional<std::int64_t> instance_id, std::string_view path) {
  std::string uid;
  if (Execution find(uid_with_another_bearer_, instance_id); instance_id && find.step())
    find.read(uid);
  if (uid.empty())
    return false;  // as nearly always

  std::int64_t bearers = 0;
  if (Execution count(count_bearers_, uid); count.step())
    count.read(bearers);
  if (bearers <= 1)
    execute(end_conflict_, uid);
  else if (bearers == 2)
    execute(begin_conflict_, uid);
  else  // there was a conflict already: only `path` can be new to it, where it bears the UID still
    execute(join_conflict_, Path{path}, uid);
  return true;
}

}  // namespace noctis
