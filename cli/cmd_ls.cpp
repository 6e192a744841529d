// noctis ls: what the index holds, as rows.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/choice.hpp"
#include "cli/command.hpp"
#include "cli/standard_output.hpp"
#include "cli/table.hpp"
#include "store/index.hpp"

namespace noctis::cli {

namespace {

struct LsOptions {
  std::string what = "studies";
  std::vector<std::string> where;  // KEY=GLOB
  std::string sort;                // KEY or -KEY
  std::optional<std::uint64_t> limit;
  bool nul_terminated = false;
};

constexpr std::array<std::string_view, 5> listings = {"studies", "series", "images", "renditions",
                                                      "failures"};

const TableHeader& header_of(const std::string& what) {
  static const TableHeader studies{"study",
                                   {"study_instance_uid", "id", "patient_id", "patient_name",
                                    "study_date", "modalities", "description", "series", "images"}};
  static const TableHeader series{"series",
                                  {"series_instance_uid", "id", "study_instance_uid", "modality",
                                   "series_number", "description", "images"}};
  static const TableHeader images{
      "image",
      {"sop_instance_uid", "id", "series_instance_uid", "modality", "instance_number", "rows",
       "columns", "frames", "photometric_interpretation", "transfer_syntax_uid"}};
  static const TableHeader renditions{
      "rendition",
      {"object", "sop_instance_uid", "frame", "kind", "preset", "width", "height", "bytes"}};
  static const TableHeader failures{"failure", {"path", "outcome", "reason"}};
  if (what == "studies")
    return studies;
  if (what == "series")
    return series;
  if (what == "images")
    return images;
  return what == "renditions" ? renditions : failures;
}

Cell number_cell(const std::optional<std::int64_t>& number) {
  return number ? Cell(*number) : Cell();
}

Row row_of(const StoredStudy& s) {
  return {text_cell(s.study.study_instance_uid),
          s.id,
          text_cell(s.study.patient.patient_id),
          text_cell(s.study.patient.patient_name),
          text_cell(s.study.study_date),
          text_cell(s.modalities),
          text_cell(s.study.study_description),
          count_cell(s.series_count),
          count_cell(s.image_count)};
}

Row row_of(const StoredSeries& s) {
  return {text_cell(s.series.series_instance_uid),
          s.id,
          text_cell(s.study_instance_uid),
          text_cell(s.series.modality),
          number_cell(s.series.series_number),
          text_cell(s.series.series_description),
          count_cell(s.image_count)};
}

Row row_of(const StoredInstance& s) {
  const InstanceRow& i = s.instance;
  return {text_cell(i.sop_instance_uid),
          s.id,
          text_cell(s.series_instance_uid),
          text_cell(s.modality),
          number_cell(i.instance_number),
          count_cell(i.rows),
          count_cell(i.columns),
          count_cell(i.frames),
          text_cell(i.photometric_interpretation),
          text_cell(i.transfer_syntax_uid)};
}

Row row_of(const StoredRendition& s) {
  const RenditionRow& r = s.rendition;
  return {text_cell(r.object.text()), text_cell(s.sop_instance_uid),
          count_cell(r.frame),        text_cell(std::string(name_of(r.kind))),
          text_cell(r.preset),        count_cell(r.width),
          count_cell(r.height),       count_cell(r.bytes)};
}

Row row_of(const SourceRow& s) {
  return {text_cell(s.path), text_cell(std::string(name_of(s.outcome))), text_cell(s.reason)};
}

// Which rows, in which order.
class Selection {
 public:
  static Result<Selection> make(const LsOptions& options) {
    Selection selection;
    const TableHeader& header = header_of(options.what);
    for (const std::string& condition : options.where) {
      const std::size_t equals = condition.find('=');
      if (equals == std::string::npos)
        return failure(ErrorKind::usage, "--where is \"{}\", not KEY=GLOB", condition);
      const auto column = column_of(header, condition.substr(0, equals));
      if (!column)
        return failure(column);
      selection.where_.emplace_back(*column, condition.substr(equals + 1));
    }
    if (!options.sort.empty()) {
      selection.descending_ = options.sort.front() == '-';
      const auto column = column_of(header, options.sort.substr(selection.descending_ ? 1 : 0));
      if (!column)
        return failure(column);
      selection.sort_ = *column;
    }
    return selection;
  }

