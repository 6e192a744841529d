// The listings of an Index: row by row, from one snapshot each.

#include <utility>

#include "store/index.hpp"
#include "store/index_state.hpp"

namespace noctis {

namespace {

// Reads each row of `sql` into a fresh Row and shows it, as long as the visitor wants more.
template <class Row, class Read>
void visit_rows(const Connection& connection, const std::string& sql, Read read,
                const std::function<bool(const Row&)>& visit) {
  connection.run([&] {
    PreparedStatement statement = connection.prepare(sql);
    Execution execution(statement);
    bool goes_on = true;
    while (goes_on && execution.step()) {
      Row row;
      read(std::as_const(execution), row);
      goes_on = visit(row);
    }
  });
}

}  // namespace

void Index::studies(const std::function<bool(const StoredStudy&)>& visit) const {
  visit_rows<StoredStudy>(state_->connection, query::all_studies(), read_study, visit);
}

void Index::series(const std::function<bool(const StoredSeries&)>& visit) const {
  visit_rows<StoredSeries>(state_->connection, query::all_series(), read_series, visit);
}

void Index::instances(const std::function<bool(const StoredInstance&)>& visit) const {
  visit_rows<StoredInstance>(state_->connection, query::all_instances(), read_instance, visit);
}

void Index::all_renditions(const std::function<bool(const StoredRendition&)>& visit) const {
  const auto read = [](const Execution& row, StoredRendition& stored) {
    row.read(stored.instance_id, stored.study_instance_uid, stored.series_instance_uid,
             stored.sop_instance_uid, fields_of_rendition(stored.rendition));
  };
  visit_rows<StoredRendition>(state_->connection, query::all_renditions(), read, visit);
}

void Index::failures(const std::function<bool(const SourceRow&)>& visit) const {
  visit_rows<SourceRow>(state_->connection, query::all_failures(), read_source, visit);
}

}  // namespace noctis
