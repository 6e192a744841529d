#include "store/doomed_rows.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

constexpr const char* tables_sql =
    "CREATE TEMP TABLE doomed_source (path BLOB PRIMARY KEY, reason INTEGER) WITHOUT ROWID;"
    "CREATE TEMP TABLE doomed_instance (id INTEGER PRIMARY KEY, reason INTEGER);"
    "CREATE TEMP TABLE doomed_rendition (instance INTEGER, frame INTEGER, kind INTEGER,"
    " preset TEXT, reason INTEGER, PRIMARY KEY (instance, frame, kind, preset)) WITHOUT ROWID;"
    "CREATE TEMP TABLE doomed_object (sha256 BLOB PRIMARY KEY, id INTEGER, bytes INTEGER,"
    " reason INTEGER) WITHOUT ROWID;"
    "CREATE TEMP TABLE kept_preset (name TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TEMP TABLE doomed_uid (uid TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TEMP TABLE bereft (instance INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE study_rank (study INTEGER PRIMARY KEY, rank INTEGER);";

constexpr const char* doom_study_sql =
    "INSERT OR IGNORE INTO doomed_instance SELECT instance.id, ?1 FROM study"
    " JOIN series ON series.study = study.id JOIN instance ON instance.series = series.id"
    " WHERE study.study_instance_uid = ?2";

constexpr const char* doom_presets_sql =
    "INSERT OR IGNORE INTO doomed_rendition SELECT instance, frame, kind, preset, ?1"
    " FROM rendition WHERE kind <> 2 AND preset NOT IN (SELECT name FROM kept_preset)";

// Gone first, those that went first before others: what is there would be rendered again.
constexpr const char* rank_studies_sql =
    "INSERT INTO study_rank SELECT study, row_number() OVER (ORDER BY there, seen, study) FROM"
    " (SELECT series.study AS study, max(coalesce(source.seen_ns, 0)) AS seen,"
    "  max(CASE WHEN source.path IS NULL THEN 0"
    "   ELSE coalesce(source.missing_since_ns, 9223372036854775807) END) AS there FROM series"
    "  JOIN instance ON instance.series = series.id"
    "  LEFT JOIN source ON source.instance = instance.id GROUP BY series.study)";

// An object goes with the last of the studies that name it.
constexpr const char* bytes_by_rank_sql =
    "SELECT rank, sum(bytes) FROM (SELECT object.bytes AS bytes, max(study_rank.rank) AS rank"
    "  FROM object JOIN rendition ON rendition.object = object.id"
    "  JOIN instance ON instance.id = rendition.instance"
    "  JOIN series ON series.id = instance.series JOIN study_rank ON study_rank.study = "
    "series.study"
    "  WHERE object.sha256 NOT IN (SELECT sha256 FROM doomed_object) GROUP BY object.id)"
    " GROUP BY rank ORDER BY rank";

constexpr const char* doom_up_to_rank_sql =
    "INSERT OR IGNORE INTO doomed_instance SELECT instance.id, ?1 FROM study_rank"
    " JOIN series ON series.study = study_rank.study JOIN instance ON instance.series = series.id"
    " WHERE study_rank.rank <= ?2";

constexpr const char* doom_nameless_sql =
    "INSERT OR IGNORE INTO doomed_instance SELECT id, ?1 FROM instance"
    " WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.instance = instance.id)";

constexpr const char* doom_unnamed_objects_sql =
    "INSERT OR IGNORE INTO doomed_object SELECT sha256, id, bytes, ?1 FROM object"
    " WHERE NOT EXISTS (SELECT 1 FROM rendition WHERE rendition.object = object.id)";

constexpr const char* doom_sourceless_sql =
    "INSERT OR IGNORE INTO doomed_instance SELECT DISTINCT source.instance, ?1"
    " FROM doomed_source JOIN source ON source.path = doomed_source.path"
    " WHERE source.instance IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source AS other"
    "  WHERE other.instance = source.instance"
    "  AND other.path NOT IN (SELECT path FROM doomed_source))";

constexpr const char* doom_images_sources_sql =
    "INSERT OR IGNORE INTO doomed_source SELECT source.path, ?1 FROM doomed_instance"
    " JOIN source ON source.instance = doomed_instance.id WHERE doomed_instance.reason = ?1";

