#include "dicom/libraries.hpp"

#include <cstdio>  // jpeglib.h needs it

#include <charls/charls.h>
#include <dcmtk/config/osconfig.h>
#include <jpeglib.h>
#include <jxl/decode.h>
#include <openjpeg.h>
#include <zlib.h>

#include <fmt/core.h>

#include "base/late_library.hpp"

namespace noctis {

namespace {

LateLibrary libjxl(NOCTIS_JXL);
NOCTIS_LATE(libjxl, JxlDecoderVersion);
LateLibrary charls_library(NOCTIS_CHARLS);
NOCTIS_LATE(charls_library, charls_get_version_string);

Result<std::string> libjxl_version() {
  if (const auto loaded = libjxl.load(); !loaded)
    return failure(loaded);
  return dotted_version(JxlDecoderVersion(), 1000);
}

Result<std::string> charls_version() {
  if (const auto loaded = charls_library.load(); !loaded)
    return failure(loaded);
  return charls_get_version_string();
}

// It can only be asked for the version of its headers.
std::string libjpeg_version() {
#ifdef LIBJPEG_TURBO_VERSION_NUMBER
  return "turbo " + dotted_version(LIBJPEG_TURBO_VERSION_NUMBER, 1000);
#else
  return fmt::format("{}", JPEG_LIB_VERSION);
#endif
}

}  // namespace

std::vector<Library> dicom_libraries() {
  return {{"DCMTK", PACKAGE_VERSION},     {"OpenJPEG", opj_version()},
          {"libjxl", libjxl_version()},   {"CharLS", charls_version()},
          {"libjpeg", libjpeg_version()}, {"zlib", zlibVersion()}};
}

}  // namespace noctis
