// What the same bytes are known by at another path, found out while they are read for other ends.

#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/fingerprint.hpp"
#include "base/result.hpp"
#include "dicom/pixel_data.hpp"

namespace noctis {

/// Of all the bytes of a file: their SHA-256.  Where it has pixels, as they are or compressed, that
/// would take as long as to make a picture of them: then it is SHA-256 of where their pieces lie,
/// of the fingerprint of each, and of what is before the first and behind the last, with all bits
/// turned round, for a file could be made of just those bytes.  The fingerprints are made with the
/// store's key, so that no file passes for another by what was made elsewhere.
class ContentDigest {
 public:
  /// `key` outlives it.
  explicit ContentDigest(const FingerprintKey& key) : key_(key) {}

  /// The pieces of the pixels, in the order in which they begin; between them is nothing that their
  /// places do not tell, but for how long the last was to be where the file breaks off in it.
  /// Before anything is read of them.
  void expect(std::vector<ByteRange> pieces);

  /// These bytes of the file were read: where they are one of the pieces, finish() need not read
  /// them again.  Any thread.
  void was_read(std::uint64_t offset, ByteView bytes);

  /// Reads the rest, while nobody else reads; once.  Fails where the file cannot be read.
  [[nodiscard]] Result<Digest> finish(const ByteSource& file);

 private:
  const FingerprintKey& key_;
  std::vector<ByteRange> pieces_;
  std::mutex mutex_;                              // for:
  std::vector<std::optional<Fingerprint>> read_;  // of each piece, once one was read
};

}  // namespace noctis
