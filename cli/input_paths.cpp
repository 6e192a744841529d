#include "cli/input_paths.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "warm/walker.hpp"

namespace noctis::cli {

namespace {

Result<std::string> contents_of(const std::string& file) {
  if (file == "-")
    return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return failure(ErrorKind::usage, "--files-from: {} is a folder", file);
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return tl::unexpected(system_error("cannot open " + file, errno));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

void add_input_paths(CLI::App& command, InputPaths& inputs, const std::string& what) {
  command.add_option("PATH", inputs.paths, what)->type_name("");
  command
      .add_option("--files-from", inputs.files_from,
                  "Read paths from FILE, one a line; -: standard input")
      ->type_name("FILE");
  command.add_flag("-0,--null", inputs.nul_separated, "Paths of --files-from end in NUL");
}

Result<std::vector<std::string>> roots_of(const InputPaths& inputs,
                                          const std::string& passed_over) {
  std::vector<std::string> paths = inputs.paths;
  for (const std::string& path : paths) {
    struct stat status = {};
    if (path.empty() || ::lstat(path.c_str(), &status) != 0)
      return failure(ErrorKind::not_found, "{}: {}", path,
                     path.empty() ? "an empty path" : system_error("cannot stat", errno).what);
  }
  if (!inputs.files_from.empty()) {
    const auto text = contents_of(inputs.files_from);
    if (!text)
      return failure(text);
    for (const std::string_view path : split(*text, inputs.nul_separated ? '\0' : '\n'))
      if (!path.empty())
        paths.emplace_back(path);
  }
  return normalized_roots(paths, passed_over);
}

Result<Bytes> read_standard_input() {
  constexpr std::size_t limit = std::size_t{2} << 30;
  constexpr std::size_t piece = std::size_t{1} << 20;
  Bytes bytes;
  for (;;) {
    const std::size_t held = bytes.size();
    if (held > limit)
      return failure(ErrorKind::too_large, "standard input: more than {} bytes", limit);
    bytes.resize(held + piece);
    const ssize_t got = ::read(STDIN_FILENO, bytes.data() + held, piece);
    bytes.resize(held + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0)
      return bytes;
    if (got < 0 && errno != EINTR)
      return tl::unexpected(system_error("standard input: cannot read", errno));
  }
}

}  // namespace noctis::cli
