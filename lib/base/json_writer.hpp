// JSON written straight into one text, for answers that are large or many: no tree is built.

#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
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
  JsonWriter() { json_.reserve(usual_size); }
  /// Writes on, behind a text that ends within an object, after a value.
  explicit JsonWriter(std::string begun) : json_(std::move(begun)), comma_(true) {}

  void begin_object() { begin('{'); }
  void begin_array() { begin('['); }
  void end_object() { end('}'); }
  void end_array() { end(']'); }

  /// Of a member, whose value comes next.  A name of ours: it has nothing that must be escaped.
  void key(std::string_view name) {
    separate();
    json_ += '"';
    json_ += name;
    json_ += "\":";
    comma_ = false;
  }

  void value(std::string_view text) {
    separate();
    append_json_string(json_, text);
  }
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

  [[nodiscard]] std::string take() { return std::move(json_); }

 private:
  void separate() {
    if (comma_)
      json_ += ',';
    comma_ = true;
  }
  void write(std::string_view token) {
    separate();
    json_ += token;
  }
  void begin(char bracket) {
    separate();
    json_ += bracket;
    comma_ = false;
  }
  void end(char bracket) {
    json_ += bracket;
    comma_ = true;
  }

  static constexpr std::size_t usual_size = 512;

  std::string json_;
  bool comma_ = false;  // before what comes next
};

}  // namespace noctis
