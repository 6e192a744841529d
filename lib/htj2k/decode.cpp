#include "htj2k/decode.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "htj2k/cleanup_pass.hpp"
#include "htj2k/codestream.hpp"
#include "htj2k/kernel.hpp"
#include "htj2k/packets.hpp"

namespace noctis::htj2k {

namespace {

Result<> decode_subband(const Subband& subband, CleanupPass& pass, Plane& out) {
  // By rows: a block's surroundings are those of blocks to come.
  const CodeBlock* block = subband.blocks.data();
  for (std::size_t y = 0; y < subband.blocks_down; ++y)
    for (std::size_t x = 0; x < subband.blocks_across; ++x, ++block) {
      const std::size_t left = x << subband.block_columns, top = y << subband.block_rows;
      const BlockOut to{out.row(top) + left, out.stride(),
                        std::min(subband.columns - left, std::size_t{1} << subband.block_columns),
                        std::min(subband.rows - top, std::size_t{1} << subband.block_rows)};
      if (block->bytes.empty()) {
        for (std::size_t row = 0; row < to.rows; ++row)
          std::fill_n(to.first + row * to.stride, to.columns, 0);
      } else if (auto decoded = pass.decode(block->bytes, subband.magnitude_bits, to); !decoded) {
        return decoded;
      }
    }
  return {};
}

Plane join_subbands(Plane& ll, std::vector<Plane>& others, const Resolution& resolution,
                    const Kernel& kernel) {
  Plane picture(resolution.columns, resolution.rows);
  Plane rows(resolution.columns + 1, 4);
  kernel.join({ll.view(), others[0].view(), others[1].view(), others[2].view()}, picture.view(),
              {rows.row(0), rows.row(1), rows.row(2), rows.row(3)});
  return picture;
}

Result<Plane> decode_component(const ComponentBlocks& resolutions, CleanupPass& pass,
                               const Kernel& kernel) {
  Plane picture;
  for (const Resolution& resolution : resolutions) {
    std::vector<Plane> subbands;
    for (const Subband& subband : resolution.subbands) {
      subbands.emplace_back(subband.columns, subband.rows);
      if (const auto decoded = decode_subband(subband, pass, subbands.back()); !decoded)
        return failure(decoded);
    }
    picture = subbands.size() == 1 ? std::move(subbands.front())
                                   : join_subbands(picture, subbands, resolution, kernel);
  }
  return picture;
}

/// Of samples that are as wide and signed as this.
void shift_levels(Picture& picture, const Kernel& kernel) {
  const std::int32_t half = 1 << (picture.precision - 1);
  for (Plane& component : picture.components)
    kernel.shift_levels(component.view(), -half, half - 1, picture.is_signed ? 0 : half);
}

}  // namespace

Result<Picture> decode(ByteView bytes, VectorPath path) {
  const auto codestream = read_codestream(bytes);
  const auto blocks = codestream ? read_packets(*codestream) : std::nullopt;
  if (!blocks)
    return failure(ErrorKind::unsupported, "this JPEG 2000 is for the general decoder");
  const Kernel& kernel = kernel_of(path);
  CleanupPass pass(kernel);
  Picture picture;
  picture.precision = codestream->precision;
  picture.is_signed = codestream->is_signed;
  for (const ComponentBlocks& component : *blocks) {
    auto plane = decode_component(component, pass, kernel);
    if (!plane)
      return failure(plane);
    picture.components.push_back(std::move(*plane));
  }
  if (codestream->color_transform)
    kernel.undo_color_transform(picture.components[0].view(), picture.components[1].view(),
                                picture.components[2].view());
  shift_levels(picture, kernel);
  return picture;
}

}  // namespace noctis::htj2k
