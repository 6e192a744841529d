#include "cli/warm_watcher.hpp"

#include <chrono>

namespace noctis::cli {

void WarmWatcher::file_ended(const FileReport& report) {
  printer_.file_ended(report);
  for (Progress* other : others_)
    other->file_ended(report);
}

void WarmWatcher::note(std::string_view text) {
  printer_.note(text);
  for (Progress* other : others_)
    other->note(text);
}

void WarmWatcher::came_so_far(const Summary& summary, std::string_view study) {
  printer_.came_so_far(summary, study);
}

void WarmWatcher::tick() {
  signals_.wait(std::chrono::milliseconds{0});
  printer_.draw_when_due();
}

}  // namespace noctis::cli
