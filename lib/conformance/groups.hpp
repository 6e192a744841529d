// The checks by subject, a file each.

#pragma once

#include <span>

#include "conformance/check.hpp"

namespace noctis::conformance {

[[nodiscard]] std::span<const Check> stored_value_checks() noexcept;
[[nodiscard]] std::span<const Check> window_checks() noexcept;
[[nodiscard]] std::span<const Check> file_view_checks() noexcept;
[[nodiscard]] std::span<const Check> lookup_table_checks() noexcept;
[[nodiscard]] std::span<const Check> bystander_checks() noexcept;
[[nodiscard]] std::span<const Check> padding_checks() noexcept;
[[nodiscard]] std::span<const Check> automatic_checks() noexcept;
[[nodiscard]] std::span<const Check> polarity_checks() noexcept;
[[nodiscard]] std::span<const Check> float_checks() noexcept;
[[nodiscard]] std::span<const Check> palette_checks() noexcept;
[[nodiscard]] std::span<const Check> segmented_palette_checks() noexcept;
[[nodiscard]] std::span<const Check> color_checks() noexcept;
[[nodiscard]] std::span<const Check> picture_file_checks() noexcept;
[[nodiscard]] std::span<const Check> geometry_checks() noexcept;
[[nodiscard]] std::span<const Check> overlay_checks() noexcept;
[[nodiscard]] std::span<const Check> shutter_checks() noexcept;
[[nodiscard]] std::span<const Check> segmentation_checks() noexcept;
[[nodiscard]] std::span<const Check> frame_checks() noexcept;
[[nodiscard]] std::span<const Check> functional_group_checks() noexcept;
[[nodiscard]] std::span<const Check> dose_and_pet_checks() noexcept;
[[nodiscard]] std::span<const Check> series_checks() noexcept;
[[nodiscard]] std::span<const Check> refusal_checks() noexcept;

}  // namespace noctis::conformance
