// Where the pixels lie in a file, and one frame of them at a time: native or encapsulated, whatever
// the offset tables say (R19).

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_source.hpp"
#include "base/result.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// A slide in tiles has some hundred thousand.
inline constexpr std::uint32_t max_frames_per_file = std::uint32_t{1} << 20;

/// Some bytes of the source.
struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;

  bool operator==(const ByteRange&) const = default;
};

/// Pixel Data (7FE0,0010), Float Pixel Data (7FE0,0008) or Double Float Pixel Data (7FE0,0009), as
/// the bounded scan found it: every range lies inside the source.
struct PixelDataElement {
  SampleKind sample_kind = SampleKind::integer;
  bool big_endian = false;  ///< words of the native value are big endian
  bool word_vr = true;      ///< OW: bytes of 8-bit samples are swapped in pairs when big endian
  bool encapsulated = false;
  ByteRange value;                   ///< native: all frames, perhaps fewer bytes than announced
  std::vector<ByteRange> fragments;  ///< encapsulated: the items after the Basic Offset Table
  std::vector<std::uint64_t> fragment_positions;  ///< of each fragment's item tag, as the tables
                                                  ///< count: from the first one's
  std::vector<std::uint32_t> basic_offset_table;
  std::vector<std::uint64_t> extended_offset_table;          ///< (7FE0,0001)
  std::vector<std::uint64_t> extended_offset_table_lengths;  ///< (7FE0,0002)

  /// All of the value, or from the first fragment to the last, with what stands between them.
  [[nodiscard]] ByteRange extent() const noexcept;
};

/// Immutable; any number of threads.
class PixelReader {
 public:
  /// `frame_count` is Number of Frames, at least 1 and not yet believed.  Fails, naming attribute
  /// and value, where no frame could ever be read: more than max_frames_per_file (too_large), no
  /// decoder for the transfer syntax (unsupported, by its name), fewer bytes than one frame needs
  /// (truncated), fragments that cannot be told apart. `source` is looked at only where fragments
  /// must be told apart by how they begin; nothing of it is kept.
  static Result<PixelReader> make(const ByteSource& source, PixelDataElement element,
                                  ImagePixel image_pixel, const std::string& transfer_syntax_uid,
                                  std::uint32_t frame_count);

  /// How many of the announced frames are there, at least 1; the last of a native image may be cut
  /// short (Frame::missing_from): down to half of its pixels, else it does not count.
  [[nodiscard]] std::uint32_t frame_count() const noexcept { return frame_count_; }

  /// What read() reads, and how: frames of a native value, which may share a word where they are
  /// packed, or fragments, in the order in which they lie.  By them the store knows a file's bytes:
  /// a reader that takes a file to pieces otherwise needs a migration that forgets content digests.
  [[nodiscard]] std::vector<ByteRange> pieces() const;

  /// Precondition: index < frame_count().  Reads and decodes that frame alone.
  [[nodiscard]] Result<Frame> read(const ByteSource& source, std::uint32_t index) const;

 private:
  struct State;
  PixelReader() = default;

  std::shared_ptr<const State> state_;  // shared by copies: it never changes
  std::uint32_t frame_count_ = 0;
};

}  // namespace noctis
