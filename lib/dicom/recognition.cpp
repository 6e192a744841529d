#include "dicom/recognition.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "dicom/meta_header.hpp"

namespace noctis {

namespace {

constexpr std::uint64_t preamble_length = 128;
constexpr std::string_view prefix = "DICM";

constexpr std::string_view implicit_little_endian = "1.2.840.10008.1.2";
constexpr std::string_view explicit_little_endian = "1.2.840.10008.1.2.1";
constexpr std::string_view explicit_big_endian = "1.2.840.10008.1.2.2";

/// Those whose whole dataset is one deflated stream (PS3.5 A.5, and JPIP's).
constexpr std::string_view deflated_syntaxes[] = {
    "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205"};

Encoding encoding_of(std::string_view transfer_syntax_uid) noexcept {
  return {.explicit_vr = transfer_syntax_uid != implicit_little_endian,
          .big_endian = transfer_syntax_uid == explicit_big_endian};
}

std::string_view native_syntax(Encoding encoding) noexcept {
  if (encoding.big_endian)
    return explicit_big_endian;
  return encoding.explicit_vr ? explicit_little_endian : implicit_little_endian;
}

bool has_prefix(ByteWindow& window, std::uint64_t offset) {
  if (window.size() < offset + prefix.size())
    return false;
  const auto bytes = window.bytes(offset, prefix.size());
  return bytes && as_text(*bytes) == prefix;
}

bool is_uid(std::string_view text) noexcept {
  return text.size() >= 3 && text.find('.') != std::string_view::npos &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// What is asked of a dataset without a meta header.
enum class Proof : std::uint8_t {
  one_element,    ///< behind the prefix DICM: an element that fits
  many_elements,  ///< on its own
};

/// Whether elements with increasing tags and lengths that fit follow each other from the start of
/// the source: an identifying UID, or a few of them, is nothing that other files begin with.
bool is_bare_dataset(ByteWindow& window, std::uint64_t offset, Encoding encoding) {
  constexpr int enough_elements = 6;
  Tag last;
  for (int count = 0; count < enough_elements; ++count) {
    if (offset == window.size())
      return count >= 2;
    const auto element = read_element(window, offset, window.size(), encoding);
    if (!element || element->tag <= last || element->is_delimiter())
      return false;
    if (count == 0 && element->tag.group != 0x0008)
      return false;
    if (element->has_undefined_length() || element->vr == vr::sq)
      return count >= 2 && element->vr == vr::sq;
    if (element->length > window.size() - element->value)
      return false;
    if (element->tag == tag::sop_class_uid || element->tag == tag::sop_instance_uid) {
      const auto uid = read_uid(window, *element);
      return uid && is_uid(*uid);
    }
    last = element->tag;
    offset = element->value + element->length;
  }
  return true;
}

bool begins_with_element(ByteWindow& window, std::uint64_t offset, Encoding encoding) {
  const auto element = read_element(window, offset, window.size(), encoding);
  return element && !element->is_delimiter() && !element->has_undefined_length() &&
         element->length <= window.size() - element->value;
}

std::optional<RecognisedFile> recognise_bare_dataset(ByteWindow& window, std::uint64_t offset,
                                                     Proof proof) {
  const Encoding encoding = encoding_at(window, offset, {});
  const bool proven = proof == Proof::one_element ? begins_with_element(window, offset, encoding)
                                                  : is_bare_dataset(window, offset, encoding);
  if (!proven)
    return std::nullopt;
  RecognisedFile file;
  file.dataset = offset;
  file.encoding = encoding;
  file.transfer_syntax_uid = native_syntax(encoding);
  return file;
}

Result<RecognisedFile> recognise_with_meta_header(ByteWindow& window, std::uint64_t begin) {
  auto header = read_meta_header(window, begin);
  if (!header)
    return failure(header);
  RecognisedFile file;
  file.dataset = header->end;
  file.transfer_syntax_uid = std::move(header->transfer_syntax_uid);
  file.media_storage_sop_class_uid = std::move(header->media_storage_sop_class_uid);
  file.deflated = std::find(std::begin(deflated_syntaxes), std::end(deflated_syntaxes),
                            file.transfer_syntax_uid) != std::end(deflated_syntaxes);
  file.encoding = encoding_of(file.transfer_syntax_uid);
  if (!file.deflated)
    file.encoding = encoding_at(window, file.dataset, file.encoding);
  if (file.transfer_syntax_uid.empty())
    file.transfer_syntax_uid = native_syntax(file.encoding);
  return file;
}

}  // namespace

Encoding encoding_at(ByteWindow& window, std::uint64_t offset, Encoding expected) {
  const auto header = offset + 8 <= window.size()
                          ? window.bytes(offset, 8)
                          : Result<ByteView>(failure(ErrorKind::truncated, "no element"));
  if (!header)
    return expected;
  // A dataset begins with a small group number, which is large when read the other way round.
  const auto little = load_little_endian<std::uint16_t>(*header);
  const auto big = load_big_endian<std::uint16_t>(*header);
  const Vr vr = vr_of_letters((*header)[4], (*header)[5]);
  return {.explicit_vr = is_known(vr) || (expected.explicit_vr && could_be_vr(vr)),
          .big_endian = little == big ? expected.big_endian : big < little};
}

Result<RecognisedFile> recognise(ByteWindow& window) {
  if (window.size() == 0)
    return failure(ErrorKind::not_dicom, "the file is empty");
  if (has_prefix(window, preamble_length)) {
    const std::uint64_t begin = preamble_length + prefix.size();
    if (begins_meta_header(window, begin))
      return recognise_with_meta_header(window, begin);
    if (auto file = recognise_bare_dataset(window, begin, Proof::one_element))
      return *file;
    return failure(ErrorKind::malformed, "no data element follows the prefix DICM");
  }
  if (has_prefix(window, 0) && begins_meta_header(window, prefix.size()))
    return recognise_with_meta_header(window, prefix.size());
  if (begins_meta_header(window, 0)) {
    auto file = recognise_with_meta_header(window, 0);
    if (file && is_uid(file->transfer_syntax_uid) && file->dataset > 0)
      return file;
  }
  if (auto file = recognise_bare_dataset(window, 0, Proof::many_elements))
    return *file;
  return failure(ErrorKind::not_dicom,
                 "neither the prefix DICM nor the data elements of a dataset were found");
}

}  // namespace noctis
