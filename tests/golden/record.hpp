// What is kept of a picture: enough to know it again, and to say where another one differs.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "image/image.hpp"

namespace noctis::test {

/// The picture is cut into a grid of 8 x 8 cells: column i begins at pixel i * width / 8.
inline constexpr std::uint32_t grid = 8;

struct GoldenRecord {
  std::string name;
  std::uint32_t width = 0, height = 0, channels = 0;
  std::string sha256;  ///< of the samples, hexadecimal
  /// The rounded mean of each cell, row by row; of colours red, green and blue of each cell.
  std::vector<std::uint8_t> means;

  bool operator==(const GoldenRecord&) const = default;
};

[[nodiscard]] GoldenRecord record_of(const std::string& name, const Image8& picture);

/// A text file of one record a line: name, size, digest and means, kept apart by tabs.  Fails with
/// ErrorKind::malformed, naming the line, or with io.
[[nodiscard]] Result<std::vector<GoldenRecord>> read_records(const std::filesystem::path& file);
[[nodiscard]] std::string text_of(const std::vector<GoldenRecord>& records);

/// The records of all golden pictures as they are made now.
[[nodiscard]] Result<std::vector<GoldenRecord>> records_now();

}  // namespace noctis::test
