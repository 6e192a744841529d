#include "image/libraries.hpp"

#include <libdeflate.h>
#include <png.h>

namespace noctis {

std::vector<Library> image_libraries() {
  return {{"libpng", png_get_libpng_ver(nullptr)}, {"libdeflate", LIBDEFLATE_VERSION_STRING}};
}

}  // namespace noctis
