#include "dicom/element.hpp"

#include <algorithm>

#include "dicom/dictionary.hpp"

namespace noctis {

namespace {

constexpr std::uint64_t short_header = 8;
constexpr std::uint64_t long_header = 12;

template <class T>
T load(ByteView bytes, bool big_endian) noexcept {
  return big_endian ? load_big_endian<T>(bytes) : load_little_endian<T>(bytes);
}

/// Whether the four bytes after the tag are a VR and not an implicit length.  A file says which of
/// the two it uses, but some say the wrong thing and some mix both.
bool is_written_explicitly(ByteView header, Encoding encoding, std::uint64_t left) noexcept {
  const Vr vr = vr_of_letters(header[4], header[5]);
  if (encoding.explicit_vr)
    return could_be_vr(vr) || encoding.big_endian;
  if (!is_known(vr))
    return false;
  const std::uint32_t implicit_length = load<std::uint32_t>(header.subspan(4), encoding.big_endian);
  return implicit_length != undefined_length && implicit_length > left - short_header;
}

/// UN is what a relay writes that does not know the element; its value is Implicit VR Little Endian
/// (PS3.5 6.2.2 Note).
void look_up_unknown(Element& element) {
  if (element.vr != vr::un || element.tag.is_private() || element.encoding.big_endian)
    return;
  element.vr = vr_in_dictionary(element.tag);
  element.items_are_implicit = element.vr == vr::sq;
}

}  // namespace

Result<Element> read_element(ByteWindow& window, std::uint64_t offset, std::uint64_t end,
                             Encoding encoding) {
  const std::uint64_t left = end - offset;
  if (left < short_header)
    return failure(ErrorKind::truncated, "{} bytes at offset {} are too few for a data element",
                   left, offset);
  const auto header = window.bytes(offset, std::min(left, long_header));
  if (!header)
    return failure(header);

  Element element;
  element.tag = {load<std::uint16_t>(*header, encoding.big_endian),
                 load<std::uint16_t>(header->subspan(2), encoding.big_endian)};
  element.encoding = encoding;
  element.offset = offset;
  element.value = offset + short_header;

  if (element.is_delimiter()) {
    element.length = load<std::uint32_t>(header->subspan(4), encoding.big_endian);
    return element;
  }

  element.encoding.explicit_vr = is_written_explicitly(*header, encoding, left);
  if (!element.encoding.explicit_vr) {
    element.length = load<std::uint32_t>(header->subspan(4), encoding.big_endian);
    element.vr = vr_in_dictionary(element.tag);
    return element;
  }

  element.vr = vr_of_letters((*header)[4], (*header)[5]);
  if (!has_long_length(element.vr)) {
    element.length = load<std::uint16_t>(header->subspan(6), encoding.big_endian);
    return element;
  }
  if (left < long_header)
    return failure(ErrorKind::truncated, "{} bytes at offset {} are too few for {}", left, offset,
                   to_string(element.tag));
  element.length = load<std::uint32_t>(header->subspan(8), encoding.big_endian);
  element.value = offset + long_header;
  if (!is_known(element.vr))
    element.vr = vr::un;
  look_up_unknown(element);
  return element;
}

}  // namespace noctis
