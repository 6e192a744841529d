#include "store/rows.hpp"

#include <algorithm>
#include <cstddef>

namespace noctis {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 8> source_outcomes = {
    "rendered", "duplicate", "conflict", "skipped", "not_image", "not_dicom", "failed", "crashed"};
constexpr std::array<std::string_view, 3> rendition_kinds = {"display", "thumbnail", "master"};

static_assert(static_cast<std::size_t>(SourceOutcome::crashed) + 1 == source_outcomes.size());
static_assert(static_cast<std::size_t>(RenditionKind::master) + 1 == rendition_kinds.size());

}  // namespace

std::string_view name_of(SourceOutcome outcome) noexcept {
  return source_outcomes[static_cast<std::size_t>(outcome)];
}

std::optional<SourceOutcome> source_outcome_from(std::string_view name) noexcept {
  const auto found = std::find(source_outcomes.begin(), source_outcomes.end(), name);
  if (found == source_outcomes.end())
    return std::nullopt;
  return static_cast<SourceOutcome>(found - source_outcomes.begin());
}

std::span<const std::string_view> source_outcome_names() noexcept {
  return source_outcomes;
}

std::string_view name_of(RenditionKind kind) noexcept {
  return rendition_kinds[static_cast<std::size_t>(kind)];
}

}  // namespace noctis
