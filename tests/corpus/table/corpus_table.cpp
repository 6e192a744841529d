// Prints what noctis makes of every file of the corpus beside what other software made of it, as a
// table (TSV): samples, modality values, greys under several windows.  Ends with 1 where anything
// differs that explained.tsv does not explain, where an explanation is no longer needed, and with
// 77 where there is no corpus.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "corpus/real_files.hpp"
#include "corpus/table/reference.hpp"
#include "support/corpus.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

constexpr std::array<const char*, 7> columns = {"samples",       "modality",    "linear_own",
                                                "linear_40_400", "own_sigmoid", "own_linear_exact",
                                                "voi_lut_0"};

using Cells = std::array<Cell, columns.size()>;

Cells compare(const Frame& frame, const DisplayAttributes& attributes, const Reference& reference) {
  const auto window = [&](const char* column, VoiFunction function) {
    return compare_window(frame, attributes, reference, column, function);
  };
  return {compare_samples(frame, reference),
          compare_modality(frame, attributes, reference),
          window("linear_own", VoiFunction::linear),
          window("linear_40_400", VoiFunction::linear),
          window("own_sigmoid", VoiFunction::sigmoid),
          window("own_linear_exact", VoiFunction::linear_exact),
          compare_voi_lut(frame, attributes, reference)};
}

// What differs in one frame differs in the file; the first difference is told.
void add(Cells& to, Cells&& frame) {
  for (std::size_t i = 0; i < to.size(); ++i)
    if (frame[i].agreement > to[i].agreement)
      to[i] = std::move(frame[i]);
}

Cells all_of_it(std::string difference) {
  Cells cells;
  cells[0] = Cell::of(std::move(difference));
  return cells;
}

Cells compare_file(const std::filesystem::path& path, const json::object& row) {
  const auto instance = open_image(path);
  if (!instance)
    return all_of_it(instance.error().what);
  Cells cells;
  for (const auto& each : row.at("frames").as_array()) {
    const auto index = each.as_object().at("index").to_number<std::uint32_t>();
    if (index >= (*instance)->frame_count())
      return all_of_it(fmt::format("there is no frame {}", index));
    const auto frame = (*instance)->frame(index);
    const auto attributes = (*instance)->display_attributes(index);
    if (!frame || !attributes)
      return all_of_it(!frame ? frame.error().what : attributes.error().what);
    add(cells, compare(*frame, *attributes, {row, each.as_object()}));
  }
  return cells;
}

// explained.tsv: path, column, how the difference begins, reason.
struct Explanation {
  std::string difference, reason;
  bool needed = false;
};

using Explanations = std::map<std::pair<std::string, std::string>, Explanation>;

Explanations read_explanations() {
  Explanations explanations;
  std::ifstream lines(NOCTIS_EXPLAINED);
  if (!lines) {
    fmt::print(stderr, "cannot read {}\n", NOCTIS_EXPLAINED);
    std::exit(1);
  }
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#')
      continue;
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == '\t')
        fields.emplace_back();
      else
        fields.back() += c;
    }
    if (fields.size() != 4 || fields[3].empty()) {
      fmt::print(stderr, "not path, column, difference, reason: {}\n", line);
      std::exit(1);
    }
    explanations[{fields[0], fields[1]}] = {fields[2], fields[3]};
  }
  return explanations;
}

class Table {
 public:
  explicit Table(Explanations explanations) : explanations_(std::move(explanations)) {
    fmt::print("path");
    for (const char* const column : columns)
      fmt::print("\t{}", column);
    fmt::print("\treason\n");
  }

  void add_row(const std::string& path, const Cells& cells) {
    std::string reasons;
    fmt::print("{}", path);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      constexpr std::array<const char*, 3> names = {"not given", "agrees", "differs"};
      ++counts_[i][static_cast<std::size_t>(cells[i].agreement)];
      fmt::print("\t{}", names[static_cast<std::size_t>(cells[i].agreement)]);
      if (cells[i].agreement == Agreement::differs)
        reasons += fmt::format("{}{}: {} ({})", reasons.empty() ? "" : "; ", columns[i],
                               cells[i].difference, explain(path, columns[i], cells[i]));
    }
    fmt::print("\t{}\n", reasons);
  }

  /// Whether all is explained and every explanation needed.
  [[nodiscard]] bool finish() {
    for (const auto& [place, explanation] : explanations_) {
      if (explanation.needed)
        continue;
      fmt::print(stderr, "explained but not so: {}, {}: {}\n", place.first, place.second,
                 explanation.difference);
      in_order_ = false;
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
      fmt::print(stderr, "{}: {} agree, {} differ, {} not given\n", columns[i], counts_[i][1],
                 counts_[i][2], counts_[i][0]);
    return in_order_;
  }

 private:
  std::string explain(const std::string& path, const char* column, const Cell& cell) {
    const auto found = explanations_.find({path, column});
    if (found != explanations_.end() && cell.difference.starts_with(found->second.difference)) {
      found->second.needed = true;
      return found->second.reason;
    }
    in_order_ = false;
    fmt::print(stderr, "not explained: {}, {}: {}\n", path, column, cell.difference);
    return "not explained";
  }

  Explanations explanations_;
  std::array<std::array<int, 3>, columns.size()> counts_ = {};
  bool in_order_ = true;
};

}  // namespace

int main() {
  constexpr int skipped = 77;
  const auto corpus = corpus_folder();
  if (!corpus)
    return skipped;
  Table table(read_explanations());
  const std::vector<json::object> rows = rows_of(*corpus / "reference.jsonl");
  for (const json::object& row : rows) {
    const json::value* const frames = row.if_contains("frames");
    if (frames == nullptr || frames->as_array().empty())
      continue;
    const std::string path = text_of(row.at("path"));
    table.add_row(path, compare_file(*corpus / path, row));
  }
  return table.finish() ? EXIT_SUCCESS : EXIT_FAILURE;
}
