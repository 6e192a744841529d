#include "warm/frame_digest.hpp"

#include <cstddef>
#include <cstring>
#include <variant>

namespace noctis {

LayoutBytes layout_bytes(const PixelLayout& layout) noexcept {
  const std::array<std::uint64_t, 7> numbers = {layout.rows,
                                                layout.columns,
                                                layout.samples_per_pixel,
                                                layout.bits_stored,
                                                layout.is_signed,
                                                static_cast<std::uint64_t>(layout.sample_kind),
                                                static_cast<std::uint64_t>(layout.photometric)};
  LayoutBytes bytes;
  static_assert(sizeof bytes == sizeof numbers);
  std::memcpy(bytes.data(), numbers.data(), sizeof numbers);
  return bytes;
}

HashInput hash_input(const LayoutBytes& layout, const Frame& frame) noexcept {
  return {layout, std::visit([](const auto& samples) { return as_bytes(samples); }, frame.samples)};
}

Digest digest_of_frame(const Frame& frame) {
  const LayoutBytes layout = layout_bytes(frame.layout);
  const HashInput input = hash_input(layout, frame);
  return sha256_each({&input, 1}).front();
}

Digest digest_of_frames(const Digest& attributes_digest, const std::vector<Digest>& frames) {
  Sha256 hash;
  hash.add(ByteView(attributes_digest));
  hash.add(std::uint64_t{frames.size()});
  for (const Digest& frame : frames)
    hash.add(ByteView(frame));
  return hash.finish();
}

}  // namespace noctis
