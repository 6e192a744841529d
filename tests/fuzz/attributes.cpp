// Elements in Explicit VR Little Endian before the pixels of a small image: palettes, LUTs,
// windows, padding, overlays, shutters, functional groups.

#include "dicom/dataset_writer.hpp"
#include "dicom/instance.hpp"
#include "fuzz/show.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  test::DatasetWriter image = test::small_image(test::Syntax::explicit_little);
  image.raw(Bytes(data, data + size));
  test::add_pixels(image, 12);
  const auto instance =
      Instance::open(ByteSource::of(test::part10("1.2.840.10008.1.2.1", image.bytes())));
  if (!instance || !(*instance)->decodable())
    return 0;
  const ImageAttributes& shape = (*instance)->attributes().image;
  if (std::uint64_t{shape.rows} * shape.columns > 1024)
    return 0;
  for (std::uint32_t i = 0; i < std::min((*instance)->frame_count(), 2U); ++i) {
    const auto frame = (*instance)->frame(i);
    const auto attributes = (*instance)->display_attributes(i);
    if (frame && attributes)
      fuzz::show(*frame, *attributes);
  }
  return 0;
}
