#include "convert/inputs.hpp"

#include <filesystem>
#include <utility>

namespace noctis {

Result<ByteSource> Input::open() const {
  if (error)
    return tl::unexpected(*error);
  if (bytes != nullptr)
    return ByteSource::of(*bytes);
  return ByteSource::open(path);
}

std::string Input::stem() const {
  return bytes != nullptr ? "stdin" : std::filesystem::path(path).stem().string();
}

Inputs::Inputs(const InputOptions& options)
    : options_(options),
      scope_(options.roots, options.passed_over),
      standard_input_is_next_(options.standard_input.has_value()) {}

std::optional<Input> Inputs::next() {
  if (std::exchange(standard_input_is_next_, false))
    return Input{standard_input_path, &*options_.standard_input, std::nullopt};
  for (;;) {
    if (!walker_) {
      if (next_root_ == options_.roots.size())
        return std::nullopt;
      walker_.emplace(options_.roots[next_root_++], scope_);
    }
    std::optional<FoundFile> found = walker_->next();
    if (found && !found->leads_nowhere)
      return Input{std::move(found->path), nullptr, std::move(found->error)};
    if (!found)
      walker_.reset();
  }
}

}  // namespace noctis
