// What the same bytes are known by at another path.

#pragma once

#include <optional>

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/fingerprint.hpp"
#include "base/result.hpp"
#include "dicom/pixel_data.hpp"

namespace noctis {

/// Of all the bytes of a file: their SHA-256.  Where its pixels lie in `pixels`, as they are or
/// compressed, that would take as long as to make a picture of them: then it is SHA-256 of where
/// they lie, of their fingerprint, and of what is before and behind them, with all bits turned
/// round, for a file could be made of just those bytes.  The fingerprint is made with the store's
/// key, so that no file passes for another by what was made elsewhere.  Fails where the file cannot
/// be read. Precondition: `pixels` are bytes of the file.
[[nodiscard]] Result<Digest> content_digest(const ByteSource& file,
                                            const std::optional<ByteRange>& pixels,
                                            const FingerprintKey& key);

}  // namespace noctis
