// Numbers for Prometheus, in its text exposition format, version 0.0.4.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace noctis {

enum class MetricType : std::uint8_t {
  gauge,    ///< goes up and down
  counter,  ///< only ever grows; its name ends in _total
  histogram,
};

/// Builds the text.  Names are [a-zA-Z_][a-zA-Z0-9_]*, units in them (_bytes, _seconds); label
/// values may be any bytes: they are repaired to UTF-8 and escaped.
class MetricsText {
 public:
  using Labels = std::vector<std::pair<std::string_view, std::string_view>>;

  /// Of a set of observations: how many there are, how many of them are not above each bound, and
  /// their sum.  The bounds rise, and are as many as `not_above`.
  struct Histogram {
    std::vector<double> bounds;
    std::vector<std::uint64_t> not_above = {};
    std::uint64_t count = 0;
    double sum = 0;
  };

  /// Begins a metric; its samples follow, each with other labels.  One that gets no sample is
  /// left out.
  void begin(std::string_view name, MetricType type, std::string_view help);

  void add(std::uint64_t value, const Labels& labels = {});
  void add(double value, const Labels& labels = {});
  /// Precondition: the metric is a histogram.
  void add(const Histogram& histogram, const Labels& labels = {});

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  void add_text(std::string_view suffix, std::string_view value, const Labels& labels);

  std::string text_, name_, heading_;
};

}  // namespace noctis
