#include "warm/libraries.hpp"

#include <tbb/version.h>

namespace noctis {

std::vector<Library> warm_libraries() {
  return {{"TBB", TBB_runtime_version()}};
}

}  // namespace noctis