constexpr const char* doom_images_renditions_sql =
    "INSERT OR IGNORE INTO doomed_rendition"
    " SELECT rendition.instance, frame, kind, preset, ?1 FROM doomed_instance"
    " JOIN rendition ON rendition.instance = doomed_instance.id WHERE doomed_instance.reason = ?1";

constexpr const char* doom_objects_sql =
    "INSERT OR IGNORE INTO doomed_object SELECT object.sha256, object.id, object.bytes, ?1"
    " FROM object WHERE object.id IN (SELECT rendition.object FROM doomed_rendition AS doomed"
    "  JOIN rendition ON rendition.instance = doomed.instance AND rendition.frame = doomed.frame"
    "   AND rendition.kind = doomed.kind AND rendition.preset = doomed.preset"
    "  WHERE doomed.reason = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM rendition WHERE rendition.object = object.id"
    "  AND NOT EXISTS (SELECT 1 FROM doomed_rendition AS doomed"
    "   WHERE doomed.instance = rendition.instance AND doomed.frame = rendition.frame"
    "    AND doomed.kind = rendition.kind AND doomed.preset = rendition.preset))";

constexpr const char* named_renditions_sql =
    "SELECT study.study_instance_uid, series.series_instance_uid, instance.sop_instance_uid,"
    " instance.id, rendition.frame, rendition.kind,"
    " CASE rendition.kind WHEN 2 THEN 'master' ELSE rendition.preset END, rendition.preset"
    " FROM instance JOIN series ON series.id = instance.series JOIN study ON study.id = "
    "series.study"
    " LEFT JOIN rendition ON rendition.instance = instance.id";

// An image goes when all its renditions do.
constexpr const char* doom_emptied_images_sql =
    "INSERT OR IGNORE INTO doomed_instance SELECT DISTINCT doomed.instance, ?1"
    " FROM doomed_rendition AS doomed WHERE doomed.reason = ?1"
    " AND NOT EXISTS (SELECT 1 FROM rendition WHERE rendition.instance = doomed.instance"
    "  AND NOT EXISTS (SELECT 1 FROM doomed_rendition AS also"
    "   WHERE also.instance = rendition.instance AND also.frame = rendition.frame"
    "    AND also.kind = rendition.kind AND also.preset = rendition.preset))";

// In this order no row ever names one that is gone.
constexpr const char* remove_sql =
    "INSERT OR IGNORE INTO doomed_uid SELECT sop_instance_uid FROM instance"
    " WHERE id IN (SELECT id FROM doomed_instance) AND sop_instance_uid IS NOT NULL;"
    "INSERT OR IGNORE INTO bereft SELECT source.instance FROM doomed_source"
    " JOIN source ON source.path = doomed_source.path WHERE source.instance IS NOT NULL"
    " AND source.instance NOT IN (SELECT id FROM doomed_instance);"
    "DELETE FROM rendition WHERE (instance, frame, kind, preset) IN"
    " (SELECT instance, frame, kind, preset FROM doomed_rendition);"
    "DELETE FROM source WHERE path IN (SELECT path FROM doomed_source);"
    "DELETE FROM instance WHERE id IN (SELECT id FROM doomed_instance);"
    "DELETE FROM object WHERE id IN (SELECT id FROM doomed_object);"
    "DELETE FROM display_attributes WHERE NOT EXISTS"
    " (SELECT 1 FROM rendition WHERE rendition.display_attributes = display_attributes.id);"
    "DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM instance"
    " WHERE instance.series = series.id);"
    "DELETE FROM study WHERE NOT EXISTS (SELECT 1 FROM series WHERE series.study = study.id);";

// What a pattern took of an image that stays, the next run makes again: no plan equals this one.
constexpr const char* forget_plans_sql =
    "UPDATE source SET plan = zeroblob(32) WHERE instance IN"
    " (SELECT instance FROM doomed_rendition WHERE reason = ?)";

