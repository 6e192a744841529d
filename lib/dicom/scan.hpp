// The bounded scan: one pass over all of a file's elements that finds out what the file is, where
// its pixels are, and copies out the attributes, before any library sees a byte of it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "dicom/element.hpp"
#include "dicom/pixel_data.hpp"
#include "frame/remark.hpp"

namespace noctis {

/// An item of a sequence: its elements lie in `content`.
struct ScannedItem {
  ByteRange content;
  Encoding encoding;
};

/// Overlay Data (60xx,3000).
struct ScannedOverlay {
  std::uint16_t group = 0x6000;
  ByteRange value;
  bool swap_words = false;  ///< OW of a big endian file
};

struct Scan {
  ByteSource source;  ///< what the ranges refer to: the file, or its dataset inflated
  bool is_inflated = false;
  std::string transfer_syntax_uid;
  std::string media_storage_sop_class_uid;
  bool has_directory_records = false;  ///< (0004,1220) is there
  Bytes dataset = {};  ///< the attributes read here, as Explicit VR Little Endian (DatasetCopy)
  std::optional<PixelDataElement> pixel_data = {};
  std::vector<ScannedItem> per_frame_functional_groups = {};
  std::vector<ScannedOverlay> overlays = {};
  Digest attributes_digest = {};
  std::vector<Remark> remarks = {};
};

/// Reads headers and attributes, never pixels.  Fails with ErrorKind::not_dicom, saying why; with
/// malformed, truncated or too_large, naming tag and lengths; with unsupported where the dataset is
/// Implicit VR and there is no data dictionary.
[[nodiscard]] Result<Scan> scan(ByteSource source);

/// The elements of one item, as Scan::dataset has them.
[[nodiscard]] Result<Bytes> copy_item(const ByteSource& source, const ScannedItem& item);

}  // namespace noctis
