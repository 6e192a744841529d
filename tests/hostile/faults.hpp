// A disk that fails: NOCTIS_FAULT="CALL N GLOB" makes the Nth call of that name on a file whose
// path matches, and every later one, fail with EIO.  Each process counts for itself.

#pragma once

#include <string_view>

namespace noctis::hostile {

enum class Fault { none, next, now };

/// `next`: the call after this one fails.
[[nodiscard]] Fault fault_of(std::string_view call, int fd) noexcept;
[[nodiscard]] Fault fault_of(std::string_view call, const char* path) noexcept;

/// NOCTIS_GATE=PATH: whoever reads that file makes gate.reached where the process runs, and waits
/// there for gate.open.
void wait_at_the_gate(int fd);

/// Sets errno: `return input_output_error();`
int input_output_error() noexcept;

}  // namespace noctis::hostile
