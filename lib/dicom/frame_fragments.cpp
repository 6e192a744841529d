#include "dicom/frame_fragments.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace noctis {

namespace {

// Enough for every BeginsCodestream.
constexpr std::uint64_t beginning = 16;

/// The fragments that the offsets of a table point at; nothing where it is not a table of these
/// frames.
template <class Offset>
std::optional<std::vector<std::size_t>> look_up(std::span<const Offset> table,
                                                std::span<const std::uint64_t> positions,
                                                std::uint32_t frames) {
  if (table.size() != frames || table.front() != positions.front())
    return std::nullopt;
  std::vector<std::size_t> first_fragment;
  first_fragment.reserve(table.size() + 1);
  // Both ascend, so that one walk over the fragments finds every frame.
  std::size_t fragment = 0;
  for (const Offset offset : table) {
    while (fragment < positions.size() && positions[fragment] < offset)
      ++fragment;
    if (fragment == positions.size() || positions[fragment] != offset)
      return std::nullopt;
    first_fragment.push_back(fragment++);
  }
  first_fragment.push_back(positions.size());
  return first_fragment;
}

std::optional<FrameFragments> by_table(const PixelDataElement& element, std::uint32_t frames,
                                       std::vector<Remark>& remarks) {
  const bool extended =
      element.basic_offset_table.empty() && !element.extended_offset_table.empty();
  if (!extended && element.basic_offset_table.empty())
    return std::nullopt;

  const std::span<const std::uint64_t> positions = element.fragment_positions;
  auto first_fragment =
      extended ? look_up<std::uint64_t>(element.extended_offset_table, positions, frames)
               : look_up<std::uint32_t>(element.basic_offset_table, positions, frames);
  if (first_fragment)
    return FrameFragments{std::move(*first_fragment), {}};
  remarks.push_back(
      {"R19", fmt::format("the {} Offset Table does not fit {} frames in {} fragments: ignored",
                          extended ? "Extended" : "Basic", frames, positions.size())});
  return std::nullopt;
}

/// The fragments that begin a codestream.
Result<std::vector<std::size_t>> find_beginnings(const ByteSource& source,
                                                 const PixelDataElement& element,
                                                 const Decoder& decoder) {
  std::vector<std::size_t> beginnings;
  for (std::size_t i = 0; i < element.fragments.size(); ++i) {
    const ByteRange& range = element.fragments[i];
    const auto piece = source.piece(range.offset, std::min(range.length, beginning));
    if (!piece)
      return failure(piece);
    if (decoder.begins_codestream(piece->bytes()))
      beginnings.push_back(i);
  }
  return beginnings;
}

FrameFragments one_each(std::size_t fragments) {
  FrameFragments frames;
  for (std::size_t i = 0; i <= fragments; ++i)
    frames.first_fragment.push_back(i);
  return frames;
}

Result<FrameFragments> by_beginnings(const ByteSource& source, const PixelDataElement& element,
                                     std::uint32_t announced_frames, const Decoder& decoder) {
  const std::size_t fragments = element.fragments.size();
  if (decoder.begins_codestream == nullptr) {
    if (announced_frames == 1)
      return FrameFragments{{0, fragments}, {}};
    if (fragments < announced_frames)
      return one_each(fragments);
    return failure(ErrorKind::malformed,
                   "{} frames in {} fragments, and no Offset Table to tell them apart",
                   announced_frames, fragments);
  }

  const auto beginnings = find_beginnings(source, element, decoder);
  if (!beginnings)
    return failure(beginnings);
  // One frame needs no telling apart: whatever it begins with, its decoder will judge.
  if (announced_frames == 1 && beginnings->size() < 2)
    return FrameFragments{{0, fragments}, {}};
  if (beginnings->empty() || beginnings->front() != 0)
    return failure(ErrorKind::malformed,
                   "{} frames in {} fragments, the first of which begins no {} codestream",
                   announced_frames, fragments, decoder.name);

  FrameFragments frames{*beginnings, {}};
  frames.first_fragment.push_back(fragments);
  if (beginnings->size() > announced_frames) {
    frames.first_fragment.resize(announced_frames + std::size_t{1});
    frames.remarks.push_back(
        {"R19", fmt::format("Number of Frames is {}, but the fragments hold {} codestreams",
                            announced_frames, beginnings->size())});
  }
  return frames;
}

}  // namespace

Result<FrameFragments> find_frames(const ByteSource& source, const PixelDataElement& element,
                                   std::uint32_t announced_frames, const Decoder& decoder) {
  const std::size_t fragments = element.fragments.size();
  if (fragments == 0)
    return failure(ErrorKind::truncated, "Pixel Data has no fragments");

  std::vector<Remark> remarks;
  auto table = by_table(element, announced_frames, remarks);
  if (table)
    return std::move(*table);

  auto frames = announced_frames == fragments
                    ? Result<FrameFragments>(one_each(fragments))
                    : by_beginnings(source, element, announced_frames, decoder);
  if (!frames)
    return frames;
  if (frames->frame_count() < announced_frames)
    remarks.push_back({"R32", fmt::format("Number of Frames is {}, but the fragments hold {}",
                                          announced_frames, frames->frame_count())});
  frames->remarks.insert(frames->remarks.begin(), remarks.begin(), remarks.end());
  return frames;
}

}  // namespace noctis
