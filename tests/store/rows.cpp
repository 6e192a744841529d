#include "store/rows.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("store/rows") {
  TEST_CASE("outcomes and kinds have the names that the command line shows, outcomes back, too") {
    const std::pair<SourceOutcome, const char*> outcomes[] = {
        {SourceOutcome::rendered, "rendered"},   {SourceOutcome::duplicate, "duplicate"},
        {SourceOutcome::conflict, "conflict"},   {SourceOutcome::skipped, "skipped"},
        {SourceOutcome::not_image, "not_image"}, {SourceOutcome::not_dicom, "not_dicom"},
        {SourceOutcome::failed, "failed"},       {SourceOutcome::crashed, "crashed"}};
    for (const auto& [outcome, name] : outcomes) {
      CHECK(name_of(outcome) == name);
      CHECK(source_outcome_from(name) == outcome);
    }
    CHECK(source_outcome_names().size() == std::size(outcomes));
    const std::pair<RenditionKind, const char*> kinds[] = {{RenditionKind::display, "display"},
                                                           {RenditionKind::thumbnail, "thumbnail"},
                                                           {RenditionKind::master, "master"}};
    for (const auto& [kind, name] : kinds)
      CHECK(name_of(kind) == name);
    CHECK_FALSE(source_outcome_from("unchanged").has_value());
  }
}
