#include "conformance/tiny_palette.hpp"

namespace noctis::conformance {

namespace {

TinyDataset descriptors(const std::vector<std::int64_t>& descriptor) {
  return integers(DCM_RedPaletteColorLookupTableDescriptor, "US", descriptor)
      .integers(DCM_GreenPaletteColorLookupTableDescriptor, "US", descriptor)
      .integers(DCM_BluePaletteColorLookupTableDescriptor, "US", descriptor);
}

}  // namespace

TinyDataset palette(const std::vector<std::int64_t>& descriptor,
                    const std::vector<std::int64_t>& red, const std::vector<std::int64_t>& green,
                    const std::vector<std::int64_t>& blue) {
  return descriptors(descriptor)
      .integers(DCM_RedPaletteColorLookupTableData, "OW", red)
      .integers(DCM_GreenPaletteColorLookupTableData, "OW", green)
      .integers(DCM_BluePaletteColorLookupTableData, "OW", blue);
}

TinyDataset segmented_palette(const std::vector<std::int64_t>& descriptor, const Bytes& segments,
                              std::size_t word_bytes) {
  return descriptors(descriptor)
      .bytes(DCM_SegmentedRedPaletteColorLookupTableData, "OW", segments, word_bytes)
      .bytes(DCM_SegmentedGreenPaletteColorLookupTableData, "OW", segments, word_bytes)
      .bytes(DCM_SegmentedBluePaletteColorLookupTableData, "OW", segments, word_bytes);
}

}  // namespace noctis::conformance