  [[nodiscard]] bool takes(const Row& row) const {
    return std::all_of(where_.begin(), where_.end(), [&row](const auto& condition) {
      return matches_glob(condition.second, plain_text(row[condition.first]));
    });
  }

  [[nodiscard]] bool sorts() const { return sort_.has_value(); }

  void sort(std::vector<Row>& rows) const {
    const auto less = [column = *sort_](const Row& a, const Row& b) {
      return a[column] < b[column];
    };
    if (descending_)
      std::stable_sort(rows.begin(), rows.end(),
                       [&less](const Row& a, const Row& b) { return less(b, a); });
    else
      std::stable_sort(rows.begin(), rows.end(), less);
  }

 private:
  static Result<std::size_t> column_of(const TableHeader& header, const std::string& name) {
    const auto found = std::find(header.columns.begin(), header.columns.end(), name);
    if (found != header.columns.end())
      return static_cast<std::size_t>(found - header.columns.begin());
    std::string names;
    for (const std::string& column : header.columns)
      names += " " + column;
    return failure(ErrorKind::usage, "no column is named \"{}\"; there are{}", name, names);
  }

  std::vector<std::pair<std::size_t, std::string>> where_;
  std::optional<std::size_t> sort_;
  bool descending_ = false;
};

// Hands every row of the kind asked for to `take` until it has had enough.
template <class Take>
void visit(const Index& index, const std::string& what, const Take& take) {
  const auto visitor = [&take](const auto& stored) { return take(row_of(stored)); };
  if (what == "studies")
    index.studies(visitor);
  else if (what == "series")
    index.series(visitor);
  else if (what == "images")
    index.instances(visitor);
  else if (what == "renditions")
    index.all_renditions(visitor);
  else
    index.failures(visitor);
}

TableForm form_of(const LsOptions& options, const Globals& globals) {
  if (globals.json)
    return TableForm::json;
  if (options.nul_terminated)
    return TableForm::nul_terminated;
  return stdout_is_terminal() ? TableForm::aligned : TableForm::tab_separated;
}

ExitCode run_ls(const LsOptions& options, const Globals& globals) {
  const auto selection = Selection::make(options);
  if (!selection)
    return fail(selection.error());
  require_store(globals);
  const Index index = Index::open(globals.store);

  // A person who reads along does not hold up the night's run: see Index::studies().
  StandardOutput out;
  out.hold();
  TablePrinter printer(header_of(options.what), form_of(options, globals), out);
  std::uint64_t left = options.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  const auto print = [&](Row row) {
    if (left == 0)
      return false;
    --left;
    return printer.add(std::move(row)) && left != 0;
  };
  std::vector<Row> held;
  visit(index, options.what, [&](Row row) {
    if (!selection->takes(row))
      return true;
    if (!selection->sorts())
      return print(std::move(row));
    held.push_back(std::move(row));
    return true;
  });
  out.release();
  if (selection->sorts()) {
    selection->sort(held);
    for (Row& row : held)
      if (!print(std::move(row)))
        break;
  }
  printer.finish();
  return out.finish();
}

}  // namespace

void add_ls(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<LsOptions>();
  CLI::App* ls = app.add_subcommand("ls", "List what the index holds");
  ls->add_option("WHAT", options->what, "studies|series|images|renditions|failures")
      ->capture_default_str()
      ->type_name("");
  ls->add_option("--where", options->where,
                 "Only rows whose column KEY matches GLOB (* and ?); several times: all of these")
      ->type_name("KEY=GLOB")
      ->allow_extra_args(false);
  ls->add_option("--sort", options->sort, "By the column KEY; -KEY: downwards")->type_name("KEY");
  ls->add_option("--limit", options->limit, "At most N rows")
      ->check(count_from_zero())
      ->type_name("N");
  ls->add_flag("-0,--null", options->nul_terminated,
               "Only the first column (UID, address or path), each ended by NUL");
  ls->callback([options, &globals, &job] {
    // Not a check of the option: its message would begin with WHAT, which nobody has typed.
    if (std::find(listings.begin(), listings.end(), options->what) == listings.end())
      throw CLI::ValidationError('"' + options->what +
                                 "\" is not one of studies, series, images, renditions, failures");
    job = [options, &globals] { return run_ls(*options, globals); };
  });
}

}  // namespace noctis::cli
