#include "display/grey_ramp.hpp"

#include "display/frames.hpp"
#include "display/grey_table.hpp"
#include "support/random.hpp"

using namespace noctis;
using test::integers;

namespace {

bool has_vectors() {
  const bool has = fastest_vector_path() >= VectorPath::avx2;
  if (!has)
    MESSAGE("skipped: this processor has no AVX2");
  return has;
}

GreyTransform windowed(const DisplayAttributes& attributes, double center, double width,
                       bool inverted = false) {
  return {ModalityTransform(attributes), VoiWindow{center, width}, inverted, {}};
}

DisplayAttributes rescaled(double slope, double intercept) {
  DisplayAttributes attributes;
  attributes.rescale = Rescale{slope, intercept};
  return attributes;
}

std::optional<GreyRamp> ramp_of(const PixelLayout& layout, const GreyTransform& transform) {
  return GreyRamp::equal_to(make_grey_table(layout, transform), layout, transform);
}

// Of every pattern, and of what the bits above Bits Stored may hold.
std::vector<std::uint8_t> greys_of(const GreyRamp& ramp,
                                   const std::vector<std::uint16_t>& samples) {
  std::vector<std::uint8_t> greys(samples.size());
  ramp.write_greys(samples.data(), samples.size(), greys.data());
  return greys;
}

std::vector<std::uint16_t> all_samples() {
  std::vector<std::uint16_t> samples(1 << 16);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<std::uint16_t>(i);
  return samples;
}

}  // namespace

TEST_SUITE("display/grey_ramp") {
  TEST_CASE("the windows of CT in 12 and 16 bits, signed and not, are lines of whole numbers") {
    if (!has_vectors())
      return;
    const DisplayAttributes hounsfield = rescaled(1, -1024);
    for (const auto& [center, width] :
         {std::pair{40.0, 400.0}, {-600.0, 1500.0}, {40.0, 80.0}, {300.0, 2000.0}, {50.0, 350.0}})
      for (const std::uint16_t bits : {std::uint16_t{12}, std::uint16_t{16}})
        for (const bool is_signed : {false, true})
          for (const bool inverted : {false, true}) {
            CAPTURE(width);
            CAPTURE(bits);
            CAPTURE(is_signed);
            CAPTURE(inverted);
            CHECK(
                ramp_of(integers(bits, is_signed), windowed(hounsfield, center, width, inverted)));
          }
  }

  TEST_CASE("what is worked out is what the table says, whatever stands above Bits Stored") {
    if (!has_vectors())
      return;
    test::Random random(41100);
    const auto samples = all_samples();
    int found = 0;
    for (int round = 0; round < 300; ++round) {
      CAPTURE(round);
      const auto bits = static_cast<std::uint16_t>(9 + random.below(8));
      const PixelLayout layout = integers(bits, random.one_in(2));
      const DisplayAttributes attributes =
          rescaled(static_cast<double>(random.between(-40, 40)) / 16 + 0.01,
                   static_cast<double>(random.between(-2000, 2000)) / 2);
      GreyTransform transform =
          windowed(attributes, static_cast<double>(random.between(-4000, 4000)) / 2,
                   1 + static_cast<double>(random.below(6000)) / 4, random.one_in(2));
      if (random.one_in(3))
        transform.voi = Stretch{
            {-static_cast<double>(random.below(500)), static_cast<double>(1 + random.below(3000))}};
      const auto table = make_grey_table(layout, transform);
      const auto ramp = GreyRamp::equal_to(table, layout, transform);
      if (!ramp)
        continue;
      ++found;
      const auto greys = greys_of(*ramp, samples);
      for (std::size_t i = 0; i < samples.size(); ++i)
        REQUIRE(greys[i] == table.greys[i & (table.greys.size() - 1)]);
    }
    CHECK(found > 200);
  }

  TEST_CASE("any number of samples is written, and not one more") {
    if (!has_vectors())
      return;
    const DisplayAttributes none;
    const PixelLayout layout = integers(12);
    const GreyTransform transform = windowed(none, 2048, 4000);
    const auto table = make_grey_table(layout, transform);
    const auto ramp = GreyRamp::equal_to(table, layout, transform);
    REQUIRE(ramp.has_value());
    for (std::size_t count = 0; count < 100; ++count) {
      std::vector<std::uint16_t> samples;
      for (std::size_t i = 0; i < count; ++i)
        samples.push_back(static_cast<std::uint16_t>(40 * i));
      std::vector<std::uint8_t> greys(count + 1, 7);
      ramp->write_greys(samples.data(), count, greys.data());
      for (std::size_t i = 0; i < count; ++i)
        CHECK(greys[i] == table.greys[samples[i]]);
      CHECK(greys[count] == 7);
    }
  }

  TEST_CASE("what is no line is not taken for one") {
    const DisplayAttributes none;
    const PixelLayout layout = integers(12);
    GreyTransform sigmoid = windowed(none, 2048, 1000);
    sigmoid.voi = VoiWindow{2048, 1000, VoiFunction::sigmoid, {}};
    CHECK_FALSE(ramp_of(layout, sigmoid));
    GreyTransform padded = windowed(none, 2048, 1000);
    padded.padding = PixelPadding{2100, 2110};
    CHECK_FALSE(ramp_of(layout, padded));
    GreyTransform threshold = windowed(none, 2048, 1);
    CHECK_FALSE(ramp_of(layout, threshold));
    const GreyTransform window = windowed(none, 2048, 1000);
    auto wrong = make_grey_table(layout, window);
    for (const std::size_t at : {0U, 2047U, 4095U}) {
      wrong.greys[at] ^= 1U;
      CHECK_FALSE(GreyRamp::equal_to(wrong, layout, window));
      wrong.greys[at] ^= 1U;
    }
    CHECK_FALSE(GreyRamp::equal_to(wrong, layout, window, VectorPath::sse2));
  }
}
