// A run of convert as people and programs follow it.

#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/standard_output.hpp"
#include "cli/warm_printer.hpp"
#include "convert/convert.hpp"

namespace noctis::cli {

class ConvertPrinter final : public ConvertProgress {
 public:
  /// `named` are the inputs that were named one by one, sorted: of those it is told why they are no
  /// picture, whatever they are.  All must outlive it.
  ConvertPrinter(const Globals& globals, const std::vector<std::string>& named, WarmPrinter& people,
                 StandardOutput& out)
      : globals_(globals), named_(named), people_(people), out_(out) {}

  /// Where nothing is written but what is printed: requested once the reader has gone.
  void stop_without_reader(std::stop_source stop) { stop_ = std::move(stop); }

  void picture_made(const ConvertedPicture& picture) override;
  void file_ended(const FileReport& report) override;
  void note(std::string_view text) override;

 private:
  void print(const std::string& text);

  const Globals& globals_;
  const std::vector<std::string>& named_;
  WarmPrinter& people_;
  StandardOutput& out_;
  std::stop_source stop_{std::nostopstate};
};

/// {"type":"summary",…} and a newline.
[[nodiscard]] std::string to_json_line(const Summary& summary);

/// For people: some lines, ending in a newline.
[[nodiscard]] std::string convert_summary_text(const Summary& summary);

}  // namespace noctis::cli
