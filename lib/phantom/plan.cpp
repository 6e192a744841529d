#include "phantom/plan.hpp"

#include <algorithm>

#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

constexpr std::uint64_t most_pixels = std::uint64_t{1} << 28;  // of a frame
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 31;   // of a file, as decoded

bool is_colored(PhantomKind kind) noexcept {
  return kind == PhantomKind::us || kind == PhantomKind::secondary_capture;
}

bool is_grey_projection(PhantomKind kind) noexcept {
  return kind == PhantomKind::cr || kind == PhantomKind::dx;
}

std::string_view photometric_of(const PhantomSpec& spec) noexcept {
  if (spec.kind == PhantomKind::palette)
    return "PALETTE COLOR";
  if (!is_colored(spec.kind))
    return spec.monochrome1 ? "MONOCHROME1" : "MONOCHROME2";
  switch (spec.color) {
    case PhantomColor::ybr_full:
      return "YBR_FULL";
    case PhantomColor::ybr_full_422:
      return "YBR_FULL_422";
    case PhantomColor::rgb:
      break;
  }
  return "RGB";
}

PixelShape shape_of(const PhantomSpec& spec, const KindTraits& kind) noexcept {
  PixelShape shape;
  shape.rows = spec.rows;
  shape.columns = spec.columns;
  shape.samples_per_pixel = is_colored(spec.kind) ? 3 : 1;
  shape.bits_stored = spec.bits_stored;
  shape.bits_allocated = kind.bits_allocated;
  if (spec.kind == PhantomKind::rt_dose ||
      (spec.kind == PhantomKind::segmentation && spec.fractional))
    shape.bits_allocated = spec.bits_stored;
  shape.is_signed = spec.is_signed;
  shape.photometric_interpretation = photometric_of(spec);
  return shape;
}

Result<> check_numbers(const PhantomSpec& spec, const KindTraits& kind) {
  if (spec.rows < 8 || spec.rows > 65535)
    return failure(ErrorKind::usage, "Rows is {}, not 8 to 65535", spec.rows);
  if (spec.columns < 8 || spec.columns > 65535)
    return failure(ErrorKind::usage, "Columns is {}, not 8 to 65535", spec.columns);
  if (spec.instances < 1 || spec.instances > 65535)
    return failure(ErrorKind::usage, "instances are {}, not 1 to 65535", spec.instances);
  // What an explicit VR holds of the vectors that have a value a frame.
  std::uint32_t most_frames = 100000;
  if (spec.kind == PhantomKind::nm)
    most_frames = 32767;
  else if (spec.kind == PhantomKind::rt_dose)
    most_frames = 5000;
  if (spec.frames > most_frames)
    return failure(ErrorKind::usage, "Number of Frames is {}, not 1 to {}", spec.frames,
                   most_frames);
  if (spec.frames != 1 && !kind.many_frames)
    return failure(ErrorKind::usage, "Number of Frames is {}, but {} has one", spec.frames,
                   kind.name);
  const std::uint64_t pixels = std::uint64_t{spec.rows} * spec.columns;
  if (pixels > most_pixels || pixels * spec.frames * 3 > most_bytes)
    return failure(ErrorKind::usage, "{} frames of {} by {} are too large", spec.frames,
                   spec.columns, spec.rows);
  if (spec.fragment_bytes % 2 != 0)
    return failure(ErrorKind::usage, "a fragment of {} bytes is odd", spec.fragment_bytes);
  return {};
}

Result<> check_choices(const PhantomSpec& spec, const KindTraits& kind) {
  const bool segmentation = spec.kind == PhantomKind::segmentation;
  const bool bits_fit =
      spec.kind == PhantomKind::rt_dose
          ? spec.bits_stored == 16 || spec.bits_stored == 32
          : spec.bits_stored >= kind.bits_lowest && spec.bits_stored <= kind.bits_highest;
  if (!segmentation && !bits_fit)
    return failure(ErrorKind::usage, "Bits Stored is {}, but {} takes {} to {}", spec.bits_stored,
                   kind.name, kind.bits_lowest, kind.bits_highest);
  if (segmentation && spec.bits_stored != (spec.fractional ? 8 : 1))
    return failure(ErrorKind::usage,
                   "Bits Stored is {}, but a segmentation takes 1, or 8 where fractional",
                   spec.bits_stored);
  if (spec.is_signed && spec.kind != PhantomKind::ct && spec.kind != PhantomKind::pt &&
      spec.kind != PhantomKind::enhanced_ct)
    return failure(ErrorKind::usage, "{} has no signed values", kind.name);
  if (spec.monochrome1 && !is_grey_projection(spec.kind) && spec.kind != PhantomKind::mr &&
      spec.kind != PhantomKind::nm)
    return failure(ErrorKind::usage, "{} cannot be MONOCHROME1", kind.name);
  if (is_colored(spec.kind) && spec.color == PhantomColor::ybr_full_422 && spec.columns % 2 != 0)
    return failure(ErrorKind::usage, "Columns is {}, odd for YBR_FULL_422", spec.columns);
  if (spec.planar && (!is_colored(spec.kind) || spec.color == PhantomColor::ybr_full_422))
    return failure(ErrorKind::usage, "{} has no planes of colour",
                   is_colored(spec.kind) ? "YBR_FULL_422" : kind.name);
  if (spec.palette_bits != 8 && spec.palette_bits != 16)
    return failure(ErrorKind::usage, "the palette's bits are {}, not 8 or 16", spec.palette_bits);
  if (spec.padding && spec.kind != PhantomKind::ct)
    return failure(ErrorKind::usage, "{} has no pixel padding", kind.name);
  if (spec.voi_lut && spec.kind != PhantomKind::ct && spec.kind != PhantomKind::mr &&
      !is_grey_projection(spec.kind))
    return failure(ErrorKind::usage, "{} has no VOI LUT", kind.name);
  return {};
}

}  // namespace

