// Where a frame begins and ends: R19.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

constexpr std::string_view rle_lossless = "1.2.840.10008.1.2.5";
constexpr std::string_view encapsulated_uncompressed = "1.2.840.10008.1.2.1.98";

// Two frames of four pixels, each in two fragments, whose items are 8 bytes longer: a codestream
// has 64 bytes of header and 6 of a segment, so that the second one's item begins at byte 86.
constexpr std::uint32_t second_frame = 86;
constexpr std::size_t first_part = 66;

std::vector<Bytes> four_fragments() {
  std::vector<Bytes> fragments;
  for (const Bytes& pixels : {Bytes{10, 20, 30, 40}, Bytes{50, 60, 70, 80}}) {
    const Bytes whole = rle({pixels});
    fragments.emplace_back(whole.begin(), whole.begin() + first_part);
    fragments.emplace_back(whole.begin() + first_part, whole.end());
  }
  return fragments;
}

TinyFile two_frames(const std::vector<std::uint32_t>& offsets) {
  return grey(8, {0, 0, 0, 0})
      .frames(2)
      .with(byte_window())
      .encapsulate(rle_lossless, four_fragments(), offsets);
}

TinyDataset extended_offsets(const std::vector<std::int64_t>& offsets) {
  return integers(DCM_ExtendedOffsetTable, "OV", offsets)
      .integers(DCM_ExtendedOffsetTableLengths, "OV", {70, 70});
}

Expect& expect_both(Expect& expect, const TinyFile& file) {
  return expect.of(file).greys({10, 20, 30, 40}).frame(1).greys({50, 60, 70, 80});
}

constexpr Check table[] = {
    {19, "PS3.5 A.4", "a Basic Offset Table tells which fragments are a frame",
     [] {
       Expect expect;
       return expect_both(expect, two_frames({0, second_frame})).no_remark("R19").verdict();
     }},
    {19, "PS3.3 C.7.6.3.1.8", "an Extended Offset Table counts beside an empty basic one",
     [] {
       Expect expect;
       expect_both(expect, two_frames({}).with(extended_offsets({0, second_frame})))
           .no_remark("R19");
       // Beside a basic one it does not.
       return expect_both(expect, two_frames({0, second_frame}).with(extended_offsets({0, 74})))
           .no_remark("R19")
           .verdict();
     }},
    {19, "PS3.5 A.4", "without a table the codestreams' beginnings tell",
     [] {
       Expect expect;
       return expect_both(expect, two_frames({})).verdict();
     }},
    {19, "PS3.5 A.4", "a table whose offsets land on no item is ignored and recorded",
     [] {
       Expect expect;
       expect_both(expect, two_frames({0, second_frame - 2})).remark("R19");
       return expect_both(expect, two_frames({}).with(extended_offsets({0, 4000000000000})))
           .remark("R19")
           .verdict();
     }},
    {19, "PS3.5 A.4", "all fragments of a single frame are that frame",
     [] {
       const Bytes whole = rle({{10, 20, 30, 40}});
       std::vector<Bytes> pairs;
       pairs.reserve(whole.size() / 2);
       for (std::size_t at = 0; at < whole.size(); at += 2)
         pairs.push_back({whole[at], whole[at + 1]});
       return Expect(grey(8, {0, 0, 0, 0}).with(byte_window()).encapsulate(rle_lossless, pairs))
           .greys({10, 20, 30, 40})
           .verdict();
     }},
    {19, "PS3.5 G.2", "RLE has the most significant bytes first",
     [] {
       // 0x0100 and 0x0280 of 1023: 63.81, 159.53.
       return Expect(grey(10, {0, 0})
                         .of(UID_SecondaryCaptureImageStorage, "OT")
                         .encapsulate(rle_lossless, {rle({{1, 2}, {0x00, 0x80}})}))
           .greys({64, 160})
           .verdict();
     }},
    {19, "PS3.5 8.1.1", "native frames of single bits follow each other without padding",
     [] {
       // Nine bits each: the second frame begins within a byte.
       return Expect(grey(1, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0})
                         .matrix(3, 3)
                         .frames(2)
                         .of(UID_MultiframeSingleBitSecondaryCaptureImageStorage, "OT"))
           .greys({255, 0, 255, 0, 255, 0, 255, 0, 255})
           .frame(1)
           .greys({0, 255, 255, 255, 255, 255, 255, 255, 0})
           .verdict();
     }},
    {19, "PS3.5 A.4", "encapsulated frames of single bits begin at a byte",
     [] {
       return Expect(grey(1, {})
                         .matrix(3, 3)
                         .frames(2)
                         .of(UID_MultiframeSingleBitSecondaryCaptureImageStorage, "OT")
                         .encapsulate(encapsulated_uncompressed, {{0x55, 0x01}, {0xFE, 0x00}}))
           .greys({255, 0, 255, 0, 255, 0, 255, 0, 255})
           .frame(1)
           .greys({0, 255, 255, 255, 255, 255, 255, 255, 0})
           .verdict();
     }},
    {19, "PS3.5 8.1.1", "native frames of bytes follow each other, odd ones too",
     [] {
       return Expect(grey(8, {1, 2, 3, 4, 5, 6}).matrix(1, 3).frames(2).with(byte_window()))
           .greys({1, 2, 3})
           .frame(1)
           .greys({4, 5, 6})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> frame_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
