// Data element tags, as the scan sees them: before any library does.

#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include <fmt/core.h>

namespace noctis {

/// PS3.5 7.1.1.
struct Tag {
  std::uint16_t group = 0;
  std::uint16_t element = 0;

  auto operator<=>(const Tag&) const = default;  // NOLINT(modernize-use-nullptr): there is no null
  [[nodiscard]] constexpr bool is_private() const noexcept { return (group & 1) != 0; }
};

/// "(7FE0,0010)".
[[nodiscard]] inline std::string to_string(Tag tag) {
  return fmt::format("({:04X},{:04X})", tag.group, tag.element);
}

namespace tag {

// By their PS3.6 keywords; PS3.5 7.5 names the three that have no value representation.
inline constexpr Tag item{0xFFFE, 0xE000};
inline constexpr Tag item_delimitation_item{0xFFFE, 0xE00D};
inline constexpr Tag sequence_delimitation_item{0xFFFE, 0xE0DD};

inline constexpr Tag media_storage_sop_class_uid{0x0002, 0x0002};
inline constexpr Tag transfer_syntax_uid{0x0002, 0x0010};
inline constexpr Tag directory_record_sequence{0x0004, 0x1220};
inline constexpr Tag length_to_end{0x0008, 0x0001};
inline constexpr Tag sop_class_uid{0x0008, 0x0016};
inline constexpr Tag sop_instance_uid{0x0008, 0x0018};
inline constexpr Tag photometric_interpretation{0x0028, 0x0004};
inline constexpr Tag planar_configuration{0x0028, 0x0006};
inline constexpr Tag shared_functional_groups_sequence{0x5200, 0x9229};
inline constexpr Tag per_frame_functional_groups_sequence{0x5200, 0x9230};
inline constexpr Tag extended_offset_table{0x7FE0, 0x0001};
inline constexpr Tag extended_offset_table_lengths{0x7FE0, 0x0002};
inline constexpr Tag float_pixel_data{0x7FE0, 0x0008};
inline constexpr Tag double_float_pixel_data{0x7FE0, 0x0009};
inline constexpr Tag pixel_data{0x7FE0, 0x0010};
inline constexpr Tag data_set_trailing_padding{0xFFFC, 0xFFFC};

}  // namespace tag

[[nodiscard]] constexpr bool is_pixel_data(Tag t) noexcept {
  return t == tag::pixel_data || t == tag::float_pixel_data || t == tag::double_float_pixel_data;
}

/// Overlay groups 6000 to 601E, even ones (PS3.5 7.6).
[[nodiscard]] constexpr bool is_overlay_group(std::uint16_t group) noexcept {
  return group >= 0x6000 && group <= 0x601E && (group & 1) == 0;
}

}  // namespace noctis
