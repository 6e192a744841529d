#include "warm/content_digest.hpp"

namespace noctis {

namespace {

template <class Hash>
Result<> add(Hash& hash, const ByteSource& file, ByteRange range,
             const std::function<void()>& advance) {
  return file.go_over(range.offset, range.length, [&](ByteView piece) {
    hash.add(piece);
    advance();
  });
}

}  // namespace

Result<Digest> content_digest(const ByteSource& file, const std::optional<ByteRange>& pixels,
                              const FingerprintKey& key, const std::function<void()>& advance) {
  Sha256 hash;
  if (!pixels) {
    if (auto all = add(hash, file, {0, file.size()}, advance); !all)
      return failure(all);
    return hash.finish();
  }
  const std::uint64_t begin = pixels->offset;
  const std::uint64_t end = begin + pixels->length;
  Fingerprinter fingerprinter(key);
  hash.add(begin);
  hash.add(end);
  if (auto before = add(hash, file, {0, begin}, advance); !before)
    return failure(before);
  if (auto among = add(fingerprinter, file, *pixels, advance); !among)
    return failure(among);
  hash.add(ByteView(fingerprinter.finish()));
  if (auto behind = add(hash, file, {end, file.size() - end}, advance); !behind)
    return failure(behind);
  Digest digest = hash.finish();
  for (std::uint8_t& byte : digest)
    byte = static_cast<std::uint8_t>(~byte);
  return digest;
}

}  // namespace noctis
