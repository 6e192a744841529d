// Gathers what the walk says about pixels into a PixelDataElement.

#pragma once

#include <cstdint>
#include <optional>

#include "dicom/dataset_walk.hpp"
#include "dicom/pixel_data.hpp"

namespace noctis {

class PixelCollector {
 public:
  explicit PixelCollector(ByteWindow& window) : window_(&window) {}

  /// Top-level elements of the group 7FE0; others are passed over.
  Result<> value(const Element& element);
  void fragments_begin(const Element& element);
  /// Fails with ErrorKind::too_large beyond some millions.
  Result<> fragment(std::uint64_t item, std::uint64_t value, std::uint64_t length);
  void fragments_end() { in_fragments_ = false; }

  /// Nothing where there was no pixel data.
  [[nodiscard]] std::optional<PixelDataElement> finish();

 private:
  bool begin(const Element& element);
  Result<> read_extended_table(const Element& element, std::vector<std::uint64_t>& table);

  ByteWindow* window_;
  std::optional<PixelDataElement> found_;
  std::vector<std::uint64_t> extended_offset_table_;
  std::vector<std::uint64_t> extended_offset_table_lengths_;
  std::uint64_t first_fragment_ = 0;  // offset of its item
  bool in_fragments_ = false;
  bool table_seen_ = false;
};

}  // namespace noctis
