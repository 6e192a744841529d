#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "corpus/real_files.hpp"
#include "corpus/table/reference.hpp"

namespace noctis::test {

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

std::string difference(const Frame& frame, const Reference& reference) {
  const auto& shape = reference.file.at("shape").as_array();
  if (shape.at(0).to_number<std::uint32_t>() != frame.layout.rows ||
      shape.at(1).to_number<std::uint32_t>() != frame.layout.columns ||
      (shape.size() == 3) != frame.layout.is_color())
    return "another shape";
  const std::string photometric = text_of(reference.file.at("pi_after_decode"));
  if (photometric != name_of(frame.layout.photometric))
    return fmt::format("{}, not {}", name_of(frame.layout.photometric), photometric);

  const Numbers numbers = numbers_of(frame, text_of(reference.file.at("dtype")));
  const json::object& expected = reference.frame_row;
  const json::value* const digest = expected.contains("stored_sha256")
                                        ? &expected.at("stored_sha256")
                                        : expected.if_contains("raw_sha256");
  if (digest != nullptr && text_of(*digest) == to_hex(sha256(numbers.words)))
    return {};
  const auto& statistics =
      (expected.contains("stored") ? expected.at("stored") : expected.at("raw")).as_object();
  const Statistics ours = statistics_of(numbers.values);
  const auto mean = statistics.at("mean").to_number<double>();
  if (digest == nullptr && !reference.is_lossless() && std::abs(ours.mean - mean) <= 1)
    return {};
  return fmt::format("{}..{} around {:.4f}, not {}..{} around {:.4f}", ours.minimum, ours.maximum,
                     ours.mean, statistics.at("min").to_number<double>(),
                     statistics.at("max").to_number<double>(), mean);
}

}  // namespace

Cell compare_samples(const Frame& frame, const Reference& reference) {
  return Cell::of(difference(frame, reference));
}

}  // namespace noctis::test
