// golden_bless FILE [--dry-run]: tells how each golden picture is not what FILE says, then rewrites
// FILE.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "golden/change.hpp"
#include "golden/record.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

int stop(const std::string& why) {
  fmt::print(stderr, "golden_bless: {}\n", why);
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const bool dry_run = argc == 3 && std::string_view(argv[2]) == "--dry-run";
  if (argc != 2 && !dry_run)
    return stop("usage: golden_bless FILE [--dry-run]");
  const std::filesystem::path file = argv[1];
  std::vector<GoldenRecord> before;
  if (std::filesystem::exists(file)) {
    auto read = read_records(file);
    if (!read)
      return stop(read.error().what);
    before = *std::move(read);
  }
  const auto now = records_now();
  if (!now)
    return stop(now.error().what);
  const auto lines = changes(before, *now);
  for (const std::string& line : lines)
    fmt::print("{}\n", line);
  fmt::print("{} of {} pictures{}\n", lines.size(), now->size(),
             dry_run ? ", nothing written" : "");
  if (dry_run)
    return EXIT_SUCCESS;
  std::ofstream out(file, std::ios::trunc);
  out << text_of(*now) << std::flush;
  return out ? EXIT_SUCCESS : stop("cannot write " + file.string());
}
