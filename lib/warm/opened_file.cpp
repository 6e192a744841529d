#include "warm/opened_file.hpp"

#include <utility>

namespace noctis {

Result<std::unique_ptr<OpenedFile>> OpenedFile::open(const std::string& path,
                                                     const FingerprintKey& key,
                                                     std::function<void(std::uint64_t)> on_read) {
  std::unique_ptr<OpenedFile> file(new OpenedFile(key));
  ContentDigest& content = file->content_;
  auto bytes = ByteSource::open(path, {.on_read = [&content, on_read = std::move(on_read)](
                                                      std::uint64_t offset, ByteView read) {
                                  on_read(read.size());
                                  content.was_read(offset, read);
                                }});
  if (!bytes)
    return failure(bytes);
  file->bytes_ = std::move(*bytes);
  file->instance_ = Instance::open(*file->bytes_);
  if (file->instance_)
    content.expect((*file->instance_)->pixel_pieces());
  return file;
}

const Result<Digest>& OpenedFile::content_digest() {
  if (!content_digest_)
    content_digest_ = content_.finish(*bytes_);
  return *content_digest_;
}

}  // namespace noctis