// The rules of source_rows.hpp, for those that the doomed leave behind.
constexpr const char* settle_sql =
    "UPDATE source SET outcome = 'rendered' WHERE outcome = 'conflict' AND instance IN"
    " (SELECT id FROM instance WHERE sop_instance_uid IN (SELECT uid FROM doomed_uid))"
    " AND NOT EXISTS (SELECT 1 FROM instance AS mine JOIN instance AS other"
    "  ON other.sop_instance_uid = mine.sop_instance_uid AND other.id <> mine.id"
    "  JOIN source AS theirs ON theirs.instance = other.id AND theirs.missing_since_ns IS NULL"
    "  WHERE mine.id = source.instance);"
    "UPDATE source SET outcome = 'rendered' WHERE outcome = 'duplicate' AND path IN"
    " (SELECT min(path) FILTER (WHERE outcome = 'duplicate') FROM source"
    "  WHERE instance IN (SELECT instance FROM bereft)"
    "  AND missing_since_ns IS NULL GROUP BY instance"
    "  HAVING sum(outcome IN ('rendered', 'conflict')) = 0);";

// "dicom:" is the prefix of the keys of a cache that went before this one.
std::string_view without_prefix(std::string_view pattern) {
  constexpr std::string_view prefix = "dicom:";
  return pattern.starts_with(prefix) ? pattern.substr(prefix.size()) : pattern;
}

