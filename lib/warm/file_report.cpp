#include "warm/file_report.hpp"

namespace noctis {

std::string_view name_of(FileOutcome outcome) noexcept {
  switch (outcome) {
    case FileOutcome::rendered:
      return "rendered";
    case FileOutcome::unchanged:
      return "unchanged";
    case FileOutcome::duplicate:
      return "duplicate";
    case FileOutcome::conflict:
      return "conflict";
    case FileOutcome::skipped:
      return "skipped";
    case FileOutcome::not_image:
      return "not_image";
    case FileOutcome::not_dicom:
      return "not_dicom";
    case FileOutcome::failed:
      return "failed";
    case FileOutcome::crashed:
      return "crashed";
    case FileOutcome::pending:
      return "pending";
  }
  return "failed";
}

FileOutcome file_outcome_from(SourceOutcome outcome) noexcept {
  switch (outcome) {
    case SourceOutcome::rendered:
      return FileOutcome::rendered;
    case SourceOutcome::duplicate:
      return FileOutcome::duplicate;
    case SourceOutcome::conflict:
      return FileOutcome::conflict;
    case SourceOutcome::skipped:
      return FileOutcome::skipped;
    case SourceOutcome::not_image:
      return FileOutcome::not_image;
    case SourceOutcome::not_dicom:
      return FileOutcome::not_dicom;
    case SourceOutcome::failed:
      return FileOutcome::failed;
    case SourceOutcome::crashed:
      return FileOutcome::crashed;
  }
  return FileOutcome::failed;
}

bool holds_image(SourceOutcome outcome) noexcept {
  switch (outcome) {
    case SourceOutcome::rendered:
    case SourceOutcome::duplicate:
    case SourceOutcome::conflict:
    case SourceOutcome::skipped:
      return true;
    case SourceOutcome::not_image:
    case SourceOutcome::not_dicom:
    case SourceOutcome::failed:
    case SourceOutcome::crashed:
      break;
  }
  return false;
}

void tell_unchanged(FileReport& report, SourceOutcome known) noexcept {
  report.outcome = FileOutcome::unchanged;
  report.is_image = holds_image(known);
  report.known_failure = known == SourceOutcome::failed || known == SourceOutcome::crashed;
}

}  // namespace noctis
