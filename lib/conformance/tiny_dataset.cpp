#include "conformance/tiny_dataset.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace noctis::conformance {

namespace {

std::uint32_t key_of(const DcmTagKey& tag) {
  return std::uint32_t{tag.getGroup()} << 16 | tag.getElement();
}

std::size_t bytes_each(std::string_view vr) {
  if (vr == "UL" || vr == "SL" || vr == "OL" || vr == "FL" || vr == "OF")
    return 4;
  if (vr == "OV" || vr == "FD" || vr == "OD")
    return 8;
  return 2;
}

/// PS3.5 7.1.2: those with two reserved bytes and a length of 32 bits.
bool has_long_header(std::string_view vr) {
  constexpr std::string_view long_ones = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";
  return long_ones.find(vr) != std::string_view::npos;
}

template <class Number>
void append_in(Form form, Bytes& bytes, Number number) {
  append(bytes, number);
  if (form == Form::explicit_big)
    std::reverse(bytes.end() - sizeof number, bytes.end());
}

void append_header(Form form, Bytes& bytes, std::uint32_t key, std::string_view vr,
                   std::size_t length) {
  append_in(form, bytes, static_cast<std::uint16_t>(key >> 16));
  append_in(form, bytes, static_cast<std::uint16_t>(key));
  if (form == Form::implicit_little || vr.empty()) {
    append_in(form, bytes, static_cast<std::uint32_t>(length));
    return;
  }
  bytes.insert(bytes.end(), vr.begin(), vr.end());
  if (!has_long_header(vr)) {
    append_in(form, bytes, static_cast<std::uint16_t>(length));
    return;
  }
  append_in(form, bytes, std::uint16_t{0});
  append_in(form, bytes, static_cast<std::uint32_t>(length));
}

void append_all(Bytes& bytes, const Bytes& more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

void turn_round(Bytes& bytes, std::size_t word_bytes) {
  for (std::size_t at = 0; at + word_bytes <= bytes.size(); at += word_bytes)
    std::reverse(&bytes[at], &bytes[at] + word_bytes);
}

}  // namespace

TinyDataset& TinyDataset::text(const DcmTagKey& tag, std::string_view vr, std::string_view value) {
  Bytes padded(value.begin(), value.end());
  if (padded.size() % 2 != 0)
    padded.push_back(vr == "UI" ? 0x00 : 0x20);
  return bytes(tag, vr, std::move(padded));
}

TinyDataset& TinyDataset::integers(const DcmTagKey& tag, std::string_view vr,
                                   const std::vector<std::int64_t>& values) {
  const std::size_t width = bytes_each(vr);
  Bytes value;
  for (const std::int64_t each : values) {
    append(value, each);
    value.resize(value.size() - (sizeof each - width));
  }
  return bytes(tag, vr, std::move(value), width);
}

TinyDataset& TinyDataset::reals(const DcmTagKey& tag, std::string_view vr,
                                const std::vector<double>& values) {
  const std::size_t width = bytes_each(vr);
  Bytes value(values.size() * width);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto single = static_cast<float>(values[i]);
    if (width == sizeof single)
      std::memcpy(&value[i * width], &single, width);
    else
      std::memcpy(&value[i * width], &values[i], width);
  }
  return bytes(tag, vr, std::move(value), width);
}

TinyDataset& TinyDataset::bytes(const DcmTagKey& tag, std::string_view vr, Bytes value,
                                std::size_t word_bytes) {
  elements_[key_of(tag)] = {std::string(vr), std::move(value), word_bytes, {}};
  return *this;
}

TinyDataset& TinyDataset::sequence(const DcmTagKey& tag, std::vector<TinyDataset> items) {
  elements_[key_of(tag)] = {"SQ", {}, 1, std::move(items)};
  return *this;
}

TinyDataset& TinyDataset::with(const TinyDataset& other) {
  for (const auto& [key, element] : other.elements_)
    elements_[key] = element;
  return *this;
}

Bytes TinyDataset::encode(Form form) const {
  constexpr std::uint32_t item_key = 0xFFFEE000;
  Bytes encoded;
  for (const auto& [key, element] : elements_) {
    Bytes value = element.value;
    if (form == Form::explicit_big)
      turn_round(value, element.word_bytes);
    for (const TinyDataset& item : element.items) {
      const Bytes content = item.encode(form);
      append_header(form, value, item_key, {}, content.size());
      append_all(value, content);
    }
    if (value.size() % 2 != 0)
      value.push_back(0);
    append_header(form, encoded, key, element.vr, value.size());
    append_all(encoded, value);
  }
  return encoded;
}

TinyDataset text(const DcmTagKey& tag, std::string_view vr, std::string_view value) {
  return TinyDataset().text(tag, vr, value);
}

TinyDataset integers(const DcmTagKey& tag, std::string_view vr,
                     const std::vector<std::int64_t>& values) {
  return TinyDataset().integers(tag, vr, values);
}

TinyDataset sequence(const DcmTagKey& tag, std::vector<TinyDataset> items) {
  return TinyDataset().sequence(tag, std::move(items));
}

TinyDataset window(std::string_view center, std::string_view width, std::string_view function) {
  TinyDataset dataset;
  dataset.text(DCM_WindowCenter, "DS", center).text(DCM_WindowWidth, "DS", width);
  if (!function.empty())
    dataset.text(DCM_VOILUTFunction, "CS", function);
  return dataset;
}

TinyDataset rescale(std::string_view slope, std::string_view intercept, std::string_view type) {
  TinyDataset dataset;
  dataset.text(DCM_RescaleSlope, "DS", slope).text(DCM_RescaleIntercept, "DS", intercept);
  if (!type.empty())
    dataset.text(DCM_RescaleType, "LO", type);
  return dataset;
}

TinyDataset lut(const std::vector<std::int64_t>& descriptor,
                const std::vector<std::int64_t>& entries) {
  return TinyDataset()
      .integers(DCM_LUTDescriptor, "US", descriptor)
      .integers(DCM_LUTData, "OW", entries);
}

TinyDataset modality_lut(TinyDataset item) {
  item.text(DCM_ModalityLUTType, "LO", "US");
  return sequence(DCM_ModalityLUTSequence, {std::move(item)});
}

TinyDataset voi_lut(TinyDataset item) {
  return sequence(DCM_VOILUTSequence, {std::move(item)});
}

TinyDataset byte_window() {
  return window("128", "256");
}

}  // namespace noctis::conformance
