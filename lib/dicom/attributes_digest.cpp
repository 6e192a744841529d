#include "dicom/attributes_digest.hpp"

#include <algorithm>

#include "dicom/value_bytes.hpp"

namespace noctis {

namespace {

constexpr std::size_t pending_limit = std::size_t{16} << 10;
/// A multiple of every word's size.
constexpr std::uint64_t value_step = std::uint64_t{1} << 20;

bool is_left_out(const Element& element) noexcept {
  const Tag tag = element.tag;
  if (tag.element == 0x0000 || tag == tag::length_to_end || tag == tag::data_set_trailing_padding)
    return true;
  return element.depth == 0 &&
         (tag.group == tag::pixel_data.group || tag == tag::photometric_interpretation ||
          tag == tag::planar_configuration);
}

void append_number(Bytes& bytes, std::uint64_t number, int size) {
  for (int i = 0; i < size; ++i)
    bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

}  // namespace

// Each thing begins with a letter that says what follows, and values with their length, so that no
// two different datasets digest the same bytes.
void AttributesDigest::add_mark(char mark, Tag tag) {
  pending_.push_back(static_cast<std::uint8_t>(mark));
  append_number(pending_, tag.group, 2);
  append_number(pending_, tag.element, 2);
}

Result<> AttributesDigest::add_value(const Element& element, std::uint64_t offset,
                                     std::uint64_t length) {
  append_number(pending_, length, 8);
  for (std::uint64_t done = 0; done < length; done += value_step) {
    const auto bytes = window_->bytes(offset + done, std::min(value_step, length - done));
    if (!bytes)
      return failure(bytes);
    append_little_endian(pending_, *bytes, element);
    if (pending_.size() >= pending_limit) {
      hash_.add(pending_);
      pending_.clear();
    }
  }
  return {};
}

Result<> AttributesDigest::value(const Element& element) {
  if (is_left_out(element))
    return {};
  add_mark('v', element.tag);
  return add_value(element, element.value, element.available);
}

Result<> AttributesDigest::sequence_begins(const Element& element) {
  add_mark('s', element.tag);
  return {};
}

Result<> AttributesDigest::item_begins(std::uint64_t /*offset*/, Encoding /*encoding*/) {
  add_mark('i', {});
  return {};
}

Result<> AttributesDigest::item_ends(std::uint64_t /*offset*/) {
  add_mark('j', {});
  return {};
}

Result<> AttributesDigest::sequence_ends() {
  add_mark('t', {});
  return {};
}

Result<> AttributesDigest::fragments_begin(const Element& element) {
  in_pixels_ = is_left_out(element);
  if (!in_pixels_)
    add_mark('f', element.tag);
  return {};
}

Result<> AttributesDigest::fragment(std::uint64_t /*item*/, std::uint64_t value,
                                    std::uint64_t length) {
  return in_pixels_ ? Result<>() : add_value({}, value, length);
}

Result<> AttributesDigest::fragments_end() {
  if (!in_pixels_)
    add_mark('g', {});
  in_pixels_ = false;
  return {};
}

Digest AttributesDigest::finish() {
  hash_.add(pending_);
  pending_.clear();
  return hash_.finish();
}

}  // namespace noctis
