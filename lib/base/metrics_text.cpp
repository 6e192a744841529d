#include "base/metrics_text.hpp"

#include <cmath>
#include <cstddef>

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

std::string_view name_of(MetricType type) {
  switch (type) {
    case MetricType::gauge:
      return "gauge";
    case MetricType::counter:
      return "counter";
    case MetricType::histogram:
      return "histogram";
  }
  return "untyped";
}

// The shortest that reads back the same.
std::string text_of(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

}  // namespace

void MetricsText::begin(std::string_view name, MetricType type, std::string_view help) {
  name_ = name;
  heading_ =
      fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, escaped(help, false), name_of(type));
}

void MetricsText::add(std::uint64_t value, const Labels& labels) {
  add_text("", fmt::format("{}", value), labels);
}

void MetricsText::add(double value, const Labels& labels) {
  add_text("", text_of(value), labels);
}

void MetricsText::add(const Histogram& histogram, const Labels& labels) {
  Labels with_bound = labels;
  with_bound.emplace_back("le", "");
  for (std::size_t i = 0; i < histogram.bounds.size(); ++i) {
    const std::string bound = text_of(histogram.bounds[i]);
    with_bound.back().second = bound;
    add_text("_bucket", fmt::format("{}", histogram.not_above[i]), with_bound);
  }
  with_bound.back().second = "+Inf";
  add_text("_bucket", fmt::format("{}", histogram.count), with_bound);
  add_text("_sum", text_of(histogram.sum), labels);
  add_text("_count", fmt::format("{}", histogram.count), labels);
}

void MetricsText::add_text(std::string_view suffix, std::string_view value, const Labels& labels) {
  text_ += heading_;
  heading_.clear();
  text_ += name_;
  text_ += suffix;
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
