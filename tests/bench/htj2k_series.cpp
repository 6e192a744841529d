// A series in HTJ2K, lossless, made of one in Explicit VR Little Endian: by OpenJPH, because
// phantom does not write it.
//
//   htj2k_series NATIVE OUT

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/core.h>
#include <openjph/ojph_arch.h>
#include <openjph/ojph_base.h>
#include <openjph/ojph_codestream.h>
#include <openjph/ojph_file.h>
#include <openjph/ojph_mem.h>
#include <openjph/ojph_params.h>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "tests/bench/support/plain_slice.hpp"

using namespace noctis;

namespace {

Bytes encode(const PlainSlice& slice) {
  ojph::codestream codestream;
  ojph::param_siz size = codestream.access_siz();
  size.set_image_extent(ojph::point(slice.columns, slice.rows));
  size.set_num_components(1);
  size.set_component(0, ojph::point(1, 1), slice.bits_stored, slice.is_signed);
  codestream.access_cod().set_reversible(true);
  codestream.access_cod().set_color_transform(false);
  codestream.set_planar(false);
  ojph::mem_outfile file;
  file.open();
  codestream.write_headers(&file);
  ojph::ui32 component = 0;
  ojph::line_buf* line = codestream.exchange(nullptr, component);
  for (std::size_t y = 0; y < slice.rows; ++y) {
    for (std::size_t x = 0; x < slice.columns; ++x)
      line->i32[x] =
          load_little_endian<std::uint16_t>(slice.pixels.subspan(2 * (y * slice.columns + x)));
    line = codestream.exchange(line, component);
  }
  codestream.flush();
  Bytes bytes(file.get_data(), file.get_data() + file.tell());
  codestream.close();
  return bytes;
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
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
    if (!entry.is_regular_file())
      continue;
    const auto native = read_file(entry.path().string(), std::numeric_limits<std::int32_t>::max());
    const auto made = native ? transcode(*native) : std::nullopt;
    if (!made) {
      fmt::print(stderr, "{}: not a slice to be transcoded\n", entry.path().string());
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
