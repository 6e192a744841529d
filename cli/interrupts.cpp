#include "cli/interrupts.hpp"

#include <chrono>
#include <utility>

namespace noctis::cli {

Interrupts::Interrupts(std::function<void()> on_usr1) : signals_(std::move(on_usr1)) {
  thread_ = std::jthread([this](const std::stop_token& over) {
    while (!over.stop_requested())
      signals_.wait(std::chrono::milliseconds{100});
  });
}

Interrupts::~Interrupts() {
  thread_.request_stop();
  thread_.join();
}

}  // namespace noctis::cli
