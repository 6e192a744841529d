#include "cli/convert_printer.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "base/counted.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/json_events.hpp"
#include "cli/json_text.hpp"

namespace noctis::cli {

namespace {

void add_path(json::object& line, const std::string& key, const std::string& path) {
  line[key] = to_valid_utf8(path);
  if (!is_valid_utf8(path))
    line[key + "_base64"] = to_base64(path);
}

// What every line about a picture begins with.
json::object line_about(const ConvertedPicture& picture, std::string_view type) {
  json::object line{{"type", json::string(type.data(), type.size())}};
  line["path"] = to_valid_utf8(picture.path);
  line["frame"] = picture.frame;
  line["preset"] = picture.preset;
  if (!is_valid_utf8(picture.path))
    line["path_base64"] = to_base64(picture.path);
  return line;
}

json::object picture_line(const ConvertedPicture& picture) {
  json::object line = line_about(picture, "picture");
  add_path(line, "output", *picture.place);
  line["width"] = picture.width;
  line["height"] = picture.height;
  line["bits"] = picture.bits;
  line["bytes"] = picture.bytes;
  return line;
}

json::object explanation_line(const ConvertedPicture& picture) {
  json::object line = line_about(picture, "explanation");
  for (const auto& member : *picture.explanation)
    line[member.key()] = member.value();
  return line;
}

}  // namespace

void ConvertPrinter::print(const std::string& text) {
  if (!out_.write(text))
    stop_.request_stop();
}

void ConvertPrinter::picture_made(const ConvertedPicture& picture) {
  if (picture.explanation) {
    const json::object line = explanation_line(picture);
    const bool pretty = stdout_is_terminal() && !globals_.json;
    print((pretty ? pretty_json(line) : line_json(line)) + '\n');
  }
  if (globals_.json && picture.place)
    print(json::serialize(picture_line(picture)) + '\n');
}

void ConvertPrinter::file_ended(const FileReport& report) {
  people_.file_ended(report);
  const bool failed = report.outcome == FileOutcome::failed;
  const bool told = globals_.verbosity >= 2;  // by the others' printer
  if (report.outcome == FileOutcome::rendered)
    return;
  if (!failed && !told && !globals_.quiet &&
      std::binary_search(named_.begin(), named_.end(), report.path))
    people_.note(report.path + ": " + report.reason);
  if (globals_.json && failed)
    print(to_json_line(report));
}

void ConvertPrinter::note(std::string_view text) {
  if (!globals_.quiet)
    people_.note(text);
}

std::string to_json_line(const Summary& summary) {
  json::object files;
  for (const FileOutcome outcome :
       {FileOutcome::rendered, FileOutcome::not_image, FileOutcome::not_dicom, FileOutcome::failed})
    files[name_of(outcome)] = summary.files(outcome);
  return json::serialize(json::object{{"type", "summary"},
                                      {"end", name_of(summary.end)},
                                      {"files", std::move(files)},
                                      {"frames", summary.frames},
                                      {"pictures", summary.pictures},
                                      {"bytes_read", summary.bytes_read},
                                      {"bytes_made", summary.bytes_made},
                                      {"seconds", summary.seconds}}) +
         '\n';
}

std::string convert_summary_text(const Summary& summary) {
  std::string ends;
  for (const FileOutcome outcome :
       {FileOutcome::rendered, FileOutcome::not_image, FileOutcome::not_dicom, FileOutcome::failed})
    if (summary.files(outcome) != 0)
      ends += fmt::format("{}{} {}", ends.empty() ? "" : ", ", summary.files(outcome),
                          name_of(outcome));
  const double seconds = std::max(1e-9, summary.seconds);
  return fmt::format("{}: {}\n{} read, {} of {} made\n{}, {:.1f} pictures/s\n",
                     counted(summary.files(), "file"), ends.empty() ? "nothing there" : ends,
                     format_bytes(summary.bytes_read), counted(summary.pictures, "picture"),
                     format_bytes(summary.bytes_made), format_seconds(summary.seconds),
                     static_cast<double>(summary.pictures) / seconds);
}

}  // namespace noctis::cli
