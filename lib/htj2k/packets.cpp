#include "htj2k/packets.hpp"

#include <algorithm>
#include <cstddef>

#include "htj2k/tag_tree.hpp"

namespace noctis::htj2k {

namespace {

constexpr std::uint32_t divide_up(std::uint64_t a, unsigned exponent) {  // a < 2^32
  return static_cast<std::uint32_t>((a + (std::uint64_t{1} << exponent) - 1) >> exponent);
}

/// Samples of one direction in a subband of level n (15444-1 B-15): where it is of high
/// frequencies there, those that the low ones leave.
std::uint32_t extent(std::uint32_t samples, unsigned level, bool high) {
  const std::uint32_t above = divide_up(samples, level - 1);
  return high ? above / 2 : (above + 1) / 2;
}

/// The bits of a packet header: after 0xff one of the next byte is left out (15444-1 B.10.1).
class HeaderBits {
 public:
  HeaderBits(ByteView bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  bool bit() {
    if (left_ == 0)
      next_byte();
    return (byte_ >> --left_ & 1U) != 0;
  }
  std::uint32_t bits(unsigned count) {
    std::uint32_t number = 0;
    while (count-- > 0)
      number = number << 1 | (bit() ? 1U : 0U);
    return number;
  }
  /// Where the header ends.
  std::size_t end() {
    if (byte_ == 0xff)
      next_byte();
    return at_;
  }
  [[nodiscard]] bool is_cut_short() const { return is_cut_short_; }

 private:
  void next_byte() {
    left_ = byte_ == 0xff ? 7 : 8;
    is_cut_short_ |= at_ >= bytes_.size();
    byte_ = is_cut_short_ ? 0U : bytes_[at_++];
  }

  ByteView bytes_;
  std::size_t at_;
  unsigned byte_ = 0, left_ = 0;
  bool is_cut_short_ = false;
};

/// Before anything is held in memory.  There are no more precincts than code-blocks.
bool has_too_many_blocks(const Codestream& codestream) {
  constexpr std::uint64_t most = std::uint64_t{1} << 22;
  std::uint64_t blocks = 0;
  for (unsigned i = 0; i <= codestream.levels; ++i) {
    const unsigned halved = i > 0 ? 1 : 0, subbands = i > 0 ? 3 : 1;
    const auto count = [&](std::uint32_t samples, unsigned block, unsigned precinct) {
      return (divide_up(samples, codestream.levels - i + halved) >>
              std::min(block, precinct - halved)) +
             std::uint64_t{1};
    };
    blocks += subbands *
              count(codestream.columns, codestream.block_columns, codestream.precinct_columns[i]) *
              count(codestream.rows, codestream.block_rows, codestream.precinct_rows[i]);
  }
  return blocks * codestream.component_count > most;
}

/// Code-blocks of one subband that a precinct has.
struct Rectangle {
  std::uint32_t left, top, right, bottom;
  [[nodiscard]] bool is_empty() const { return left >= right || top >= bottom; }
};

class Packets {
 public:
  explicit Packets(const Codestream& codestream);

  std::optional<std::vector<ComponentBlocks>> read();

 private:
  [[nodiscard]] ComponentBlocks blocks_of(const Component& component) const;
  [[nodiscard]] Subband subband(unsigned resolution, unsigned which) const;
  [[nodiscard]] std::uint32_t precincts_across(unsigned resolution) const {
    return divide_up(divide_up(codestream_.columns, codestream_.levels - resolution),
                     codestream_.precinct_columns[resolution]);
  }
  [[nodiscard]] std::uint32_t precincts_down(unsigned resolution) const {
    return divide_up(divide_up(codestream_.rows, codestream_.levels - resolution),
                     codestream_.precinct_rows[resolution]);
  }
  bool read_by_resolution(bool precincts_first);
  bool read_by_component();
  bool read_packet(unsigned resolution, std::uint32_t precinct, unsigned component);
  bool read_header(HeaderBits& bits, std::vector<Subband>& subbands, unsigned resolution,
                   std::uint32_t precinct);
  bool read_header(HeaderBits& bits, Subband& subband, const Rectangle& blocks);
  bool read_bodies();
  [[nodiscard]] bool skip_marker(std::uint16_t marker, std::size_t bytes);

