#include "htj2k/codestream.hpp"

#include <algorithm>
#include <vector>

namespace noctis::htj2k {

namespace {

constexpr std::uint16_t soc = 0xff4f, cap = 0xff50, siz = 0xff51, cod = 0xff52, tlm = 0xff55,
                        plm = 0xff57, plt = 0xff58, cpf = 0xff59, qcd = 0xff5c, qcc = 0xff5d,
                        com = 0xff64, sot = 0xff90, sod = 0xff93, eoc = 0xffd9;

std::uint16_t u16(ByteView bytes, std::size_t at) {
  return load_big_endian<std::uint16_t>(bytes.subspan(at));
}
std::uint32_t u32(ByteView bytes, std::size_t at) {
  return load_big_endian<std::uint32_t>(bytes.subspan(at));
}

/// A marker segment without its length; the next marker stands at `end`.
struct Segment {
  std::uint16_t marker = 0;
  ByteView content;
  std::size_t end = 0;
};

std::optional<Segment> segment_at(ByteView bytes, std::size_t at) {
  if (bytes.size() < at + 4)
    return std::nullopt;
  const std::size_t length = u16(bytes, at + 2);
  if (length < 2 || length > bytes.size() - at - 2)
    return std::nullopt;
  return Segment{u16(bytes, at), bytes.subspan(at + 4, length - 2), at + 2 + length};
}

class Reader {
 public:
  explicit Reader(ByteView bytes) : bytes_(bytes) {}

  std::optional<Codestream> read() {
    if (!read_main_header() || !read_tile_parts())
      return std::nullopt;
    return std::move(codestream_);
  }

 private:
  // Each tells whether it is one that we take.
  bool read_main_header();
  bool read_size(ByteView segment);
  bool read_coding_style(ByteView segment);
  bool read_quantization(ByteView segment, Component& component) const;
  bool read_quantizations();
  bool read_tile_parts();
  bool read_tile_part();

