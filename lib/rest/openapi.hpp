// The OpenAPI 3.1 document of the routes: openapi.json, compiled in.

#pragma once

#include <string>
#include <string_view>

namespace noctis {

/// The file's own bytes.
[[nodiscard]] std::string_view openapi_text() noexcept;

/// With the version of noctis in it.
[[nodiscard]] std::string openapi_document(std::string_view version);

}  // namespace noctis
