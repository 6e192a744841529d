#include "dicom/dataset_copy.hpp"

#include <algorithm>
#include <iterator>

#include "dicom/keywords.hpp"
#include "dicom/value_bytes.hpp"

namespace noctis {

namespace {

/// Top-level sequences that something here reads, by their PS3.6 keywords.
constexpr Tag sequences_read[] = {
    {0x0028, 0x3000},  // ModalityLUTSequence
    {0x0028, 0x3010},  // VOILUTSequence
    {0x0048, 0x0105},  // OpticalPathSequence: ICC profile
    {0x0054, 0x0022},  // DetectorInformationSequence: position and orientation of NM
    tag::segment_sequence,
    {0x2050, 0x0010},  // PresentationLUTSequence: that it is there
    tag::shared_functional_groups_sequence,
};

bool is_sequence_read(Tag tag) noexcept {
  return std::find(std::begin(sequences_read), std::end(sequences_read), tag) !=
         std::end(sequences_read);
}

bool is_read_of_segments(Tag tag) noexcept {
  return tag == tag::segment_number || tag == tag::recommended_display_cie_lab_value;
}

bool is_left_out(Tag tag) noexcept {
  constexpr std::uint16_t overlay_data = 0x3000;
  return tag.element == 0x0000 || tag.is_private() || tag.group == tag::pixel_data.group ||
         tag.group < 0x0008 || tag.group >= 0xFFFC ||
         (is_overlay_group(tag.group) && tag.element == overlay_data);
}

void append_u16(Bytes& bytes, std::uint32_t number) {
  bytes.push_back(static_cast<std::uint8_t>(number));
  bytes.push_back(static_cast<std::uint8_t>(number >> 8));
}

void append_u32(Bytes& bytes, std::uint32_t number) {
  append_u16(bytes, number);
  append_u16(bytes, number >> 16);
}

/// PS3.5 6.2: UI and byte strings are padded with NUL, text with a space.
std::uint8_t padding_of(Vr vr) noexcept {
  return vr == vr::ob || vr == vr::un || vr == vr::literal("UI") ? 0x00 : 0x20;
}

}  // namespace

void DatasetCopy::write_header(Tag tag, Vr vr, std::uint32_t length) {
  append_u16(bytes_, tag.group);
  append_u16(bytes_, tag.element);
  bytes_.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(vr) >> 8));
  bytes_.push_back(static_cast<std::uint8_t>(vr));
  append_u16(bytes_, has_long_length(vr) ? 0 : length);
  if (has_long_length(vr))
    append_u32(bytes_, length);
}

void DatasetCopy::write_delimiter(Tag tag, std::uint32_t length) {
  append_u16(bytes_, tag.group);
  append_u16(bytes_, tag.element);
  append_u32(bytes_, length);
}

Result<> DatasetCopy::value(const Element& element) {
  if (skipped_ > 0 || is_left_out(element.tag) || element.available > copied_value_limit ||
      (in_segments_ && !is_read_of_segments(element.tag)))
    return {};
  if (++count_ > copied_element_limit)
    return failure(ErrorKind::too_large, "more than {} data elements to keep",
                   copied_element_limit);
  // DCMTK finds a place for each of them by going through those that come after it.
  constexpr std::uint64_t out_of_order_limit = 1000;
  if (element.tag < last_tags_.back() && ++out_of_order_ > out_of_order_limit)
    return failure(ErrorKind::malformed, "more than {} data elements out of order",
                   out_of_order_limit);
  last_tags_.back() = element.tag;
  if (bytes_.size() + element.available > copied_bytes_limit)
    return failure(ErrorKind::too_large, "more than {} bytes of attributes", copied_bytes_limit);

  const auto value = window_->bytes(element.value, element.available);
  if (!value)
    return failure(value);
  // No incomplete words, and an even length.
  const std::size_t length = value->size() - value->size() % word_size(element.vr);
  const std::size_t padded = length + length % 2;
  constexpr std::size_t short_length_limit = 0xFFFF;
  const bool fits = has_long_length(element.vr) || padded <= short_length_limit;
  write_header(element.tag, fits ? element.vr : vr::un, static_cast<std::uint32_t>(padded));
  append_little_endian(bytes_, value->first(length), element);
  if (padded != length)
    bytes_.push_back(padding_of(element.vr));
  return {};
}

Result<> DatasetCopy::sequence_begins(const Element& element) {
  const bool read =
      part_ == CopiedPart::functional_groups || element.depth > 0 || is_sequence_read(element.tag);
  if (skipped_ > 0 || !read || in_segments_ || is_left_out(element.tag)) {
    ++skipped_;
    return {};
  }
  in_segments_ = element.depth == 0 && element.tag == tag::segment_sequence;
  write_header(element.tag, vr::sq, undefined_length);
  return {};
}

Result<> DatasetCopy::item_begins(std::uint64_t /*offset*/, Encoding /*encoding*/) {
  if (skipped_ > 0)
    return {};
  if (++count_ > copied_element_limit)
    return failure(ErrorKind::too_large, "more than {} data elements to keep",
                   copied_element_limit);
  write_delimiter(tag::item, undefined_length);
  last_tags_.emplace_back();
  return {};
}

Result<> DatasetCopy::item_ends(std::uint64_t /*offset*/) {
  if (skipped_ > 0)
    return {};
  write_delimiter(tag::item_delimitation_item, 0);
  last_tags_.pop_back();
  return {};
}

Result<> DatasetCopy::sequence_ends() {
  if (skipped_ > 0) {
    --skipped_;
    return {};
  }
  in_segments_ = false;
  write_delimiter(tag::sequence_delimitation_item, 0);
  return {};
}

}  // namespace noctis
