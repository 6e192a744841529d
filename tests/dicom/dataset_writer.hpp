// Writes data elements byte by byte, right and wrong ones: what no library would write.

#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_source.hpp"
#include "base/bytes.hpp"
#include "dicom/tag.hpp"

namespace noctis::test {

enum class Syntax : std::uint8_t { implicit_little, explicit_little, explicit_big };

class DatasetWriter {
 public:
  explicit DatasetWriter(Syntax syntax = Syntax::explicit_little) : syntax_(syntax) {}

  /// The value as text, padded to even length.
  DatasetWriter& text(Tag tag, std::string_view vr, std::string_view value) {
    Bytes bytes(value.begin(), value.end());
    if (bytes.size() % 2 != 0)
      bytes.push_back(vr == "UI" ? 0x00 : 0x20);
    return element(tag, vr, bytes);
  }

  DatasetWriter& numbers(Tag tag, std::string_view vr, const std::vector<std::uint16_t>& values) {
    Bytes bytes;
    for (const std::uint16_t value : values)
      append16(bytes, value);
    return element(tag, vr, bytes);
  }

  DatasetWriter& floats(Tag tag, std::string_view vr, const std::vector<double>& values) {
    Bytes bytes;  // little endian only
    for (const double value : values) {
      std::uint8_t raw[sizeof value];
      std::memcpy(raw, &value, sizeof value);
      bytes.insert(bytes.end(), raw, raw + sizeof value);
    }
    return element(tag, vr, bytes);
  }

  DatasetWriter& element(Tag tag, std::string_view vr, const Bytes& value) {
    header(tag, vr, static_cast<std::uint32_t>(value.size()));
    return raw(value);
  }

  /// A header alone: its length may be a lie.
  DatasetWriter& header(Tag tag, std::string_view vr, std::uint32_t length) {
    append_tag(tag);
    if (syntax_ == Syntax::implicit_little) {
      append32(bytes_, length);
      return *this;
    }
    bytes_.insert(bytes_.end(), vr.begin(), vr.end());
    constexpr std::string_view long_ones = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";
    if (long_ones.find(vr) == std::string_view::npos) {
      append16(bytes_, static_cast<std::uint16_t>(length));
      return *this;
    }
    append16(bytes_, 0);
    append32(bytes_, length);
    return *this;
  }

  DatasetWriter& item(std::uint32_t length = 0xFFFFFFFF) { return mark({0xFFFE, 0xE000}, length); }
  DatasetWriter& item_end() { return mark({0xFFFE, 0xE00D}, 0); }
  DatasetWriter& sequence_end() { return mark({0xFFFE, 0xE0DD}, 0); }
  DatasetWriter& fragment(const Bytes& value) {
    item(static_cast<std::uint32_t>(value.size()));
    return raw(value);
  }

  /// A sequence of defined lengths; each item is a dataset of this syntax.
  DatasetWriter& sequence(Tag tag, const std::vector<DatasetWriter>& items) {
    DatasetWriter content(syntax_);
    for (const DatasetWriter& one : items)
      content.fragment(one.bytes_);
    header(tag, "SQ", static_cast<std::uint32_t>(content.bytes_.size()));
    return raw(content.bytes_);
  }

  DatasetWriter& raw(const Bytes& bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
  }

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  DatasetWriter& mark(Tag tag, std::uint32_t length) {
    append_tag(tag);
    append32(bytes_, length);
    return *this;
  }

  void append_tag(Tag tag) {
    append16(bytes_, tag.group);
    append16(bytes_, tag.element);
  }

  void append16(Bytes& bytes, std::uint16_t number) const {
    const auto low = static_cast<std::uint8_t>(number);
    const auto high = static_cast<std::uint8_t>(number >> 8);
    const bool big = syntax_ == Syntax::explicit_big;
    bytes.push_back(big ? high : low);
    bytes.push_back(big ? low : high);
  }

  void append32(Bytes& bytes, std::uint32_t number) const {
    const auto low = static_cast<std::uint16_t>(number);
    const auto high = static_cast<std::uint16_t>(number >> 16);
    const bool big = syntax_ == Syntax::explicit_big;
    append16(bytes, big ? high : low);
    append16(bytes, big ? low : high);
  }

  Syntax syntax_;
  Bytes bytes_;
};

inline std::string_view uid_of(Syntax syntax) {
  switch (syntax) {
    case Syntax::implicit_little:
      return "1.2.840.10008.1.2";
    case Syntax::explicit_big:
      return "1.2.840.10008.1.2.2";
    case Syntax::explicit_little:
      break;
  }
  return "1.2.840.10008.1.2.1";
}

/// Preamble, prefix, a meta header that names `transfer_syntax_uid`, and the dataset.
inline Bytes part10(std::string_view transfer_syntax_uid, const Bytes& dataset) {
  DatasetWriter meta;
  meta.text({0x0002, 0x0010}, "UI", transfer_syntax_uid);
  DatasetWriter file;
  file.raw(Bytes(128)).raw({'D', 'I', 'C', 'M'});
  file.numbers({0x0002, 0x0000}, "UL", {static_cast<std::uint16_t>(meta.bytes().size()), 0});
  file.raw(meta.bytes()).raw(dataset);
  return file.bytes();
}

/// A grey image of 16 bits, 12 of them stored, all of whose words are 0x0102; `with` may add
/// elements before the pixels, in any order.
inline DatasetWriter small_image(Syntax syntax, std::uint16_t rows = 2, std::uint16_t columns = 3,
                                 std::string_view sop_class_uid = "1.2.840.10008.5.1.4.1.1.2",
                                 std::string_view photometric_interpretation = "MONOCHROME2") {
  DatasetWriter image(syntax);
  image.text({0x0008, 0x0016}, "UI", sop_class_uid)
      .text({0x0008, 0x0018}, "UI", "1.2.3.4")
      .text({0x0008, 0x0060}, "CS", "CT")
      .text({0x0010, 0x0010}, "PN", "Doe^Jane")
      .text({0x0020, 0x000D}, "UI", "1.2.3")
      .text({0x0020, 0x000E}, "UI", "1.2.3.1")
      .numbers({0x0028, 0x0002}, "US", {1})
      .text({0x0028, 0x0004}, "CS", photometric_interpretation)
      .numbers({0x0028, 0x0010}, "US", {rows})
      .numbers({0x0028, 0x0011}, "US", {columns})
      .numbers({0x0028, 0x0100}, "US", {16})
      .numbers({0x0028, 0x0101}, "US", {12})
      .numbers({0x0028, 0x0102}, "US", {11})
      .numbers({0x0028, 0x0103}, "US", {0});
  return image;
}

inline DatasetWriter& add_pixels(DatasetWriter& image, std::size_t words) {
  return image.numbers({0x7FE0, 0x0010}, "OW", std::vector<std::uint16_t>(words, 0x0102));
}

}  // namespace noctis::test
