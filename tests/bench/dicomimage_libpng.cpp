// What anybody would write first: one file after the other by DCMTK's DicomImage, read once, shown
// through two windows, each a PNG by libpng as it comes.
//
//   dicomimage_libpng OUT DIR
//
// Prints "not shown: PATH" of a file that cannot be shown.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmimage/diregist.h>
#include <dcmtk/dcmimgle/dcmimage.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/oflog/oflog.h>

#include "tests/bench/support/folder.hpp"
#include "tests/support/by_libpng.hpp"

using namespace noctis;

namespace {

struct Window {
  const char* name;
  double center, width;
};
constexpr Window windows[] = {{"soft_tissue", 40, 400}, {"lung", -600, 1500}};

bool write_png(const std::string& path, DicomImage& shown) {
  Image8 picture{static_cast<std::uint32_t>(shown.getWidth()),
                 static_cast<std::uint32_t>(shown.getHeight()), shown.isMonochrome() ? 1U : 3U,
                 std::vector<std::uint8_t>(shown.getOutputDataSize(8))};
  if (shown.getOutputData(picture.samples.data(), picture.samples.size(), 8) == 0)
    return false;
  const Bytes png = by_libpng(picture);
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
  return file.good();
}

bool show(const std::string& file, const std::string& out) {
  DicomImage image(file.c_str());
  if (image.getStatus() != EIS_Normal)
    return false;
  return std::all_of(std::begin(windows), std::end(windows), [&](const Window& window) {
    return (!image.isMonochrome() || image.setWindow(window.center, window.width) != 0) &&
           write_png(out + "." + window.name + ".png", image);
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("dicomimage_libpng OUT DIR\n", stderr);
    return 2;
  }
  OFLog::configure(OFLogger::FATAL_LOG_LEVEL);
  DJDecoderRegistration::registerCodecs();
  DJLSDecoderRegistration::registerCodecs();
  DcmRLEDecoderRegistration::registerCodecs();

  int shown = 0;
  for (const std::string& file : files_below(argv[2])) {
    if (show(file, std::string(argv[1]) + "/" + std::to_string(shown)))
      ++shown;
    else
      std::printf("not shown: %s\n", file.c_str());
  }
  return 0;
}
