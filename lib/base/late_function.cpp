#include "base/late_function.hpp"

#include <dlfcn.h>

#include "base/result.hpp"

namespace noctis {

namespace {

// What the C library says of the last failure names the library and the function.
void* required(void* found) {
  if (found == nullptr)
    throw Fatal(ErrorKind::not_found, ::dlerror());
  return found;
}

}  // namespace

void* late_address(const char* library, const char* function) {
  return required(::dlsym(required(::dlopen(library, RTLD_LAZY)), function));
}

}  // namespace noctis
