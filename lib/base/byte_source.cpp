#include "base/byte_source.hpp"

namespace noctis {

Result<ByteSource> ByteSource::open(const std::string& path, ByteSourceOptions options) {
  auto fd = open_regular_file(path);
  if (!fd)
    return failure(fd);
  const auto stamp = stamp_of(fd->get());
  if (!stamp)
    return failure(stamp);

  ByteSource source;
  source.stamp_ = *stamp;
  source.size_ = stamp->size;
  if (stamp->size > options.resident_limit) {
    source.large_ = std::make_shared<const Large>(std::move(*fd), std::move(options.on_read));
    return source;
  }
  // Not filled with zeros first, as a vector would be.
  const auto bytes = std::make_shared_for_overwrite<std::uint8_t[]>(stamp->size);
  const auto read = read_into({bytes.get(), stamp->size}, fd->get(), 0);
  if (!read)
    return failure(read);
  if (*read != stamp->size)
    return failure(ErrorKind::truncated, "the file shrank from {} to {} bytes while it was read",
                   stamp->size, *read);
  source.resident_ = std::shared_ptr<const std::uint8_t>(bytes, bytes.get());
  return source;
}

ByteSource ByteSource::of(Bytes bytes) {
  ByteSource source;
  source.size_ = bytes.size();
  source.stamp_.size = bytes.size();
  const auto shared = std::make_shared<const Bytes>(std::move(bytes));
  static constexpr std::uint8_t none = 0;  // an empty vector has no first byte to point to
  source.resident_ = {shared, shared->empty() ? &none : shared->data()};
  return source;
}

Result<Piece> ByteSource::piece(std::uint64_t offset, std::uint64_t length) const {
  if (offset > size_ || length > size_ - offset)
    return failure(ErrorKind::truncated, "bytes {} to {} of a file of {}", offset,
                   static_cast<double>(offset) + static_cast<double>(length), size_);
  if (resident_)
    return Piece(ByteView(resident_.get() + offset, length));
  // Not filled with zeros first, as a vector would be.
  const auto bytes = std::make_shared_for_overwrite<std::uint8_t[]>(length);
  const auto read = read_into({bytes.get(), length}, large_->fd.get(), offset);
  if (!read)
    return failure(read);
  if (*read != length)
    return failure(ErrorKind::truncated, "the file shrank below {} bytes", offset + length);
  if (large_->on_read)
    large_->on_read(offset, {bytes.get(), length});
  return Piece(ByteView(bytes.get(), length), bytes);
}

Result<Digest> ByteSource::digest() const {
  Sha256 hash;
  if (const auto read = go_over(0, size_, [&](ByteView piece) { hash.add(piece); }); !read)
    return failure(read);
  return hash.finish();
}

}  // namespace noctis
