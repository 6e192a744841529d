// Windows as people and programs write them: "40,400,linear" (rule R25).

#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// "linear", "linear-exact" or "sigmoid", the keywords of PS3.18 8.3.5.1.4.  Fails with
/// ErrorKind::usage.
[[nodiscard]] Result<VoiFunction> parse_voi_function(std::string_view text);

[[nodiscard]] std::string_view name_of(VoiFunction function) noexcept;

enum class FunctionPart : std::uint8_t {
  optional,  ///< linear where it is left out
  required,  ///< as DICOMweb demands
};

/// "CENTER,WIDTH" or "CENTER,WIDTH,FUNCTION".  Fails with ErrorKind::usage, naming what is wrong.
[[nodiscard]] Result<VoiWindow> parse_window(std::string_view text,
                                             FunctionPart function = FunctionPart::optional);

/// Whether the width is in the range that VoiWindow states.  Fails with ErrorKind::usage.
/// Precondition: the window's numbers are finite, as those of a text are.
[[nodiscard]] Result<> check_width(const VoiWindow& window);

}  // namespace noctis
