// The one place where the header-only library is compiled.

#include "base/json.hpp"

#include <boost/json/src.hpp>

namespace noctis {

Result<json::value> parse_json(std::string_view text) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = 32;
  json::value value = json::parse({text.data(), text.size()}, error, {}, options);
  if (error)
    return failure(ErrorKind::malformed, "not JSON: {}", error.message());
  return value;
}

}  // namespace noctis
