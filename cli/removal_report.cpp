#include "cli/removal_report.hpp"

#include <string>

#include "base/counted.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/standard_output.hpp"
#include "cli/table.hpp"

namespace noctis::cli {

namespace {

Row row_of(RemovalReason reason, const RemovalReport::Part& part) {
  return {text_cell(std::string(name_of(reason))),
          count_cell(part.sources),
          count_cell(part.images),
          count_cell(part.renditions),
          count_cell(part.objects),
          count_cell(part.bytes)};
}

void print_table(const RemovalReport& report, const Globals& globals, StandardOutput& out) {
  const TableForm form = globals.json           ? TableForm::json
                         : stdout_is_terminal() ? TableForm::aligned
                                                : TableForm::tab_separated;
  TablePrinter printer(
      {"removal", {"reason", "sources", "images", "renditions", "objects", "bytes"}}, form, out);
  for (std::size_t i = 0; i < removal_reasons; ++i) {
    const RemovalReport::Part& part = report.parts.at(i);
    if (part.sources + part.images + part.renditions + part.objects != 0)
      printer.add(row_of(static_cast<RemovalReason>(i), part));
  }
  printer.finish();
}

std::string summary_json(const RemovalReport::Part& total, bool removed) {
  return json::serialize(json::object{{"type", "summary"},
                                      {"removed", removed},
                                      {"sources", total.sources},
                                      {"images", total.images},
                                      {"renditions", total.renditions},
                                      {"objects", total.objects},
                                      {"bytes", total.bytes}}) +
         '\n';
}

}  // namespace

ExitCode run_removal(const RemovalRequest& request, bool removes, const char* removing_option,
                     const Globals& globals) {
  require_store(globals);
  const auto report =
      removes ? remove(globals.store, request) : plan_removal(globals.store, request);
  if (!report)
    return fail(report.error());
  const RemovalReport::Part total = report->total();
  StandardOutput out;
  print_table(*report, globals, out);
  if (globals.json)
    out.write(summary_json(total, removes));
  const ExitCode printed = out.finish();
  if (!globals.quiet) {
    const std::string what = fmt::format(
        "{}, {}, {}, {}", counted(total.images, "image"), counted(total.renditions, "rendition"),
        counted(total.objects, "object"), format_bytes(total.bytes));
    complain(removes ? "removed: " + what
                     : fmt::format("would remove: {}; {} does", what, removing_option));
  }
  return printed;
}

}  // namespace noctis::cli
