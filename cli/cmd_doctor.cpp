// noctis doctor: what this build can decode, where it stops, whether the store can be written, and
// whether the display rules hold.

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/counted.hpp"
#include "base/json.hpp"
#include "base/libraries.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/libraries.hpp"
#include "cli/standard_output.hpp"
#include "cli/table.hpp"
#include "conformance/check.hpp"
#include "dicom/codestream.hpp"
#include "dicom/dataset_copy.hpp"
#include "dicom/dataset_walk.hpp"
#include "dicom/decoder.hpp"
#include "dicom/inflation.hpp"
#include "dicom/libraries.hpp"
#include "dicom/pixel_data.hpp"
#include "display/square_pixels.hpp"
#include "http/libraries.hpp"
#include "image/libraries.hpp"
#include "store/libraries.hpp"
#include "store/writability.hpp"
#include "warm/libraries.hpp"

namespace noctis::cli {

namespace {

struct DoctorOptions {
  std::vector<std::string> rules;
};

struct Limit {
  std::string_view name;  ///< of JSON
  std::uint64_t value;
  std::string_view means;
};

constexpr Limit limits[] = {
    {"samples_per_frame", max_samples_per_frame, "samples in a frame"},
    {"frames_per_file", max_frames_per_file, "frames in a file"},
    {"sequence_depth", depth_limit, "sequences inside one another"},
    {"elements_per_file", element_limit, "data elements, items and fragments in a file"},
    {"attributes", copied_element_limit,
     "data elements and items that are read, and not passed over"},
    {"attribute_bytes", copied_value_limit, "bytes of an attribute that is read"},
    {"attributes_bytes", copied_bytes_limit, "bytes of all attributes that are read"},
    {"inflated_bytes", inflated_limit, "bytes of a deflated dataset, inflated"},
    {"square_pixels", square_pixel_limit, "pixels of a picture made square"},
};

struct Outcome {
  const Check* check;
  Result<> verdict;
};

struct Findings {
  std::optional<Result<StorePresence>> store;  // nothing where only some rules are asked for
  std::vector<Outcome> outcomes;

