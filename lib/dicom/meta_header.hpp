// The file meta information, group 0002 (PS3.10 7.1), however its writer got it wrong.

#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "dicom/byte_window.hpp"
#include "dicom/element.hpp"

namespace noctis {

struct MetaHeader {
  std::string transfer_syntax_uid;          ///< (0002,0010); empty where absent
  std::string media_storage_sop_class_uid;  ///< (0002,0002); empty where absent
  std::uint64_t end = 0;                    ///< offset of what follows it
};

/// Whether an element of group 0002 is at `offset`.
[[nodiscard]] bool begins_meta_header(ByteWindow& window, std::uint64_t offset);

/// The elements of group 0002 from `begin` on, whatever their group length says.  Fails with
/// ErrorKind::truncated, naming the tag.
[[nodiscard]] Result<MetaHeader> read_meta_header(ByteWindow& window, std::uint64_t begin);

/// The first 64 bytes of the value, trimmed.
[[nodiscard]] Result<std::string> read_uid(ByteWindow& window, const Element& element);

}  // namespace noctis
