// Segmented palettes: R15, PS3.3 C.7.9.2.

#include <numeric>

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "conformance/tiny_palette.hpp"

namespace noctis::conformance {

namespace {

// Opcodes: 0 discrete, 1 linear, 2 indirect.
Bytes words(const std::vector<std::uint16_t>& segments) {
  Bytes bytes;
  for (const std::uint16_t word : segments)
    append(bytes, word);
  return bytes;
}

// The greys of entries 0, 1, 2…
TinyFile all_entries(std::size_t count) {
  std::vector<std::int64_t> values(count);
  std::iota(values.begin(), values.end(), 0);
  return indexed(values);
}

std::vector<int> thrice(const std::vector<int>& greys) {
  std::vector<int> colors;
  for (const int grey : greys)
    colors.insert(colors.end(), 3, grey);
  return colors;
}

Expect& expect_unusable(Expect& expect, const std::vector<std::int64_t>& descriptor,
                        const std::vector<std::uint16_t>& segments) {
  return expect.of(all_entries(2).with(segmented_palette(descriptor, words(segments), 2)))
      .refused(ErrorKind::malformed, "palette");
}

constexpr Check table[] = {
    {15, "PS3.3 C.7.9.2",
     "segments of 16 bits: discrete, linear, and both again by an indirect one",
     [] {
       // 0, then 10000 to 40000 in four steps, then the two segments from byte 0 on once more.
       // Of 257: 38.9, 77.8, 116.7, 155.6.
       const std::vector<std::uint16_t> segments = {0, 1, 0, 1, 4, 40000, 2, 2, 0, 0};
       return Expect(all_entries(10).with(segmented_palette({10, 0, 16}, words(segments), 2)))
           .colors(thrice({0, 39, 78, 117, 156, 0, 39, 78, 117, 156}))
           .verdict();
     }},
    {15, "PS3.3 C.7.9.2.3", "an indirect segment's offset is in bytes",
     [] {
       // From byte 6 on: the discrete segment of 65535.
       const std::vector<std::uint16_t> segments = {0, 1, 0, 0, 1, 65535, 0, 1, 25700, 2, 1, 6, 0};
       return Expect(all_entries(4).with(segmented_palette({4, 0, 16}, words(segments), 2)))
           .colors(thrice({0, 255, 100, 255}))
           .verdict();
     }},
    {15, "PS3.3 C.7.9.2", "segments of 8 bits have words of a byte",
     [] {
       const Bytes segments = {0, 1, 10, 1, 4, 50, 0, 1, 7, 2, 1, 6, 0, 0, 0, 0};
       return Expect(all_entries(7).with(segmented_palette({7, 0, 8}, segments, 1)))
           .colors(thrice({10, 20, 30, 40, 50, 7, 7}))
           .verdict();
     }},
    {15, "PS3.3 C.7.9.2.2", "a palette whose first segment is linear is not used",
     [] {
       Expect expect;
       return expect_unusable(expect, {2, 0, 16}, {1, 2, 65535}).verdict();
     }},
    {15, "PS3.3 C.7.9.2.3", "an indirect segment that leads to another is not used",
     [] {
       // At byte 6 an indirect one; the last one leads there.
       Expect expect;
       return expect_unusable(expect, {3, 0, 16}, {0, 1, 0, 2, 1, 0, 0, 2, 1, 6, 0}).verdict();
     }},
    {15, "PS3.3 C.7.9.2", "a palette that does not expand to its descriptor's length is not used",
     [] {
       Expect expect;
       expect_unusable(expect, {4, 0, 16}, {0, 3, 1, 2, 3});  // one too few
       return expect_unusable(expect, {2, 0, 16}, {0, 3, 1, 2, 3}).verdict();
     }},
};

}  // namespace

std::span<const Check> segmented_palette_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
