// One digest of all that a dataset says apart from its pixels, the same for every transfer syntax
// that can hold it.

#pragma once

#include <cstdint>

#include "base/digest.hpp"
#include "dicom/dataset_walk.hpp"

namespace noctis {

/// Tags and values are digested, in the file's order, values in little endian.  Left out is what a
/// lossless transcoding may change: value representations, whether lengths are defined, group
/// lengths, Length to End, Data Set Trailing Padding, and on the top level the pixel data group
/// (7FE0), Photometric Interpretation and Planar Configuration.
class AttributesDigest final : public DatasetListener {
 public:
  explicit AttributesDigest(ByteWindow& window) : window_(&window) {}

  Result<> value(const Element& element) override;
  Result<> sequence_begins(const Element& element) override;
  Result<> item_begins(std::uint64_t offset, Encoding encoding) override;
  Result<> item_ends(std::uint64_t offset) override;
  Result<> sequence_ends() override;
  Result<> fragments_begin(const Element& element) override;
  Result<> fragment(std::uint64_t item, std::uint64_t value, std::uint64_t length) override;
  Result<> fragments_end() override;
  void remark(std::string /*text*/) override {}

  [[nodiscard]] Digest finish();

 private:
  void add_mark(char mark, Tag tag);
  Result<> add_value(const Element& element, std::uint64_t offset, std::uint64_t length);

  ByteWindow* window_;
  Sha256 hash_;
  Bytes pending_;  // small values, gathered: a call of the digest costs more than they do
  bool in_pixels_ = false;
};

}  // namespace noctis
