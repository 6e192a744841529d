#include "dicom/jpeg_2000_header.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace noctis {

namespace {

constexpr std::uint16_t soc = 0xff4f, siz = 0xff51, cod = 0xff52, coc = 0xff53, sot = 0xff90,
                        sod = 0xff93, eoc = 0xffd9;

// A code-block takes about a hundred bytes of OpenJPEG's memory before anything is decoded.
constexpr std::uint64_t max_code_blocks = std::uint64_t{1} << 20;

constexpr std::uint64_t divide_up(std::uint64_t a, std::uint64_t b) {
  return (a + b - 1) / b;
}

std::uint16_t u16(ByteView bytes, std::size_t at) {
  return load_big_endian<std::uint16_t>(bytes.subspan(at));
}
std::uint32_t u32(ByteView bytes, std::size_t at) {
  return load_big_endian<std::uint32_t>(bytes.subspan(at));
}

/// The finest of all partitions that COD and COC segments, of the main header and of tiles, ask
/// for.
struct Partition {
  unsigned levels = 0;
  unsigned code_block_width = 10;  // exponents
  unsigned code_block_height = 10;
  // By resolution level, 0 the smallest picture; exponents.
  std::array<std::uint8_t, 33> precinct_width, precinct_height;
  bool seen = false;

  Partition() {
    precinct_width.fill(15);
    precinct_height.fill(15);
  }
};

class Reader {
 public:
  explicit Reader(ByteView codestream) { header_.codestream = codestream; }

  Result<Jpeg2000Header> read();

 private:
  Result<> read_size(ByteView segment);
  Result<> read_coding_style(ByteView segment);
  Result<> read_component_coding_style(ByteView segment);
  Result<> read_style_parameters(ByteView parameters, bool has_precincts);
  Result<> read_markers();
  [[nodiscard]] Result<> check_cost() const;
  [[nodiscard]] ByteView bytes() const { return header_.codestream; }

