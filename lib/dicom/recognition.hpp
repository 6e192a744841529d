// Whether some bytes are DICOM, where their dataset begins, and how it is written: by content,
// never by name.

#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "dicom/byte_window.hpp"
#include "dicom/element.hpp"

namespace noctis {

struct RecognisedFile {
  std::uint64_t dataset = 0;  ///< offset of its first element
  Encoding encoding;          ///< of the dataset as it really is
  /// (0002,0010), or the native syntax that the content shows where there is none.
  std::string transfer_syntax_uid;
  std::string media_storage_sop_class_uid;  ///< (0002,0002); empty where absent
  bool deflated = false;                    ///< what begins at `dataset` must be inflated first
};

/// Preamble and meta header (PS3.10 7.1), a meta header alone, or a bare dataset in any of the
/// three native encodings.  Fails with ErrorKind::not_dicom, saying why, or with malformed or
/// truncated where a meta header is broken.
[[nodiscard]] Result<RecognisedFile> recognise(ByteWindow& window);

/// How the dataset at `offset` is written, where `expected` is what the file says.
[[nodiscard]] Encoding encoding_at(ByteWindow& window, std::uint64_t offset, Encoding expected);

}  // namespace noctis
