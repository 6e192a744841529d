// A shared library that is loaded when it is first needed: libjxl takes longer to load than all
// others of ours together, and few files need it.

#pragma once

#include <atomic>
#include <mutex>

#include "base/result.hpp"

namespace noctis {

class LateSymbol;

/// With those of its functions that are called; all of them are of static storage, and of one file.
class LateLibrary {
 public:
  /// `name`: its own, "libjxl.so.0.7".
  explicit constexpr LateLibrary(const char* name) noexcept : name_(name) {}
  LateLibrary(const LateLibrary&) = delete;
  LateLibrary& operator=(const LateLibrary&) = delete;

  /// Loads it from where the linker would, and finds the functions, unless it is loaded already; it
  /// stays to the process's end.  Any number of threads.  Fails with ErrorKind::io, for it is the
  /// machine's fault and no file's, where there is none or it lacks a function.
  [[nodiscard]] Result<> load();

 private:
  friend class LateSymbol;

  const char* name_;
  const LateSymbol* symbols_ = nullptr;
  std::atomic<bool> loaded_ = false;
  std::mutex mutex_;
};

class LateSymbol {
 public:
  LateSymbol(LateLibrary& library, const char* name) noexcept
      : name_(name), next_(library.symbols_) {
    library.symbols_ = this;
  }
  LateSymbol(const LateSymbol&) = delete;
  LateSymbol& operator=(const LateSymbol&) = delete;

 protected:
  // Found when the library is loaded; the function is the same from the first call on.
  mutable void* address_ = nullptr;

 private:
  friend class LateLibrary;

  const char* name_;
  const LateSymbol* next_;
};

/// Called like the function of that name.  Precondition: its library is loaded.
template <class Returned, class... Arguments>
class LateFunction : public LateSymbol {
 public:
  using LateSymbol::LateSymbol;

  Returned operator()(Arguments... arguments) const {
    return reinterpret_cast<Returned (*)(Arguments...)>(address_)(arguments...);
  }
};

/// Never called: tells the type of what stands for a function, which its header may have given
/// attributes.
template <class Returned, class... Arguments>
LateFunction<Returned, Arguments...> late_function_like(Returned (*)(Arguments...));

}  // namespace noctis

/// Within a namespace: stands there for the function that the library's header declares, by the
/// name that it has there.
#define NOCTIS_LATE(library, function) \
  const decltype(::noctis::late_function_like(&::function)) function(library, #function)
