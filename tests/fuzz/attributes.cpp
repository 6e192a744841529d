// Elements in Explicit VR Little Endian before the pixels of a small image: palettes, LUTs,
// windows, padding, overlays, shutters, functional groups.

#include "dicom/dataset_writer.hpp"
#include "fuzz/show.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  test::DatasetWriter image = test::small_image(test::Syntax::explicit_little);
  image.raw(Bytes(data, data + size));
  test::add_pixels(image, 12);
  fuzz::show_file(test::part10("1.2.840.10008.1.2.1", image.bytes()), 1024);
  return 0;
}
