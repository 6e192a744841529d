// Small images with whatever decides a grey or a colour, by seed.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "dicom/dataset_writer.hpp"
#include "support/random.hpp"

namespace noctis::test {

/// Rescale Slope and Rescale Intercept are whole numbers.
class RandomFile {
 public:
  explicit RandomFile(std::uint32_t seed) : random_(seed) {
    const std::uint32_t sort = random_.below(8);
    if (sort == 0)
      palette_color();
    else if (sort == 1)
      rgb();
    else
      grey();
  }

  /// Explicit VR Little Endian, of two frames.
  [[nodiscard]] Bytes bytes() const { return part10("1.2.840.10008.1.2.1", dataset_.bytes()); }
  [[nodiscard]] const std::string& description() const { return description_; }

 private:
  static constexpr std::uint16_t rows = 9, columns = 13, frames = 2;

  std::uint16_t some_bits(std::uint16_t least, std::uint16_t most) {
    return static_cast<std::uint16_t>(random_.between(least, most));
  }

  // First value mapped, the bits of a negative one where that may be.
  std::uint16_t some_first(bool may_be_negative) {
    return static_cast<std::uint16_t>(random_.between(may_be_negative ? -300 : 0, 40));
  }

  void header(const char* photometric, std::uint16_t samples, bool planar) {
    dataset_.text({0x0008, 0x0016}, "UI", "1.2.840.10008.5.1.4.1.1.4")
        .text({0x0008, 0x0018}, "UI", "1.2.3.4")
        .text({0x0008, 0x0060}, "CS", "MR")
        .numbers({0x0028, 0x0002}, "US", {samples})
        .text({0x0028, 0x0004}, "CS", photometric);
    if (samples == 3)
      dataset_.numbers({0x0028, 0x0006}, "US", {static_cast<std::uint16_t>(planar)});
    dataset_.text({0x0028, 0x0008}, "IS", std::to_string(frames))
        .numbers({0x0028, 0x0010}, "US", {rows})
        .numbers({0x0028, 0x0011}, "US", {columns})
        .numbers({0x0028, 0x0100}, "US", {bits_allocated_})
        .numbers({0x0028, 0x0101}, "US", {bits_stored_})
        .numbers({0x0028, 0x0102}, "US", {high_bit_})
        .numbers({0x0028, 0x0103}, "US", {static_cast<std::uint16_t>(is_signed_)});
    description_ = fmt::format("{} of {} bits stored in {} below {}{}{}", photometric, bits_stored_,
                               bits_allocated_, high_bit_, is_signed_ ? ", signed" : "",
                               planar ? ", planar" : "");
  }

  // Any bits, those outside of Bits Stored included.
  void pixels(std::uint16_t samples) {
    std::size_t size = std::size_t{samples} * rows * columns * frames * bits_allocated_ / 8;
    size += size % 2;
    Bytes pixels(size);
    for (std::uint8_t& byte : pixels)
      byte = static_cast<std::uint8_t>(random_());
    dataset_.element({0x7FE0, 0x0010}, bits_allocated_ > 8 ? "OW" : "OB", pixels);
  }

  void depth(std::uint16_t most_bits) {
    constexpr std::uint16_t byte = 8;
    bits_allocated_ = random_.one_in(2) ? byte : most_bits;
    bits_stored_ = some_bits(1, bits_allocated_);
    high_bit_ = random_.one_in(2) ? static_cast<std::uint16_t>(bits_stored_ - 1)
                                  : some_bits(static_cast<std::uint16_t>(bits_stored_ - 1),
                                              static_cast<std::uint16_t>(bits_allocated_ - 1));
  }

  // LUT Descriptor, and LUT Data of 16 bits an entry.
  DatasetWriter table(std::uint16_t first, std::uint16_t bits, std::uint16_t size) {
    std::vector<std::uint16_t> entries(size);
    for (std::uint16_t& entry : entries)
      entry = static_cast<std::uint16_t>(random_() & ((1U << bits) - 1));
    // Some programs take the greatest entry for a better witness than the descriptor.
    entries[random_.below(size)] = static_cast<std::uint16_t>((1U << bits) - 1);
    DatasetWriter item;
    item.numbers({0x0028, 0x3002}, "US", {size, first, bits})
        .text({0x0028, 0x3004}, "LO", "US")
        .numbers({0x0028, 0x3006}, "OW", entries);
    return item;
  }

