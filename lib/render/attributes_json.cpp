#include "render/attributes_json.hpp"

#include "base/json.hpp"
#include "render/attributes_fields.hpp"
#include "render/json_fields.hpp"

namespace noctis {

std::string to_json(const FrameDescription& description) {
  return json::serialize(to_json_value(description));
}

Result<FrameDescription> description_from_json(std::string_view text) {
  const Result<json::value> value = parse_json(text);
  if (!value)
    return failure(value);
  Result<FrameDescription> description = from_json_value<FrameDescription>(*value);
  if (!description) {
    const std::string& what = description.error().what;
    return failure(ErrorKind::malformed, "{}",
                   what.starts_with('.') ? what.substr(1) : "the text" + what);
  }
  if (const Result<> bounded = check(*description); !bounded)
    return failure(bounded);
  return description;
}

}  // namespace noctis
