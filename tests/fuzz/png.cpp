// Pictures of any shape through our encoder and libpng, and any bytes through the decoder.

#include <fuzzer/FuzzedDataProvider.h>

#include "fuzz/require.hpp"
#include "image/png.hpp"

using namespace noctis;

namespace {

// Up to 65,536 samples, in any shape: two sides whose product is no more.
template <class Sample>
BasicImage<Sample> picture(FuzzedDataProvider& input) {
  constexpr std::uint32_t most = 1 << 16;
  BasicImage<Sample> image;
  image.channels = input.ConsumeBool() ? 3 : 1;
  const auto side = input.ConsumeIntegralInRange<std::uint32_t>(1, most / image.channels);
  const auto other = input.ConsumeIntegralInRange<std::uint32_t>(1, most / image.channels / side);
  const bool tall = input.ConsumeBool();
  image.width = tall ? other : side;
  image.height = tall ? side : other;
  image.samples.resize(std::size_t{image.width} * image.height * image.channels);
  const auto bytes = input.ConsumeRemainingBytes<std::uint8_t>();
  if (!bytes.empty())  // over and over
    for (std::size_t i = 0; i < image.samples.size(); ++i)
      image.samples[i] = static_cast<Sample>(
          bytes[i % bytes.size()] * (sizeof(Sample) == 2 ? 257 : 1) + i / bytes.size());
  return image;
}

template <class Sample>
void round_trip(FuzzedDataProvider& input, Compression compression) {
  const BasicImage<Sample> image = picture<Sample>(input);
  const auto png = PngEncoder(compression).encode(image);
  fuzz::require(png.has_value(), "every picture can be encoded");
  for (const VectorPath path : vector_paths())
    fuzz::require(PngEncoder(compression, path).encode(image).value() == *png,
                  "all paths make the same file");
  const auto decoded = decode_png(*png);
  fuzz::require(decoded.has_value(), "libpng reads what was encoded");
  const auto* same = std::get_if<BasicImage<Sample>>(&*decoded);
  fuzz::require(same != nullptr && *same == image, "libpng finds the same samples");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)decode_png({data, size}, 1 << 20);
  FuzzedDataProvider input(data, size);
  const Compression compression = input.PickValueInArray(
      {Compression::fast, Compression::normal, Compression::small, Compression::reference});
  if (input.ConsumeBool())
    round_trip<std::uint8_t>(input, compression);
  else
    round_trip<std::uint16_t>(input, compression);
  return 0;
}
