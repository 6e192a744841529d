#include "store/rows.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("store/rows") {
  TEST_CASE("each outcome and each kind has the name that the command line shows, and back") {
    const std::pair<SourceOutcome, const char*> outcomes[] = {
        {SourceOutcome::rendered, "rendered"},   {SourceOutcome::duplicate, "duplicate"},
        {SourceOutcome::conflict, "conflict"},   {SourceOutcome::skipped, "skipped"},
        {SourceOutcome::not_image, "not_image"}, {SourceOutcome::not_dicom, "not_dicom"},
        {SourceOutcome::failed, "failed"},       {SourceOutcome::crashed, "crashed"}};
    for (const auto& [outcome, name] : outcomes) {
      CHECK(name_of(outcome) == name);
      CHECK(source_outcome_from(name) == outcome);
    }
    const std::pair<RenditionKind, const char*> kinds[] = {{RenditionKind::display, "display"},
                                                           {RenditionKind::thumbnail, "thumbnail"},
                                                           {RenditionKind::master, "master"}};
    for (const auto& [kind, name] : kinds) {
      CHECK(name_of(kind) == name);
      CHECK(rendition_kind_from(name) == kind);
    }
    CHECK_FALSE(source_outcome_from("unchanged").has_value());
    CHECK_FALSE(rendition_kind_from("Display").has_value());
  }
}
