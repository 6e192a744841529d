// Named looks, and which of them are warmed for which image.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "display/view.hpp"

namespace noctis {

/// A named view.  The lists say what it is warmed for by default; empty modalities: nothing, "*":
/// every image; empty body parts: every part.
struct Preset {
  std::string name;  ///< [a-z0-9_-]{1,64}
  View view = {};
  std::vector<std::string> modalities = {};  ///< upper case
  std::vector<std::string> body_parts = {};  ///< upper case
  /// The window is in Hounsfield units: it says nothing about other values.
  bool hounsfield_units = false;

  bool operator==(const Preset&) const = default;
};

/// Whether the preset, asked for by name, can mean anything for such an image.  Of colour each is
/// its one picture (R14); of grey one in Hounsfield units needs such values, or another modality
/// that its list names.
[[nodiscard]] bool applies_to(const Preset& preset, std::string_view modality,
                              bool hounsfield_units, bool color);

/// The presets of a run: the built-in ones, and a site's own on top of them.
class PresetTable {
 public:
  static PresetTable built_in();

  /// Adds a preset, or redefines the one of that name, whose lists stay where the text names none:
  /// "heart=700/50,linear,CT" is name = width/centre, function, modalities joined by '+',
  /// optionally body parts joined by '+'.  All after the centre may be left out, from the end.
  /// Fails with ErrorKind::usage, naming what is wrong.
  Result<> define(std::string_view text);

  [[nodiscard]] const Preset* find(std::string_view name) const noexcept;

  /// The view of a preset, or of "file-2", "file-3"…: the file's further looks (R35), which are in
  /// no table.
  [[nodiscard]] std::optional<View> view_named(std::string_view name) const;

  /// Those warmed by default for such an image, in the table's order, `default` first.  Presets
  /// given in Hounsfield units (every window preset whose modalities name CT) only where
  /// `hounsfield_units`; of a colour image `default` alone, since windows do not apply to it (R14).
  [[nodiscard]] std::vector<const Preset*> suitable(std::string_view modality,
                                                    std::string_view body_part_examined,
                                                    bool hounsfield_units, bool color) const;
  [[nodiscard]] const std::vector<Preset>& all() const noexcept { return presets_; }

 private:
  std::vector<Preset> presets_;
};

}  // namespace noctis
