// The corpus' files and what other software said of them.

#pragma once

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_source.hpp"
#include "base/json.hpp"
#include "dicom/instance.hpp"

namespace noctis::test {

inline std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

/// The objects of a file of one JSON object a line, in order.  One line of the inventory holds a
/// NaN, which Python writes and JSON does not have: it is left out.
inline std::vector<json::object> rows_of(const std::filesystem::path& file) {
  std::vector<json::object> rows;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (auto row = parse_json(line))
      rows.push_back(std::move(row->as_object()));
  }
  return rows;
}

inline Result<std::unique_ptr<Instance>> open_file(const std::filesystem::path& path) {
  auto source = ByteSource::open(path.string());
  if (!source)
    return failure(source);
  return Instance::open(std::move(*source));
}

/// Opened, and with pixels that can be decoded.
inline Result<std::unique_ptr<Instance>> open_image(const std::filesystem::path& path) {
  auto instance = open_file(path);
  if (!instance)
    return instance;
  if (const auto decodable = (*instance)->decodable(); !decodable)
    return failure(decodable);
  return instance;
}

/// Other software shows these in spite of Bits Stored above Bits Allocated (R32 refuses that by
/// name), and one whose native pixels are a row of broken fragments.
inline bool is_refused_on_purpose(std::string_view path) {
  constexpr std::array<std::string_view, 4> refused = {
      "fuzz/cat04_TC0299_bits_bsstored_gt_ba.dcm", "fuzz/cat11_TC0723_encap_wrapping_lengths.dcm",
      "fuzz/cat18_TC0919_minmax_bs17_ba16.dcm", "fuzz/cat18_TC0925_minmax_ba8_bs16.dcm"};
  for (const std::string_view each : refused)
    if (path == each)
      return true;
  return false;
}

}  // namespace noctis::test
