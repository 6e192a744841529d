#include "dicom/keywords.hpp"
#include "dicom/read_geometry.hpp"

namespace noctis {

namespace {

struct AspectSource {
  Tag tag;
  const char* keyword;
};

/// In the order in which they are believed.
constexpr AspectSource aspect_sources[] = {
    {tag::pixel_spacing, "PixelSpacing"},
    {tag::imager_pixel_spacing, "ImagerPixelSpacing"},
    {tag::nominal_scanned_pixel_spacing, "NominalScannedPixelSpacing"},
    {tag::pixel_aspect_ratio, "PixelAspectRatio"},
};

}  // namespace

void read_aspect(const Item& item, Level level, DisplayAttributes& attributes) {
  for (const AspectSource& source : aspect_sources) {
    const auto vertical = item.number(source.tag, 0);
    const auto horizontal = item.number(source.tag, 1);
    if (!vertical || !horizontal)
      continue;
    if (*vertical <= 0 || *horizontal <= 0) {
      attributes.remarks.push_back({"R17", fmt::format("{} is {}\\{}: passed over", source.keyword,
                                                       *vertical, *horizontal)});
      continue;
    }
    attributes.aspect = PixelAspect{*vertical, *horizontal, source.keyword};
    attributes.aspect_level = level;
    return;
  }
}

}  // namespace noctis
