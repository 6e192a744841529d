#include "store/store_metrics.hpp"

#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "base/metrics_text.hpp"

namespace noctis {

namespace {

using Groups = std::vector<StoreStatistics::Group>;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A short Code String of capitals and digits, as those that PS3.3 C.7.3.1.1.1 defines; what a file
// put there instead might be anything.
bool may_be_modality(std::string_view text) {
  constexpr std::size_t longest = 10;  // RTSEGANN and its like have up to ten
  return text.size() >= 2 && text.size() <= longest &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c); });
}

double seconds_of(std::int64_t ns) {
  return static_cast<double>(ns) / 1e9;
}

void add_gauge(MetricsText& text, std::string_view name, std::uint64_t value,
               std::string_view help) {
  text.begin(name, MetricType::gauge, help);
  text.add(value);
}

// Groups of equal name together: no two samples may have the same labels.
std::map<std::string, StoreStatistics::Group> merged(const Groups& groups,
                                                     std::string (*name_of)(std::string_view)) {
  std::map<std::string, StoreStatistics::Group> all;
  for (const auto& group : groups) {
    StoreStatistics::Group& sum = all[name_of(group.name)];
    sum.count += group.count;
    sum.bytes += group.bytes;
  }
  return all;
}

void add_sizes(MetricsText& text, const StoreStatistics& s) {
  add_gauge(text, "noctis_store_studies", s.studies, "Studies in the store.");
  add_gauge(text, "noctis_store_series", s.series, "Series in the store.");
  add_gauge(text, "noctis_store_images", s.images, "Images in the store.");
  add_gauge(text, "noctis_store_frames", s.frames, "Frames of those images.");
  add_gauge(text, "noctis_store_sources", s.sources, "Files that were ever seen.");
  add_gauge(text, "noctis_store_missing_sources", s.missing_sources,
            "Files that are no longer there.");
  add_gauge(text, "noctis_store_source_bytes", s.source_bytes, "Bytes of the files of images.");
  add_gauge(text, "noctis_store_objects", s.objects, "Objects in the store.");
  add_gauge(text, "noctis_store_object_bytes", s.object_bytes, "Bytes of all objects.");
  add_gauge(text, "noctis_store_rendition_bytes", s.rendition_bytes,
            "Bytes that the renditions would take if none shared its object.");
  text.begin("noctis_store_deduplication_ratio", MetricType::gauge,
             "Bytes saved by sharing objects, of the bytes of all renditions.");
  text.add(s.rendition_bytes == 0 ? 0.0
                                  : 1.0 - static_cast<double>(s.object_bytes) /
                                              static_cast<double>(s.rendition_bytes));
}

void add_groups(MetricsText& text, const StoreStatistics& s) {
  const auto modality = [](std::string_view name) {
    return std::string(name.empty() ? "none" : may_be_modality(name) ? name : "other");
  };
  const auto by_modality = merged(s.images_by_modality, modality);
  text.begin("noctis_store_modality_images", MetricType::gauge, "Images of each modality.");
  for (const auto& [name, group] : by_modality)
    text.add(group.count, {{"modality", name}});
  text.begin("noctis_store_modality_object_bytes", MetricType::gauge,
             "Bytes of the objects of each modality.");
  for (const auto& [name, group] : by_modality)
    text.add(group.bytes, {{"modality", name}});
  text.begin("noctis_store_renditions", MetricType::gauge, "Renditions by preset and kind.");
  for (const auto& group : s.renditions_by_preset) {
    constexpr std::string_view thumbnail = " thumbnail";
    const std::string_view name = group.name;
    if (name == "master")
      text.add(group.count, {{"preset", ""}, {"kind", "master"}});
    else if (name.ends_with(thumbnail))
      text.add(group.count,
               {{"preset", name.substr(0, name.size() - thumbnail.size())}, {"kind", "thumbnail"}});
    else
      text.add(group.count, {{"preset", name}, {"kind", "display"}});
  }
  text.begin("noctis_store_source_outcomes", MetricType::gauge, "Files by how they ended.");
  for (const auto& group : s.sources_by_outcome)
    text.add(group.count, {{"outcome", group.name}});
  text.begin("noctis_store_failures", MetricType::gauge, "Files that failed, by the reason.");
  for (const auto& [name, group] : merged(
           s.failures_by_reason, [](std::string_view reason) { return class_of_reason(reason); }))
    text.add(group.count, {{"reason", name}});
}

