// A file that is opened to be settled: its bytes, what they hold, and what they are known by.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/fingerprint.hpp"
#include "base/result.hpp"
#include "dicom/instance.hpp"
#include "warm/content_digest.hpp"

namespace noctis {

/// One thread, but for the const functions of the instance.
class OpenedFile {
 public:
  /// Fails as ByteSource::open() does.  `key` outlives it; `on_read` is told how many bytes were
  /// read whenever that was a piece of a large file, on any thread.
  static Result<std::unique_ptr<OpenedFile>> open(const std::string& path,
                                                  const FingerprintKey& key,
                                                  std::function<void(std::uint64_t bytes)> on_read);

  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;

  [[nodiscard]] const ByteSource& bytes() const noexcept { return *bytes_; }
  /// As Instance::open() has it.
  [[nodiscard]] const Result<std::unique_ptr<Instance>>& instance() const noexcept {
    return instance_;
  }

  /// As ContentDigest has it.  Pixels that the instance has read are not read again.
  [[nodiscard]] const Result<Digest>& content_digest();

 private:
  explicit OpenedFile(const FingerprintKey& key) : content_(key) {}

  ContentDigest content_;  // outlives the bytes, which tell it what was read
  std::optional<ByteSource> bytes_;
  Result<std::unique_ptr<Instance>> instance_;
  std::optional<Result<Digest>> content_digest_;
};

}  // namespace noctis
