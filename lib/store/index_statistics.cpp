// What `noctis stats` tells, counted from one snapshot.  What is hidden from the listings is not
// counted either, save that every source is.

#include <SQLiteCpp/Transaction.h>

#include "store/index.hpp"
#include "store/index_state.hpp"

namespace noctis {

namespace {

constexpr const char* things_sql =
    "SELECT (SELECT count(*) FROM shown_study), (SELECT count(*) FROM shown_series),"
    " count(*), count(*) FILTER (WHERE frames > 0), sum(frames) FROM shown_instance";

constexpr const char* sources_sql =
    "SELECT count(*), count(missing_since_ns),"
    " (SELECT sum(size) FROM source JOIN instance ON instance.id = source.instance"
    "  WHERE frames > 0) FROM source";

// CROSS JOIN: image by image, as the renditions lie.
constexpr const char* renditions_sql =
    "SELECT count(*), sum(object_bytes) FROM shown_instance"
    " CROSS JOIN rendition ON rendition.instance = shown_instance.id";

constexpr const char* objects_sql =
    "SELECT count(*), sum(bytes) FROM object WHERE EXISTS (SELECT 1 FROM rendition"
    " JOIN shown_instance ON shown_instance.id = rendition.instance"
    " WHERE rendition.object = object.id)";

constexpr const char* images_by_modality_sql =
    "WITH image AS (SELECT modality, shown_instance.id FROM series"
    "   JOIN shown_instance ON shown_instance.series = series.id WHERE frames > 0),"
    " counted AS (SELECT modality, count(*) AS images FROM image GROUP BY modality),"
    " held AS (SELECT DISTINCT modality, object, object_bytes FROM image"
    "   JOIN rendition ON rendition.instance = image.id),"
    " weighed AS (SELECT modality, sum(object_bytes) AS bytes FROM held GROUP BY modality)"
    " SELECT counted.modality, images, bytes FROM counted"
    " LEFT JOIN weighed ON weighed.modality IS counted.modality"
    " ORDER BY images DESC, counted.modality";

constexpr const char* renditions_by_preset_sql =
    "SELECT CASE kind WHEN 0 THEN preset WHEN 1 THEN preset || ' thumbnail' ELSE 'master' END"
    "   AS name, count(*), sum(object_bytes) FROM shown_instance"
    " CROSS JOIN rendition ON rendition.instance = shown_instance.id GROUP BY name ORDER BY name";

constexpr const char* sources_by_outcome_sql =
    "SELECT outcome, count(*), sum(size) FROM source WHERE missing_since_ns IS NULL"
    " GROUP BY outcome ORDER BY outcome";

constexpr const char* failures_by_reason_sql =
    "SELECT reason, count(*) AS files, sum(size) FROM source"
    " WHERE outcome IN ('failed', 'crashed') AND missing_since_ns IS NULL"
    " GROUP BY reason ORDER BY files DESC, reason";

constexpr const char* runs_sql =
    // By the order of the runs: of times, the latest may be of a clock that was years ahead once.
    "SELECT count(*), (SELECT finished_ns FROM run WHERE state = 'done' ORDER BY id DESC LIMIT 1)"
    " FROM run";

template <class... Fields>
void read_one(const Connection& connection, const char* sql, Fields&... fields) {
  PreparedStatement statement = connection.prepare(sql);
  Execution execution(statement);
  if (execution.step())
    execution.read(fields...);
}

std::vector<StoreStatistics::Group> read_groups(const Connection& connection, const char* sql) {
  std::vector<StoreStatistics::Group> groups;
  PreparedStatement statement = connection.prepare(sql);
  Execution execution(statement);
  while (execution.step()) {
    StoreStatistics::Group& group = groups.emplace_back();
    execution.read(group.name, group.count, group.bytes);
  }
  return groups;
}

std::vector<RunRow> read_last_runs(const Connection& connection) {
  std::vector<RunRow> runs;
  PreparedStatement statement =
      connection.prepare(fmt::format("SELECT {} FROM run ORDER BY id DESC LIMIT 10", run_columns));
  Execution execution(statement);
  while (execution.step())
    execution.read(fields_of_run(runs.emplace_back()));
  return runs;
}

}  // namespace

StoreStatistics Index::statistics() const {
  Connection& connection = state_->connection;
  return connection.run([&] {
    SQLite::Transaction snapshot(connection.database());
    StoreStatistics all;
    read_one(connection, things_sql, all.studies, all.series, all.instances, all.images,
             all.frames);
    read_one(connection, sources_sql, all.sources, all.missing_sources, all.source_bytes);
    read_one(connection, renditions_sql, all.renditions, all.rendition_bytes);
    read_one(connection, objects_sql, all.objects, all.object_bytes);
    all.images_by_modality = read_groups(connection, images_by_modality_sql);
    all.renditions_by_preset = read_groups(connection, renditions_by_preset_sql);
    all.sources_by_outcome = read_groups(connection, sources_by_outcome_sql);
    all.failures_by_reason = read_groups(connection, failures_by_reason_sql);
    all.runs = read_last_runs(connection);
    read_one(connection, runs_sql, all.run_count, all.last_success_ns);
    snapshot.commit();
    return all;
  });
}

}  // namespace noctis
