#include "warm/missing_renditions.hpp"

#include <set>
#include <string_view>
#include <tuple>

namespace noctis {

FrameWants missing_renditions(const Plan& plan, const ImageFacts& facts, std::uint32_t frame_count,
                              const std::vector<RenditionRow>& present) {
  using Key = std::tuple<std::uint32_t, RenditionKind, std::string_view, Digest>;
  std::set<Key> have;
  for (const RenditionRow& row : present)
    have.emplace(row.frame, row.kind, row.preset, row.recipe);
  const std::vector<WantedRendition> wanted = plan.renditions_for(facts);
  FrameWants missing;
  for (const std::uint32_t frame : plan.chosen_frames(frame_count))
    for (const WantedRendition& each : wanted) {
      const std::string_view preset =
          each.preset == nullptr ? std::string_view() : std::string_view(each.preset->name);
      if (!have.contains(Key{frame + 1, each.kind, preset, each.recipe}))
        missing[frame].push_back(each);
    }
  return missing;
}

}  // namespace noctis
