#include "cli/night_options.hpp"

#include <CLI/CLI.hpp>

#include "base/quantities.hpp"
#include "cli/choice.hpp"

namespace noctis::cli {

namespace {

// Less than this is no limit on a file: every one would be beyond it.
constexpr std::uint64_t least_memory = std::uint64_t{256} << 20;

// `parse` gives an optional value; `like` says what the text is to look like.
template <class Parse, class Use>
CLI::Option* add_quantity(CLI::App& app, const std::string& name, const std::string& help,
                          const std::string& like, Parse parse, Use use) {
  CLI::Option* const option = app.add_option_function<std::string>(
      name, [parse, use](const std::string& text) { use(*parse(text)); }, help);
  return option->check(CLI::Validator(
      [parse, like](const std::string& text) {
        return parse(text) ? std::string() : '"' + text + "\" is not " + like;
      },
      ""));
}

std::optional<Deadline> deadline_from(const std::string& text) {
  if (const auto time = time_of_day_from(text)) {
    const auto now = std::chrono::system_clock::now();
    return Deadline(next_time_of_day(*time, now), now, std::chrono::steady_clock::now());
  }
  if (const auto duration = duration_from(text))
    return Deadline(std::chrono::steady_clock::now() + *duration);
  return std::nullopt;
}

std::optional<std::uint64_t> memory_from(const std::string& text) {
  const auto size = size_from(text);
  return size && (*size == 0 || *size >= least_memory) ? size : std::nullopt;
}

}  // namespace

void add_night(CLI::App& command, WarmOptions& warm, Supervision& supervision,
               std::string& metrics_file) {
  const Choices<WalkOrder> orders = {{"path", WalkOrder::path}, {"newest", WalkOrder::newest}};
  add_choice(command, "--order", warm.order, orders,
             "Which files first: by path, or the newest studies");
  add_quantity(command, "--deadline", "Begin nothing new after WHEN: 06:00 or 90m",
               "a time like 06:00 or a duration like 90m", deadline_from,
               [&warm](const Deadline& deadline) { warm.deadline = deadline; })
      ->type_name("WHEN");
  add_quantity(command, "--file-timeout", "Give up a file that goes no step further; 0: never",
               "a duration like 90s, 5m or 1h30m", duration_from,
               [&supervision](std::chrono::seconds time) { supervision.file_timeout = time; })
      ->default_str("5m")
      ->type_name("TIME");
  add_quantity(command, "--max-memory", "Give up a file that takes the run beyond SIZE; 0: none",
               "a size like 4G, 256M at least, or 0", memory_from,
               [&supervision](std::uint64_t size) { supervision.max_memory = size; })
      ->type_name("SIZE");
  command.add_option("--nice", supervision.nice, "Leave way to others; 19: on the disk as well")
      ->check(CLI::Range(0, 19).description(""))
      ->type_name("N");
  add_quantity(command, "--retry-lock", "Wait so long while another run holds the store",
               "a duration like 90s, 5m or 1h30m", duration_from,
               [&warm](std::chrono::seconds time) { warm.lock_patience = time; })
      ->type_name("TIME");
  command
      .add_option("--metrics-file", metrics_file, "Write the run's numbers for Prometheus to FILE")
      ->type_name("FILE");
}

}  // namespace noctis::cli
