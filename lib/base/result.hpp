// How things fail: a bad input is a value, an impossible run is an exception.

#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <tl/expected.hpp>

namespace noctis {

enum class ErrorKind : std::uint8_t {
  malformed,     ///< contradicts the standard, or itself
  truncated,     ///< ends before what it announces
  unsupported,   ///< well-formed, but nothing here can decode or show it
  too_large,     ///< beyond a limit of ours
  not_dicom,     ///< no DICOM in it
  not_found,     ///< no such file, object or row
  io,            ///< the operating system said no
  busy,          ///< another run holds the store
  newer_schema,  ///< the store was made by a newer noctis
  damaged,       ///< the store contradicts itself
  usage,         ///< the command line or the configuration
};

/// "malformed", "truncated"…: what JSON and the index hold.
[[nodiscard]] std::string_view name_of(ErrorKind kind) noexcept;

/// `what` is one line without a full stop that names the thing and the value; the caller adds the
/// path.
struct Error {
  ErrorKind kind = ErrorKind::malformed;
  std::string what;

  bool operator==(const Error&) const = default;
};

template <class T = void>
using Result = tl::expected<T, Error>;

/// The way to return an error: `return failure(ErrorKind::malformed, "Rows is {}", rows);`
template <class... Args>
[[nodiscard]] tl::unexpected<Error> failure(ErrorKind kind, fmt::format_string<Args...> format,
                                            Args&&... args) {
  return tl::unexpected<Error>(Error{kind, fmt::format(format, std::forward<Args>(args)...)});
}

/// Hands on the error of another result.
template <class T>
[[nodiscard]] tl::unexpected<Error> failure(const tl::expected<T, Error>& failed) {
  return tl::unexpected<Error>(failed.error());
}

/// The run cannot go on: a store that cannot be written, a schema from the future.  Caught once, in
/// main.cpp.
class Fatal : public std::exception {
 public:
  explicit Fatal(Error error) : error_(std::move(error)) {}
  Fatal(ErrorKind kind, std::string what) : error_{kind, std::move(what)} {}

  [[nodiscard]] const char* what() const noexcept override { return error_.what.c_str(); }
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

}  // namespace noctis