  const Codestream& codestream_;
  ByteView packets_;
  std::size_t at_ = 0;
  std::vector<ComponentBlocks> components_;
  struct Announced {
    CodeBlock* block;
    std::uint32_t bytes;
  };
  std::vector<Announced> announced_;  // by the packet's header
};

Packets::Packets(const Codestream& codestream)
    : codestream_(codestream), packets_(codestream.packets) {
  for (unsigned i = 0; i < codestream.component_count; ++i)
    components_.push_back(blocks_of(codestream.components[i]));
}

/// `which`: 0 LL, 1 HL, 2 LH, 3 HH.
Subband Packets::subband(unsigned resolution, unsigned which) const {
  Subband band;
  const unsigned level = codestream_.levels - resolution + (resolution > 0 ? 1 : 0);
  if (level == 0) {
    band.columns = codestream_.columns;
    band.rows = codestream_.rows;
  } else {
    band.columns = extent(codestream_.columns, level, (which & 1) != 0);
    band.rows = extent(codestream_.rows, level, (which & 2) != 0);
  }
  const unsigned halved = resolution > 0 ? 1 : 0;
  band.block_columns = std::min<unsigned>(codestream_.block_columns,
                                          codestream_.precinct_columns[resolution] - halved);
  band.block_rows =
      std::min<unsigned>(codestream_.block_rows, codestream_.precinct_rows[resolution] - halved);
  band.blocks_across = divide_up(band.columns, band.block_columns);
  band.blocks_down = divide_up(band.rows, band.block_rows);
  band.blocks.resize(std::size_t{band.blocks_across} * band.blocks_down);
  return band;
}

ComponentBlocks Packets::blocks_of(const Component& component) const {
  ComponentBlocks resolutions(codestream_.levels + 1);
  const std::uint8_t* magnitude_bits = component.magnitude_bits.data();
  for (unsigned i = 0; i <= codestream_.levels; ++i) {
    resolutions[i].columns = divide_up(codestream_.columns, codestream_.levels - i);
    resolutions[i].rows = divide_up(codestream_.rows, codestream_.levels - i);
    for (unsigned which = i == 0 ? 0 : 1; which <= (i == 0 ? 0U : 3U); ++which) {
      resolutions[i].subbands.push_back(subband(i, which));
      resolutions[i].subbands.back().magnitude_bits = *magnitude_bits++;
    }
  }
  return resolutions;
}

bool Packets::skip_marker(std::uint16_t marker, std::size_t bytes) {
  if (packets_.size() - at_ < bytes ||
      load_big_endian<std::uint16_t>(packets_.subspan(at_)) != marker)
    return false;
  at_ += bytes;
  return true;
}

bool Packets::read_header(HeaderBits& bits, Subband& subband, const Rectangle& blocks) {
  TagTree inclusion(blocks.right - blocks.left, blocks.bottom - blocks.top);
  TagTree zero_planes(blocks.right - blocks.left, blocks.bottom - blocks.top);
  const auto bit = [&bits] { return bits.bit(); };
  for (std::uint32_t row = blocks.top; row < blocks.bottom; ++row)
    for (std::uint32_t column = blocks.left; column < blocks.right; ++column) {
      const std::uint32_t x = column - blocks.left, y = row - blocks.top;
      if (!inclusion.read(x, y, 1, bit))
        continue;
      // All planes but one are zero: then the pass ends at the last.
      if (zero_planes.read(x, y, most_magnitude_bits + 1, bit) != subband.magnitude_bits - 1)
        return false;
      if (bits.bit())  // more than one pass
        return false;
      unsigned length_bits = 3;
      while (bits.bit())
        if (++length_bits > 32)
          return false;
      const std::uint32_t length = bits.bits(length_bits);
      if (length < 2 || bits.is_cut_short())
        return false;
      announced_.push_back(
          {&subband.blocks[std::size_t{row} * subband.blocks_across + column], length});
    }
  return true;
}

bool Packets::read_header(HeaderBits& bits, std::vector<Subband>& subbands, unsigned resolution,
                          std::uint32_t precinct) {
  const std::uint32_t across = precincts_across(resolution);
  const unsigned halved = resolution > 0 ? 1 : 0;
  for (Subband& band : subbands) {
    // A precinct's blocks are 2^these a side (15444-1 B.7).
    const unsigned columns = codestream_.precinct_columns[resolution] - halved - band.block_columns;
    const unsigned rows = codestream_.precinct_rows[resolution] - halved - band.block_rows;
    const std::uint32_t x = precinct % across, y = precinct / across;
    const auto end = [](std::uint32_t at, unsigned exponent, std::uint32_t most) {
      return static_cast<std::uint32_t>(
          std::min<std::uint64_t>(most, (std::uint64_t{at} + 1) << exponent));
    };
    const Rectangle blocks{x << columns, y << rows, end(x, columns, band.blocks_across),
                           end(y, rows, band.blocks_down)};
    if (!blocks.is_empty() && !read_header(bits, band, blocks))
      return false;
  }
  return true;
}

bool Packets::read_bodies() {
  for (const Announced& each : announced_) {
    if (packets_.size() - at_ < each.bytes)
      return false;
    each.block->bytes = packets_.subspan(at_, each.bytes);
    at_ += each.bytes;
  }
  announced_.clear();
  return true;
}

bool Packets::read_packet(unsigned resolution, std::uint32_t precinct, unsigned component) {
  constexpr std::uint16_t sop = 0xff91, eph = 0xff92;
  // They may be left out, but OpenJPEG does not have it.
  if (codestream_.has_packet_starts && !skip_marker(sop, 6))
    return false;
  HeaderBits bits(packets_, at_);
  const bool has_blocks = bits.bit();
  if (has_blocks &&
      !read_header(bits, components_[component][resolution].subbands, resolution, precinct))
    return false;
  at_ = bits.end();
  if (bits.is_cut_short() || (codestream_.has_header_ends && !skip_marker(eph, 2)))
    return false;
  return read_bodies();
}

bool Packets::read_by_resolution(bool precincts_first) {
  for (unsigned resolution = 0; resolution <= codestream_.levels; ++resolution) {
    const std::uint32_t precincts = precincts_across(resolution) * precincts_down(resolution);
    const std::uint32_t packets = precincts * codestream_.component_count;
    for (std::uint32_t i = 0; i < packets; ++i) {
      const std::uint32_t precinct =
          precincts_first ? i / codestream_.component_count : i % precincts;
      const std::uint32_t component =
          precincts_first ? i % codestream_.component_count : i / precincts;
      if (!read_packet(resolution, precinct, component))
        return false;
    }
  }
  return true;
}

/// Of one precinct a resolution alone, where positions make no difference.
bool Packets::read_by_component() {
  for (unsigned resolution = 0; resolution <= codestream_.levels; ++resolution)
    if (precincts_across(resolution) * precincts_down(resolution) != 1)
      return false;
  for (unsigned component = 0; component < codestream_.component_count; ++component)
    for (unsigned resolution = 0; resolution <= codestream_.levels; ++resolution)
      if (!read_packet(resolution, 0, component))
        return false;
  return true;
}

std::optional<std::vector<ComponentBlocks>> Packets::read() {
  bool read = false;
  switch (codestream_.progression) {
    case Progression::lrcp:
    case Progression::rlcp:
      read = read_by_resolution(false);
      break;
    case Progression::rpcl:
      read = read_by_resolution(true);
      break;
    case Progression::pcrl:
    case Progression::cprl:
      read = read_by_component();
  }
  // What is left over tells of packets that are not what they were taken for.
  if (!read || at_ != packets_.size())
    return std::nullopt;
  return std::move(components_);
}

}  // namespace

std::optional<std::vector<ComponentBlocks>> read_packets(const Codestream& codestream) {
  if (has_too_many_blocks(codestream))
    return std::nullopt;
  return Packets(codestream).read();
}

}  // namespace noctis::htj2k
