// Data elements written byte by byte: what reads them has no part in making them.  Tags and UIDs
// are DCMTK's, values are as the standard's clauses say.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdeftag.h>

#include "base/bytes.hpp"

namespace noctis::conformance {

enum class Form : std::uint8_t { implicit_little, explicit_little, explicit_big };

/// Elements in the order of their tags, whatever order they were put in.
class TinyDataset {
 public:
  /// Text, padded to even length.
  TinyDataset& text(const DcmTagKey& tag, std::string_view vr, std::string_view value);
  /// US, SS, OW; UL, SL, OL; OV: two's complement in as many bytes as the VR has.
  TinyDataset& integers(const DcmTagKey& tag, std::string_view vr,
                        const std::vector<std::int64_t>& values);
  /// FL, OF; FD, OD.
  TinyDataset& reals(const DcmTagKey& tag, std::string_view vr, const std::vector<double>& values);
  /// Words of `word_bytes` bytes, little endian, whose bytes are turned round in a big endian file.
  TinyDataset& bytes(const DcmTagKey& tag, std::string_view vr, Bytes value,
                     std::size_t word_bytes = 1);
  TinyDataset& sequence(const DcmTagKey& tag, std::vector<TinyDataset> items);

  /// What `other` has replaces what is here.
  TinyDataset& with(const TinyDataset& other);

  [[nodiscard]] Bytes encode(Form form) const;

 private:
  struct Element {
    std::string vr;
    Bytes value;
    std::size_t word_bytes = 1;
    std::vector<TinyDataset> items;
  };
  std::map<std::uint32_t, Element> elements_;  // by group and element number
};

/// The least significant byte first.
template <class Number>
void append(Bytes& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i)
    bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * i)));
}

// Datasets of one attribute, or of those that belong together: of an image, or of a functional
// group's item.
[[nodiscard]] TinyDataset text(const DcmTagKey& tag, std::string_view vr, std::string_view value);
[[nodiscard]] TinyDataset integers(const DcmTagKey& tag, std::string_view vr,
                                   const std::vector<std::int64_t>& values);
[[nodiscard]] TinyDataset sequence(const DcmTagKey& tag, std::vector<TinyDataset> items);

/// Window Center, Window Width and, unless empty, VOI LUT Function.
[[nodiscard]] TinyDataset window(std::string_view center, std::string_view width,
                                 std::string_view function = {});
[[nodiscard]] TinyDataset rescale(std::string_view slope, std::string_view intercept,
                                  std::string_view type = {});
/// An item of a Modality LUT Sequence or VOI LUT Sequence.
[[nodiscard]] TinyDataset lut(const std::vector<std::int64_t>& descriptor,
                              const std::vector<std::int64_t>& entries);
[[nodiscard]] TinyDataset modality_lut(TinyDataset item);
[[nodiscard]] TinyDataset voi_lut(TinyDataset item);

/// The window that shows the whole numbers 0 to 255 as they are (PS3.3 C.11.2.1.2.1: c 128, w 256).
[[nodiscard]] TinyDataset byte_window();

}  // namespace noctis::conformance
