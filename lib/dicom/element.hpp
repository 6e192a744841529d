// One data element's header: tag, value representation, length (PS3.5 7.1).

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/result.hpp"
#include "dicom/byte_window.hpp"
#include "dicom/tag.hpp"
#include "dicom/value_representation.hpp"

namespace noctis {

/// How the elements of a dataset or an item are written.
struct Encoding {
  bool explicit_vr = true;
  bool big_endian = false;

  bool operator==(const Encoding&) const = default;
};

inline constexpr std::uint32_t undefined_length = 0xFFFFFFFF;

struct Element {
  Tag tag;
  Vr vr = vr::un;     ///< as written, or by the dictionary where that is nothing or UN
  Encoding encoding;  ///< of this very element: some files mix the two
  bool items_are_implicit = false;  ///< a sequence that was written as UN (PS3.5 6.2.2)
  std::uint32_t length = 0;         ///< as announced, perhaps undefined_length
  std::uint64_t offset = 0;         ///< of the tag
  std::uint64_t value = 0;          ///< offset of the value
  std::uint64_t available = 0;      ///< bytes of the value that are there: of defined lengths
  std::size_t depth = 0;            ///< sequences around it

  [[nodiscard]] bool has_undefined_length() const noexcept { return length == undefined_length; }
  /// FFFE: items and delimiters.
  [[nodiscard]] bool is_delimiter() const noexcept { return tag.group == 0xFFFE; }
};

/// The header at `offset` of a container that ends at `end`.  An element whose VR contradicts the
/// encoding is taken as what it is.  Fails with ErrorKind::truncated where the header does not fit.
[[nodiscard]] Result<Element> read_element(ByteWindow& window, std::uint64_t offset,
                                           std::uint64_t end, Encoding encoding);

}  // namespace noctis
