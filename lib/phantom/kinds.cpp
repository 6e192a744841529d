#include <algorithm>
#include <array>

#include "phantom/phantom.hpp"
#include "phantom/plan.hpp"

namespace noctis {

namespace {

using phantom::KindTraits;

// Storage SOP classes: PS3.4 B.5.
constexpr std::array<KindTraits, 12> all_traits{{
    {PhantomKind::ct, "ct", "CT", "CT", "1.2.840.10008.5.1.4.1.1.2", "Thorax", 512, 512, 1, 16, 12,
     12, 16, true, false},
    {PhantomKind::mr, "mr", "MR", "MR", "1.2.840.10008.5.1.4.1.1.4", "Head T2", 256, 256, 1, 16, 12,
     10, 16, true, false},
    {PhantomKind::cr, "cr", "CR", "CR", "1.2.840.10008.5.1.4.1.1.1", "Chest PA", 2500, 2000, 1, 16,
     12, 10, 16, true, false},
    {PhantomKind::dx, "dx", "DX", "DX", "1.2.840.10008.5.1.4.1.1.1.1", "Chest PA", 2500, 2000, 1,
     16, 12, 10, 16, true, false},
    {PhantomKind::us, "us", "US", "US", "1.2.840.10008.5.1.4.1.1.3.1", "Heart", 480, 640, 20, 8, 8,
     8, 8, true, true},
    {PhantomKind::nm, "nm", "NM", "NM", "1.2.840.10008.5.1.4.1.1.20", "Kidneys", 128, 128, 24, 16,
     16, 10, 16, true, true},
    {PhantomKind::pt, "pt", "PT", "PT", "1.2.840.10008.5.1.4.1.1.128", "Torso FDG", 128, 128, 1, 16,
     16, 12, 16, true, false},
    {PhantomKind::enhanced_ct, "enhanced-ct", "EC", "CT", "1.2.840.10008.5.1.4.1.1.2.1", "Thorax",
     256, 256, 12, 16, 12, 12, 16, true, true},
    {PhantomKind::palette, "palette", "PC", "OT", "1.2.840.10008.5.1.4.1.1.7", "Perfusion map", 256,
     256, 1, 8, 8, 8, 8, true, false},
    {PhantomKind::secondary_capture, "secondary-capture", "SC", "OT", "1.2.840.10008.5.1.4.1.1.7",
     "Colour chart", 480, 640, 1, 8, 8, 8, 8, true, false},
    {PhantomKind::segmentation, "segmentation", "SG", "SEG", "1.2.840.10008.5.1.4.1.1.66.4",
     "Lungs and bones", 256, 256, 12, 1, 1, 1, 1, true, true},
    {PhantomKind::rt_dose, "rt-dose", "RD", "RTDOSE", "1.2.840.10008.5.1.4.1.1.481.2", "Plan dose",
     96, 128, 16, 32, 32, 16, 32, true, true},
}};

constexpr auto all_kinds = [] {
  std::array<PhantomKind, all_traits.size()> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i)
    kinds[i] = all_traits[i].kind;
  return kinds;
}();

}  // namespace

namespace phantom {

const KindTraits& traits_of(PhantomKind kind) noexcept {
  return *std::find_if(all_traits.begin(), all_traits.end() - 1,
                       [kind](const KindTraits& traits) { return traits.kind == kind; });
}

}  // namespace phantom

std::span<const PhantomKind> phantom_kinds() noexcept {
  return all_kinds;
}

std::string_view name_of(PhantomKind kind) noexcept {
  return phantom::traits_of(kind).name;
}

std::optional<PhantomKind> phantom_kind_from(std::string_view name) noexcept {
  for (const KindTraits& traits : all_traits) {
    if (traits.name == name)
      return traits.kind;
  }
  return std::nullopt;
}

}  // namespace noctis
