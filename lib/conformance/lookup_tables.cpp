// Modality LUTs and VOI LUTs: R7, R8.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

TinyDataset packed(const std::vector<std::int64_t>& descriptor, Bytes data) {
  return integers(DCM_LUTDescriptor, "US", descriptor).bytes(DCM_LUTData, "OW", std::move(data), 2);
}

// Entry i is i / 256.
std::vector<std::int64_t> all_of_16_bits() {
  std::vector<std::int64_t> entries(65536);
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i] = static_cast<std::int64_t>(i / 256);
  return entries;
}

constexpr Check table[] = {
    {7, "PS3.3 C.11.1.1.1", "a Modality LUT's entries are modality values, never scaled",
     [] {
       return Expect(grey(16, {0, 10, 11, 12, 13, 200})
                         .with(modality_lut(lut({4, 10, 16}, {7, 100, 200, 1000})))
                         .with(byte_window()))
           .greys({7, 7, 100, 200, 255, 255})  // before and behind: the first and the last entry
           .of(grey(8, {0, 1, 2})
                   .with(modality_lut(lut({3, 0, 8}, {0, 100, 255})))
                   .with(byte_window()))
           .greys({0, 100, 255})
           .verdict();
     }},
    {7, "PS3.3 C.11.1.1.1", "0 entries in a descriptor mean 65536",
     [] {
       return Expect(grey(16, {0, 255, 256, 32768, 65535})
                         .with(modality_lut(lut({0, 0, 16}, all_of_16_bits())))
                         .with(byte_window()))
           .greys({0, 0, 1, 128, 255})
           .of(grey(16, {0, 255, 256, 32768, 65535})
                   .with(voi_lut(lut({0, 0, 8}, all_of_16_bits()))))
           .greys({0, 0, 1, 128, 255})
           .verdict();
     }},
    {7, "PS3.3 C.11.1.1.1", "a Modality LUT's first value is signed as the pixels are",
     [] {
       const std::vector<std::int64_t> entries = {10, 20, 30};
       return Expect(signed_grey(16, {-3, -2, -1, 0, 5})
                         .with(modality_lut(lut({3, 0xFFFE, 16}, entries)))
                         .with(byte_window()))
           .greys({10, 10, 20, 30, 30})
           .of(grey(16, {0, 65533, 65534, 65535})
                   .with(modality_lut(lut({3, 0xFFFE, 16}, entries)))
                   .with(byte_window()))
           .greys({10, 10, 10, 20})
           .verdict();
     }},
    {7, "PS3.3 C.11.1.1.1", "the VR of a descriptor, US or SS, is not believed",
     [] {
       TinyDataset item = lut({3, 0, 16}, {10, 20, 30});
       item.integers(DCM_LUTDescriptor, "SS", {3, 40000, 16});
       return Expect(grey(16, {39999, 40000, 40001, 40002})
                         .with(modality_lut(item))
                         .with(byte_window()))
           .greys({10, 10, 20, 30})
           .verdict();
     }},
    {7, "PS3.3 C.11.1.1.1", "entries of 8 bits may be packed two to a word, an odd one padded",
     [] {
       return Expect(grey(8, {0, 1, 2, 3})
                         .with(modality_lut(packed({4, 0, 8}, {0, 50, 100, 255})))
                         .with(byte_window()))
           .greys({0, 50, 100, 255})
           .of(grey(8, {0, 1, 2, 3}).with(voi_lut(packed({3, 0, 8}, {1, 50, 254, 9}))))
           .greys({1, 50, 254, 254})
           .verdict();
     }},
    {7, "PS3.3 C.11.2.1.1", "a VOI LUT of n bits is scaled by 2^n - 1, n from 8 to 16",
     [] {
       // 512 of 1023: 127.62; 2048 and 1000 of 4095: 127.53, 62.27; 32768 of 65535: 127.502.
       return Expect(grey(8, {0, 1, 2}).with(voi_lut(lut({3, 0, 8}, {0, 128, 255}))))
           .greys({0, 128, 255})
           .of(grey(8, {0, 1, 2}).with(voi_lut(lut({3, 0, 10}, {0, 512, 1023}))))
           .greys({0, 128, 255})
           .of(grey(8, {0, 1, 2, 3}).with(voi_lut(lut({4, 0, 12}, {0, 2048, 4095, 1000}))))
           .greys({0, 128, 255, 62})
           .of(grey(8, {0, 1, 2}).with(voi_lut(lut({3, 0, 16}, {0, 32768, 65535}))))
           .greys({0, 128, 255})
           .verdict();
     }},
    {7, "PS3.3 C.11.2.1.1", "a VOI LUT's first value is signed where values can be negative",
     [] {
       const auto voi = voi_lut(lut({3, 0xFC00, 8}, {10, 20, 30}));  // from -1024 on
       return Expect(grey(12, {0, 1, 2, 3}).with(rescale("1", "-1024")).with(voi))
           .greys({10, 20, 30, 30})
           .of(signed_grey(16, {-1025, -1024, -1023, 0}).with(voi))
           .greys({10, 10, 20, 30})
           .verdict();
     }},
    {7, "PS3.3 C.11.2.1.1", "a VOI LUT's first value is unsigned where values cannot be negative",
     [] {
       const auto voi = voi_lut(lut({2, 0xFFFE, 8}, {10, 200}));  // from 65534 on
       return Expect(grey(16, {0, 65533, 65534, 65535}).with(voi))
           .greys({10, 10, 10, 200})
           // Behind a Modality LUT, whatever the pixels are.
           .of(signed_grey(8, {0, 1, 2})
                   .with(modality_lut(lut({3, 0, 16}, {65533, 65534, 65535})))
                   .with(voi))
           .greys({10, 10, 200})
           .verdict();
     }},
    {7, "PS3.5 7.3", "LUTs in big endian and implicit VR files are read alike",
     [] {
       Expect expect;
       for (const Form form : {Form::explicit_big, Form::implicit_little})
         expect
             .of(grey(16, {0, 299, 300, 301})
                     .with(modality_lut(lut({3, 299, 16}, {0, 258, 515})))
                     .with(voi_lut(lut({3, 257, 16}, {0, 32768, 65535})))
                     .in(form))
             // 0, 258 and 515 are below, at the second and behind the last entry.
             .greys({0, 0, 128, 255});
       return expect.verdict();
     }},
    {8, "PS3.3 C.11.1, Table C.11-1b", "a Modality LUT wins over a rescale, and that is recorded",
     [] {
       return Expect(grey(8, {0, 1, 2})
                         .with(modality_lut(lut({3, 0, 16}, {9, 99, 199})))
                         .with(rescale("1", "100"))
                         .with(byte_window()))
           .greys({9, 99, 199})
           .remark("R8")
           .verdict();
     }},
};

}  // namespace

std::span<const Check> lookup_table_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
