// One frame of noctis's beside what other software made of it, column by column.

#pragma once

#include <cstdint>
#include <string>

#include "base/json.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis::test {

enum class Agreement : std::uint8_t { not_given, agrees, differs };

struct Cell {
  Agreement agreement = Agreement::not_given;
  std::string difference = {};  ///< what is here and what there; one line

  static Cell of(std::string difference) {
    return {difference.empty() ? Agreement::agrees : Agreement::differs, std::move(difference)};
  }
};

/// `file` is the row of the file, `frame_row` that of the frame within it.
struct Reference {
  const json::object& file;
  const json::object& frame_row;

  /// Whether samples must be equal, not alike.
  [[nodiscard]] bool is_lossless() const { return file.at("lossless").as_bool(); }
};

/// Shape, colour model and samples: equal where the compression is lossless, of a mean within one
/// where it is not.
[[nodiscard]] Cell compare_samples(const Frame& frame, const Reference& reference);

/// Least, greatest and mean modality value.
[[nodiscard]] Cell compare_modality(const Frame& frame, const DisplayAttributes& attributes,
                                    const Reference& reference);

/// Greys under the reference's own window `column`, by `function`: without padding and polarity, as
/// the references are.  Where the window is said to be the file's, it must be ours too.
[[nodiscard]] Cell compare_window(const Frame& frame, const DisplayAttributes& attributes,
                                  const Reference& reference, const char* column,
                                  VoiFunction function);

/// The entries of the first VOI LUT.
[[nodiscard]] Cell compare_voi_lut(const Frame& frame, const DisplayAttributes& attributes,
                                   const Reference& reference);

}  // namespace noctis::test
