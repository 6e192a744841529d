#include "golden/record.hpp"

#include <charconv>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "base/digest.hpp"
#include "golden/pictures.hpp"

namespace noctis::test {

namespace {

constexpr const char* header =
    "# Pictures of synthetic studies: name, width x height x channels, SHA-256 of the samples, "
    "mean\n"
    "# of each of 8 x 8 cells.  Rewritten by tests/golden/bless, never by hand.\n";

std::uint8_t mean_of(const Image8& picture, std::uint32_t column, std::uint32_t row,
                     std::uint32_t channel) {
  std::uint64_t sum = 0, count = 0;
  for (std::uint32_t y = row * picture.height / grid; y < (row + 1) * picture.height / grid; ++y) {
    for (std::uint32_t x = column * picture.width / grid; x < (column + 1) * picture.width / grid;
         ++x, ++count)
      sum += picture.samples[(std::size_t{y} * picture.width + x) * picture.channels + channel];
  }
  return count == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>((2 * sum + count) / (2 * count));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> fields;
  for (;;) {
    const auto end = text.find(separator);
    fields.push_back(text.substr(0, end));
    if (end == std::string_view::npos)
      return fields;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::uint32_t> number_from(std::string_view text, int base) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

std::optional<GoldenRecord> record_from(std::string_view line) {
  const auto fields = split(line, '\t');
  if (fields.size() != 4)
    return std::nullopt;
  const auto sizes = split(fields[1], 'x');
  if (sizes.size() != 3)
    return std::nullopt;
  const auto width = number_from(sizes[0], 10), height = number_from(sizes[1], 10);
  const auto channels = number_from(sizes[2], 10);
  if (!width || !height || !channels || *channels > 3)
    return std::nullopt;
  if (fields[3].size() != std::size_t{2} * grid * grid * *channels)
    return std::nullopt;
  GoldenRecord record{std::string(fields[0]), *width, *height, *channels,
                      std::string(fields[2]), {}};
  for (std::size_t i = 0; i < fields[3].size(); i += 2) {
    const auto mean = number_from(fields[3].substr(i, 2), 16);
    if (!mean)
      return std::nullopt;
    record.means.push_back(static_cast<std::uint8_t>(*mean));
  }
  return record;
}

}  // namespace

GoldenRecord record_of(const std::string& name, const Image8& picture) {
  GoldenRecord record{
      name, picture.width, picture.height, picture.channels, to_hex(sha256(picture.samples)), {}};
  for (std::uint32_t row = 0; row < grid; ++row)
    for (std::uint32_t column = 0; column < grid; ++column)
      for (std::uint32_t channel = 0; channel < picture.channels; ++channel)
        record.means.push_back(mean_of(picture, column, row, channel));
  return record;
}

Result<std::vector<GoldenRecord>> read_records(const std::filesystem::path& file) {
  std::ifstream lines(file);
  if (!lines)
    return failure(ErrorKind::io, "cannot read {}", file.string());
  std::vector<GoldenRecord> records;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#'))
      continue;
    auto record = record_from(line);
    if (!record)
      return failure(ErrorKind::malformed, "not a picture's record: {}", line);
    records.push_back(*std::move(record));
  }
  return records;
}

std::string text_of(const std::vector<GoldenRecord>& records) {
  std::string text = header;
  for (const GoldenRecord& record : records) {
    text += fmt::format("{}\t{}x{}x{}\t{}\t", record.name, record.width, record.height,
                        record.channels, record.sha256);
    for (const std::uint8_t mean : record.means)
      text += fmt::format("{:02x}", mean);
    text += '\n';
  }
  return text;
}

Result<std::vector<GoldenRecord>> records_now() {
  std::vector<GoldenRecord> records;
  const auto made = each_golden_picture([&records](const std::string& name, const Image8& picture) {
    records.push_back(record_of(name, picture));
  });
  if (!made)
    return failure(made);
  return records;
}

}  // namespace noctis::test
