#include "dicom/photometric.hpp"

#include <optional>
#include <string_view>

namespace noctis {

namespace {

std::optional<Photometric> grey_or_palette(std::string_view text) {
  if (text == "MONOCHROME2")
    return Photometric::monochrome2;
  if (text == "MONOCHROME1")
    return Photometric::monochrome1;
  if (text == "PALETTE COLOR")
    return Photometric::palette_color;
  return std::nullopt;
}

std::optional<Photometric> color(std::string_view text) {
  // RCT and ICT exist only inside JPEG 2000, XYB inside JPEG XL, whose decoders undo them.
  if (text == "RGB" || text == "YBR_RCT" || text == "YBR_ICT" || text == "XYB")
    return Photometric::rgb;
  if (text == "YBR_FULL" || text == "YBR_FULL_422")
    return Photometric::ybr_full;
  if (text == "YBR_PARTIAL_422" || text == "YBR_PARTIAL_420" || text == "YBR_PARTIAL")
    return Photometric::ybr_partial;
  return std::nullopt;
}

}  // namespace

Result<Photometric> photometric_of(const ImagePixel& attributes, std::vector<Remark>& remarks) {
  const std::string& text = attributes.photometric_interpretation;
  if (text == "HSV" || text == "CMYK" || text == "ARGB")
    return failure(ErrorKind::unsupported, "Photometric Interpretation is {}", text);

  const bool one_sample = attributes.samples_per_pixel == 1;
  if (const auto known = one_sample ? grey_or_palette(text) : color(text))
    return *known;
  remarks.push_back(
      {"R32",
       fmt::format("Photometric Interpretation is \"{:.16}\", Samples per Pixel is {}: taken as {}",
                   text, attributes.samples_per_pixel, one_sample ? "MONOCHROME2" : "RGB")});
  return one_sample ? Photometric::monochrome2 : Photometric::rgb;
}

bool is_ybr_422(const ImagePixel& attributes) noexcept {
  return attributes.photometric_interpretation == "YBR_FULL_422" ||
         attributes.photometric_interpretation == "YBR_PARTIAL_422";
}

std::string_view with_full_chrominance(const ImagePixel& attributes) noexcept {
  const std::string_view name = attributes.photometric_interpretation;
  return name.substr(0, name.rfind('_'));
}

}  // namespace noctis
