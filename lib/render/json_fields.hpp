// Structs as JSON objects, both ways from one list of fields: for_each_field(s, visit) calls
// visit(key, s.member) for each member, and names_of(e) has the names of an enumeration's values.
// Both are found beside the types they are for.
//
// Doubles are texts, since Boost.JSON reads numbers with an error in the last place; what is
// most of a row's size (tables, planes, profiles) is compressed.  A key is left out where its value
// is empty.  Errors begin with the path of the key.

#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace noctis {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
inline constexpr bool is_bulk =
    std::is_same_v<T, std::vector<std::uint8_t>> || std::is_same_v<T, std::vector<std::uint16_t>>;
template <class T>
inline constexpr bool may_be_left_out =
    is_vector<T> || is_optional<T> || std::is_same_v<T, std::string>;

[[nodiscard]] json::value json_of_double(double value);
[[nodiscard]] json::value json_of_text(std::string_view text);
[[nodiscard]] json::value json_of_bulk(ByteView bytes);

[[nodiscard]] Result<double> double_from(const json::value& value);
[[nodiscard]] Result<std::string> text_from(const json::value& value);
/// At most `limit` bytes.
[[nodiscard]] Result<Bytes> bulk_from(const json::value& value, std::uint64_t limit);
/// " is \"x\", not an integer": the error for a value of another kind.
[[nodiscard]] tl::unexpected<Error> not_what(const json::value& value, std::string_view wanted);

template <class T>
[[nodiscard]] bool is_empty(const T& value) noexcept {
  if constexpr (is_optional<T>)
    return !value.has_value();
  else if constexpr (may_be_left_out<T>)
    return value.empty();
  else
    return false;
}

template <class T>
[[nodiscard]] json::value to_json_value(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return json_of_text(names_of(value)[static_cast<std::size_t>(value)]);
  } else if constexpr (std::is_integral_v<T>) {
    return value;
  } else if constexpr (std::is_same_v<T, double>) {
    return json_of_double(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return json_of_text(value);
  } else if constexpr (is_bulk<T>) {
    return json_of_bulk(as_bytes(value));
  } else if constexpr (is_optional<T>) {
    return to_json_value(*value);
  } else if constexpr (is_pair<T>) {
    return json::array{to_json_value(value.first), to_json_value(value.second)};
  } else if constexpr (is_vector<T>) {
    json::array array;
    for (const auto& element : value)
      array.push_back(to_json_value(element));
    return array;
  } else {
    json::object object;
    for_each_field(value, [&object](std::string_view key, const auto& member) {
      if (!is_empty(member))
        object[json::string_view(key.data(), key.size())] = to_json_value(member);
    });
    return object;
  }
}

template <class T>
[[nodiscard]] Result<T> from_json_value(const json::value& value);

/// Reads the members of one object; the first thing wrong ends it.
class FieldReader {
 public:
  explicit FieldReader(const json::object& object) : object_(object) {}

  template <class T>
  void operator()(std::string_view key, T& member) {
    const json::value* const value = object_.if_contains(json::string_view(key.data(), key.size()));
    known_.push_back(key);
    if (!trouble_ || (value == nullptr && may_be_left_out<T>))
      return;
    if (value == nullptr) {
      trouble_ = failure(ErrorKind::malformed, ".{} is missing", key);
      return;
    }
    Result<T> read = from_json_value<T>(*value);
    if (read)
      member = *std::move(read);
    else
      trouble_ = failure(read.error().kind, ".{}{}", key, read.error().what);
  }

  /// What went wrong, a key that is nobody's included.
  [[nodiscard]] Result<> finish() const;

 private:
  const json::object& object_;
  std::vector<std::string_view> known_;
  Result<> trouble_;
};

template <class T>
[[nodiscard]] Result<T> integer_from(const json::value& value) {
  if (const std::int64_t* const number = value.if_int64(); number && std::in_range<T>(*number))
    return static_cast<T>(*number);
  if (const std::uint64_t* const number = value.if_uint64(); number && std::in_range<T>(*number))
    return static_cast<T>(*number);
  return not_what(value, fmt::format("an integer from {} to {}", std::numeric_limits<T>::min(),
                                     std::numeric_limits<T>::max()));
}

template <class E>
[[nodiscard]] Result<E> enumerator_from(const json::value& value) {
  const auto names = names_of(E{});
  if (const json::string* const text = value.if_string()) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::string_view(text->data(), text->size()) == names[i])
        return static_cast<E>(i);
    }
  }
  return not_what(value, "one of its names");
}

template <class Vector>
[[nodiscard]] Result<Vector> bulk_vector_from(const json::value& value) {
  using Element = typename Vector::value_type;
  // Overlay planes are the largest: 65535 x 65535 bits.
  Result<Bytes> bytes = bulk_from(value, std::uint64_t{1} << 29);
  if (!bytes)
    return failure(bytes);
  if (bytes->size() % sizeof(Element) != 0)
    return failure(ErrorKind::malformed, " has {} bytes, not a multiple of {}", bytes->size(),
                   sizeof(Element));
  Vector elements(bytes->size() / sizeof(Element));
  if (!elements.empty())
    std::memcpy(elements.data(), bytes->data(), bytes->size());
  return elements;
}

template <class Vector>
[[nodiscard]] Result<Vector> vector_from(const json::value& value) {
  const json::array* const array = value.if_array();
  if (array == nullptr)
    return not_what(value, "an array");
  Vector elements;
  elements.reserve(array->size());
  for (const json::value& each : *array) {
    Result<typename Vector::value_type> element =
        from_json_value<typename Vector::value_type>(each);
    if (!element)
      return failure(element.error().kind, "[{}]{}", elements.size(), element.error().what);
    elements.push_back(*std::move(element));
  }
  return elements;
}

template <class Pair>
[[nodiscard]] Result<Pair> pair_from(const json::value& value) {
  const json::array* const array = value.if_array();
  if (array == nullptr || array->size() != 2)
    return not_what(value, "an array of two");
  const auto first = from_json_value<typename Pair::first_type>((*array)[0]);
  if (!first)
    return failure(first);
  const auto second = from_json_value<typename Pair::second_type>((*array)[1]);
  if (!second)
    return failure(second);
  return Pair{*first, *second};
}

template <class Struct>
[[nodiscard]] Result<Struct> struct_from(const json::value& value) {
  const json::object* const object = value.if_object();
  if (object == nullptr)
    return not_what(value, "an object");
  Struct made{};
  FieldReader reader(*object);
  for_each_field(made, reader);
  if (const Result<> read = reader.finish(); !read)
    return failure(read);
  return made;
}

template <class T>
Result<T> from_json_value(const json::value& value) {
  if constexpr (std::is_same_v<T, bool>) {
    if (const bool* const flag = value.if_bool())
      return *flag;
    return not_what(value, "true or false");
  } else if constexpr (std::is_enum_v<T>) {
    return enumerator_from<T>(value);
  } else if constexpr (std::is_integral_v<T>) {
    return integer_from<T>(value);
  } else if constexpr (std::is_same_v<T, double>) {
    return double_from(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return text_from(value);
  } else if constexpr (is_bulk<T>) {
    return bulk_vector_from<T>(value);
  } else if constexpr (is_optional<T>) {
    Result<typename T::value_type> read = from_json_value<typename T::value_type>(value);
    if (!read)
      return failure(read);
    return T(*std::move(read));
  } else if constexpr (is_pair<T>) {
    return pair_from<T>(value);
  } else if constexpr (is_vector<T>) {
    return vector_from<T>(value);
  } else {
    return struct_from<T>(value);
  }
}

}  // namespace noctis
