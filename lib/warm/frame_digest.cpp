#include "warm/frame_digest.hpp"

#include <array>
#include <cstddef>
#include <variant>

namespace noctis {

namespace {

template <std::size_t count>
ByteView bytes_of(const std::array<std::uint64_t, count>& numbers) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(numbers.data()), sizeof numbers};
}

ByteView bytes_of(const Frame& frame) noexcept {
  return std::visit([](const auto& samples) { return as_bytes(samples); }, frame.samples);
}

}  // namespace

Digest digest_of_frame(const Frame& frame, const FingerprintKey& key) {
  const PixelLayout& layout = frame.layout;
  const auto numbers = std::to_array<std::uint64_t>(
      {layout.rows, layout.columns, layout.samples_per_pixel, layout.bits_stored, layout.is_signed,
       static_cast<std::uint64_t>(layout.sample_kind),
       static_cast<std::uint64_t>(layout.photometric)});
  return sha256({bytes_of(numbers), ByteView(fingerprint(bytes_of(frame), key))});
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
