#include "warm/plan.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "frame/reader_version.hpp"
#include "render/recipe.hpp"
#include "render/stored_recipe.hpp"

namespace noctis {

namespace {

// Each text and list is preceded by its length, so that no two plans feed the same bytes.
void add(Sha256& hash, std::string_view text) {
  hash.add(std::uint64_t{text.size()});
  hash.add(text);
}

void add(Sha256& hash, const std::vector<std::string>& texts) {
  hash.add(std::uint64_t{texts.size()});
  for (const std::string& text : texts)
    add(hash, text);
}

void add(Sha256& hash, const Digest& digest) {
  hash.add(ByteView(digest));
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::toupper(x) == std::toupper(y);
  });
}

}  // namespace

Result<Plan> Plan::make(PlanOptions options) {
  for (const std::string& name : options.preset_names)
    if (options.presets.find(name) == nullptr)
      return failure(ErrorKind::usage, "no preset is named \"{}\"", name);
  return Plan(std::move(options));
}

Plan::Plan(PlanOptions options) : options_(std::move(options)) {
  Sha256 reading;
  reading.add("noctis reading");
  reading.add(std::uint64_t{reader_version});
  add(reading, display_recipe({}));  // how frames are shown, by its version
  reading_ = reading.finish();

  Sha256 selection;
  add(selection, reading_);
  add(selection, options_.modalities);
  selection_ = selection.finish();

  Sha256 full;
  add(full, reading_);
  add(full, stored_master_recipe());
  for (const Preset& preset : options_.presets.all()) {
    add(full, preset.name);
    add(full, display_recipe(preset.view));
    full.add(std::uint64_t{preset.hounsfield_units});
    add(full, preset.modalities);
    add(full, preset.body_parts);
  }
  add(full, options_.preset_names);
  full.add(std::uint64_t{options_.thumbnail_side});
  full.add(static_cast<std::uint64_t>(options_.frames));
  full.add(std::uint64_t{options_.master});
  full_ = full.finish();
}

const Digest& Plan::digest_for(SourceOutcome outcome) const noexcept {
  switch (outcome) {
    case SourceOutcome::rendered:
    case SourceOutcome::duplicate:
    case SourceOutcome::conflict:
      return full_;
    case SourceOutcome::skipped:
      return selection_;
    case SourceOutcome::not_image:
    case SourceOutcome::not_dicom:
    case SourceOutcome::failed:
    case SourceOutcome::crashed:
      break;
  }
  return reading_;
}

bool Plan::takes_modality(std::string_view modality) const {
  return options_.modalities.empty() ||
         std::any_of(
             options_.modalities.begin(), options_.modalities.end(),
             [&](const std::string& wanted) { return equal_ignoring_case(wanted, modality); });
}

std::vector<std::uint32_t> Plan::chosen_frames(std::uint32_t frame_count) const {
  if (frame_count == 0)
    return {};
  switch (options_.frames) {
    case FrameChoice::first:
      return {0};
    case FrameChoice::middle:
      return {(frame_count - 1) / 2};
    case FrameChoice::all:
      break;
  }
  std::vector<std::uint32_t> all(frame_count);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

std::vector<WantedRendition> Plan::renditions_for(const ImageFacts& facts) const {
  const PresetTable& table = options_.presets;
  std::vector<const Preset*> presets;
  if (options_.preset_names.empty()) {
    presets = table.suitable(facts.modality, facts.body_part_examined, facts.hounsfield_units,
                             facts.color);
  } else {
    for (const Preset& preset : table.all())
      if (std::count(options_.preset_names.begin(), options_.preset_names.end(), preset.name) !=
              0 &&
          applies_to(preset, facts.modality, facts.hounsfield_units, facts.color))
        presets.push_back(&preset);
  }

  std::vector<WantedRendition> wanted;
  for (const Preset* preset : presets) {
    wanted.push_back({preset, RenditionKind::display, stored_display_recipe(preset->view)});
    if (options_.thumbnail_side != 0)
      wanted.push_back({preset, RenditionKind::thumbnail,
                        stored_thumbnail_recipe(preset->view, options_.thumbnail_side)});
  }
  if (options_.master && !facts.color)
    wanted.push_back({nullptr, RenditionKind::master, stored_master_recipe()});
  return wanted;
}

}  // namespace noctis
