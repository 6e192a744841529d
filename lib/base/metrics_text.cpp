#include "base/metrics_text.hpp"

#include <cmath>

#include <fmt/core.h>

#include "base/text.hpp"

namespace noctis {

namespace {

// A help text knows no quotation marks; a label's value does.
std::string escaped(std::string_view text, bool in_quotes) {
  std::string result;
  for (const char c : to_valid_utf8(text)) {
    if (c == '\\')
      result += "\\\\";
    else if (c == '\n')
      result += "\\n";
    else if (c == '"' && in_quotes)
      result += "\\\"";
    else
      result += c;
  }
  return result;
}

}  // namespace

void MetricsText::begin(std::string_view name, MetricType type, std::string_view help) {
  name_ = name;
  heading_ = fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, escaped(help, false),
                         type == MetricType::counter ? "counter" : "gauge");
}

void MetricsText::add(std::uint64_t value, const Labels& labels) {
  add_text(fmt::format("{}", value), labels);
}

void MetricsText::add(double value, const Labels& labels) {
  if (std::isnan(value))
    return add_text("NaN", labels);
  if (std::isinf(value))
    return add_text(value > 0 ? "+Inf" : "-Inf", labels);
  add_text(fmt::format("{}", value), labels);  // the shortest that reads back the same
}

void MetricsText::add_text(std::string_view value, const Labels& labels) {
  text_ += heading_;
  heading_.clear();
  text_ += name_;
  char before = '{';
  for (const auto& [label, content] : labels) {
    text_ += fmt::format("{}{}=\"{}\"", before, label, escaped(content, true));
    before = ',';
  }
  if (!labels.empty())
    text_ += '}';
  text_ += fmt::format(" {}\n", value);
}

}  // namespace noctis
