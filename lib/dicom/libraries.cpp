#include "dicom/libraries.hpp"

#include <cstdint>
#include <cstdio>  // jpeglib.h needs it

#include <charls/charls.h>
#include <dcmtk/config/osconfig.h>
#include <jpeglib.h>
#include <jxl/decode.h>
#include <openjpeg.h>
#include <zlib.h>

#include <fmt/core.h>

#include "base/late_function.hpp"

namespace noctis {

namespace {

NOCTIS_LATE(NOCTIS_JXL, JxlDecoderVersion);
NOCTIS_LATE(NOCTIS_CHARLS, charls_get_version_string);

// 7000 is 0.7.0.
std::string libjxl_version() {
  const std::uint32_t version = JxlDecoderVersion();
  return fmt::format("{}.{}.{}", version / 1000000, version / 1000 % 1000, version % 1000);
}

// It can only be asked for the version of its headers, of which the number is 2001005 for 2.1.5.
std::string libjpeg_version() {
#ifdef LIBJPEG_TURBO_VERSION_NUMBER
  constexpr int version = LIBJPEG_TURBO_VERSION_NUMBER;
  return fmt::format("turbo {}.{}.{}", version / 1000000, version / 1000 % 1000, version % 1000);
#else
  return fmt::format("{}", JPEG_LIB_VERSION);
#endif
}

}  // namespace

std::vector<Library> dicom_libraries() {
  return {{"DCMTK", PACKAGE_VERSION},     {"OpenJPEG", opj_version()},
          {"libjxl", libjxl_version()},   {"CharLS", charls_get_version_string()},
          {"libjpeg", libjpeg_version()}, {"zlib", zlibVersion()}};
}

}  // namespace noctis
