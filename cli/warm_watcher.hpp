// Who follows a run of warm: people on standard error, programs on standard output and in a file.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/signal_watch.hpp"
#include "cli/warm_printer.hpp"
#include "warm/supervisor.hpp"

namespace noctis::cli {

/// One thread; signals are met between two events.
class WarmWatcher final : public Watcher {
 public:
  /// Both must outlive it.
  WarmWatcher(WarmPrinter& printer, SignalWatch& signals) : printer_(printer), signals_(signals) {}

  /// Hears of each file and note as well.
  void add(Progress& progress) { others_.push_back(&progress); }

  void file_ended(const FileReport& report) override;
  void note(std::string_view text) override;
  void came_so_far(const Summary& summary, std::string_view study) override;
  void expected(std::uint64_t files) override { printer_.expect(files); }
  void chatter(std::string_view text) override { printer_.chatter(text); }
  void tick() override;

 private:
  WarmPrinter& printer_;
  SignalWatch& signals_;
  std::vector<Progress*> others_;
};

}  // namespace noctis::cli
