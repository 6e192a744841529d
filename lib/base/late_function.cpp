#include "base/late_function.hpp"

#include <dlfcn.h>

#include <string>

namespace noctis {

namespace {

// What the C library says of the last failure names the library and the function.
Error last_error() {
  return {ErrorKind::io, std::string("cannot load ") + ::dlerror()};
}

}  // namespace

Result<> load_late(const char* library) {
  if (::dlopen(library, RTLD_LAZY) == nullptr)
    return tl::unexpected(last_error());
  return {};
}

void* late_address(const char* library, const char* function) {
  void* const loaded = ::dlopen(library, RTLD_LAZY);
  void* const address = loaded != nullptr ? ::dlsym(loaded, function) : nullptr;
  if (address == nullptr)
    throw Fatal(last_error());
  return address;
}

}  // namespace noctis
