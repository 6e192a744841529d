// Which of a route's forms an answer takes.

#pragma once

#include "http/request.hpp"
#include "rest/answers.hpp"

namespace noctis {

/// A PNG itself, or JSON that holds it: by ?format=png|json, else by Accept, else JSON.  Refuses
/// with 400 another format.
[[nodiscard]] Answered<bool> prefers_png(const Request& request);

/// Text for Prometheus, or JSON.
[[nodiscard]] Answered<bool> prefers_metrics_text(const Request& request);

}  // namespace noctis
