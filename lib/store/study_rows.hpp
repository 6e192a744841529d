// Writing studies and series: which row a file belongs to, and what it adds to it.
//
// A study is one patient's part of a Study Instance UID.  The UID should be enough; but where two
// patients come under one (a careless copy, a pseudonymiser), a row of its first patient alone
// would show the second one's images under the first one's name.  Patients are told apart by
// Patient ID, and where a file has none by Patient's Name: a file without either belongs to a
// patient of its own.  So a look-up by Study Instance UID may find several rows, and its asker must
// show them all.
//
// A series is a Series Instance UID within such a study.
//
// Their attributes are those of the newest file by mtime, and where that says nothing those of
// another that does: a correction that an archive writes into its files is newer than what it
// corrects, and the order in which threads finish does not decide between the two.

#pragma once

#include <cstdint>

#include "store/connection.hpp"
#include "store/rows.hpp"

namespace noctis {

/// Part of an IndexWriter: within its transaction.  Throws SQLite::Exception.
class StudyRows {
 public:
  explicit StudyRows(const Connection& connection);

  /// The study's id; its row is made or completed by what a file of `mtime_ns` says.
  [[nodiscard]] std::int64_t put_study(const StudyRow& study, std::int64_t mtime_ns);
  [[nodiscard]] std::int64_t put_series(std::int64_t study_id, const SeriesRow& series,
                                        std::int64_t mtime_ns);

 private:
  PreparedStatement find_study_, insert_study_, update_study_;
  PreparedStatement find_series_, insert_series_, update_series_;
};

}  // namespace noctis
