// The lossless Huffman process (ISO/IEC 10918-1 Annex H), written by hand: it knows where a
// truncated codestream ends, and takes less time than libijg.

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "dicom/jpeg_huffman.hpp"
#include "dicom/jpeg_picture.hpp"

namespace noctis {

namespace {

constexpr std::size_t max_components = 4;  // of JpegHeader

struct Scan {
  struct Component {
    std::size_t index = 0;  // in the frame
    const HuffmanTable* codes = nullptr;
    const DifferenceTable* table = nullptr;  // made of them where the scan is decoded
  };
  std::array<Component, max_components> components;
  std::size_t component_count = 0;
  unsigned predictor = 1;        // Ss: 1..7
  unsigned point_transform = 0;  // Al: 0..15
};

/// Ra, Rb, Rc: the neighbours to the left, above, and above to the left (Table H.1).
template <unsigned predictor>
int predict(int ra, int rb, int rc) {
  if constexpr (predictor == 1)
    return ra;
  if constexpr (predictor == 2)
    return rb;
  if constexpr (predictor == 3)
    return rc;
  if constexpr (predictor == 4)
    return ra + rb - rc;
  if constexpr (predictor == 5)
    return ra + ((rb - rc) >> 1);
  if constexpr (predictor == 6)
    return rb + ((ra - rc) >> 1);
  return (ra + rb) >> 1;
}

class LosslessDecoder {
 public:
  LosslessDecoder(ByteView codestream, const JpegHeader& header)
      : bytes_(codestream),
        header_(header),
        samples_(std::size_t{header.rows} * header.columns * header.component_count),
        rows_decoded_(header.rows) {}

  Result<JpegPicture> decode();

 private:
  Result<> read_segment(std::uint8_t marker, ByteView segment);
  Result<> read_tables(ByteView segment);
  [[nodiscard]] Result<Scan> read_scan_header(ByteView segment) const;
  /// Returns where the scan's entropy-coded data end.
  Result<std::size_t> decode_scan(Scan scan, ByteView data);
  void decode_row(const Scan& scan, BitCursor& bits, std::uint32_t row, bool first_of_interval);
  template <unsigned predictor>
  void decode_rest_of_row(const Scan& scan, BitCursor& bits, std::uint32_t row);

