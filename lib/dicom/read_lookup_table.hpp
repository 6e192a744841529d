// One LUT Descriptor and its LUT Data (rule R7; PS3.3 C.11.1.1.1, C.11.2.1.1, C.7.6.3.1.5).

#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// The three numbers of a descriptor, its 16-bit patterns read as they are meant, not as its VR
/// says.
struct LookupTableDescriptor {
  std::size_t entries = 0;  ///< 1..65536
  std::int32_t first_value_mapped = 0;
  std::uint16_t bits_per_entry = 16;  ///< 8..16
};

/// Fails with ErrorKind::malformed.
[[nodiscard]] Result<LookupTableDescriptor> read_descriptor(ByteView descriptor,
                                                            bool first_value_is_signed);

/// Both values as little endian bytes.  Entries of 8 bits may be packed: the data's length decides.
/// Fails with ErrorKind::malformed, naming the number.
[[nodiscard]] Result<LookupTable> read_lookup_table(ByteView descriptor, ByteView data,
                                                    bool first_value_is_signed);

}  // namespace noctis
