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
//
// Files come series by series: the last study and the last series are held here, and what their
// files add is written once, when another comes or the transaction ends.

#pragma once

#include <cstdint>
#include <optional>

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

  /// Writes what is held: before the transaction is committed.
  void settle();
  /// Where the transaction is taken back, so is what is held.
  void forget() noexcept;

 private:
  // A row, and how old what it says is.
  template <class Row>
  struct Held {
    std::int64_t id = 0;
    std::int64_t newest_mtime_ns = 0;
    Row row;
    bool is_written = true;
  };

  [[nodiscard]] Held<StudyRow> find_or_make(const StudyRow& study, std::int64_t mtime_ns);
  [[nodiscard]] Held<SeriesRow> find_or_make(std::int64_t study_id, const SeriesRow& series,
                                             std::int64_t mtime_ns);
  void settle_study();
  void settle_series();

  const Connection& connection_;
  PreparedStatement find_study_, insert_study_, update_study_;
  PreparedStatement find_series_, insert_series_, update_series_;
  std::optional<Held<StudyRow>> study_;
  std::optional<Held<SeriesRow>> series_;
  std::int64_t study_of_series_ = 0;
};

}  // namespace noctis
