// LUTs and palettes, plain and segmented: six bytes of a descriptor, then the data.

#include <limits>

#include "dicom/read_lookup_table.hpp"
#include "dicom/segmented_palette.hpp"
#include "display/lookup.hpp"
#include "fuzz/require.hpp"

using namespace noctis;

namespace {

void look_up(const LookupTable& table) {
  fuzz::require(!table.entries.empty() && table.entries.size() <= 65536, "1..65536 entries");
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double value :
       {-infinity, -1e300, -32768.0, -0.5, 0.0, 0.49, 65535.0, 1e300, infinity})
    (void)entry_for(table, value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t descriptor_size = 6;
  const ByteView input(data, size);
  const ByteView descriptor = input.first(std::min(size, descriptor_size));
  const Bytes rest(data + descriptor.size(), data + size);
  for (const bool is_signed : {false, true}) {
    if (const auto table = read_lookup_table(descriptor, rest, is_signed))
      look_up(*table);
    const auto shape = read_descriptor(descriptor, is_signed);
    if (!shape)
      continue;
    const auto entries = expand_segmented_palette(rest, shape->bits_per_entry, shape->entries);
    fuzz::require(!entries || entries->size() == shape->entries,
                  "a segmented palette has as many entries as its descriptor says");
  }
  return 0;
}
