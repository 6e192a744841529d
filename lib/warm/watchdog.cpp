#include "warm/watchdog.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

#include <fmt/core.h>

#include "base/file.hpp"
#include "base/text.hpp"

namespace noctis {

Watchdog::Watchdog(const Limits& limits, const Slots& slots, pid_t worker)
    : limits_(limits), slots_(slots), worker_(worker), seen_(slots.count()) {}

std::optional<std::string> Watchdog::look() {
  if (limits_.file_timeout.count() != 0 && stands_still())
    return fmt::format("no step further in {} (--file-timeout)",
                       format_seconds(std::chrono::duration<double>(limits_.file_timeout).count()));
  if (limits_.max_memory != 0 && memory_of(worker_) > limits_.max_memory)
    return fmt::format("needs more memory than {} (--max-memory)",
                       format_bytes(limits_.max_memory));
  return std::nullopt;
}

bool Watchdog::stands_still() {
  constexpr std::chrono::seconds longest_blink{1};
  const Clock::time_point now = Clock::now();
  watched_ += std::min<Clock::duration>(now - last_look_, longest_blink);
  last_look_ = now;
  bool any = false;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const std::uint64_t steps = slots_.steps(i);
    if (steps != seen_[i].steps)
      seen_[i] = {steps, watched_};
    any = any || (steps != 0 && watched_ - seen_[i].since >= limits_.file_timeout);
  }
  return any;
}

std::uint64_t memory_of(pid_t process) {
  // Size, resident and shared pages (proc(5), statm).
  const UniqueFd fd{::open(fmt::format("/proc/{}/statm", process).c_str(), O_RDONLY | O_CLOEXEC)};
  char text[128];
  const ssize_t length = fd ? ::read(fd.get(), text, sizeof text) : 0;
  const auto fields =
      split(std::string_view(text, static_cast<std::size_t>(std::max<ssize_t>(length, 0))), ' ');
  if (fields.size() < 3)
    return 0;
  const std::int64_t resident = to_integer(fields[1]).value_or(0);
  const std::int64_t shared = to_integer(fields[2]).value_or(0);
  return static_cast<std::uint64_t>(std::max<std::int64_t>(resident - shared, 0)) *
         static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace noctis
