#include "http/libraries.hpp"

namespace noctis {

std::vector<Library> http_libraries() {
  return {{"libjwt", NOCTIS_LIBJWT_VERSION}};  // it cannot be asked
}

}  // namespace noctis
