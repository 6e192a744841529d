#include "golden/pictures.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "dicom/instance.hpp"
#include "display/frame_display.hpp"
#include "image/resize.hpp"
#include "phantom/phantom.hpp"
#include "render/preset.hpp"

namespace noctis::test {

namespace {

constexpr std::uint32_t thumbnail_side = 20;

struct Study {
  std::string name;
  PhantomSpec spec;
};

PhantomSpec small(PhantomKind kind, std::uint16_t bits_stored = 0) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.rows = 44;
  spec.columns = 52;
  spec.bits_stored = bits_stored;
  return spec;
}

PhantomSpec frames(PhantomSpec spec, std::uint32_t count) {
  spec.frames = count;
  return spec;
}

std::vector<Study> grey_studies() {
  std::vector<Study> studies = {
      {"ct of 12 bits", small(PhantomKind::ct)},
      {"ct of 16 bits, signed", small(PhantomKind::ct, 16)},
      {"ct with padding and an overlay", small(PhantomKind::ct)},
      {"ct with a VOI LUT", small(PhantomKind::ct)},
      {"ct without a window", small(PhantomKind::ct)},
      {"mr of 10 bits", small(PhantomKind::mr, 10)},
      {"mr of 16 bits without a window", small(PhantomKind::mr, 16)},
      {"mr, MONOCHROME1", small(PhantomKind::mr)},
      {"cr", small(PhantomKind::cr)},
      {"cr with a VOI LUT", small(PhantomKind::cr)},
      {"dx of 14 bits, MONOCHROME1", small(PhantomKind::dx, 14)},
      {"dx without a window", small(PhantomKind::dx)},
      {"nm", frames(small(PhantomKind::nm), 3)},
      {"pt", small(PhantomKind::pt)},
      {"pt without a window, signed", small(PhantomKind::pt, 16)},
      {"enhanced ct", frames(small(PhantomKind::enhanced_ct), 3)},
      {"segmentation of 1 bit", frames(small(PhantomKind::segmentation), 4)},
      {"segmentation, fractional", frames(small(PhantomKind::segmentation), 4)},
      {"rt dose of 32 bits", frames(small(PhantomKind::rt_dose), 3)},
      {"rt dose of 16 bits", frames(small(PhantomKind::rt_dose, 16), 3)},
  };
  // What the name says is what the study is.
  for (auto& [name, spec] : studies) {
    const auto says = [&name = name](std::string_view what) {
      return name.find(what) != std::string::npos;
    };
    spec.is_signed = says("signed");
    spec.padding = says("padding");
    spec.overlay = says("overlay");
    spec.voi_lut = says("VOI LUT");
    spec.window = !says("without a window");
    spec.monochrome1 = says("MONOCHROME1");
    spec.fractional = says("fractional");
  }
  return studies;
}

std::vector<Study> color_studies() {
  std::vector<Study> studies;
  const auto add = [&studies](std::string name, PhantomSpec spec) -> PhantomSpec& {
    return studies.emplace_back(Study{std::move(name), std::move(spec)}).spec;
  };
  add("us, RGB", frames(small(PhantomKind::us), 2));
  add("us, RGB by plane", frames(small(PhantomKind::us), 2)).planar = true;
  add("us, YBR_FULL", frames(small(PhantomKind::us), 2)).color = PhantomColor::ybr_full;
  add("us, YBR_FULL_422", frames(small(PhantomKind::us), 2)).color = PhantomColor::ybr_full_422;
  add("secondary capture", small(PhantomKind::secondary_capture));
  add("palette of 16 bits", small(PhantomKind::palette));
  add("palette of 8 bits", small(PhantomKind::palette)).palette_bits = 8;
  return studies;
}

/// Each lossless transfer syntax, in grey and in colour.
std::vector<Study> transcoded_studies() {
  std::vector<Study> studies;
  for (const PhantomSyntax& syntax : phantom_syntaxes()) {
    if (!syntax.lossless)
      continue;
    for (const PhantomKind kind : {PhantomKind::mr, PhantomKind::secondary_capture}) {
      Study study{std::string(name_of(kind)) + " in " + std::string(syntax.name), small(kind)};
      study.spec.transfer_syntax_uid = syntax.uid;
      studies.push_back(std::move(study));
    }
  }
  return studies;
}

using Visit = std::function<void(const std::string&, const Image8&)>;
using NamedViews = std::vector<std::pair<std::string, View>>;

NamedViews views_of(const FrameDisplay& display, const DisplayAttributes& attributes) {
  NamedViews views;
  const PresetTable table = PresetTable::built_in();
  for (const Preset& preset : table.all()) {
    // Of colour each preset is the same picture (R14): one of them is enough to see that.
    const bool is_spare =
        display.is_color() && preset.view.kind != ViewKind::file && preset.name != "lung";
    if (!is_spare &&
        applies_to(preset, attributes.modality, attributes.hounsfield_units, display.is_color()))
      views.emplace_back(preset.name, preset.view);
  }
  for (std::uint32_t i = 1; i < display.file_view_count(); ++i)
    views.emplace_back("file-" + std::to_string(i + 1), View{.file_view = i});
  if (!attributes.overlays.empty())
    views.emplace_back("overlays", View{.overlays = true});
  views.emplace_back("inverted", View{.invert = true});
  return views;
}

Result<> each_of_frame(const std::string& name, const FrameSource& source, std::uint32_t index,
                       bool every_view, const Visit& visit) {
  const auto frame = source.frame(index);
  if (!frame)
    return failure(frame);
  const auto attributes = source.display_attributes(index);
  if (!attributes)
    return failure(attributes);
  FrameDisplay display(*frame, *attributes);
  const NamedViews views =
      every_view ? views_of(display, *attributes) : NamedViews{{"default", View{}}};
  for (const auto& [view_name, view] : views) {
    const auto picture = display.show(view);
    if (!picture)
      return failure(picture);
    visit(name + "/" + view_name, picture->image);
    if (view_name == "default")
      visit(name + "/thumbnail", shrink_to_fit(picture->image, thumbnail_side));
  }
  return {};
}

Result<> each_of_study(const Study& study, bool every_view, const Visit& visit) {
  auto file = phantom_file(study.spec, 0);
  if (!file)
    return failure(file.error().kind, "{}: {}", study.name, file.error().what);
  const auto instance = Instance::open(ByteSource::of(std::move(*file)));
  if (!instance)
    return failure(instance.error().kind, "{}: {}", study.name, instance.error().what);
  for (const std::uint32_t index : std::set<std::uint32_t>{0, (*instance)->frame_count() - 1}) {
    const std::string name = study.name + "/frame " + std::to_string(index + 1);
    if (const auto made = each_of_frame(name, **instance, index, every_view, visit); !made)
      return failure(made.error().kind, "{}: {}", name, made.error().what);
  }
  return {};
}

}  // namespace

Result<> each_golden_picture(const Visit& visit) {
  const std::pair<std::vector<Study>, bool> groups[] = {
      {grey_studies(), true}, {color_studies(), true}, {transcoded_studies(), false}};
  for (const auto& [studies, every_view] : groups) {
    for (const Study& study : studies) {
      if (auto made = each_of_study(study, every_view, visit); !made)
        return made;
    }
  }
  return {};
}

}  // namespace noctis::test
