// Names of pictures, made of what a file says and what the user wants: paths that stay below the
// folder they are meant for, whatever the file says.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "dicom/instance_attributes.hpp"

namespace noctis {

/// What a name may tell of a picture.
struct NameFacts {
  const InstanceAttributes& attributes;
  std::string_view stem;  ///< the input's file name without its last extension
  std::uint32_t frame = 1;
  std::uint32_t frame_count = 1;
  std::string_view preset;
};

/// "{study}/{series}/{instance}-{frame}-{preset}.png" and its like.  Immutable.
class NameTemplate {
 public:
  /// "{number:04}" fills a number up with zeros; "{{" and "}}" are braces.  Fails with
  /// ErrorKind::usage for a field that is not there, a path that is absolute or has an empty part,
  /// "." or "..".
  static Result<NameTemplate> parse(std::string_view text);

  /// Every field, as it stands in the braces.
  [[nodiscard]] static std::vector<std::string_view> fields();

  [[nodiscard]] bool has_field(std::string_view name) const noexcept;

  /// A relative path of as many parts as the template has, in UTF-8, ending in ".png".  Values have
  /// neither slashes nor control characters nor what Windows refuses, do not begin with a dot, and
  /// are "unknown" where the file says nothing; parts are at most 180 bytes long, longer ones cut
  /// and told apart by their digest.  A frame's number has as many digits as the last one's.
  [[nodiscard]] std::string name_of(const NameFacts& facts) const;

 private:
  struct Field {
    std::size_t index = 0;   // into the table of fields
    std::size_t digits = 0;  // at least
  };
  using Piece = std::variant<std::string, Field>;
  using Part = std::vector<Piece>;  // between slashes

  class Parser;

  std::vector<Part> parts_;
};

}  // namespace noctis