  void window(std::int64_t low, std::int64_t high) {
    const std::int64_t center = random_.between(low, high);
    const std::int64_t width = 2 + random_.between(0, 2 * (high - low));
    constexpr std::array<const char*, 3> functions = {"LINEAR", "SIGMOID", "LINEAR_EXACT"};
    const char* const function = functions[random_.below(3)];
    dataset_.text({0x0028, 0x1050}, "DS", std::to_string(center))
        .text({0x0028, 0x1051}, "DS", std::to_string(width));
    window_function_ = function;
    description_ += fmt::format(", window {}/{} {}", width, center, function);
  }

  void grey() {
    depth(16);
    is_signed_ = random_.one_in(2);
    header(random_.one_in(2) ? "MONOCHROME1" : "MONOCHROME2", 1, false);
    const std::int64_t span = std::int64_t{1} << bits_stored_;
    std::int64_t low = is_signed_ ? -span / 2 : 0, high = low + span - 1;
    const bool has_modality_lut = random_.one_in(4);
    const bool has_rescale = !has_modality_lut && random_.one_in(2);
    const std::uint16_t lut_bits = some_bits(8, 16);
    std::int64_t slope = random_.between(1, 4) * (random_.one_in(3) ? -1 : 1), intercept = 0;
    if (has_rescale) {
      intercept = random_.between(-2000, 2000);
      low = low * slope + intercept;
      high = high * slope + intercept;
      if (low > high)
        std::swap(low, high);
    }
    if (has_modality_lut) {
      low = 0;
      high = (1 << lut_bits) - 1;
    }
    const bool has_voi_lut = random_.one_in(4);
    if (!has_voi_lut)
      window(low, high);
    if (has_rescale) {
      dataset_.text({0x0028, 0x1052}, "DS", std::to_string(intercept))
          .text({0x0028, 0x1053}, "DS", std::to_string(slope));
      description_ += fmt::format(", rescale {} {}", slope, intercept);
    }
    if (!has_voi_lut)
      dataset_.text({0x0028, 0x1056}, "CS", window_function_);
    if (has_modality_lut) {
      dataset_.sequence({0x0028, 0x3000},
                        {table(some_first(is_signed_), lut_bits, some_bits(2, 300))});
      description_ += fmt::format(", Modality LUT of {} bits", lut_bits);
    }
    if (has_voi_lut) {
      const std::uint16_t bits = some_bits(8, 16);
      // Signed as the stored values, or as what the rescale makes of them (R7).
      const bool may_be_negative = has_rescale ? low < 0 : is_signed_ && !has_modality_lut;
      dataset_.sequence({0x0028, 0x3010},
                        {table(some_first(may_be_negative), bits, some_bits(2, 300))});
      description_ += fmt::format(", VOI LUT of {} bits", bits);
    }
    pixels(1);
  }

  void palette_color() {
    bits_allocated_ = bits_stored_ = random_.one_in(2) ? 8 : 16;
    high_bit_ = static_cast<std::uint16_t>(bits_stored_ - 1);
    header("PALETTE COLOR", 1, false);
    const std::uint16_t size = some_bits(2, 256), first = some_bits(0, 30);
    const std::uint16_t bits = random_.one_in(2) ? 8 : 16;
    for (std::uint16_t i = 0; i < 3; ++i)
      dataset_.numbers({0x0028, static_cast<std::uint16_t>(0x1101 + i)}, "US", {size, first, bits});
    for (std::uint16_t i = 0; i < 3; ++i) {
      // Of 8 bits, two entries a word.
      std::vector<std::uint16_t> words(bits == 16 ? size : (size + std::size_t{1}) / 2);
      for (std::uint16_t& word : words)
        word = static_cast<std::uint16_t>(random_());
      dataset_.numbers({0x0028, static_cast<std::uint16_t>(0x1201 + i)}, "OW", words);
    }
    description_ += fmt::format(", {} entries of {} bits from {}", size, bits, first);
    pixels(1);
  }

  void rgb() {
    bits_allocated_ = bits_stored_ = random_.one_in(2) ? 8 : 16;
    high_bit_ = static_cast<std::uint16_t>(bits_stored_ - 1);
    header("RGB", 3, random_.one_in(2));
    pixels(3);
  }

  Random random_;
  DatasetWriter dataset_;
  std::string description_;
  std::uint16_t bits_allocated_ = 8, bits_stored_ = 8, high_bit_ = 7;
  bool is_signed_ = false;
  const char* window_function_ = "";
};

}  // namespace noctis::test
