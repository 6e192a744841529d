#include "warm/content_digest.hpp"

namespace noctis {

namespace {

Result<> add(Sha256& hash, const ByteSource& file, std::uint64_t begin, std::uint64_t end) {
  return file.go_over(begin, end - begin, [&](ByteView piece) { hash.add(piece); });
}

}  // namespace

Result<Digest> content_digest(const ByteSource& file, const std::optional<ByteRange>& pixels,
                              const FingerprintKey& key) {
  if (!pixels)
    return file.digest();
  const std::uint64_t begin = pixels->offset;
  const std::uint64_t end = begin + pixels->length;
  Fingerprinter fingerprinter(key);
  Sha256 hash;
  hash.add(begin);
  hash.add(end);
  if (auto before = add(hash, file, 0, begin); !before)
    return failure(before);
  if (auto among =
          file.go_over(begin, pixels->length, [&](ByteView piece) { fingerprinter.add(piece); });
      !among)
    return failure(among);
  hash.add(ByteView(fingerprinter.finish()));
  if (auto behind = add(hash, file, end, file.size()); !behind)
    return failure(behind);
  Digest digest = hash.finish();
  for (std::uint8_t& byte : digest)
    byte = static_cast<std::uint8_t>(~byte);
  return digest;
}

}  // namespace noctis