bool is_everything(std::string_view pattern) {
  return !pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace

DoomedRows::DoomedRows(const Connection& connection)
    : connection_(connection),
      doom_source_(connection.prepare("INSERT OR IGNORE INTO doomed_source VALUES (?, ?)")) {
  PreparedStatement(connection_.prepare("PRAGMA temp_store = FILE")).run();
  for (const std::string_view sql : split(tables_sql, ';'))
    if (!sql.empty())
      connection_.prepare(std::string(sql)).run();
}

void DoomedRows::doom_images_of(RemovalReason reason) {
  for (const char* sql : {doom_images_sources_sql, doom_images_renditions_sql}) {
    PreparedStatement statement = connection_.prepare(sql);
    execute(statement, static_cast<int>(reason));
  }
  doom_objects_of(reason);
}

void DoomedRows::doom_objects_of(RemovalReason reason) {
  PreparedStatement statement = connection_.prepare(doom_objects_sql);
  execute(statement, static_cast<int>(reason));
}

void DoomedRows::doom_pattern(const std::string& pattern) {
  const std::string_view glob = without_prefix(pattern);
  constexpr int reason = static_cast<int>(RemovalReason::pattern);
  PreparedStatement doom_rendition =
      connection_.prepare("INSERT OR IGNORE INTO doomed_rendition VALUES (?, ?, ?, ?, ?)");
  PreparedStatement doom_instance =
      connection_.prepare("INSERT OR IGNORE INTO doomed_instance VALUES (?, ?)");
  PreparedStatement named = connection_.prepare(named_renditions_sql);
  Execution rows(named);
  while (rows.step()) {
    std::string study, series, uid, name, preset;
    std::int64_t instance = 0;
    std::optional<std::int64_t> frame, kind;
    rows.read(study, series, uid, instance, frame, kind, name, preset);
    if (!matches_glob(glob, study + '/' + series + '/' + uid + '/' + name))
      continue;
    if (frame)
      execute(doom_rendition, instance, *frame, *kind, KeyText{preset}, reason);
    else  // an image of which nothing was made
      execute(doom_instance, instance, reason);
  }
  PreparedStatement emptied = connection_.prepare(doom_emptied_images_sql);
  execute(emptied, reason);
  if (is_everything(glob)) {
    PreparedStatement all =
        connection_.prepare("INSERT OR IGNORE INTO doomed_source SELECT path, ? FROM source");
    execute(all, reason);
  }
  doom_images_of(RemovalReason::pattern);
}

void DoomedRows::doom_studies(const std::vector<std::string>& study_instance_uids) {
  PreparedStatement statement = connection_.prepare(doom_study_sql);
  for (const std::string& uid : study_instance_uids)
    execute(statement, static_cast<int>(RemovalReason::study), uid);
  doom_images_of(RemovalReason::study);
}

void DoomedRows::doom_presets_but(const std::vector<std::string>& kept) {
  PreparedStatement keep = connection_.prepare("INSERT OR IGNORE INTO kept_preset VALUES (?)");
  for (const std::string& name : kept)
    execute(keep, KeyText{name});
  PreparedStatement statement = connection_.prepare(doom_presets_sql);
  execute(statement, static_cast<int>(RemovalReason::unused_preset));
  doom_objects_of(RemovalReason::unused_preset);
}

std::int64_t DoomedRows::rank_that_suffices(std::uint64_t max_bytes) const {
  PreparedStatement statement = connection_.prepare(bytes_by_rank_sql);
  std::vector<std::pair<std::int64_t, std::uint64_t>> studies;  // 16 bytes a study
  std::uint64_t total = 0;
  {
    Execution rows(statement);
    while (rows.step()) {
      auto& [rank, bytes] = studies.emplace_back();
      rows.read(rank, bytes);
      total += bytes;
    }
  }
  std::int64_t last = -1;
  for (const auto& [rank, bytes] : studies) {
    if (total <= max_bytes)
      break;
    total -= bytes;
    last = rank;
  }
  return last;
}

void DoomedRows::doom_beyond(std::uint64_t max_bytes) {
  connection_.prepare(rank_studies_sql).run();
  PreparedStatement statement = connection_.prepare(doom_up_to_rank_sql);
  execute(statement, static_cast<int>(RemovalReason::size_limit), rank_that_suffices(max_bytes));
  doom_images_of(RemovalReason::size_limit);
}

void DoomedRows::doom_unnamed() {
  constexpr int reason = static_cast<int>(RemovalReason::unnamed);
  PreparedStatement nameless = connection_.prepare(doom_nameless_sql);
  execute(nameless, reason);
  doom_images_of(RemovalReason::unnamed);
  PreparedStatement objects = connection_.prepare(doom_unnamed_objects_sql);
  execute(objects, reason);
}

void DoomedRows::doom_source(std::string_view path, RemovalReason reason) {
  execute(doom_source_, Path{path}, static_cast<int>(reason));
}

void DoomedRows::doom_sourceless(RemovalReason reason) {
  PreparedStatement statement = connection_.prepare(doom_sourceless_sql);
  execute(statement, static_cast<int>(reason));
  doom_images_of(reason);
}

void DoomedRows::count(RemovalReport& report) const {
  const auto count_in = [&](const char* table, std::uint64_t RemovalReport::Part::*number) {
    PreparedStatement statement =
        connection_.prepare(fmt::format("SELECT reason, count(*) FROM {} GROUP BY reason", table));
    Execution rows(statement);
    while (rows.step()) {
      std::size_t reason = 0;
      std::uint64_t rows_of_reason = 0;
      rows.read(reason, rows_of_reason);
      report.parts.at(reason).*number += rows_of_reason;
    }
  };
  count_in("doomed_source", &RemovalReport::Part::sources);
  count_in("doomed_instance", &RemovalReport::Part::images);
  count_in("doomed_rendition", &RemovalReport::Part::renditions);
  count_in("doomed_object", &RemovalReport::Part::objects);
  PreparedStatement bytes =
      connection_.prepare("SELECT reason, sum(bytes) FROM doomed_object GROUP BY reason");
  Execution rows(bytes);
  while (rows.step()) {
    std::size_t reason = 0;
    std::uint64_t sum = 0;
    rows.read(reason, sum);
    report.parts.at(reason).bytes += sum;
  }
}

void DoomedRows::remove() const {
  PreparedStatement forget = connection_.prepare(forget_plans_sql);
  // What a run wanted and still wants is made again by it.
  for (const RemovalReason reason : {RemovalReason::pattern, RemovalReason::unused_preset})
    execute(forget, static_cast<int>(reason));
  for (const char* steps : {remove_sql, settle_sql})
    for (const std::string_view sql : split(steps, ';'))
      if (!sql.empty())
        connection_.prepare(std::string(sql)).run();
}

void DoomedRows::each_object(const std::function<void(const ObjectId&)>& visit) const {
  PreparedStatement statement =
      connection_.prepare("SELECT sha256 FROM doomed_object ORDER BY sha256");
  Execution rows(statement);
  while (rows.step()) {
    ObjectId id;
    rows.read(id);
    visit(id);
  }
}

}  // namespace noctis
