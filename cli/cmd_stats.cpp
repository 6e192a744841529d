// noctis stats: what a store holds, in numbers.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/counted.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/command.hpp"
#include "cli/standard_output.hpp"
#include "store/index.hpp"
#include "store/store_metrics.hpp"

namespace noctis::cli {

namespace {

struct StatsOptions {
  std::string format = "table";
};

using Groups = std::vector<StoreStatistics::Group>;

json::array to_json(const Groups& groups) {
  json::array array;
  for (const auto& group : groups)
    array.push_back(json::object{
        {"name", to_valid_utf8(group.name)}, {"count", group.count}, {"bytes", group.bytes}});
  return array;
}

json::array to_json(const std::vector<RunRow>& runs) {
  json::array array;
  for (const RunRow& run : runs) {
    const auto summary = parse_json(run.summary);
    array.push_back(json::object{
        {"started", to_rfc3339(run.started_ns)},
        {"finished",
         run.finished_ns ? json::value(to_rfc3339(*run.finished_ns)) : json::value(nullptr)},
        {"state", run.state},
        {"summary", summary ? *summary : json::value(nullptr)},
    });
  }
  return array;
}

std::string json_text(const StoreStatistics& s) {
  return json::serialize(json::object{
             {"type", "stats"},
             {"studies", s.studies},
             {"series", s.series},
             {"instances", s.instances},
             {"images", s.images},
             {"frames", s.frames},
             {"sources", s.sources},
             {"missing_sources", s.missing_sources},
             {"renditions", s.renditions},
             {"objects", s.objects},
             {"object_bytes", s.object_bytes},
             {"rendition_bytes", s.rendition_bytes},
             {"source_bytes", s.source_bytes},
             {"images_by_modality", to_json(s.images_by_modality)},
             {"renditions_by_preset", to_json(s.renditions_by_preset)},
             {"sources_by_outcome", to_json(s.sources_by_outcome)},
             {"failures_by_reason", to_json(s.failures_by_reason)},
             {"runs", to_json(s.runs)},
         }) +
         '\n';
}

void add_groups(std::string& text, std::string_view title, const Groups& groups, bool with_bytes) {
  if (groups.empty())
    return;
  text += fmt::format("\n{}\n", title);
  for (const auto& group : groups) {
    const std::string name = group.name.empty() ? "(none)" : escape_controls(group.name);
    if (with_bytes)
      text += fmt::format("  {:>10}  {:>10}  {}\n", group.count, format_bytes(group.bytes), name);
    else
      text += fmt::format("  {:>10}  {}\n", group.count, name);
  }
}

std::string table_text(const StoreStatistics& s) {
  const double shared = s.rendition_bytes == 0
                            ? 0
                            : 100.0 - 100.0 * static_cast<double>(s.object_bytes) /
                                          static_cast<double>(s.rendition_bytes);
  const double cost = s.source_bytes == 0 ? 0
                                          : static_cast<double>(s.object_bytes) /
                                                static_cast<double>(s.source_bytes);
  std::string text = fmt::format(
      "{}, {} series, {}, {}\n"
      "{}, {} of them missing, {} of images\n"
      "{} in {}, {} ({:.1f} % saved by sharing, {:.2f} bytes a source byte)\n",
      counted(s.studies, "study", "studies"), s.series, counted(s.images, "image"),
      counted(s.frames, "frame"), counted(s.sources, "source"), s.missing_sources,
      format_bytes(s.source_bytes), counted(s.renditions, "rendition"),
      counted(s.objects, "object"), format_bytes(s.object_bytes), shared, cost);
  add_groups(text, "Images and objects by modality", s.images_by_modality, true);
  add_groups(text, "Renditions by preset", s.renditions_by_preset, true);
  add_groups(text, "Sources by outcome", s.sources_by_outcome, false);
  add_groups(text, "Failures by reason", s.failures_by_reason, false);
  if (!s.runs.empty())
    text += "\nLast runs\n";
  for (const RunRow& run : s.runs)
    text += fmt::format(
        "  {}  {:>11}  {}\n", to_rfc3339(run.started_ns),
        run.finished_ns
            ? format_seconds(static_cast<double>(*run.finished_ns - run.started_ns) / 1e9)
            : "-",
        run.state);
  return text;
}

ExitCode run_stats(const StatsOptions& options, const Globals& globals) {
  require_store(globals);
  const StoreStatistics statistics = Index::open(globals.store).statistics();
  StandardOutput out;
  if (options.format == "prometheus")
    out.write(store_metrics(statistics));
  else
    out.write(options.format == "json" || globals.json ? json_text(statistics)
                                                       : table_text(statistics));
  return out.finish();
}

}  // namespace

void add_stats(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<StatsOptions>();
  CLI::App* stats = app.add_subcommand("stats", "Tell what the store holds, in numbers");
  stats
      ->add_option("--format", options->format,
                   "How to print: for people, as JSON, or for Prometheus")
      ->check(CLI::IsMember({"table", "json", "prometheus"}).description(""))
      ->capture_default_str()
      ->type_name("table|json|prometheus");
  stats->callback([options, &globals, &job] {
    job = [options, &globals] { return run_stats(*options, globals); };
  });
}

}  // namespace noctis::cli
