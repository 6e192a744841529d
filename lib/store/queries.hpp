// What is asked of the index, as SQL.  Each look-up finds its rows by an index of the schema, and
// the listings come sorted without sorting: tests/store/queries.cpp asks SQLite for its plan.

#pragma once

#include <string>
#include <string_view>

namespace noctis::query {

// Look-ups.
[[nodiscard]] std::string source();
[[nodiscard]] std::string source_with_content();
[[nodiscard]] std::string sources_in_range();  ///< from a path on, before another, at most so many
[[nodiscard]] std::string has_object();
[[nodiscard]] std::string has_attributes_digest();
[[nodiscard]] std::string instance();
[[nodiscard]] std::string instance_with_digest();
[[nodiscard]] std::string instance_with_uid();
[[nodiscard]] std::string images_of_series();  ///< by Series Instance UID
[[nodiscard]] std::string images_of_study();   ///< by Study Instance UID
[[nodiscard]] std::string renditions();
[[nodiscard]] std::string rendition();

// Look-ups of a server, of what is shown alone.
[[nodiscard]] std::string study();
[[nodiscard]] std::string study_with_uid();
[[nodiscard]] std::string series();
[[nodiscard]] std::string series_with_uid();
[[nodiscard]] std::string series_of_study();      ///< by its id
[[nodiscard]] std::string instances_in_series();  ///< by its id or UID, counted up to a number
[[nodiscard]] std::string instances_in_study();   ///< likewise
[[nodiscard]] std::string listed_images();        ///< of a series, by its id
// Of an image, with its full-size rendition of a frame (the first parameter) under a preset (the
// second).
[[nodiscard]] std::string image();
[[nodiscard]] std::string image_with_uid();
[[nodiscard]] std::string shown_image();
[[nodiscard]] std::string shown_image_with_uid();
[[nodiscard]] std::string object();
[[nodiscard]] std::string newest_object();

/// Of the studies that are shown: `tail` begins with WHERE or ORDER BY, and calls them study.
[[nodiscard]] std::string studies(std::string_view tail);

// Listings.
[[nodiscard]] std::string all_studies();
[[nodiscard]] std::string all_series();
[[nodiscard]] std::string all_instances();
[[nodiscard]] std::string all_renditions();
[[nodiscard]] std::string all_failures();

}  // namespace noctis::query
