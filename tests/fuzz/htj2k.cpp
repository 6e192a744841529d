// Our decoder of HTJ2K beside OpenJPEG: what ours takes, that takes too, and finds the same
// samples.

#include <algorithm>
#include <cstdint>

#include "base/vector_path.hpp"
#include "fuzz/require.hpp"
#include "htj2k/codestream.hpp"
#include "htj2k/decode.hpp"
#include "support/openjpeg.hpp"

using namespace noctis;

namespace {

void require_same(const htj2k::Picture& picture, const opj_image_t& image) {
  fuzz::require(picture.components.size() == image.numcomps, "OpenJPEG finds as many components");
  for (std::size_t i = 0; i < picture.components.size(); ++i) {
    const htj2k::Plane& plane = picture.components[i];
    const opj_image_comp_t& component = image.comps[i];
    fuzz::require(plane.columns() == component.w && plane.rows() == component.h,
                  "OpenJPEG finds the same size");
    for (std::size_t row = 0; row < plane.rows(); ++row)
      fuzz::require(std::equal(plane.row(row), plane.row(row) + plane.columns(),
                               component.data + row * component.w),
                    "OpenJPEG finds the same samples");
  }
}

void require_same(const htj2k::Picture& a, const htj2k::Picture& b) {
  for (std::size_t i = 0; i < a.components.size(); ++i)
    for (std::size_t row = 0; row < a.components[i].rows(); ++row)
      fuzz::require(
          std::equal(a.components[i].row(row), a.components[i].row(row) + a.components[i].columns(),
                     b.components[i].row(row)),
          "all paths find the same samples");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A picture of 65535 by 65535 can be a few bytes.
  constexpr std::size_t largest = 1 << 20;
  if (size >= 16) {
    const ByteView bytes(data, size);
    if (std::uint64_t{load_big_endian<std::uint32_t>(bytes.subspan(8))} *
            load_big_endian<std::uint32_t>(bytes.subspan(12)) >
        largest)
      return 0;
  }
  // A copy of its own size, so that a byte read beyond it is seen.
  const Bytes codestream(data, data + size);
  const auto picture = htj2k::decode(codestream, VectorPath::scalar);
  for (const VectorPath path : vector_paths()) {
    const auto again = htj2k::decode(codestream, path);
    fuzz::require(again.has_value() == picture.has_value(), "all paths find the same faults");
    if (again)
      require_same(*picture, *again);
  }
  if (!picture)
    return 0;
  // OpenJPEG 2.5 passes over precincts of more levels, and decodes what is left.
  const auto read = htj2k::read_codestream(codestream);
  if (read->levels >= 16)
    return 0;
  const auto image = test::decode_by_openjpeg(codestream, true);
  fuzz::require(image != nullptr, "OpenJPEG takes it too");
  require_same(*picture, *image);
  return 0;
}
