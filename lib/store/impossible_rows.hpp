// What no row of the index says, whatever wrote it: SQL's conditions on the columns of one table,
// and on the row that it names.  check_index() counts the rows for which they hold, IndexMender
// puts these right.

#pragma once

#include <string>
#include <string_view>

namespace noctis::impossible {

inline constexpr std::string_view object = "length(sha256) <> 32 OR bytes < 0";

inline constexpr std::string_view instance =
    "length(digest) <> 32 OR length(attributes_digest) <> 32 OR rows < 0 OR columns < 0"
    " OR frames < 0";

inline constexpr std::string_view plan_of_source = "length(plan) <> 32";
inline constexpr std::string_view content_of_source = "length(content_digest) <> 32";
[[nodiscard]] std::string outcome_of_source();

inline constexpr std::string_view rendition =
    "length(recipe) <> 32 OR kind NOT IN (0, 1, 2) OR frame < 1 OR width < 1 OR height < 1"
    " OR (kind = 2) <> (preset = '')"
    " OR (kind = 2 AND (format IS NULL OR display_attributes IS NULL))";
inline constexpr std::string_view frame_of_rendition =
    "frame > (SELECT max(frames, 1) FROM instance WHERE instance.id = rendition.instance)";
inline constexpr std::string_view object_of_rendition =
    "(object_sha256, object_bytes) IS NOT"
    " (SELECT sha256, bytes FROM object WHERE object.id = rendition.object)";

}  // namespace noctis::impossible
