// One frame of one decoder family: NOCTIS_DECODE.

#include "dicom/decoders.hpp"
#include "dicom/native.hpp"
#include "fuzz/image_pixel.hpp"
#include "fuzz/require.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::described({data, size});
  if (!input || !check_image_pixel(input->pixel))
    return 0;
  // A copy of its own size, so that a byte read beyond it is seen.
  const Bytes codestream(input->rest.begin(), input->rest.end());
  const auto frame = NOCTIS_DECODE(codestream, input->pixel);
  if (!frame) {
    fuzz::require(!frame.error().what.empty(), "an error says what is wrong");
    return 0;
  }
  fuzz::require_sound(*frame);
  fuzz::require(
      frame->layout.rows == input->pixel.rows && frame->layout.columns == input->pixel.columns,
      "a frame has the size that was announced");
  return 0;
}