Result<Plan> make_plan(const PhantomSpec& asked) {
  Plan plan;
  plan.kind = &traits_of(asked.kind);
  plan.spec = asked;
  PhantomSpec& spec = plan.spec;
  const auto settle = [](auto& number, auto own) {
    if (number == 0)
      number = own;
  };
  settle(spec.rows, plan.kind->rows);
  settle(spec.columns, plan.kind->columns);
  settle(spec.frames, plan.kind->frames);
  std::uint16_t bits = plan.kind->bits_stored;
  if (spec.is_signed && plan.kind->bits_highest == 16)
    bits = 16;  // -1024 to 3071 does not fit in 12 bits
  if (spec.kind == PhantomKind::segmentation && spec.fractional)
    bits = 8;
  settle(spec.bits_stored, bits);

  if (const auto checked = check_numbers(spec, *plan.kind); !checked)
    return failure(checked);
  if (const auto checked = check_choices(spec, *plan.kind); !checked)
    return failure(checked);
  const auto syntax = phantom_syntax_from(spec.transfer_syntax_uid);
  if (!syntax)
    return failure(ErrorKind::unsupported, "cannot write the transfer syntax \"{}\"",
                   spec.transfer_syntax_uid);
  spec.transfer_syntax_uid = syntax->uid;
  plan.shape = shape_of(spec, *plan.kind);
  plan.stream = chance(spec.seed, static_cast<std::uint64_t>(spec.kind));
  return plan;
}

PlannedRescale rescale_of(const Plan& plan, std::uint32_t slice) noexcept {
  switch (plan.spec.kind) {
    case PhantomKind::ct:
      return {1000000, plan.spec.is_signed ? 0 : -1024};
    case PhantomKind::enhanced_ct:
      // Two of three frames as any CT, the third coarser: each its own.
      return {slice % 3 == 2 ? 2000000 : 1000000, plan.spec.is_signed ? 0 : -1024};
    case PhantomKind::pt:
      // 24,000 Bq/ml fit into Bits Stored, whatever the slope.
      return {chance_between(plan.stream, slice, 900000, 3000000) << (16 - plan.spec.bits_stored),
              0};
    default:
      return {};
  }
}

std::uint32_t slices_of(const Plan& plan) noexcept {
  switch (plan.spec.kind) {
    case PhantomKind::enhanced_ct:
    case PhantomKind::rt_dose:
      return plan.spec.frames;
    case PhantomKind::segmentation:
      return (plan.spec.frames + 1) / 2;  // two segments
    default:
      return plan.spec.instances;
  }
}

Geometry geometry_of(const Plan& plan, std::uint32_t slice) noexcept {
  std::int64_t width_um = 400000;
  std::int64_t height_um = 320000;  // of the whole volume
  if (plan.spec.kind == PhantomKind::mr) {
    width_um = 240000;
    height_um = 150000;
  } else if (plan.spec.kind == PhantomKind::pt) {
    width_um = 512000;
    height_um = 900000;
  }
  const std::int64_t slices = slices_of(plan);
  Geometry geometry;
  geometry.pixel_um = std::max<std::int64_t>(
      width_um / std::max<std::int64_t>(plan.spec.rows, plan.spec.columns) / 10 * 10, 10);
  geometry.spacing_um = std::max<std::int64_t>(height_um / slices, 1);
  geometry.z_um = height_um / 2 - (2 * std::int64_t{slice} + 1) * height_um / (2 * slices);
  geometry.depth =
      std::min<std::int64_t>((2 * std::int64_t{slice} + 1) * 65536 / (2 * slices), 65535);
  return geometry;
}

}  // namespace noctis::phantom
