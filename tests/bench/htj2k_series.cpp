// A series in HTJ2K, lossless, made of one in Explicit VR Little Endian: by OpenJPH, because
// phantom does not write it.
//
//   htj2k_series NATIVE OUT

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "support/openjph.hpp"
#include "tests/bench/support/folder.hpp"
#include "tests/bench/support/plain_slice.hpp"

using namespace noctis;

namespace {

Bytes encode(const PlainSlice& slice) {
  test::Htj2kPicture picture{.columns = slice.columns,
                             .rows = slice.rows,
                             .precision = slice.bits_stored,
                             .is_signed = slice.is_signed,
                             .samples = {}};
  for (std::size_t i = 0; i < std::size_t{slice.rows} * slice.columns; ++i)
    picture.samples.push_back(load_little_endian<std::uint16_t>(slice.pixels.subspan(2 * i)));
  return test::encode_htj2k(picture);
}

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// PS3.5 7.5, A.4: an element or item that begins with group, element and what follows of its head.
void append_item(Bytes& out, std::uint16_t element, ByteView value) {
  const auto length = static_cast<std::uint32_t>(value.size());
  for (const unsigned byte : {0xfeU, 0xffU, element & 0xffU, unsigned{element} >> 8, length & 0xffU,
                              length >> 8 & 0xffU, length >> 16 & 0xffU, length >> 24})
    out.push_back(static_cast<std::uint8_t>(byte));
  append(out, value);
}

// The file with another transfer syntax, its pixels in one fragment after an empty Basic Offset
// Table.
std::optional<Bytes> transcode(const Bytes& file) {
  constexpr std::string_view native(
      "UI\x14\0"
      "1.2.840.10008.1.2.1\0",
      24);
  constexpr std::string_view htj2k(
      "UI\x18\0"
      "1.2.840.10008.1.2.4.201\0",
      28);
  constexpr std::size_t group_length = 140, pixel_head = 12;
  const auto slice = parse_plain_slice(file);
  const std::size_t syntax = as_text(file).find(native);
  // The bit patterns of signed values would want extending.
  if (!slice || slice->is_signed || syntax == std::string_view::npos)
    return std::nullopt;
  Bytes out(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(syntax));
  out[group_length] = static_cast<std::uint8_t>(out[group_length] + htj2k.size() - native.size());
  append(out, as_bytes(htj2k));
  const std::size_t rest = syntax + native.size();
  const auto pixels = static_cast<std::size_t>(slice->pixels.data() - file.data());
  append(out, ByteView(file).subspan(rest, pixels - pixel_head - rest));
  append(out, as_bytes(std::string_view("\xe0\x7f\x10\0OB\0\0\xff\xff\xff\xff", pixel_head)));
  Bytes codestream = encode(*slice);
  if (codestream.size() % 2 != 0)
    codestream.push_back(0);
  append_item(out, 0xe000, {});
  append_item(out, 0xe000, codestream);
  append_item(out, 0xe0dd, {});
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "htj2k_series NATIVE OUT\n");
    return 2;
  }
  std::filesystem::create_directories(argv[2]);
  int count = 0;
  for (const std::string& file : files_below(argv[1])) {
    const auto native = read_file(file, std::numeric_limits<std::int32_t>::max());
    const auto made = native ? transcode(*native) : std::nullopt;
    if (!made) {
      fmt::print(stderr, "{}: not a slice to be transcoded\n", file);
      return 1;
    }
    std::ofstream out(std::filesystem::path(argv[2]) / std::to_string(++count), std::ios::binary);
    out.write(reinterpret_cast<const char*>(made->data()),
              static_cast<std::streamsize>(made->size()));
    if (!out.flush())
      return 1;
  }
  return 0;
}
