#include "warm/frame_digest.hpp"

#include <cstddef>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "base/fingerprint.hpp"

using namespace noctis;

namespace {

const FingerprintKey key = {1, 2, 3, 4};

Frame two_by_three() {
  Frame frame;
  frame.layout = {.rows = 2, .columns = 3, .bits_stored = 12, .is_signed = true};
  frame.samples = std::vector<std::uint16_t>{1, 2, 3, 0x0fff, 0x0800, 6};
  return frame;
}

Frame of_columns(std::uint32_t columns) {
  Frame frame;
  frame.layout = {.rows = 1, .columns = columns, .bits_stored = 16};
  std::vector<std::uint16_t> samples(columns);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<std::uint16_t>(i * 2749);
  frame.samples = std::move(samples);
  return frame;
}

}  // namespace

TEST_SUITE("warm/frame_digest") {
  TEST_CASE(
      "a frame's digest is that of its layout, number by number, and of its samples' fingerprint") {
    const Frame frame = two_by_three();
    Sha256 hash;
    // Rows, columns, samples per pixel, bits stored, signed, integer, MONOCHROME2.
    for (const std::uint64_t number : {2U, 3U, 1U, 12U, 1U, 0U, 1U})
      hash.add(number);
    hash.add(ByteView(fingerprint(Bytes{1, 0, 2, 0, 3, 0, 0xff, 0x0f, 0x00, 0x08, 6, 0}, key)));
    CHECK(digest_of_frame(frame, key) == hash.finish());
  }

  TEST_CASE("each bit of a sample makes another digest of a frame, and so does its place") {
    const Frame frame = of_columns(100);
    std::set<Digest> digests = {digest_of_frame(frame, key)};
    for (std::size_t i = 0; i < 100; ++i)
      for (unsigned bit = 0; bit < 16; ++bit) {
        Frame other = frame;
        std::get<std::vector<std::uint16_t>>(other.samples)[i] ^= 1U << bit;
        digests.insert(digest_of_frame(other, key));
      }
    Frame other = frame;
    auto& samples = std::get<std::vector<std::uint16_t>>(other.samples);
    std::swap(samples[0], samples[99]);
    digests.insert(digest_of_frame(other, key));
    CHECK(digests.size() == 1 + 1600 + 1);
  }

  TEST_CASE("any part of the layout makes another digest of the same samples") {
    const Digest digest = digest_of_frame(two_by_three(), key);
    Frame other = two_by_three();
    other.layout.rows = 3;
    other.layout.columns = 2;
    CHECK(digest_of_frame(other, key) != digest);
    other = two_by_three();
    other.layout.bits_stored = 13;
    CHECK(digest_of_frame(other, key) != digest);
    other = two_by_three();
    other.layout.is_signed = false;
    CHECK(digest_of_frame(other, key) != digest);
    other = two_by_three();
    other.layout.photometric = Photometric::monochrome1;
    CHECK(digest_of_frame(other, key) != digest);
  }
}
