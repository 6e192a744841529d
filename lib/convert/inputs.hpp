// What is to be converted, in order: standard input, then the files below some roots.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_source.hpp"
#include "base/result.hpp"
#include "warm/walker.hpp"

namespace noctis {

/// What standard input is called.
inline constexpr const char* standard_input_path = "-";

struct Input {
  std::string path;              ///< bytes, absolute; or standard_input_path
  const Bytes* bytes = nullptr;  ///< of standard input, which InputOptions holds
  std::optional<Error> error;    ///< why the walk could not get at it

  /// Fails as ByteSource::open() does, and with what the walk met.
  [[nodiscard]] Result<ByteSource> open() const;

  /// The file's name without folders and its last extension; "stdin".
  [[nodiscard]] std::string stem() const;
};

struct InputOptions {
  std::vector<std::string> roots;       ///< normalized_roots()
  std::optional<Bytes> standard_input;  ///< all of it, where it is to be converted
  std::string passed_over;              ///< a folder that is not entered; empty: none
};

/// One thread at a time.
class Inputs {
 public:
  /// `options` must outlive it.
  explicit Inputs(const InputOptions& options);

  [[nodiscard]] std::optional<Input> next();

 private:
  const InputOptions& options_;
  WalkScope scope_;
  bool standard_input_is_next_;
  std::size_t next_root_ = 0;
  std::optional<Walker> walker_;
};

}  // namespace noctis