  [[nodiscard]] std::size_t failed() const {
    return static_cast<std::size_t>(std::count_if(
        outcomes.begin(), outcomes.end(), [](const Outcome& each) { return !each.verdict; }));
  }
  /// Those of them that could not be made: what they need cannot be loaded.
  [[nodiscard]] std::vector<const Error*> unmade() const {
    std::vector<const Error*> errors;
    for (const Outcome& each : outcomes)
      if (!each.verdict && each.verdict.error().kind == ErrorKind::io)
        errors.push_back(&each.verdict.error());
    return errors;
  }
  [[nodiscard]] std::size_t rules() const {
    std::set<unsigned> seen;
    for (const Outcome& each : outcomes)
      seen.insert(each.check->rule);
    return seen.size();
  }
};

std::string name_of_rule(unsigned rule) {
  return fmt::format("R{}", rule);
}

/// "R2", "r2" or "2".
Result<unsigned> parse_rule(std::string_view text) {
  std::string_view digits = text;
  if (!digits.empty() && (digits.front() == 'R' || digits.front() == 'r'))
    digits.remove_prefix(1);
  unsigned rule = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, rule);
  if (error != std::errc() || stopped != end || rule < 1 || rule > display_rule_count)
    return failure(ErrorKind::usage, "there is no display rule \"{}\": they are R1 to R{}", text,
                   display_rule_count);
  return rule;
}

Result<std::set<unsigned>> parse_rules(const std::vector<std::string>& texts) {
  std::set<unsigned> rules;
  for (const std::string& text : texts) {
    const auto rule = parse_rule(text);
    if (!rule)
      return failure(rule);
    rules.insert(*rule);
  }
  return rules;
}

std::vector<Outcome> run_checks(const std::set<unsigned>& rules) {
  std::vector<Outcome> outcomes;
  for (const Check& check : checks()) {
    if (rules.empty() || rules.contains(check.rule))
      outcomes.push_back({&check, check.run()});
  }
  return outcomes;
}

std::vector<Library> libraries() {
  std::vector<Library> all = dicom_libraries();
  for (const auto& more : {image_libraries(), store_libraries(), warm_libraries(), http_libraries(),
                           base_libraries(), cli_libraries()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

bool decodes(const TransferSyntax& syntax) {
  if (is_native_syntax(syntax.uid))
    return true;
  const Decoder* const decoder = find_decoder(syntax.uid);
  return decoder != nullptr && (decoder->load == nullptr || decoder->load());
}

std::string store_text(const Result<StorePresence>& store) {
  if (!store)
    return "cannot be written: " + store.error().what;
  return *store == StorePresence::there ? "can be written" : "is not there, and can be made";
}

// As JSON Lines.

void write_line(StandardOutput& out, const json::object& line) {
  out.write(json::serialize(line) + '\n');
}

void write_build_json(StandardOutput& out) {
  for (const auto& [name, version] : libraries()) {
    json::object line = {{"type", "library"}, {"name", name}, {"version", nullptr}};
    if (version)
      line["version"] = *version;
    else
      line["reason"] = to_valid_utf8(version.error().what);
    write_line(out, line);
  }
  for (const TransferSyntax& syntax : transfer_syntaxes())
    write_line(out, {{"type", "decoder"},
                     {"uid", syntax.uid},
                     {"name", syntax.name},
                     {"decodes", decodes(syntax)}});
  for (const Limit& limit : limits)
    write_line(out, {{"type", "limit"}, {"name", limit.name}, {"value", limit.value}});
}

void write_store_json(StandardOutput& out, const std::filesystem::path& path,
                      const Result<StorePresence>& store) {
  json::value reason;
  if (!store)
    reason = to_valid_utf8(store.error().what);
  std::error_code ignored;
  write_line(out, {{"type", "store"},
                   {"path", to_valid_utf8(path.string())},
                   {"exists", std::filesystem::exists(path, ignored)},
                   {"writable", store.has_value()},
                   {"reason", std::move(reason)}});
}

void write_checks_json(StandardOutput& out, const Findings& findings) {
  for (const auto& [check, verdict] : findings.outcomes) {
    json::value seen;
    if (!verdict)
      seen = to_valid_utf8(verdict.error().what);
    write_line(out, {{"type", "check"},
                     {"rule", name_of_rule(check->rule)},
                     {"result", verdict ? "pass" : "fail"},
                     {"clause", check->clause},
                     {"statement", check->statement},
                     {"seen", std::move(seen)}});
  }
  json::value writable;
  if (findings.store)
    writable = findings.store->has_value();
  write_line(out, {{"type", "summary"},
                   {"version", NOCTIS_VERSION},
                   {"rules", findings.rules()},
                   {"checks", findings.outcomes.size()},
                   {"failed", findings.failed()},
                   {"store_writable", std::move(writable)}});
}

// For people: tables under titles.

void write_table(StandardOutput& out, std::string_view title, std::vector<std::string> columns,
                 std::vector<Row> rows) {
  out.write(fmt::format("{}\n\n", title));
  TablePrinter table({"", std::move(columns)}, TableForm::aligned, out);
  for (Row& row : rows)
    table.add(std::move(row));
  table.finish();
  out.write("\n");
}

void write_build_text(StandardOutput& out) {
  std::vector<Row> rows;
  for (const auto& [name, version] : libraries())
    rows.push_back({std::string(name), version ? *version : version.error().what});
  write_table(out, "noctis " NOCTIS_VERSION ", with", {"library", "version"},
              std::exchange(rows, {}));
  for (const TransferSyntax& syntax : transfer_syntaxes())
    rows.push_back({std::string(decodes(syntax) ? "yes" : "no"), std::string(syntax.uid),
                    std::string(syntax.name)});
  write_table(out, "Transfer syntaxes", {"decoded", "uid", "name"}, std::exchange(rows, {}));
  for (const Limit& limit : limits)
    rows.push_back({count_cell(limit.value), std::string(limit.means)});
  write_table(out, "Limits: what goes beyond is refused, or left out", {"most", "of"},
              std::move(rows));
}

void write_checks_text(StandardOutput& out, const Findings& findings) {
  std::vector<Row> rows;
  for (const auto& [check, verdict] : findings.outcomes) {
    const std::string seen = verdict ? std::string() : " (" + verdict.error().what + ")";
    rows.push_back({name_of_rule(check->rule), std::string(verdict ? "pass" : "FAIL"),
                    std::string(check->clause), std::string(check->statement) + seen});
  }
  write_table(out, "Display rules", {"rule", "result", "clause", "statement"}, std::move(rows));
  out.write(fmt::format("{}, {}, {} failed\n", counted(findings.rules(), "rule"),
                        counted(findings.outcomes.size(), "check"), findings.failed()));
}

void write_all(StandardOutput& out, const Findings& findings, const Globals& globals) {
  if (findings.store) {
    globals.json ? write_build_json(out) : write_build_text(out);
    if (globals.json)
      write_store_json(out, globals.store, *findings.store);
    else
      out.write(fmt::format("Store\n\n{} {}\n\n", escape_controls(globals.store.string()),
                            store_text(*findings.store)));
  }
  globals.json ? write_checks_json(out, findings) : write_checks_text(out, findings);
}

// A wrong picture is worse news than a store that cannot be written.
ExitCode judge(const Findings& findings) {
  const std::vector<const Error*> unmade = findings.unmade();
  const std::string all = counted(findings.outcomes.size(), "check");
  if (const std::size_t wrong = findings.failed() - unmade.size(); wrong > 0) {
    complain(fmt::format("{} of {} failed: this build shows pictures wrongly", wrong, all));
    return ExitCode::damage;
  }
  if (!unmade.empty()) {
    complain(
        fmt::format("{} of {} could not be made: {}", unmade.size(), all, unmade.front()->what));
    return ExitCode::not_done;
  }
  if (findings.store && !*findings.store) {
    complain("the store cannot be written: " + findings.store->error().what);
    return ExitCode::not_done;
  }
  return ExitCode::done;
}

ExitCode run_doctor(const DoctorOptions& options, const Globals& globals) {
  const auto rules = parse_rules(options.rules);
  if (!rules)
    return fail(rules.error());
  Findings findings;
  if (rules->empty()) {
    require_folder_of_store(globals);
    findings.store = presence_of_store(globals.store);
  }
  findings.outcomes = run_checks(*rules);

  StandardOutput out;
  write_all(out, findings, globals);
  const ExitCode written = out.finish();
  return written == ExitCode::done ? judge(findings) : written;
}

}  // namespace

void add_doctor(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* doctor = app.add_subcommand(
      "doctor", "Tell what this build can do, and whether it keeps the display rules");
  doctor->add_option("--rule", options->rules, "Only the checks of these display rules: R2,R11")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  doctor->callback([options, &globals, &job] {
    job = [options, &globals] { return run_doctor(*options, globals); };
  });
}

}  // namespace noctis::cli
