// An element's value as little endian bytes, whatever the file's byte order.

#pragma once

#include <algorithm>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/byte_window.hpp"
#include "dicom/element.hpp"

namespace noctis {

/// Appends `value`, its words turned round where the element is big endian; a last incomplete word
/// is left as it is.
inline void append_little_endian(Bytes& bytes, ByteView value, const Element& element) {
  const auto begin = static_cast<std::ptrdiff_t>(bytes.size());
  bytes.insert(bytes.end(), value.begin(), value.end());
  const std::size_t word = word_size(element.vr);
  if (!element.encoding.big_endian || word == 1)
    return;
  for (auto at = bytes.begin() + begin; bytes.end() - at >= static_cast<std::ptrdiff_t>(word);
       at += static_cast<std::ptrdiff_t>(word))
    std::reverse(at, at + static_cast<std::ptrdiff_t>(word));
}

}  // namespace noctis
