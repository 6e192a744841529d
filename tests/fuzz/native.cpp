// Native cells of any shape.

#include "dicom/native.hpp"
#include "fuzz/image_pixel.hpp"
#include "fuzz/require.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::described({data, size});
  if (!input)
    return 0;
  for (const SampleKind kind : {SampleKind::integer, SampleKind::float32, SampleKind::float64}) {
    const auto format = NativeFormat::make(input->pixel, kind);
    if (!format)
      continue;
    const Bytes cells(input->rest.begin(), input->rest.end());
    const unsigned first_bit = input->pixel.bits_allocated == 1 ? input->pixel.high_bit % 8U : 0;
    const Frame frame = format->unpack(cells, first_bit);
    fuzz::require_sound(frame);
    fuzz::require(!frame.missing_from || *frame.missing_from < frame.layout.pixel_count(),
                  "what is missing begins inside the frame");
  }
  return 0;
}
