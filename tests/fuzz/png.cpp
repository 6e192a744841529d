// Pictures of any shape through our encoder and libpng, and any bytes through the decoder.

#include <fuzzer/FuzzedDataProvider.h>

#include <cstring>

#include "fuzz/require.hpp"
#include "image/png.hpp"

using namespace noctis;

namespace {

template <class Sample>
void round_trip(FuzzedDataProvider& input, PngEncoder& encoder) {
  BasicImage<Sample> image;
  image.channels = sizeof(Sample) == 1 && input.ConsumeBool() ? 3 : 1;
  const std::uint32_t side = input.ConsumeIntegralInRange<std::uint32_t>(1, 65535);
  const std::uint32_t other = input.ConsumeIntegralInRange<std::uint32_t>(1, 64);
  const bool tall = input.ConsumeBool();
  image.width = tall ? other : side;
  image.height = tall ? side : other;
  image.samples.resize(std::size_t{image.width} * image.height * image.channels);
  if (image.samples.size() > 1 << 16)
    return;
  const auto bytes = input.ConsumeRemainingBytes<std::uint8_t>();
  if (!bytes.empty())  // over and over
    for (std::size_t i = 0; i < image.samples.size(); ++i)
      image.samples[i] = static_cast<Sample>(
          bytes[i % bytes.size()] * (sizeof(Sample) == 2 ? 257 : 1) + i / bytes.size());
  const auto png = encoder.encode(image);
  fuzz::require(png.has_value(), "every picture can be encoded");
  const auto decoded = decode_png(*png);
  fuzz::require(decoded.has_value(), "libpng reads what was encoded");
  const auto* same = std::get_if<BasicImage<Sample>>(&*decoded);
  fuzz::require(same != nullptr && *same == image, "libpng finds the same samples");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)decode_png({data, size}, 1 << 20);
  FuzzedDataProvider input(data, size);
  PngEncoder encoder(input.PickValueInArray(
      {Compression::fast, Compression::normal, Compression::small, Compression::reference}));
  if (input.ConsumeBool())
    round_trip<std::uint8_t>(input, encoder);
  else
    round_trip<std::uint16_t>(input, encoder);
  return 0;
}
