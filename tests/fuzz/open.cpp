// Any file: scan, attributes, frames, pictures, master.

#include <algorithm>

#include "dicom/instance.hpp"
#include "fuzz/show.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto instance = Instance::open(ByteSource::of(Bytes(data, data + size)));
  if (!instance || !(*instance)->decodable())
    return 0;
  const ImageAttributes& image = (*instance)->attributes().image;
  constexpr std::uint64_t enough = 1 << 18;  // more pixels cost time and show nothing new
  if (std::uint64_t{image.rows} * image.columns > enough)
    return 0;
  for (std::uint32_t i = 0; i < std::min((*instance)->frame_count(), 2U); ++i) {
    const auto frame = (*instance)->frame(i);
    const auto attributes = (*instance)->display_attributes(i);
    if (frame && attributes)
      fuzz::show(*frame, *attributes);
  }
  return 0;
}
