// Writing sources, and the outcomes that depend on other sources: duplicate and conflict.
//
// Both follow from what the index holds, not from which thread was faster: of the sources not
// missing that name one instance, one says rendered and the others say duplicate; and where two or
// more such instances bear one SOP Instance UID, those that would say rendered say conflict, until
// there is one again.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/connection.hpp"
#include "store/rows.hpp"

namespace noctis {

/// Part of an IndexWriter: within its transaction.  Throws SQLite::Exception.
class SourceRows {
 public:
  explicit SourceRows(const Connection& connection);

  /// Replaces what was known of the path; the outcome that it has now.
  [[nodiscard]] SourceOutcome put(const SourceRow& source);
  void touch(const SourceRow& source);
  void mark_missing(std::string_view path, std::int64_t since_ns);

 private:
  [[nodiscard]] std::optional<std::int64_t> instance_of(std::string_view path);
  [[nodiscard]] SourceOutcome outcome_of(std::string_view path);
  [[nodiscard]] bool is_duplicate(const SourceRow& source);
  // Where none of the instance's sources that are there says rendered any more, a duplicate does.
  void promote_duplicate(std::optional<std::int64_t> instance_id);
  // After a change of `path`: the outcomes of all that bear the instance's UID.  Whether there are
  // others than the instance.
  bool settle_conflicts(std::optional<std::int64_t> instance_id, std::string_view path);

  PreparedStatement insert_, update_, touch_, mark_missing_;
  PreparedStatement instance_of_, outcome_of_, has_another_that_rendered_;
  PreparedStatement promote_, demote_;
  PreparedStatement uid_with_another_bearer_, count_bearers_, end_conflict_, begin_conflict_,
      join_conflict_;
};

}  // namespace noctis
