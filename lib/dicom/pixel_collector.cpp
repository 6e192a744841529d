#include "dicom/pixel_collector.hpp"

#include <utility>

namespace noctis {

namespace {

/// Of fragments and of entries of an offset table: a whole slide of a million tiles fits well.
constexpr std::uint64_t entry_limit = std::uint64_t{1} << 22;

SampleKind sample_kind_of(Tag tag) noexcept {
  if (tag == tag::float_pixel_data)
    return SampleKind::float32;
  return tag == tag::double_float_pixel_data ? SampleKind::float64 : SampleKind::integer;
}

template <class T>
std::vector<T> load_all(ByteView bytes) {
  std::vector<T> numbers(bytes.size() / sizeof(T));
  if (!numbers.empty())
    std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(T));
  return numbers;
}

}  // namespace

/// False where pixel data has been seen before: the first one counts.
bool PixelCollector::begin(const Element& element) {
  if (found_ || element.depth > 0 || !is_pixel_data(element.tag))
    return false;
  found_.emplace();
  found_->sample_kind = sample_kind_of(element.tag);
  found_->big_endian = element.encoding.big_endian;
  found_->word_vr = element.vr != vr::ob && element.vr != vr::un;
  return true;
}

Result<> PixelCollector::read_extended_table(const Element& element,
                                             std::vector<std::uint64_t>& table) {
  if (element.available / sizeof(std::uint64_t) > entry_limit)
    return failure(ErrorKind::too_large, "{} has {} bytes", to_string(element.tag),
                   element.available);
  const auto bytes = window_->bytes(element.value, element.available);
  if (!bytes)
    return failure(bytes);
  table = load_all<std::uint64_t>(*bytes);
  return {};
}

Result<> PixelCollector::value(const Element& element) {
  if (element.depth > 0)
    return {};
  if (element.tag == tag::extended_offset_table)
    return read_extended_table(element, extended_offset_table_);
  if (element.tag == tag::extended_offset_table_lengths)
    return read_extended_table(element, extended_offset_table_lengths_);
  if (begin(element))
    found_->value = {element.value, element.available};
  return {};
}

void PixelCollector::fragments_begin(const Element& element) {
  in_fragments_ = begin(element);
  if (!in_fragments_)
    return;
  found_->encapsulated = true;
  table_seen_ = false;
}

Result<> PixelCollector::fragment(std::uint64_t item, std::uint64_t value, std::uint64_t length) {
  if (!in_fragments_)
    return {};
  if (!std::exchange(table_seen_, true)) {
    if (length / sizeof(std::uint32_t) > entry_limit)
      return failure(ErrorKind::too_large, "the Basic Offset Table has {} bytes", length);
    const auto bytes = window_->bytes(value, length);
    if (!bytes)
      return failure(bytes);
    found_->basic_offset_table = load_all<std::uint32_t>(*bytes);
    return {};
  }
  if (found_->fragments.size() >= entry_limit)
    return failure(ErrorKind::too_large, "more than {} fragments", entry_limit);
  if (found_->fragments.empty())
    first_fragment_ = item;
  found_->fragments.push_back({value, length});
  found_->fragment_positions.push_back(item - first_fragment_);
  return {};
}

std::optional<PixelDataElement> PixelCollector::finish() {
  if (found_) {
    found_->extended_offset_table = std::move(extended_offset_table_);
    found_->extended_offset_table_lengths = std::move(extended_offset_table_lengths_);
  }
  return std::move(found_);
}

}  // namespace noctis
