// One overlay plane, of its own or embedded: its attributes from the first bytes, its bits from the
// rest.

#include <fuzzer/FuzzedDataProvider.h>

#include "dicom/dataset_writer.hpp"
#include "dicom/read_overlays.hpp"
#include "display/overlay.hpp"
#include "fuzz/require.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  const auto word = [&input] { return input.ConsumeIntegral<std::uint16_t>(); };
  test::DatasetWriter writer;
  writer.numbers({0x6000, 0x0010}, "US", {word()})
      .numbers({0x6000, 0x0011}, "US", {word()})
      .text({0x6000, 0x0015}, "IS", input.ConsumeBytesAsString(4))
      .numbers({0x6000, 0x0050}, "SS", {word(), word()})
      .numbers({0x6000, 0x0051}, "US", {word()})
      .numbers({0x6000, 0x0100}, "US", {word()})
      .numbers({0x6000, 0x0102}, "US", {word()});
  ImagePixel pixel;
  pixel.rows = input.ConsumeIntegralInRange<std::uint32_t>(1, 64);
  pixel.columns = input.ConsumeIntegralInRange<std::uint32_t>(1, 64);
  pixel.bits_allocated = static_cast<std::uint16_t>(8 << input.ConsumeIntegralInRange(0, 2));
  pixel.bits_stored = input.ConsumeIntegralInRange<std::uint16_t>(1, pixel.bits_allocated);
  pixel.high_bit = input.ConsumeIntegralInRange<std::uint16_t>(
      static_cast<std::uint16_t>(pixel.bits_stored - 1),
      static_cast<std::uint16_t>(pixel.bits_allocated - 1));
  const bool embedded = input.ConsumeBool(), swapped = input.ConsumeBool();
  const std::uint32_t frame = input.ConsumeIntegralInRange<std::uint32_t>(0, 3);
  const auto bits = input.ConsumeRemainingBytes<std::uint8_t>();

  const auto dataset = Dataset::parse(writer.bytes());
  if (!dataset)
    return 0;
  const ByteSource source = ByteSource::of(bits);
  PixelDataElement pixels;
  pixels.big_endian = swapped;
  pixels.value = {0, bits.size()};
  std::vector<ScannedOverlay> overlays;
  if (!embedded)
    overlays.push_back({0x6000, {0, bits.size()}, swapped});
  std::vector<Remark> remarks;
  Image8 image{pixel.columns, pixel.rows, 1, {}};
  image.samples.resize(std::size_t{pixel.rows} * pixel.columns);
  for (const OverlayPlane& plane :
       read_overlay_planes(dataset->root(), pixel, pixels, overlays, remarks)) {
    const auto overlay = read_overlay(plane, source, frame);
    if (overlay && *overlay)
      fuzz::require(draw_overlays({**overlay}, image).empty(), "an overlay that was read is whole");
  }
  return 0;
}