  Jpeg2000Header header_;
  Partition partition_;
  std::uint64_t tile_count_ = 0;
  std::uint32_t tile_width_ = 0, tile_height_ = 0;
};

Result<> Reader::read_size(ByteView segment) {
  if (segment.size() < 36)
    return failure(ErrorKind::truncated, "the JPEG 2000 size segment has {} bytes", segment.size());
  const std::uint64_t right = u32(segment, 2), bottom = u32(segment, 6);
  const std::uint64_t left = u32(segment, 10), top = u32(segment, 14);
  tile_width_ = u32(segment, 18);
  tile_height_ = u32(segment, 22);
  const std::uint64_t tile_left = u32(segment, 26), tile_top = u32(segment, 30);
  const std::uint32_t components = u16(segment, 34);
  if (right <= left || bottom <= top || tile_width_ == 0 || tile_height_ == 0 || tile_left > left ||
      tile_top > top || tile_left + tile_width_ <= left || tile_top + tile_height_ <= top)
    return failure(ErrorKind::malformed, "the JPEG 2000 picture is {} to {} by {} to {}", left,
                   right, top, bottom);
  if (components < 1 || components > 4)
    return failure(ErrorKind::unsupported, "the JPEG 2000 codestream has {} components",
                   components);
  if (segment.size() < 36 + std::size_t{3} * components)
    return failure(ErrorKind::truncated, "the JPEG 2000 size segment has {} bytes", segment.size());

  // The numbers are below 2^32: check_shape() judges them as they are.
  header_.shape.columns = static_cast<std::uint32_t>(right - left);
  header_.shape.rows = static_cast<std::uint32_t>(bottom - top);
  header_.shape.components = components;
  header_.shape.precision = (segment[36] & 127U) + 1U;
  header_.shape.is_signed = segment[36] >= 128;
  for (std::size_t i = 0; i < components; ++i) {
    const ByteView component = segment.subspan(36 + 3 * i);
    if (component[0] != segment[36])
      return failure(ErrorKind::unsupported, "the JPEG 2000 components differ in depth");
    if (component[1] == 0 || component[2] == 0)
      return failure(ErrorKind::malformed, "a JPEG 2000 component has no samples");
  }
  tile_count_ =
      divide_up(right - tile_left, tile_width_) * divide_up(bottom - tile_top, tile_height_);
  return {};
}

Result<> Reader::read_style_parameters(ByteView parameters, bool has_precincts) {
  if (parameters.size() < 5)
    return failure(ErrorKind::truncated, "a JPEG 2000 coding style has {} bytes",
                   parameters.size());
  const unsigned levels = parameters[0];
  if (levels > 32 || parameters[1] > 8 || parameters[2] > 8)
    return failure(ErrorKind::malformed, "JPEG 2000 has {} levels and code-blocks of 2^{} by 2^{}",
                   levels, parameters[1] + 2, parameters[2] + 2);
  if (has_precincts && parameters.size() < 6 + levels)
    return failure(ErrorKind::truncated, "a JPEG 2000 coding style has {} bytes",
                   parameters.size());
  header_.high_throughput |= (parameters[3] & 0x40) != 0;
  partition_.levels = std::max(partition_.levels, levels);
  partition_.code_block_width = std::min(partition_.code_block_width, parameters[1] + 2U);
  partition_.code_block_height = std::min(partition_.code_block_height, parameters[2] + 2U);
  for (std::size_t level = 0; has_precincts && level <= levels; ++level) {
    const unsigned exponents = parameters[5 + level];
    auto& width = partition_.precinct_width[level];
    auto& height = partition_.precinct_height[level];
    width = std::min(width, static_cast<std::uint8_t>(exponents & 15));
    height = std::min(height, static_cast<std::uint8_t>(exponents >> 4));
  }
  partition_.seen = true;
  return {};
}

Result<> Reader::read_coding_style(ByteView segment) {
  if (segment.size() < 10)
    return failure(ErrorKind::truncated, "a JPEG 2000 coding style has {} bytes", segment.size());
  if (!partition_.seen) {
    header_.multiple_component_transform = segment[4] == 1;
    header_.shape.lossless = segment[9] == 1;
  }
  return read_style_parameters(segment.subspan(5), (segment[0] & 1) != 0);
}

Result<> Reader::read_component_coding_style(ByteView segment) {
  // A byte names the component, as there are fewer than 257.
  if (segment.size() < 7)
    return failure(ErrorKind::truncated, "a JPEG 2000 coding style has {} bytes", segment.size());
  return read_style_parameters(segment.subspan(2), (segment[1] & 1) != 0);
}

/// Of the main header and of every tile-part that can be reached.
Result<> Reader::read_markers() {
  std::size_t end = bytes().size();  // but for padding
  while (end > 0 && bytes()[end - 1] == 0)
    --end;
  std::size_t at = 2;
  std::size_t tile_part = 0;  // where the current one begins
  std::uint64_t tile_part_length = 0;
  while (at + 4 <= end) {
    const std::uint16_t marker = u16(bytes(), at);
    if (marker == eoc)
      break;
    if (marker == sod) {
      at += 2;
      if (tile_part_length == 0 || tile_part_length > bytes().size() - tile_part)  // to the end
        tile_part_length = bytes().size() - tile_part;
      if (tile_part_length < at - tile_part)
        return {};
      header_.packets.push_back(bytes().subspan(at, tile_part + tile_part_length - at));
      at = tile_part + tile_part_length;
      continue;
    }
    const std::size_t length = u16(bytes(), at + 2);
    if (marker <= 0xff00 || length < 2 || length > bytes().size() - at - 2)
      return {};
    const ByteView segment = bytes().subspan(at + 4, length - 2);
    Result<> read;
    if (marker == siz && tile_count_ == 0) {
      read = read_size(segment);
    } else if (marker == cod) {
      read = read_coding_style(segment);
    } else if (marker == coc) {
      read = read_component_coding_style(segment);
    } else if (marker == sot && segment.size() == 8) {
      tile_part = at;
      tile_part_length = u32(segment, 2);
    }
    if (!read)
      return read;
    at += 2 + length;
  }
  header_.is_read_through = true;
  return {};
}

/// Every tile takes a header (SOT and SOD, 14 bytes), and every precinct a packet, at least a byte.
Result<> Reader::check_cost() const {
  const std::uint64_t size = bytes().size();
  if (tile_count_ > size / 14)
    return failure(ErrorKind::too_large, "{} JPEG 2000 tiles in {} bytes", tile_count_, size);
  // Tiles may be larger than the picture.
  const std::uint64_t width = std::min(tile_width_, header_.shape.columns);
  const std::uint64_t height = std::min(tile_height_, header_.shape.rows);
  const std::uint64_t times = tile_count_ * header_.shape.components;
  std::uint64_t precincts = 0, code_blocks = 0;
  for (unsigned level = 0; level <= partition_.levels; ++level) {
    const unsigned reduction = partition_.levels - level;
    const std::uint64_t level_width = divide_up(width, std::uint64_t{1} << reduction);
    const std::uint64_t level_height = divide_up(height, std::uint64_t{1} << reduction);
    const unsigned wide = partition_.precinct_width[level],
                   high = partition_.precinct_height[level];
    precincts += divide_up(level_width, std::uint64_t{1} << wide) *
                 divide_up(level_height, std::uint64_t{1} << high);
    code_blocks +=
        divide_up(level_width, std::uint64_t{1} << std::min(partition_.code_block_width, wide)) *
        divide_up(level_height, std::uint64_t{1} << std::min(partition_.code_block_height, high));
  }
  if (precincts > size / times)
    return failure(ErrorKind::too_large, "{} times {} JPEG 2000 precincts in {} bytes", times,
                   precincts, size);
  if (code_blocks > max_code_blocks)
    return failure(ErrorKind::too_large, "{} JPEG 2000 code-blocks in a tile", code_blocks);
  return {};
}

Result<Jpeg2000Header> Reader::read() {
  if (bytes().size() < 4 || u16(bytes(), 0) != soc || u16(bytes(), 2) != siz)
    return failure(ErrorKind::malformed,
                   "the JPEG 2000 codestream does not begin with SOC and SIZ");
  if (const auto read = read_markers(); !read)
    return failure(read);
  if (tile_count_ == 0 || !partition_.seen)
    return failure(ErrorKind::truncated, "the JPEG 2000 main header is cut short");
  // Bounded by 65535 rows and columns, so that no product above overflows.
  if (header_.shape.rows > 65535 || header_.shape.columns > 65535)
    return failure(ErrorKind::too_large, "the JPEG 2000 picture has {} rows and {} columns",
                   header_.shape.rows, header_.shape.columns);
  if (const auto cost = check_cost(); !cost)
    return failure(cost);
  header_.levels = partition_.levels;
  return std::move(header_);
}

/// Of a tile-part's packets; an end marker behind them is none of theirs.
bool has_marker(ByteView packets) {
  while (!packets.empty() && packets.back() == 0)
    packets = packets.first(packets.size() - 1);
  if (packets.size() >= 2 && u16(packets, packets.size() - 2) == eoc)
    packets = packets.first(packets.size() - 2);
  constexpr std::uint8_t last_of_data = 0x8f, sop = 0x91, eph = 0x92;
  auto at = packets.begin();
  while ((at = std::find(at, packets.end(), std::uint8_t{0xff})) != packets.end()) {
    if (++at == packets.end())
      return false;
    if (*at > last_of_data && *at != sop && *at != eph)
      return true;
  }
  return false;
}

/// The boxes of a JP2 file: the codestream, and what its Colour Specification box says.
class Boxes {
 public:
  void read(ByteView bytes, unsigned depth = 0);