// The counts of a run's summary, where it has one.
void add_counts(MetricsText& text, const RunRow& run) {
  const auto summary = parse_json(run.summary);
  const json::object* const object = summary ? summary->if_object() : nullptr;
  if (object == nullptr)
    return;
  const auto count_of = [](const json::object& from, std::string_view key) {
    const json::value* const value = from.if_contains(key);
    return value != nullptr && value->is_int64() && value->get_int64() >= 0
               ? static_cast<std::uint64_t>(value->get_int64())
               : 0;
  };
  if (const json::value* files = object->if_contains("files"); files && files->is_object()) {
    text.begin("noctis_last_run_files", MetricType::gauge, "Files of the last run, by outcome.");
    for (const auto& [outcome, count] : files->get_object())
      text.add(count_of(files->get_object(), outcome), {{"outcome", outcome}});
  }
  add_gauge(text, "noctis_last_run_images", count_of(*object, "images"),
            "Files of the last run of which something was rendered.");
  add_gauge(text, "noctis_last_run_renditions", count_of(*object, "renditions"),
            "Renditions that the last run made.");
  add_gauge(text, "noctis_last_run_read_bytes", count_of(*object, "bytes_read"),
            "Bytes that the last run read.");
  add_gauge(text, "noctis_last_run_written_bytes", count_of(*object, "bytes_written"),
            "Bytes of objects that the last run wrote.");
}

void add_runs(MetricsText& text, const StoreStatistics& s) {
  text.begin("noctis_runs_total", MetricType::counter, "Runs since the index was made.");
  text.add(s.run_count);
  if (s.last_success_ns) {
    text.begin("noctis_last_success_timestamp_seconds", MetricType::gauge,
               "When a run was last done to its end.");
    text.add(seconds_of(*s.last_success_ns));
  }
  if (s.runs.empty())
    return;
  const RunRow& last = s.runs.front();
  text.begin("noctis_last_run_start_timestamp_seconds", MetricType::gauge,
             "When the last run began.");
  text.add(seconds_of(last.started_ns));
  text.begin("noctis_last_run_state", MetricType::gauge, "1 for the state of the last run.");
  text.add(std::uint64_t{1}, {{"state", last.state}});
  if (!last.finished_ns)
    return;
  text.begin("noctis_last_run_duration_seconds", MetricType::gauge, "How long the last run took.");
  text.add(seconds_of(*last.finished_ns - last.started_ns));
  add_counts(text, last);
}

}  // namespace

std::string class_of_reason(std::string_view reason) {
  std::string result;
  for (std::size_t at = 0; at < reason.size();) {
    const char c = reason[at];
    if (c == '"') {
      // To the last one: a value may have such marks itself.
      const std::size_t end = reason.rfind('"');
      result += "\"…\"";
      at = (end == at ? reason.size() : end + 1);
    } else if (is_digit(c)) {
      result += 'N';
      while (at < reason.size() && (is_digit(reason[at]) || reason[at] == '.'))
        ++at;
    } else {
      const bool is_plain =
          is_letter(c) || std::string_view(" ,:;()-_/").find(c) != std::string_view::npos;
      result += is_plain ? c : '?';
      ++at;
    }
    constexpr std::size_t longest = 70;
    if (result.size() > longest)
      return result + "…";
  }
  return result.empty() ? "none" : result;
}

std::string store_metrics(const StoreStatistics& statistics) {
  MetricsText text;
  add_sizes(text, statistics);
  add_groups(text, statistics);
  add_runs(text, statistics);
  return text.text();
}

}  // namespace noctis
