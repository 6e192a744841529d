// The part of a dataset that is read here, written anew: whatever the file did, DCMTK is given
// well-formed Explicit VR Little Endian of bounded size and depth, without pixels.

#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/bytes.hpp"
#include "dicom/dataset_walk.hpp"

namespace noctis {

/// Longer values are left out: of what is read here only whole documents and waveforms are.
inline constexpr std::uint64_t copied_value_limit = std::uint64_t{4} << 20;
inline constexpr std::uint64_t copied_bytes_limit = std::uint64_t{64} << 20;
inline constexpr std::uint64_t copied_element_limit = std::uint64_t{1} << 18;

/// Of a whole dataset, or of one item of its per-frame functional groups.
enum class CopiedPart : std::uint8_t { dataset, functional_groups };

/// Private elements, pixel data and overlay data are left out, and of a whole dataset also all
/// sequences that nothing here reads, the per-frame functional groups among them: each of those is
/// copied by itself when its frame is asked for.  Fails with ErrorKind::too_large beyond the limits
/// above.
class DatasetCopy final : public DatasetListener {
 public:
  DatasetCopy(ByteWindow& window, CopiedPart part) : window_(&window), part_(part) {}

  Result<> value(const Element& element) override;
  Result<> sequence_begins(const Element& element) override;
  Result<> item_begins(std::uint64_t offset, Encoding encoding) override;
  Result<> item_ends(std::uint64_t offset) override;
  Result<> sequence_ends() override;
  Result<> fragments_begin(const Element& /*element*/) override { return {}; }
  Result<> fragment(std::uint64_t /*item*/, std::uint64_t /*value*/,
                    std::uint64_t /*length*/) override {
    return {};
  }
  Result<> fragments_end() override { return {}; }
  void remark(std::string /*text*/) override {}

  [[nodiscard]] Bytes finish() { return std::move(bytes_); }

 private:
  void write_header(Tag tag, Vr vr, std::uint32_t length);
  void write_delimiter(Tag tag, std::uint32_t length);

  ByteWindow* window_;
  CopiedPart part_;
  Bytes bytes_;
  std::uint64_t count_ = 0;
  std::vector<Tag> last_tags_ = {{}};  // of the dataset itself, and of each item that we are inside
  std::uint64_t out_of_order_ = 0;
  std::uint64_t skipped_ = 0;  // sequences, of which we are inside, that are left out
  bool in_segments_ = false;   // of the Segment Sequence, of which there may be 65,535
};

}  // namespace noctis
