#include "htj2k/decode.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "htj2k/cleanup_pass.hpp"
#include "htj2k/codestream.hpp"
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

Result<Plane> decode_component(const ComponentBlocks& resolutions, CleanupPass& pass,
                               VectorPath path) {
  Plane picture;
  for (const Resolution& resolution : resolutions) {
    std::vector<Plane> subbands;
    for (const Subband& subband : resolution.subbands) {
      subbands.emplace_back(subband.columns, subband.rows);
      if (const auto decoded = decode_subband(subband, pass, subbands.back()); !decoded)
        return failure(decoded);
    }
    if (subbands.size() == 1) {
      picture = std::move(subbands.front());
      continue;
    }
    Plane larger(resolution.columns, resolution.rows);
    join_subbands({picture, subbands[0], subbands[1], subbands[2]}, larger, path);
    picture = std::move(larger);
  }
  return picture;
}

/// 15444-1 G.2.2.
void undo_color_transform(std::vector<Plane>& components) {
  for (std::size_t y = 0; y < components[0].rows(); ++y) {
    std::int32_t* const first = components[0].row(y);
    std::int32_t* const second = components[1].row(y);
    std::int32_t* const third = components[2].row(y);
    for (std::size_t x = 0; x < components[0].columns(); ++x) {
      const auto u = static_cast<std::uint32_t>(second[x]),
                 v = static_cast<std::uint32_t>(third[x]);
      const std::int32_t quarter = static_cast<std::int32_t>(u + v) >> 2;
      const std::uint32_t green =
          static_cast<std::uint32_t>(first[x]) - static_cast<std::uint32_t>(quarter);
      first[x] = static_cast<std::int32_t>(v + green);
      second[x] = static_cast<std::int32_t>(green);
      third[x] = static_cast<std::int32_t>(u + green);
    }
  }
}

/// Undoes the level shift (15444-1 G.1.2), and keeps what it is within the range of samples.
void shift_levels(Plane& component, unsigned precision, bool is_signed) {
  const std::int32_t half = 1 << (precision - 1);
  const std::int32_t shift = is_signed ? 0 : half;
  for (std::size_t y = 0; y < component.rows(); ++y) {
    std::int32_t* const row = component.row(y);
    for (std::size_t x = 0; x < component.columns(); ++x)
      row[x] = std::clamp(row[x], -half, half - 1) + shift;
  }
}

}  // namespace

Result<Picture> decode(ByteView bytes, VectorPath path) {
  const auto codestream = read_codestream(bytes);
  const auto blocks = codestream ? read_packets(*codestream) : std::nullopt;
  if (!blocks)
    return failure(ErrorKind::unsupported, "this JPEG 2000 is for the general decoder");
  CleanupPass pass(path);
  Picture picture;
  picture.precision = codestream->precision;
  picture.is_signed = codestream->is_signed;
  for (const ComponentBlocks& component : *blocks) {
    auto plane = decode_component(component, pass, path);
    if (!plane)
      return failure(plane);
    picture.components.push_back(std::move(*plane));
  }
  if (codestream->color_transform)
    undo_color_transform(picture.components);
  for (Plane& component : picture.components)
    shift_levels(component, picture.precision, picture.is_signed);
  return picture;
}

}  // namespace noctis::htj2k
