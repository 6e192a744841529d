// The samples of every corpus file beside what other software made of them (reference.jsonl): equal
// where the compression is lossless, alike where it is not.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/json.hpp"
#include "dicom/instance.hpp"
#include "support/corpus.hpp"

using namespace noctis;

namespace {

/// A frame's samples as numbers, and as the words of the reference's dtype.
struct Numbers {
  std::vector<double> values;
  Bytes words;
};

template <class Word>
void append(Bytes& bytes, Word word) {
  std::uint8_t raw[sizeof word];
  std::memcpy(raw, &word, sizeof word);
  bytes.insert(bytes.end(), raw, raw + sizeof word);
}

void append_integer(Bytes& bytes, std::int64_t value, std::string_view dtype) {
  if (dtype.ends_with("int8"))
    append(bytes, static_cast<std::uint8_t>(value));
  else if (dtype.ends_with("int32"))
    append(bytes, static_cast<std::uint32_t>(value));
  else  // int16, uint16, >i2, >u2
    append(bytes, static_cast<std::uint16_t>(value));
}

Numbers numbers_of(const Frame& frame, std::string_view dtype) {
  Numbers numbers;
  std::visit(
      [&](const auto& samples) {
        for (const auto sample : samples) {
          if constexpr (std::is_floating_point_v<std::decay_t<decltype(sample)>>) {
            numbers.values.push_back(static_cast<double>(sample));
            append(numbers.words, sample);
          } else {
            const std::int64_t value = stored_value(frame.layout, sample);
            numbers.values.push_back(static_cast<double>(value));
            append_integer(numbers.words, value, dtype);
          }
        }
      },
      frame.samples);
  return numbers;
}

struct Statistics {
  double minimum, maximum, mean;
};

Statistics statistics_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return {*std::min_element(values.begin(), values.end()),
          *std::max_element(values.begin(), values.end()),
          sum / static_cast<double>(values.size())};
}

std::string_view name_of(Photometric photometric) {
  switch (photometric) {
    case Photometric::monochrome1:
      return "MONOCHROME1";
    case Photometric::monochrome2:
      return "MONOCHROME2";
    case Photometric::palette_color:
      return "PALETTE COLOR";
    case Photometric::rgb:
      return "RGB";
    case Photometric::ybr_full:
      return "YBR_FULL";
    case Photometric::ybr_partial:
      return "YBR_PARTIAL";
  }
  return {};
}

std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

/// Empty where the frame is what the reference says.
std::string difference(const Frame& frame, const json::object& row, const json::object& expected) {
  const auto& shape = row.at("shape").as_array();
  if (shape.at(0).to_number<std::uint32_t>() != frame.layout.rows ||
      shape.at(1).to_number<std::uint32_t>() != frame.layout.columns ||
      (shape.size() == 3) != frame.layout.is_color())
    return "another shape";
  const std::string photometric = text_of(row.at("pi_after_decode"));
  if (photometric != name_of(frame.layout.photometric))
    return fmt::format("{}, not {}", name_of(frame.layout.photometric), photometric);

  const Numbers numbers = numbers_of(frame, text_of(row.at("dtype")));
  const json::value* const digest = expected.contains("stored_sha256")
                                        ? &expected.at("stored_sha256")
                                        : expected.if_contains("raw_sha256");
  if (digest != nullptr && text_of(*digest) == to_hex(sha256(numbers.words)))
    return {};
  const auto& statistics =
      (expected.contains("stored") ? expected.at("stored") : expected.at("raw")).as_object();
  const Statistics ours = statistics_of(numbers.values);
  const auto minimum = statistics.at("min").to_number<double>();
  const auto maximum = statistics.at("max").to_number<double>();
  const auto mean = statistics.at("mean").to_number<double>();
  if (digest == nullptr && std::abs(ours.mean - mean) <= 1)
    return {};
  return fmt::format("{}..{} around {}, not {}..{} around {}", ours.minimum, ours.maximum,
                     ours.mean, minimum, maximum, mean);
}

Result<std::unique_ptr<Instance>> open(const std::filesystem::path& path) {
  auto source = ByteSource::open(path.string());
  if (!source)
    return failure(source);
  return Instance::open(std::move(*source));
}

/// How the file's frames differ from the reference; empty where they do not.
std::string compare(const std::filesystem::path& path, const json::object& row) {
  const auto instance = open(path);
  if (!instance)
    return instance.error().what;
  if (const auto decodable = (*instance)->decodable(); !decodable)
    return decodable.error().what;
  for (const auto& each : row.at("frames").as_array()) {
    const auto index = each.as_object().at("index").to_number<std::uint32_t>();
    if (index >= (*instance)->frame_count())
      return fmt::format("there is no frame {}", index);
    const auto frame = (*instance)->frame(index);
    if (!frame)
      return frame.error().what;
    const std::string differs = difference(*frame, row, each.as_object());
    if (!differs.empty())
      return differs;
  }
  return {};
}

/// Where noctis is of another opinion than the reference, and says so.
const std::map<std::string, std::string> other_opinions = {
    // The components are subsampled, so that they are YCbCr whatever the attribute says (R16); the
    // samples are the same.
    {"color/GH195.dcm", "YBR_FULL, not RGB"},
    // Attributes that contradict each other (R32).
    {"fuzz/cat04_TC0329_rgb_spp1.dcm", "MONOCHROME2, not RGB"},
    {"fuzz/cat04_TC0335_pi_256chars.dcm", "MONOCHROME2, not " + std::string(256, 'X')},
    {"fuzz/cat04_TC0299_bits_bsstored_gt_ba.dcm", "Bits Stored is 17"},
    {"fuzz/cat18_TC0919_minmax_bs17_ba16.dcm", "Bits Stored is 17"},
    {"fuzz/cat18_TC0925_minmax_ba8_bs16.dcm", "Bits Stored is 16"},
    // Fragments with lengths beyond the file, under a native transfer syntax.
    {"fuzz/cat11_TC0723_encap_wrapping_lengths.dcm", "Pixel Data is encapsulated under"},
};

}  // namespace

TEST_SUITE("dicom/corpus_pixels") {
  TEST_CASE("every file that other software decodes has the same samples here") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    std::ifstream lines(*corpus / "reference.jsonl");
    int agreeing = 0;
    for (std::string line; std::getline(lines, line);) {
      const auto parsed = parse_json(line);
      REQUIRE(parsed.has_value());
      const json::object& row = parsed->as_object();
      const std::string path = text_of(row.at("path"));
      if (!row.contains("frames") || row.at("frames").as_array().empty())
        continue;
      CAPTURE(path);
      const std::string differs = compare(*corpus / path, row);
      const auto opinion = other_opinions.find(path);
      if (opinion == other_opinions.end())
        CHECK(differs == "");
      else
        CHECK(differs.substr(0, opinion->second.size()) == opinion->second);
      agreeing += differs.empty() ? 1 : 0;
    }
    MESSAGE(agreeing << " files have the samples of the reference");
  }

  TEST_CASE("every other file ends in frames or in an error") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpus)) {
      if (!entry.is_regular_file())
        continue;
      const auto instance = open(entry.path());
      if (!instance || !(*instance)->decodable())
        continue;
      for (std::uint32_t i = 0; i < std::min((*instance)->frame_count(), 3U); ++i) {
        const auto frame = (*instance)->frame(i);
        CAPTURE(entry.path().string());
        CHECK((frame.has_value() || !frame.error().what.empty()));
      }
    }
  }
}
