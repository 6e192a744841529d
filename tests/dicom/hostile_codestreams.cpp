// Codestreams cut at every byte and with bits turned over: every decoder must come back, with a
// frame of the announced size or with an error, and never touch what is not its own (see
// AddressSanitizer).

#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"
#include "dicom/decoder.hpp"
#include "support/random.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

/// An error, or a frame that is what it says it is.
void check_result(const Result<Frame>& frame, const Raster& raster) {
  if (!frame) {
    CHECK_FALSE(frame.error().what.empty());
    return;
  }
  CHECK(frame->layout.rows == raster.rows);
  CHECK(frame->layout.columns == raster.columns);
  std::visit(
      [&](const auto& samples) {
        CHECK(samples.size() == frame->layout.sample_count());
        const std::uint64_t beyond = std::uint64_t{1} << frame->layout.bits_stored;
        for (const auto sample : samples)
          if (static_cast<std::uint64_t>(sample) >= beyond)
            FAIL("a sample has more than Bits Stored bits");
      },
      frame->samples);
}

}  // namespace

TEST_SUITE("dicom/hostile_codestreams") {
  TEST_CASE("a codestream cut anywhere is an error or a frame, and whole it is a frame") {
    for (const FamilySample& sample : one_of_each_family()) {
      CAPTURE(sample.uid);
      const ImagePixel attributes = attributes_of(sample.raster);
      const DecodeFrame decode = find_decoder(sample.uid)->decode;
      CHECK(decode(sample.codestream, attributes).has_value());
      for (std::size_t length = 0; length < sample.codestream.size(); ++length) {
        CAPTURE(length);
        // A copy of its own, so that a byte read beyond it is seen.
        const Bytes cut(sample.codestream.begin(),
                        sample.codestream.begin() + static_cast<std::ptrdiff_t>(length));
        check_result(decode(cut, attributes), sample.raster);
      }
    }
  }

  TEST_CASE("a codestream with bits turned over is an error or a frame") {
    Random random(20240501);
    for (const FamilySample& sample : one_of_each_family()) {
      CAPTURE(sample.uid);
      const ImagePixel attributes = attributes_of(sample.raster);
      for (int turn = 0; turn < 400; ++turn) {
        Bytes damaged = sample.codestream;
        // Headers are where the numbers are: every other bit is of the first 100 bytes.
        for (std::uint32_t bits = random.below(3) + 1; bits > 0; --bits) {
          const auto size = static_cast<std::uint32_t>(damaged.size());
          const std::uint32_t within = random.one_in(2) ? std::min(size, 100U) : size;
          damaged[random.below(within)] ^= static_cast<std::uint8_t>(1U << random.below(8));
        }
        CAPTURE(turn);
        check_result(find_decoder(sample.uid)->decode(damaged, attributes), sample.raster);
      }
    }
  }
}
