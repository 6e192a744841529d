// Functions of a shared library that is loaded when the first of them is called: libjxl takes
// longer to load than all others of ours together, and few files need it.

#pragma once

#include <atomic>

#include "base/result.hpp"

namespace noctis {

/// Loads `library`, by its own name ("libjxl.so.0.7") and from where the linker would, unless it is
/// there already; it stays to the process's end.  Any number of threads, as all here.  Fails with
/// ErrorKind::io, for it is the machine's fault and no file's.
[[nodiscard]] Result<> load_late(const char* library);

/// Where `function` of it is.  Throws Fatal (io) where it cannot be loaded, or has none such.
[[nodiscard]] void* late_address(const char* library, const char* function);

/// Called like the function of its type; what late_address() says holds at each call.
template <class Returned, class... Arguments>
class LateFunction {
 public:
  constexpr LateFunction(const char* library, const char* function)
      : library_(library), function_(function) {}

  Returned operator()(Arguments... arguments) const {
    Address address = address_.load(std::memory_order_acquire);
    if (address == nullptr) {
      address = reinterpret_cast<Address>(late_address(library_, function_));
      address_.store(address, std::memory_order_release);
    }
    return address(arguments...);
  }

 private:
  using Address = Returned (*)(Arguments...);

  const char* library_;
  const char* function_;
  mutable std::atomic<Address> address_ = nullptr;
};

/// Never called: tells the type of what stands for a function, which its header may have given
/// attributes.
template <class Returned, class... Arguments>
LateFunction<Returned, Arguments...> late_function_like(Returned (*)(Arguments...));

}  // namespace noctis

/// Within a namespace: stands there for the function that the library's header declares.
#define NOCTIS_LATE(library, function)                                           \
  constinit const decltype(::noctis::late_function_like(&::function)) function { \
    library, #function                                                           \
  }