  ByteView bytes_;
  std::size_t at_ = 0;
  Codestream codestream_;
  ByteView default_quantization_;
  std::array<ByteView, 3> own_quantization_;
  std::vector<ByteView> tile_parts_;
};

bool Reader::read_size(ByteView segment) {
  Codestream& is = codestream_;
  if (segment.size() < 36)
    return false;
  is.columns = u32(segment, 2);
  is.rows = u32(segment, 6);
  const bool starts_at_zero = u32(segment, 10) == 0 && u32(segment, 14) == 0 &&
                              u32(segment, 26) == 0 && u32(segment, 30) == 0;
  // OpenJPEG has signed numbers.
  constexpr std::uint32_t most_of_a_tile = 0x7fffffff - 65535;
  const std::uint32_t tile_columns = u32(segment, 18), tile_rows = u32(segment, 22);
  const bool one_tile = tile_columns >= is.columns && tile_rows >= is.rows &&
                        std::max(tile_columns, tile_rows) <= most_of_a_tile;
  is.component_count = u16(segment, 34);
  if (is.columns < 1 || is.columns > 65535 || is.rows < 1 || is.rows > 65535 || !starts_at_zero ||
      !one_tile || (is.component_count != 1 && is.component_count != 3) ||
      segment.size() != 36 + std::size_t{3} * is.component_count)
    return false;
  is.precision = (segment[36] & 127U) + 1U;
  is.is_signed = segment[36] >= 128;
  for (std::size_t i = 0; i < is.component_count; ++i) {
    const ByteView component = segment.subspan(36 + 3 * i, 3);
    if (component[0] != segment[36] || component[1] != 1 || component[2] != 1)
      return false;
  }
  return is.precision <= 16;
}

bool Reader::read_coding_style(ByteView segment) {
  // 15444-1 Table A.12, 15444-15 A.4: high-throughput code-blocks alone, no other style of theirs.
  constexpr unsigned own_precincts = 1, packet_starts = 2, header_ends = 4;
  constexpr std::uint8_t high_throughput = 0x40, reversible = 1;
  Codestream& is = codestream_;
  if (segment.size() < 10 || segment[0] > 7 || segment[1] > 4 || u16(segment, 2) != 1 ||
      segment[4] > 1 || segment[5] > most_levels || segment[6] > 8 || segment[7] > 8 ||
      segment[8] != high_throughput || segment[9] != reversible)
    return false;
  const unsigned style = segment[0];
  is.has_packet_starts = (style & packet_starts) != 0;
  is.has_header_ends = (style & header_ends) != 0;
  is.progression = static_cast<Progression>(segment[1]);
  is.color_transform = segment[4] == 1;
  is.levels = segment[5];
  is.block_columns = segment[6] + 2U;
  is.block_rows = segment[7] + 2U;
  is.precinct_columns.fill(15);
  is.precinct_rows.fill(15);
  if ((style & own_precincts) != 0) {
    if (segment.size() != 11 + std::size_t{is.levels})
      return false;
    for (std::size_t i = 0; i <= is.levels; ++i) {
      is.precinct_columns[i] = segment[10 + i] & 15;
      is.precinct_rows[i] = segment[10 + i] >> 4;
      if (i > 0 && (is.precinct_columns[i] == 0 || is.precinct_rows[i] == 0))
        return false;
    }
  } else if (segment.size() != 10) {
    return false;
  }
  return is.block_columns + is.block_rows <= 12 && (!is.color_transform || is.component_count == 3);
}

/// 15444-1 A.6.4, E.1: an exponent a subband, and the guard bits of all.
bool Reader::read_quantization(ByteView segment, Component& component) const {
  const std::size_t subbands = 1 + 3 * std::size_t{codestream_.levels};
  constexpr unsigned no_quantization = 0;
  if (segment.size() != 1 + subbands || (segment[0] & 31U) != no_quantization)
    return false;
  const int guard_bits = segment[0] >> 5;
  for (std::size_t i = 0; i < subbands; ++i) {
    const int bits = guard_bits + (segment[1 + i] >> 3) - 1;
    if (bits < 1 || bits > static_cast<int>(most_magnitude_bits))
      return false;
    component.magnitude_bits[i] = static_cast<std::uint8_t>(bits);
  }
  return true;
}

bool Reader::read_quantizations() {
  for (std::size_t i = 0; i < codestream_.component_count; ++i) {
    Component& component = codestream_.components[i];
    if (!read_quantization(default_quantization_, component) ||
        (!own_quantization_[i].empty() && !read_quantization(own_quantization_[i], component)))
      return false;
  }
  return true;
}

bool Reader::read_main_header() {
  if (bytes_.size() < 4 || u16(bytes_, 0) != soc || u16(bytes_, 2) != siz)
    return false;
  bool has_style = false;
  at_ = 2;
  while (true) {
    const auto segment = segment_at(bytes_, at_);
    if (!segment)
      return false;
    const ByteView content = segment->content;
    bool taken = true;
    switch (segment->marker) {
      case siz:
        taken = at_ == 2 && read_size(content);
        break;
      case cod:
        taken = !has_style && read_coding_style(content);
        has_style = true;
        break;
      case qcd:
        taken = default_quantization_.empty() && !content.empty();
        default_quantization_ = content;
        break;
      case qcc:
        taken = content.size() >= 2 && content[0] < codestream_.component_count &&
                own_quantization_[content[0]].empty();
        if (taken)
          own_quantization_[content[0]] = content.subspan(1);
        break;
      case sot:
        return has_style && !default_quantization_.empty() && read_quantizations();
      case cap:
      case cpf:
      case tlm:
      case plm:
      case com:
        break;
      default:
        taken = false;
    }
    if (!taken)
      return false;
    at_ = segment->end;
  }
}

/// 15444-1 A.4.2, of tile 0.
bool Reader::read_tile_part() {
  const std::size_t begin = at_;
  const auto start = segment_at(bytes_, at_);
  if (!start || start->marker != sot || start->content.size() != 8 || u16(start->content, 0) != 0 ||
      start->content[6] != tile_parts_.size())
    return false;
  const std::size_t announced = u32(start->content, 2);
  std::size_t end = begin + announced;
  if (announced == 0) {  // all but the end marker
    if (bytes_.size() < at_ + 2 || u16(bytes_, bytes_.size() - 2) != eoc)
      return false;
    end = bytes_.size() - 2;
  }
  if (end > bytes_.size())
    return false;
  at_ = start->end;
  const ByteView part = bytes_.first(end);
  while (part.size() >= at_ + 2 && u16(part, at_) != sod) {
    const auto segment = segment_at(part, at_);
    if (!segment || (segment->marker != plt && segment->marker != com))
      return false;
    at_ = segment->end;
  }
  if (part.size() < at_ + 2)
    return false;
  tile_parts_.push_back(part.subspan(at_ + 2));
  at_ = end;
  return true;
}

bool Reader::read_tile_parts() {
  while (bytes_.size() >= at_ + 2 && u16(bytes_, at_) == sot)
    if (!read_tile_part())
      return false;
  if (bytes_.size() < at_ + 2 || u16(bytes_, at_) != eoc || tile_parts_.empty())
    return false;
  if (tile_parts_.size() == 1) {
    codestream_.packets = tile_parts_.front();
    return true;
  }
  for (const ByteView part : tile_parts_)
    codestream_.joined.insert(codestream_.joined.end(), part.begin(), part.end());
  codestream_.packets = codestream_.joined;
  return true;
}

}  // namespace

std::optional<Codestream> read_codestream(ByteView bytes) {
  return Reader(bytes).read();
}

}  // namespace noctis::htj2k
