// JSON written straight into one text, for answers that are large or many: no tree is built.

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/compile.h>
#include <fmt/format.h>

namespace noctis {

/// Adds `text` between quotation marks, escaped (RFC 8259, section 7); bytes that are not UTF-8
/// become U+FFFD.
void append_json_string(std::string& json, std::string_view text);

/// The caller opens and closes what belongs together.
class JsonWriter {
 public:
  JsonWriter() : json_(usual_size, '\0') {}
  /// Writes on, behind a text that ends within an object, after a value.
  explicit JsonWriter(std::string_view begun) : JsonWriter() {
    add(begun);
    comma_ = true;
  }

  void begin_object() { begin('{'); }
  void begin_array() { begin('['); }
  void end_object() { end('}'); }
  void end_array() { end(']'); }

  /// Of a member, whose value comes next.  A name of ours: it has nothing that must be escaped.
  void key(std::string_view name) {
    char* to = separated(room_for(name.size() + 4));
    *to++ = '"';
    to = std::copy(name.begin(), name.end(), to);
    *to++ = '"';
    *to++ = ':';
    end_at(to);
    comma_ = false;
  }

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::nullptr_t) { write("null"); }
  void value(bool truth) { write(truth ? "true" : "false"); }
  void value(std::integral auto number) {
    const fmt::format_int digits(number);
    write({digits.data(), digits.size()});
  }
  /// The shortest digits that read back as the same number; what is not finite is null.
  void value(double number) {
    if (!std::isfinite(number))
      return write("null");
    if (is_small_and_whole(number))  // as most are: the same digits in a fraction of the time
      return value(static_cast<std::int32_t>(number));
    std::array<char, 32> digits;
    const auto* const end = fmt::format_to(digits.data(), FMT_COMPILE("{}"), number);
    write({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }
  template <std::size_t size>
  void value(const std::array<double, size>& numbers) {
    begin_array();
    for (const double number : numbers)
      value(number);
    end_array();
  }
  /// Nothing is null.
  template <class Value>
  void value(const std::optional<Value>& optional) {
    if (optional)
      value(*optional);
    else
      value(nullptr);
  }

  template <class Value>
  void member(std::string_view name, const Value& of_it) {
    key(name);
    value(of_it);
  }
  /// An empty text is null.
  void text_member(std::string_view name, std::string_view text) {
    key(name);
    if (text.empty())
      value(nullptr);
    else
      value(text);
  }

  [[nodiscard]] std::string take() {
    json_.resize(std::exchange(end_, 0));
    return std::exchange(json_, {});
  }

 private:
  // Zero has a sign, which a whole number has not.
  [[nodiscard]] static bool is_small_and_whole(double number) noexcept {
    return std::abs(number) < 1e6 && number != 0 &&
           number == static_cast<double>(static_cast<std::int32_t>(number));
  }

  // Where `size` characters may be written; then end_at() says how many were.
  [[nodiscard]] char* room_for(std::size_t size) {
    if (json_.size() - end_ < size)
      json_.resize(2 * json_.size() + size);
    return json_.data() + end_;
  }
  void end_at(const char* end) noexcept { end_ = static_cast<std::size_t>(end - json_.data()); }

  // There is room for the comma.
  [[nodiscard]] char* separated(char* to) noexcept {
    if (comma_)
      *to++ = ',';
    comma_ = true;
    return to;
  }
  void add(std::string_view token) {
    end_at(std::copy(token.begin(), token.end(), room_for(token.size())));
  }
  void write(std::string_view token) {
    char* const to = separated(room_for(token.size() + 1));
    end_at(std::copy(token.begin(), token.end(), to));
  }
  void begin(char bracket) {
    write({&bracket, 1});
    comma_ = false;
  }
  void end(char bracket) {
    add({&bracket, 1});
    comma_ = true;
  }

  static constexpr std::size_t usual_size = 1024;

  std::string json_;     // to be written to, up to its size
  std::size_t end_ = 0;  // of what is written
  bool comma_ = false;   // before what comes next
};

}  // namespace noctis
