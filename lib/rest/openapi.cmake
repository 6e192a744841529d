# openapi.json, compiled in; the generated source is rewritten only when it changes.
set(document ${CMAKE_CURRENT_LIST_DIR}/openapi.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${document})
file(READ ${document} text)

set(generated ${CMAKE_CURRENT_BINARY_DIR}/rest_openapi.cpp)
file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [=[
#include "rest/openapi.hpp"

namespace noctis {

std::string_view openapi_text() noexcept {
  return R"openapi(@text@)openapi";
}

}  // namespace noctis
]=])
target_sources(noctis_rest PRIVATE ${generated})
