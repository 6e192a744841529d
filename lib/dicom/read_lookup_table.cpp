#include "dicom/read_lookup_table.hpp"

#include <cstring>

namespace noctis {

Result<LookupTableDescriptor> read_descriptor(ByteView descriptor, bool first_value_is_signed) {
  if (descriptor.size() < 6)
    return failure(ErrorKind::malformed, "LUT Descriptor has {} bytes", descriptor.size());
  const auto entries = load_little_endian<std::uint16_t>(descriptor);
  const auto first = load_little_endian<std::uint16_t>(descriptor.subspan(2));
  const auto bits = load_little_endian<std::uint16_t>(descriptor.subspan(4));
  if (bits < 8 || bits > 16)
    return failure(ErrorKind::malformed, "LUT Descriptor has {} bits an entry", bits);
  return LookupTableDescriptor{
      .entries = entries == 0 ? std::size_t{65536} : entries,
      .first_value_mapped = first_value_is_signed ? static_cast<std::int16_t>(first) : first,
      .bits_per_entry = bits};
}

Result<LookupTable> read_lookup_table(ByteView descriptor, ByteView data,
                                      bool first_value_is_signed) {
  const auto shape = read_descriptor(descriptor, first_value_is_signed);
  if (!shape)
    return failure(shape);
  LookupTable table{.first_value_mapped = shape->first_value_mapped,
                    .bits_per_entry = shape->bits_per_entry,
                    .entries = {},
                    .explanation = {}};
  if (data.size() >= 2 * shape->entries) {
    table.entries.resize(shape->entries);
    std::memcpy(table.entries.data(), data.data(), 2 * shape->entries);
    return table;
  }
  const std::size_t padded = shape->entries + shape->entries % 2;
  if (data.size() != shape->entries && data.size() != padded)
    return failure(ErrorKind::malformed, "LUT Data has {} bytes for {} entries", data.size(),
                   shape->entries);
  const ByteView bytes = data.first(shape->entries);
  table.entries.assign(bytes.begin(), bytes.end());
  table.bits_per_entry = 8;
  return table;
}

}  // namespace noctis
