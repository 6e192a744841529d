// Which studies are asked for, in which order, and from where on.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace noctis {

enum class StudySort : std::uint8_t { date, name, patient_id, id };

struct StudyOrder {
  StudySort by = StudySort::date;
  bool descending = true;

  bool operator==(const StudyOrder&) const = default;
};

/// "date", "name", "patient_id" or "id"; with '-' in front the other way round.  Fails with
/// ErrorKind::usage.
[[nodiscard]] Result<StudyOrder> parse_study_order(std::string_view text);

/// The study after which the next page begins, by its place in the order: studies that come or go
/// meanwhile move nothing else.
struct StudyCursor {
  StudyOrder order;
  std::optional<std::string> key;  ///< what is sorted by; nothing where it is absent, or the id
  std::int64_t id = 0;

  bool operator==(const StudyCursor&) const = default;
};

/// Letters, digits, '-' and '_'; what stands there is nobody's business.
[[nodiscard]] std::string to_text(const StudyCursor& cursor);
/// Fails with ErrorKind::usage unless to_text() made it.
[[nodiscard]] Result<StudyCursor> parse_study_cursor(std::string_view text);

/// What is empty or nothing leaves out nothing.
struct StudyQuery {
  /// In patient name (where '^' and '=' count as blanks, too), patient id, study description or
  /// accession number; ASCII letters in either case.
  std::string text = {};
  std::string modality = {};  ///< of one of its series
  /// Both ends belong to it: "2024-05-01".  With either, a study without a date is left out.
  std::string first_date = {}, last_date = {};
  StudyOrder order = {};
  std::uint32_t limit = 50;               ///< at least 1
  std::optional<StudyCursor> after = {};  ///< of the same order
};

}  // namespace noctis
