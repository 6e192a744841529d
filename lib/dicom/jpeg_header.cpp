#include "dicom/jpeg_header.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <string_view>

namespace noctis {

namespace {

constexpr std::uint8_t soi = 0xd8, eoi = 0xd9, sos = 0xda, tem = 0x01;

bool is_start_of_frame(std::uint8_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

bool begins_with(ByteView bytes, std::string_view text) {
  return bytes.size() >= text.size() && as_text(bytes.first(text.size())) == text;
}

/// ICC.1, B.4: a profile in numbered chunks, "ICC_PROFILE\0", number, count.
class IccChunks {
 public:
  void add(ByteView segment) {
    count_ = segment[13];
    chunks_[segment[12]] = segment.subspan(14);
  }
  [[nodiscard]] Bytes joined() const {
    Bytes profile;
    if (chunks_.size() != count_)
      return profile;
    for (const auto& [number, chunk] : chunks_)
      profile.insert(profile.end(), chunk.begin(), chunk.end());
    return profile;
  }

 private:
  std::size_t count_ = 0;
  std::map<std::uint8_t, ByteView> chunks_;
};

class Reader {
 public:
  explicit Reader(ByteView codestream) : bytes_(codestream) {}

  Result<JpegHeader> read();

 private:
  Result<> read_segment(std::uint8_t marker, ByteView segment);
  void read_scan_header(ByteView segment);
  Result<> read_start_of_frame(std::uint8_t marker, ByteView segment);
  /// The next marker's second byte; entropy-coded bytes before it are skipped.  Nothing at the end.
  std::optional<std::uint8_t> next_marker();

  ByteView bytes_;
  std::size_t at_ = 0;
  bool seen_frame_ = false;
  std::array<bool, 256> scanned_{};  // by a component's id
  IccChunks icc_;
  JpegHeader header_;
};

std::optional<std::uint8_t> Reader::next_marker() {
  while (at_ < bytes_.size()) {
    const void* const found = std::memchr(&bytes_[at_], 0xff, bytes_.size() - at_);
    if (found == nullptr)
      break;
    at_ = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes_.data());
    while (at_ < bytes_.size() && bytes_[at_] == 0xff)  // fill bytes
      ++at_;
    if (at_ == bytes_.size())
      break;
    const std::uint8_t marker = bytes_[at_++];
    const bool is_restart = marker >= 0xd0 && marker <= 0xd7;
    if (marker != 0 && !is_restart)
      return marker;
  }
  at_ = bytes_.size();
  return std::nullopt;
}

Result<JpegHeader> Reader::read() {
  if (bytes_.size() < 4 || bytes_[0] != 0xff || bytes_[1] != soi)
    return failure(ErrorKind::malformed, "the JPEG codestream does not begin with SOI");
  at_ = 2;
  while (const auto marker = next_marker()) {
    if (*marker == eoi)
      break;
    if (*marker == soi || *marker == tem)
      continue;
    if (bytes_.size() - at_ < 2)
      break;
    const auto length = load_big_endian<std::uint16_t>(bytes_.subspan(at_));
    if (length < 2 || length > bytes_.size() - at_) {
      if (header_.scan_count > 0)
        break;  // the decoder will say how much of the picture is there
      return failure(ErrorKind::truncated, "JPEG segment FF{:02X} has a length of {}", *marker,
                     length);
    }
    const ByteView segment = bytes_.subspan(at_ + 2, length - 2U);
    at_ += length;
    if (const auto read = read_segment(*marker, segment); !read)
      return failure(read);
  }
  if (!seen_frame_ || header_.scan_count == 0)
    return failure(ErrorKind::truncated, "the JPEG codestream has no {}",
                   seen_frame_ ? "scan" : "frame header");
  for (std::size_t i = 0; i < header_.component_count; ++i)
    if (!scanned_[header_.components[i].id])
      return failure(ErrorKind::truncated, "the JPEG codestream has no scan of component {}",
                     i + 1);
  header_.icc_profile = icc_.joined();
  return header_;
}

Result<> Reader::read_segment(std::uint8_t marker, ByteView segment) {
  if (is_start_of_frame(marker) || marker == 0xf7)
    return read_start_of_frame(marker, segment);
  if (marker == sos)
    read_scan_header(segment);
  else if (marker == 0xe0 && begins_with(segment, {"JFIF\0", 5}))
    header_.jfif = true;
  else if (marker == 0xe2 && begins_with(segment, {"ICC_PROFILE\0", 12}) && segment.size() > 14)
    icc_.add(segment);
  else if (marker == 0xee && begins_with(segment, "Adobe") && segment.size() >= 12)
    header_.adobe_transform = segment[11];
  return {};
}

void Reader::read_scan_header(ByteView segment) {
  ++header_.scan_count;
  const std::size_t components = segment.empty() ? 0 : segment[0];
  if (segment.size() < 4 + 2 * components)
    return;  // its decoder will say so
  for (std::size_t i = 0; i < components; ++i)
    scanned_[segment[1 + 2 * i]] = true;
  const ByteView parameters = segment.subspan(1 + 2 * components);  // Ss, Se, Ah and Al
  if (parameters[0] != 0 || parameters[1] != 63 || parameters[2] != 0)
    ++header_.not_sequential_count;
}

Result<> Reader::read_start_of_frame(std::uint8_t marker, ByteView segment) {
  if (seen_frame_)
    return failure(ErrorKind::malformed, "the JPEG codestream has two frame headers");
  seen_frame_ = true;
  if (marker == 0xf7)
    return failure(ErrorKind::unsupported, "the codestream is JPEG-LS, not JPEG");
  if ((marker & 7) >= 5)
    return failure(ErrorKind::unsupported, "hierarchical JPEG (SOF{})", marker & 15);
  if (segment.size() < 6)
    return failure(ErrorKind::truncated, "the JPEG frame header has {} bytes", segment.size());

  header_.start_of_frame = marker;
  header_.precision = segment[0];
  header_.rows = load_big_endian<std::uint16_t>(segment.subspan(1));
  header_.columns = load_big_endian<std::uint16_t>(segment.subspan(3));
  header_.component_count = segment[5];
  if (header_.rows == 0)
    return failure(ErrorKind::unsupported, "the JPEG frame header gives no number of lines");
  if (header_.component_count < 1 || header_.component_count > 4)
    return failure(ErrorKind::unsupported, "the JPEG codestream has {} components",
                   header_.component_count);
  if (segment.size() < 6 + std::size_t{3} * header_.component_count)
    return failure(ErrorKind::truncated, "the JPEG frame header has {} bytes", segment.size());
  for (std::size_t i = 0; i < header_.component_count; ++i) {
    const ByteView component = segment.subspan(6 + 3 * i);
    header_.components[i] = {component[0], static_cast<std::uint8_t>(component[1] >> 4),
                             static_cast<std::uint8_t>(component[1] & 15)};
  }
  return {};
}

}  // namespace

bool JpegHeader::is_subsampled() const noexcept {
  const auto first = components.front();
  return std::any_of(components.begin(), components.begin() + component_count,
                     [&first](const JpegComponent& each) {
                       return each.horizontal_sampling != first.horizontal_sampling ||
                              each.vertical_sampling != first.vertical_sampling;
                     });
}

Result<JpegHeader> read_jpeg_header(ByteView codestream) {
  return Reader(codestream).read();
}

}  // namespace noctis
