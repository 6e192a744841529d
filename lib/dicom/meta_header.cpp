#include "dicom/meta_header.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace noctis {

namespace {

/// An element of the meta header, which is always Explicit VR Little Endian (PS3.10 7.1), so that
/// its tag tells the form where its VR is none; some wrote it in Implicit VR all the same.
Result<Element> read_meta_element(ByteWindow& window, std::uint64_t offset) {
  constexpr std::uint64_t short_header = 8;
  constexpr std::uint32_t longest_implicit = 256;
  constexpr std::uint16_t file_meta_information_version = 0x0001;
  constexpr std::uint16_t private_information = 0x0102;

  const std::uint64_t left = window.size() - offset;
  if (left < short_header)
    return read_element(window, offset, window.size(), {});
  const auto header = window.bytes(offset, short_header);
  if (!header)
    return failure(header);
  const auto implicit_length = load_little_endian<std::uint32_t>(header->subspan(4));
  const auto element_number = load_little_endian<std::uint16_t>(header->subspan(2));
  const bool is_long =
      element_number == file_meta_information_version || element_number == private_information;
  if (is_known(vr_of_letters((*header)[4], (*header)[5])) || is_long ||
      implicit_length <= longest_implicit)
    return read_element(window, offset, window.size(), {});

  Element element;
  element.tag = {load_little_endian<std::uint16_t>(*header), element_number};
  element.length = load_little_endian<std::uint16_t>(header->subspan(6));
  element.offset = offset;
  element.value = offset + short_header;
  return element;
}

}  // namespace

bool begins_meta_header(ByteWindow& window, std::uint64_t offset) {
  if (window.size() < offset + 2)
    return false;
  const auto bytes = window.bytes(offset, 2);
  return bytes && load_little_endian<std::uint16_t>(*bytes) == tag::transfer_syntax_uid.group;
}

Result<std::string> read_uid(ByteWindow& window, const Element& element) {
  const auto bytes = window.bytes(element.value, std::min<std::uint32_t>(element.length, 64));
  if (!bytes)
    return failure(bytes);
  return std::string(trim(as_text(*bytes)));
}

Result<MetaHeader> read_meta_header(ByteWindow& window, std::uint64_t begin) {
  MetaHeader meta;
  std::uint64_t offset = begin;
  while (begins_meta_header(window, offset)) {
    const auto element = read_meta_element(window, offset);
    if (!element)
      return failure(element);
    if (element->length > window.size() - element->value)
      return failure(ErrorKind::truncated, "{} announces {} bytes, {} are left",
                     to_string(element->tag), element->length, window.size() - element->value);
    if (element->tag == tag::transfer_syntax_uid ||
        element->tag == tag::media_storage_sop_class_uid) {
      auto uid = read_uid(window, *element);
      if (!uid)
        return failure(uid);
      (element->tag == tag::transfer_syntax_uid ? meta.transfer_syntax_uid
                                                : meta.media_storage_sop_class_uid) = *uid;
    }
    offset = element->value + element->length;
  }
  meta.end = offset;
  return meta;
}

}  // namespace noctis
