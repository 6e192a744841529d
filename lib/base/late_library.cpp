#include "base/late_library.hpp"

#include <dlfcn.h>

namespace noctis {

Result<> LateLibrary::load() {
  if (loaded_.load(std::memory_order_acquire))
    return {};
  const std::lock_guard lock(mutex_);
  if (loaded_.load(std::memory_order_relaxed))
    return {};  // meanwhile: another thread may be calling
  // At once whatever it needs itself: what is missing would end the process in the middle of a
  // file.
  void* const library = ::dlopen(name_, RTLD_NOW);
  if (library == nullptr)
    return failure(ErrorKind::io, "cannot load {}", ::dlerror());
  for (const LateSymbol* symbol = symbols_; symbol != nullptr; symbol = symbol->next_) {
    symbol->address_ = ::dlsym(library, symbol->name_);
    if (symbol->address_ == nullptr)
      return failure(ErrorKind::io, "cannot load {}: it has no {}", name_, symbol->name_);
  }
  loaded_.store(true, std::memory_order_release);
  return {};
}

}  // namespace noctis