  ByteView codestream;
  std::optional<Photometric> color;
  Bytes icc_profile;

 private:
  void read_color(ByteView box);
};

void Boxes::read(ByteView bytes, unsigned depth) {
  while (bytes.size() >= 8 && codestream.empty()) {
    std::uint64_t length = u32(bytes, 0);
    std::size_t header = 8;
    if (length == 1 && bytes.size() >= 16) {
      length = load_big_endian<std::uint64_t>(bytes.subspan(8));
      header = 16;
    }
    if (length == 0 || length > bytes.size())  // to the end, or cut short
      length = bytes.size();
    if (length < header)
      return;
    const std::string_view type = as_text(bytes.subspan(4, 4));
    const ByteView content = bytes.subspan(header, length - header);
    if (type == "jp2c")
      codestream = content;
    else if (type == "jp2h" && depth == 0)
      read(content, 1);
    else if (type == "colr" && depth == 1)
      read_color(content);
    bytes = bytes.subspan(length);
  }
}

void Boxes::read_color(ByteView box) {
  constexpr std::uint32_t srgb = 16, sycc = 18;
  if (box.size() >= 7 && box[0] == 1) {
    const std::uint32_t space = u32(box, 3);
    if (space == srgb)
      color = Photometric::rgb;
    else if (space == sycc)
      color = Photometric::ybr_full;
  } else if (box.size() > 3 && box[0] == 2) {
    icc_profile.assign(box.begin() + 3, box.end());
  }
}

}  // namespace

bool has_sound_markers(const Jpeg2000Header& header) {
  return header.is_read_through &&
         std::none_of(header.packets.begin(), header.packets.end(),
                      [](ByteView packets) { return has_marker(packets); });
}

Result<Jpeg2000Header> read_jpeg_2000_header(ByteView bytes) {
  Boxes boxes;
  if (bytes.size() >= 8 && as_text(bytes.subspan(4, 4)) == "jP  ")
    boxes.read(bytes);
  auto header = Reader(boxes.codestream.empty() ? bytes : boxes.codestream).read();
  if (header) {
    header->boxed_color = boxes.color;
    header->icc_profile = std::move(boxes.icc_profile);
  }
  return header;
}

}  // namespace noctis
