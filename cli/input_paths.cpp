#include "cli/input_paths.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <span>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/file.hpp"
#include "warm/walker.hpp"

namespace noctis::cli {

namespace {

constexpr std::size_t piece = std::size_t{1} << 20;

// As many bytes as come at once; 0 at the end.  They are waited for also where another process that
// has the same pipe has set it not to wait.
Result<std::size_t> read_some(int fd, std::span<std::uint8_t> room) {
  for (;;) {
    const ssize_t got = ::read(fd, room.data(), room.size());
    if (got >= 0)
      return static_cast<std::size_t>(got);
    if (errno == EAGAIN) {
      pollfd input = {fd, POLLIN, 0};
      ::poll(&input, 1, -1);
    } else if (errno != EINTR) {
      return tl::unexpected(system_error("cannot read", errno));
    }
  }
}

// A list as its bytes come.
class PathList {
 public:
  explicit PathList(bool nul_separated) : separator_(nul_separated ? '\0' : '\n') {}

  // Fails where a path would have a NUL in it, of which the system takes what is before it.
  Result<> add(std::string_view text) {
    if (separator_ != '\0' && text.find('\0') != std::string_view::npos)
      return failure(ErrorKind::usage, "the list has NUL bytes: give -0");
    for (std::size_t end = text.find(separator_); end != std::string_view::npos;
         end = text.find(separator_)) {
      unended_ += text.substr(0, end);
      end_path();
      text.remove_prefix(end + 1);
    }
    unended_ += text;
    return {};
  }

  [[nodiscard]] std::vector<std::string> take() {
    end_path();
    return std::move(paths_);
  }

 private:
  void end_path() {
    if (!unended_.empty())
      paths_.push_back(std::exchange(unended_, {}));
  }

  char separator_;
  std::string unended_;
  std::vector<std::string> paths_;
};

Result<std::vector<std::string>> paths_of_list(int fd, bool nul_separated) {
  struct stat status = {};
  if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
    return failure(ErrorKind::usage, "is a folder, not a list");
  PathList list(nul_separated);
  Bytes bytes(piece);
  for (;;) {
    const auto got = read_some(fd, bytes);
    if (!got)
      return failure(got);
    if (*got == 0)
      return list.take();
    if (const auto added = list.add(as_text(bytes).substr(0, *got)); !added)
      return failure(added);
  }
}

Result<std::vector<std::string>> listed_paths(const InputPaths& inputs) {
  const bool is_stream = inputs.files_from == "-";
  UniqueFd file;
  if (!is_stream) {
    file = UniqueFd{::open(inputs.files_from.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    if (!file)
      return tl::unexpected(system_error("cannot open " + inputs.files_from, errno));
  }
  auto paths = paths_of_list(is_stream ? STDIN_FILENO : file.get(), inputs.nul_separated);
  if (!paths)
    return failure(paths.error().kind, "--files-from {}: {}", inputs.files_from,
                   paths.error().what);
  return paths;
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
    auto listed = listed_paths(inputs);
    if (!listed)
      return failure(listed);
    std::move(listed->begin(), listed->end(), std::back_inserter(paths));
  }
  return normalized_roots(std::move(paths), passed_over);
}

Result<Bytes> read_standard_input() {
  constexpr std::size_t limit = std::size_t{2} << 30;
  Bytes bytes;
  for (;;) {
    const std::size_t held = bytes.size();
    if (held > limit)
      return failure(ErrorKind::too_large, "standard input: more than {} bytes", limit);
    bytes.resize(held + piece);
    const auto got = read_some(STDIN_FILENO, std::span(bytes).subspan(held));
    if (!got)
      return failure(got.error().kind, "standard input: {}", got.error().what);
    bytes.resize(held + *got);
    if (*got == 0)
      return bytes;
  }
}

}  // namespace noctis::cli
