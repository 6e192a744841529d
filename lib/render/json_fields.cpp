#include "render/json_fields.hpp"

#include <algorithm>
#include <array>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "image/deflate.hpp"

namespace noctis {

namespace {

std::string_view view_of(const json::string& text) noexcept {
  return {text.data(), text.size()};
}

// Short enough for one line.
std::string shown(const json::value& value) {
  constexpr std::size_t longest = 40;
  if (value.is_object())
    return "an object";
  if (value.is_array())
    return "an array";
  std::string text = json::serialize(value);
  if (text.size() > longest)
    text = text.substr(0, longest) + "...";
  return escape_controls(text);
}

}  // namespace

tl::unexpected<Error> not_what(const json::value& value, std::string_view wanted) {
  return failure(ErrorKind::malformed, " is {}, not {}", shown(value), wanted);
}

json::value json_of_double(double value) {
  // Equal numbers, equal text: -0.0 is 0.
  const double canonical = value == 0 ? 0.0 : value;
  std::array<char, 32> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), canonical);
  return json::string(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

json::value json_of_text(std::string_view text) {
  const std::string valid = to_valid_utf8(text);
  return json::string(valid.data(), valid.size());
}

json::value json_of_bulk(ByteView bytes) {
  const Bytes compressed = zlib_compress(bytes);
  return json::object{{"size", bytes.size()}, {"zlib", to_base64(as_text(compressed))}};
}

Result<double> double_from(const json::value& value) {
  const json::string* const text = value.if_string();
  if (text == nullptr)
    return not_what(value, "a number in quotes");
  double number = 0;
  const char* const all = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), all, number);
  if (error != std::errc() || end != all)
    return not_what(value, "a number in quotes");
  return number;
}

Result<std::string> text_from(const json::value& value) {
  const json::string* const text = value.if_string();
  if (text == nullptr)
    return not_what(value, "a text");
  return std::string(view_of(*text));
}

Result<Bytes> bulk_from(const json::value& value, std::uint64_t limit) {
  const json::object* const object = value.if_object();
  if (object == nullptr)
    return not_what(value, "an object");
  const json::value* const size_value = object->if_contains("size");
  const json::value* const text_value = object->if_contains("zlib");
  if (size_value == nullptr || text_value == nullptr || object->size() != 2)
    return failure(ErrorKind::malformed, " is not of size and zlib");
  const Result<std::uint64_t> size = integer_from<std::uint64_t>(*size_value);
  if (!size)
    return failure(size.error().kind, ".size{}", size.error().what);
  if (*size > limit)
    return failure(ErrorKind::malformed, ".size is {}, beyond {}", *size, limit);
  const json::string* const text = text_value->if_string();
  const std::optional<std::string> compressed =
      text != nullptr ? from_base64(view_of(*text)) : std::nullopt;
  if (!compressed)
    return failure(ErrorKind::malformed, ".zlib is not base64");
  Result<Bytes> bytes = zlib_expand(as_bytes(std::string_view(*compressed)), *size);
  if (!bytes)
    return failure(bytes.error().kind, ".zlib: {}", bytes.error().what);
  return bytes;
}

Result<> FieldReader::finish() const {
  if (!trouble_)
    return trouble_;
  for (const auto& each : object_) {
    const std::string_view key(each.key().data(), each.key().size());
    if (std::ranges::find(known_, key) == known_.end())
      return failure(ErrorKind::malformed, ".{} is no key of this object",
                     escape_controls(key.substr(0, 40)));
  }
  return {};
}

}  // namespace noctis
