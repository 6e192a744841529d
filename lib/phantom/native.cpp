#include "phantom/native.hpp"

#include <cstddef>
#include <utility>

#include "phantom/pixels.hpp"

namespace noctis::phantom {

namespace {

Bytes by_plane(const Bytes& words, std::size_t width, std::size_t samples_per_pixel) {
  Bytes planes;
  planes.reserve(words.size());
  const std::size_t stride = width * samples_per_pixel;
  for (std::size_t sample = 0; sample < samples_per_pixel; ++sample) {
    for (std::size_t at = sample * width; at < words.size(); at += stride)
      planes.insert(planes.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
                    words.begin() + static_cast<std::ptrdiff_t>(at + width));
  }
  return planes;
}

Bytes in_pairs(const Bytes& words) {
  Bytes pairs;
  pairs.reserve(words.size() * 2 / 3);
  for (std::size_t at = 0; at + 5 < words.size(); at += 6)
    pairs.insert(pairs.end(), {words[at], words[at + 3], words[at + 1], words[at + 2]});
  return pairs;
}

}  // namespace

void NativeWriter::add(const PhantomSamples& samples) {
  if (layout_ == NativeLayout::bits) {
    bytes_.resize((bits_ + samples.values.size() + 7) / 8);
    for (const std::int32_t value : samples.values) {
      if (value != 0)
        bytes_[bits_ / 8] = static_cast<std::uint8_t>(bytes_[bits_ / 8] | (1U << (bits_ % 8)));
      ++bits_;
    }
    return;
  }
  Bytes words = pack(samples);
  if (layout_ == NativeLayout::by_plane)
    words = by_plane(words, samples.bits_allocated / 8U, samples.samples_per_pixel);
  else if (layout_ == NativeLayout::pairs_422)
    words = in_pairs(words);
  bytes_.insert(bytes_.end(), words.begin(), words.end());
}

Bytes NativeWriter::finish() && {
  if (bytes_.size() % 2 != 0)
    bytes_.push_back(0);
  return std::move(bytes_);
}

void swap_words(Bytes& bytes) noexcept {
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
    std::swap(bytes[i], bytes[i + 1]);
}

}  // namespace noctis::phantom