  ByteView bytes_;
  const JpegHeader& header_;
  std::array<std::optional<HuffmanTable>, 4> tables_;
  std::uint32_t restart_interval_ = 0;
  std::array<bool, max_components> seen_{};
  std::vector<std::uint16_t> samples_;
  std::uint32_t rows_decoded_;
};

Result<JpegPicture> LosslessDecoder::decode() {
  std::size_t at = 2;
  while (at + 4 <= bytes_.size()) {
    if (bytes_[at] != 0xff || bytes_[at + 1] == 0xff || bytes_[at + 1] == 0) {
      ++at;
      continue;
    }
    const std::uint8_t marker = bytes_[at + 1];
    if (marker == 0xd9)
      break;
    at += 2;
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
      continue;
    const std::size_t length = load_big_endian<std::uint16_t>(bytes_.subspan(at));
    if (length < 2 || length > bytes_.size() - at)
      break;
    const ByteView segment = bytes_.subspan(at + 2, length - 2);
    at += length;
    if (marker != 0xda) {
      if (const auto read = read_segment(marker, segment); !read)
        return failure(read);
      continue;
    }
    const auto scan = read_scan_header(segment);
    if (!scan)
      return failure(scan);
    const auto used = decode_scan(*scan, bytes_.subspan(at));
    if (!used)
      return failure(used);
    at += *used;
    for (std::size_t i = 0; i < scan->component_count; ++i)
      seen_[scan->components[i].index] = true;
  }
  for (std::size_t i = 0; i < header_.component_count; ++i)
    if (!seen_[i])
      return failure(ErrorKind::truncated, "the JPEG codestream lacks component {}", i + 1);
  return JpegPicture{std::move(samples_), rows_decoded_};
}

Result<> LosslessDecoder::read_segment(std::uint8_t marker, ByteView segment) {
  if (marker == 0xc4)
    return read_tables(segment);
  if (marker == 0xdd && segment.size() >= 2) {
    restart_interval_ = load_big_endian<std::uint16_t>(segment);
    // H.1.1: an interval is a whole number of rows.
    if (restart_interval_ % header_.columns != 0)
      return failure(ErrorKind::unsupported, "the JPEG restart interval is {}, Columns is {}",
                     restart_interval_, header_.columns);
  }
  return {};
}

Result<> LosslessDecoder::read_tables(ByteView segment) {
  while (segment.size() >= 17) {
    const unsigned id = segment[0] & 15;
    const bool is_dc = segment[0] < 16;
    const auto table = HuffmanTable::read(segment.subspan(1));
    if (!table)
      return failure(table);
    segment = segment.subspan(17 + table->symbol_count());
    if (is_dc && id < tables_.size())  // an AC table has no use here
      tables_[id] = *table;
  }
  return {};
}

Result<Scan> LosslessDecoder::read_scan_header(ByteView segment) const {
  Scan scan;
  scan.component_count = segment.empty() ? 0 : segment[0];
  if (scan.component_count < 1 || scan.component_count > header_.component_count ||
      segment.size() < 4 + 2 * scan.component_count)
    return failure(ErrorKind::malformed, "a JPEG scan has {} components", scan.component_count);
  for (std::size_t i = 0; i < scan.component_count; ++i) {
    const std::uint8_t id = segment[1 + 2 * i];
    const auto* const end = header_.components.begin() + header_.component_count;
    const auto* const found = std::find_if(
        header_.components.begin(), end, [id](const JpegComponent& each) { return each.id == id; });
    const std::size_t table = segment[2 + 2 * i] >> 4;
    const auto index = static_cast<std::size_t>(found - header_.components.begin());
    if (found == end || seen_[index] || table >= tables_.size() || !tables_[table])
      return failure(ErrorKind::malformed, "a JPEG scan has component {} with table {}", id, table);
    scan.components[i] = {.index = index, .codes = &*tables_[table]};
  }
  const ByteView parameters = segment.subspan(1 + 2 * scan.component_count);
  scan.predictor = parameters[0];
  scan.point_transform = parameters[2] & 15;
  if (scan.predictor < 1 || scan.predictor > 7 || scan.point_transform >= header_.precision)
    return failure(ErrorKind::malformed, "a JPEG scan has predictor {} and point transform {}",
                   scan.predictor, scan.point_transform);
  return scan;
}

Result<std::size_t> LosslessDecoder::decode_scan(Scan scan, ByteView data) {
  std::vector<DifferenceTable> tables;
  tables.reserve(scan.component_count);
  for (std::size_t i = 0; i < scan.component_count; ++i)
    scan.components[i].table = &tables.emplace_back(*scan.components[i].codes);
  CodedIntervals intervals(data, scan.component_count * header_.columns);
  const std::uint32_t rows_per_interval =
      restart_interval_ == 0 ? header_.rows : restart_interval_ / header_.columns;
  for (std::uint32_t row = 0; row < header_.rows; ++row) {
    const bool first_of_interval = row % rows_per_interval == 0;
    if (row > 0 && first_of_interval && !intervals.begin_next()) {
      if (!intervals.at_end())
        return failure(ErrorKind::malformed, "the JPEG codestream lacks a restart marker");
      rows_decoded_ = std::min(rows_decoded_, row);
      break;
    }
    decode_row(scan, intervals.cursor, row, first_of_interval);
    if (intervals.is_damaged())
      return failure(ErrorKind::malformed, "the JPEG codestream is damaged in row {}", row);
    if (intervals.is_exhausted()) {
      rows_decoded_ = std::min(rows_decoded_, row);
      break;
    }
  }
  return intervals.position();
}

template <unsigned predictor>
void LosslessDecoder::decode_rest_of_row(const Scan& scan, BitCursor& bits, std::uint32_t row) {
  const std::size_t stride = header_.component_count;
  const std::size_t per_row = header_.columns * stride;
  const unsigned shift = scan.point_transform;
  // A copy, for the compiler to keep in registers.
  BitCursor local = bits;
  std::uint16_t* pixel = &samples_[row * per_row] + stride;
  for (std::uint32_t column = 1; column < header_.columns; ++column, pixel += stride) {
    for (std::size_t i = 0; i < scan.component_count; ++i) {
      std::uint16_t* const sample = pixel + scan.components[i].index;
      // In the first row only predictor 1 comes here: there is nothing above.
      const int rb = predictor == 1 ? 0 : sample[-static_cast<std::ptrdiff_t>(per_row)] >> shift;
      const int rc =
          predictor == 1 ? 0 : sample[-static_cast<std::ptrdiff_t>(per_row + stride)] >> shift;
      const int ra = sample[-static_cast<std::ptrdiff_t>(stride)] >> shift;
      const int difference = local.read_difference(*scan.components[i].table);
      *sample = static_cast<std::uint16_t>(
          static_cast<unsigned>(predict<predictor>(ra, rb, rc) + difference) << shift);
    }
  }
  bits = local;
}

/// The first pixel of a row is predicted from the one above, the first of all from the middle of
/// the range, the rest of a first row from the left (H.1.2.1).
void LosslessDecoder::decode_row(const Scan& scan, BitCursor& bits, std::uint32_t row,
                                 bool first_of_interval) {
  const std::size_t per_row = std::size_t{header_.columns} * header_.component_count;
  const unsigned shift = scan.point_transform;
  for (std::size_t i = 0; i < scan.component_count; ++i) {
    std::uint16_t* const sample = &samples_[row * per_row + scan.components[i].index];
    const int prediction = first_of_interval
                               ? 1 << (header_.precision - shift - 1)
                               : sample[-static_cast<std::ptrdiff_t>(per_row)] >> shift;
    const int difference = bits.read_difference(*scan.components[i].table);
    *sample = static_cast<std::uint16_t>(static_cast<unsigned>(prediction + difference) << shift);
  }
  switch (first_of_interval ? 1 : scan.predictor) {
    case 1:
      return decode_rest_of_row<1>(scan, bits, row);
    case 2:
      return decode_rest_of_row<2>(scan, bits, row);
    case 3:
      return decode_rest_of_row<3>(scan, bits, row);
    case 4:
      return decode_rest_of_row<4>(scan, bits, row);
    case 5:
      return decode_rest_of_row<5>(scan, bits, row);
    case 6:
      return decode_rest_of_row<6>(scan, bits, row);
    default:
      return decode_rest_of_row<7>(scan, bits, row);
  }
}

}  // namespace

Result<JpegPicture> decode_jpeg_lossless(ByteView codestream, const JpegHeader& header) {
  if (header.precision < 2 || header.precision > 16)
    return failure(ErrorKind::malformed, "lossless JPEG of {} bits", header.precision);
  if (header.is_subsampled())
    return failure(ErrorKind::unsupported, "lossless JPEG with subsampled components");
  return LosslessDecoder(codestream, header).decode();
}

}  // namespace noctis
