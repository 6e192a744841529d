#include "warm/content_digest.hpp"

#include <algorithm>
#include <utility>

namespace noctis {

namespace {

Result<> add(Sha256& hash, const ByteSource& file, std::uint64_t begin, std::uint64_t end) {
  return file.go_over(begin, end - begin, [&](ByteView bytes) { hash.add(bytes); });
}

Result<Fingerprint> fingerprint_of(const ByteSource& file, const ByteRange& piece,
                                   const FingerprintKey& key) {
  Fingerprinter fingerprinter(key);
  if (auto read = file.go_over(piece.offset, piece.length,
                               [&](ByteView bytes) { fingerprinter.add(bytes); });
      !read)
    return failure(read);
  return fingerprinter.finish();
}

}  // namespace

void ContentDigest::expect(std::vector<ByteRange> pieces) {
  pieces_ = std::move(pieces);
}

void ContentDigest::was_read(std::uint64_t offset, ByteView bytes) {
  const auto found = std::lower_bound(
      pieces_.begin(), pieces_.end(), offset,
      [](const ByteRange& piece, std::uint64_t wanted) { return piece.offset < wanted; });
  if (found == pieces_.end() || *found != ByteRange{offset, bytes.size()})
    return;
  const Fingerprint made = fingerprint(bytes, key_);
  const std::scoped_lock lock(mutex_);
  read_.resize(pieces_.size());
  read_[static_cast<std::size_t>(found - pieces_.begin())] = made;
}

Result<Digest> ContentDigest::finish(const ByteSource& file) {
  // What is read from here on is no news.
  const auto pieces = std::exchange(pieces_, {});
  if (pieces.empty())
    return file.digest();
  read_.resize(pieces.size());
  Sha256 hash;
  hash.add(pieces.size());
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto made =
        read_[i] ? Result<Fingerprint>(*read_[i]) : fingerprint_of(file, pieces[i], key_);
    if (!made)
      return failure(made);
    const auto& [offset, length] = pieces[i];
    hash.add(offset);
    hash.add(length);
    hash.add(ByteView(*made));
    end = std::max(end, offset + length);
  }
  if (auto before = add(hash, file, 0, pieces.front().offset); !before)
    return failure(before);
  if (auto behind = add(hash, file, end, file.size()); !behind)
    return failure(behind);
  Digest digest = hash.finish();
  for (std::uint8_t& byte : digest)
    byte = static_cast<std::uint8_t>(~byte);
  return digest;
}

}  // namespace noctis
