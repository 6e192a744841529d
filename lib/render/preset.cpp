#include "render/preset.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "render/preset_text.hpp"

namespace noctis {

namespace {

constexpr std::string_view every_modality = "*";

struct BuiltInWindow {
  const char* name;
  double width;
  double center;
  bool hounsfield_units;
  bool warmed_for_ct;
};

// The first eleven are those of the original service, whose values stay as they are.  The x-ray
// ones are guesses at stored values, for whoever asks for them.
constexpr BuiltInWindow built_in_windows[] = {
    {"lung", 1500, -600, true, true},        {"bone", 2000, 300, true, true},
    {"soft_tissue", 400, 40, true, true},    {"brain", 80, 40, true, true},
    {"liver", 150, 30, true, true},          {"mediastinum", 350, 50, true, true},
    {"chest_xray", 2500, 500, false, false}, {"bone_xray", 4000, 2000, false, false},
    {"extremity", 3500, 1500, false, false}, {"spine", 3000, 1000, false, false},
    {"soft_xray", 600, 100, false, false},   {"abdomen", 350, 40, true, false},
    {"stroke", 40, 40, true, false},         {"angio", 600, 300, true, false},
};

// Those that are no window; the first is warmed for every image.
constexpr std::pair<const char*, ViewKind> built_in_looks[] = {
    {"default", ViewKind::file}, {"auto", ViewKind::automatic}, {"full", ViewKind::full}};

Preset preset_of(const BuiltInWindow& built_in) {
  Preset preset{.name = built_in.name};
  preset.view.kind = ViewKind::window;
  preset.view.window = {built_in.center, built_in.width};
  if (built_in.warmed_for_ct)
    preset.modalities = {"CT"};
  preset.hounsfield_units = built_in.hounsfield_units;
  return preset;
}

char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::ranges::any_of(values, [value](std::string_view each) {
    return std::ranges::equal(each, value, {}, to_lower, to_lower);
  });
}

bool is_warmed_for(const Preset& preset, std::string_view modality, std::string_view body_part) {
  return (contains(preset.modalities, every_modality) || contains(preset.modalities, modality)) &&
         (preset.body_parts.empty() || contains(preset.body_parts, body_part));
}

}  // namespace

bool applies_to(const Preset& preset, std::string_view modality, bool hounsfield_units,
                bool color) {
  if (color)
    return true;
  return !preset.hounsfield_units || hounsfield_units ||
         (modality != "CT" && contains(preset.modalities, modality));
}

PresetTable PresetTable::built_in() {
  PresetTable table;
  for (const auto& [name, kind] : built_in_looks) {
    Preset& preset = table.presets_.emplace_back();
    preset.name = name;
    preset.view.kind = kind;
  }
  table.presets_.front().modalities.emplace_back(every_modality);
  for (const BuiltInWindow& window : built_in_windows)
    table.presets_.push_back(preset_of(window));
  return table;
}

Result<> PresetTable::define(std::string_view text) {
  Result<Preset> preset = parse_preset(text);
  if (!preset)
    return failure(preset);
  const auto old = std::ranges::find(presets_, preset->name, &Preset::name);
  if (old == presets_.end()) {
    presets_.push_back(*std::move(preset));
    return {};
  }
  if (old->view.kind != ViewKind::window)
    return failure(ErrorKind::usage, "the preset {} is no window and cannot be redefined",
                   preset->name);
  if (preset->modalities.empty()) {
    preset->modalities = std::move(old->modalities);
    preset->body_parts = std::move(old->body_parts);
    preset->hounsfield_units = old->hounsfield_units;
  }
  *old = *std::move(preset);
  return {};
}

const Preset* PresetTable::find(std::string_view name) const noexcept {
  const auto found = std::ranges::find(presets_, name, &Preset::name);
  return found == presets_.end() ? nullptr : &*found;
}

std::optional<View> PresetTable::view_named(std::string_view name) const {
  if (const Preset* preset = find(name))
    return preset->view;
  const std::optional<std::uint32_t> file_view = file_view_of(name);
  if (!file_view)
    return std::nullopt;
  return View{.kind = ViewKind::file, .file_view = *file_view};
}

std::vector<const Preset*> PresetTable::suitable(std::string_view modality,
                                                 std::string_view body_part_examined,
                                                 bool hounsfield_units, bool color) const {
  modality = trim(modality);
  body_part_examined = trim(body_part_examined);
  std::vector<const Preset*> chosen;
  for (const Preset& preset : presets_) {
    const bool is_spare = color && preset.view.kind != ViewKind::file;  // the same picture again
    if (!is_spare && is_warmed_for(preset, modality, body_part_examined) &&
        applies_to(preset, modality, hounsfield_units, color))
      chosen.push_back(&preset);
  }
  return chosen;
}

}  // namespace noctis
