#include "cli/config_file.hpp"

#include <algorithm>
#include <utility>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/impl/preprocessor.h>
// toml++ 3.3 assumes, for the compiler to rely on, that a table's header begins with a key.  A file
// need not keep to that; what follows in the library says so, if it is let.
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_ASSERT_ASSUME(expr) static_cast<void>(0)
#include <toml++/toml.h>

#include "base/byte_source.hpp"
#include "base/text.hpp"

namespace noctis::cli {

namespace {

constexpr std::uint64_t size_limit = std::uint64_t{1} << 20;

class Reader {
 public:
  explicit Reader(std::string name) : name_(std::move(name)) {}

  Result<std::vector<Setting>> read(const toml::table& top) {
    if (const auto read = read_table("", top); !read)
      return failure(read);
    // A table of toml++'s is sorted by key; people count lines.
    std::stable_sort(settings_.begin(), settings_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Setting> in_order;
    for (auto& [line, setting] : settings_)
      in_order.push_back(std::move(setting));
    return in_order;
  }

 private:
  [[nodiscard]] std::string where(const toml::node& node) const {
    return fmt::format("{}:{}", name_, node.source().begin.line);
  }

  Result<> read_table(const std::string& name, const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string text(key.str());
      if (const toml::table* const inner = node.as_table()) {
        if (!name.empty())
          return failure(ErrorKind::usage, "{}: the table {}.{} lies too deep", where(node), name,
                         text);
        if (auto read = read_table(text, *inner); !read)
          return read;
        continue;
      }
      auto values = values_of(text, node);
      if (!values)
        return failure(values);
      settings_.emplace_back(node.source().begin.line,
                             Setting{name, text, *std::move(values), where(node)});
    }
    return {};
  }

  [[nodiscard]] Result<std::vector<std::string>> values_of(const std::string& key,
                                                           const toml::node& node) const {
    std::vector<std::string> values;
    const toml::array* const array = node.as_array();
    if (array == nullptr) {
      auto value = value_of(key, node);
      if (!value)
        return failure(value);
      values.push_back(*std::move(value));
      return values;
    }
    for (const toml::node& element : *array) {
      auto value = value_of(key, element);
      if (!value)
        return failure(value);
      values.push_back(*std::move(value));
    }
    return values;
  }

  [[nodiscard]] Result<std::string> value_of(const std::string& key, const toml::node& node) const {
    if (const auto* const text = node.as_string())
      return text->get();
    if (const auto* const integer = node.as_integer())
      return fmt::format("{}", integer->get());
    if (const auto* const number = node.as_floating_point())
      return fmt::format("{}", number->get());
    if (const auto* const truth = node.as_boolean())
      return std::string(truth->get() ? "true" : "false");
    return failure(ErrorKind::usage, "{}: {} is no text, number or truth value", where(node), key);
  }

  std::string name_;
  std::vector<std::pair<toml::source_index, Setting>> settings_;
};

}  // namespace

Result<std::vector<Setting>> parse_config(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text, std::string_view(name));
  if (!parsed)
    return failure(ErrorKind::usage, "{}:{}: {}", name, parsed.error().source().begin.line,
                   escape_controls(parsed.error().description()));
  return Reader(name).read(parsed.table());
}

Result<std::vector<Setting>> read_config(const std::filesystem::path& path) {
  const auto file = ByteSource::open(path.string());
  if (!file)
    return failure(file.error().kind, "{}: {}", path.string(), file.error().what);
  if (file->size() > size_limit)
    return failure(ErrorKind::too_large, "{} has {} bytes", path.string(), file->size());
  const auto bytes = file->piece(0, file->size());
  if (!bytes)
    return failure(bytes);
  return parse_config(as_text(bytes->bytes()), path.string());
}

}  // namespace noctis::cli
