#include "store/queries.hpp"

#include "base/result.hpp"
#include "store/row_columns.hpp"

namespace noctis::query {

namespace {

std::string sources(std::string_view condition) {
  return fmt::format("SELECT path, {} FROM source WHERE {}", source_columns, condition);
}

// What a StoredInstance holds, in its order.
std::string columns_of_instance() {
  return fmt::format(
      "instance.id, series.id, study.id, study.study_instance_uid,"
      " series.series_instance_uid, series.modality, series.body_part_examined, {}",
      qualified("instance", instance_columns));
}

std::string instances(std::string_view condition) {
  return fmt::format(
      "SELECT {} FROM instance JOIN series ON series.id = instance.series"
      " JOIN study ON study.id = series.study WHERE {}",
      columns_of_instance(), condition);
}

std::string renditions(std::string_view condition) {
  return fmt::format(
      "SELECT {} FROM rendition"
      " LEFT JOIN display_attributes ON display_attributes.id = rendition.display_attributes"
      " WHERE {}",
      rendition_columns(), condition);
}

// CROSS JOIN fixes the order of the loops, in which the rows come sorted by the indexes.
constexpr std::string_view from_study_to_instance =
    " FROM study CROSS JOIN series ON series.study = study.id"
    " CROSS JOIN shown_instance AS instance ON instance.series = series.id";
constexpr std::string_view order_of_instances =
    " ORDER BY study.study_date, study.id, series.series_number, series.id,"
    " instance.instance_number, instance.id";

// The one that answers to a UID.
constexpr std::string_view bears_uid =
    "instance.id = (SELECT bearer.id FROM instance AS bearer"
    " LEFT JOIN source ON source.instance = bearer.id"
    " WHERE bearer.sop_instance_uid = ?"
    " ORDER BY source.path IS NOT NULL AND source.missing_since_ns IS NULL DESC,"
    " coalesce(source.mtime_ns, bearer.mtime_ns) DESC, source.path DESC, bearer.id LIMIT 1)";

// CROSS JOIN fixes which of the two is looked for first.
constexpr std::string_view from_study_to_series =
    "study CROSS JOIN shown_series AS series ON series.study = study.id";
constexpr std::string_view from_series_to_study =
    "shown_series AS series CROSS JOIN study ON study.id = series.study";

std::string shown_series(std::string_view tables, std::string_view tail) {
  return fmt::format(
      "SELECT series.id, study.id, study.study_instance_uid, {},"
      " (SELECT count(*) FROM shown_instance WHERE shown_instance.series = series.id"
      "  AND frames > 0) FROM {} {}",
      qualified("series", series_columns), tables, tail);
}

// What a ShownImage holds, with `told` behind it; the first two parameters name its picture.
std::string shown_images(std::string_view told, std::string_view tables,
                         std::string_view condition) {
  return fmt::format(
      "SELECT instance.id, series.modality, instance.rows, instance.columns, instance.frames,"
      " instance.representative_frame_number, instance.hounsfield_units, instance.color,"
      " rendition.frame, {}{} FROM instance JOIN series ON series.id = instance.series{}"
      " LEFT JOIN rendition ON rendition.instance = instance.id AND rendition.frame = ?"
      " AND rendition.kind = {} AND rendition.preset = ? WHERE {}"
      " AND EXISTS (SELECT 1 FROM source WHERE source.instance = instance.id)",
      picture_columns, told, tables, static_cast<int>(RenditionKind::display), condition);
}

std::string shown_images(std::string_view condition) {
  return shown_images("", "", condition);
}

std::string images(std::string_view condition) {
  return shown_images(
      ", study.patient_id, study.patient_name, study.study_date, study.study_time,"
      " study.study_description, series.series_description, instance.sop_instance_uid,"
      " instance.instance_number, instance.slice_thickness, instance.pixel_spacing",
      " JOIN study ON study.id = series.study", condition);
}

}  // namespace

std::string source() {
  return sources("path = ?");
}

// Skipped says nothing of the bytes: it depends on what the run was asked for.
std::string source_with_content() {
  return sources(
      "content_digest = ? AND (instance IS NOT NULL OR outcome <> 'skipped')"
      " ORDER BY instance IS NULL, path LIMIT 1");
}

std::string sources_in_range() {
  return sources("path >= ? AND path < ? ORDER BY path LIMIT ?");
}

std::string has_object() {
  return "SELECT 1 FROM object WHERE sha256 = ?";
}

std::string has_attributes_digest() {
  return "SELECT 1 FROM instance WHERE attributes_digest = ? LIMIT 1";
}

std::string instance() {
  return instances("instance.id = ?");
}

std::string instance_with_digest() {
  return instances("instance.digest = ?");
}

std::string instance_with_uid() {
  return instances(bears_uid);
}

std::string images_of_series() {
  return fmt::format(
      "SELECT {} FROM series CROSS JOIN study ON study.id = series.study"
      " CROSS JOIN shown_instance AS instance ON instance.series = series.id"
      " WHERE series.series_instance_uid = ? AND instance.frames > 0"
      " ORDER BY study.id, series.id, instance.instance_number, instance.id",
      columns_of_instance());
}

std::string images_of_study() {
  return fmt::format(
      "SELECT {}{} WHERE study.study_instance_uid = ? AND instance.frames > 0"
      " ORDER BY study.id, series.series_number, series.id, instance.instance_number, instance.id",
      columns_of_instance(), from_study_to_instance);
}

std::string renditions() {
  // One whose object's row was lost is none: the next run makes it anew.
  return renditions(
      "rendition.instance = ? AND EXISTS (SELECT 1 FROM object WHERE object.id = rendition.object)"
      " ORDER BY rendition.frame, rendition.kind, rendition.preset");
}

std::string rendition() {
  return renditions(
      "rendition.instance = ? AND rendition.frame = ? AND rendition.kind = ?"
      " AND rendition.preset = ?");
}

std::string study() {
  return studies("WHERE study.id = ?");
}

std::string study_with_uid() {
  return studies(
      "WHERE study.study_instance_uid = ? ORDER BY study.newest_mtime_ns DESC, study.id DESC"
      " LIMIT 1");
}

std::string series() {
  return shown_series(from_series_to_study, "WHERE series.id = ?");
}

std::string series_with_uid() {
  return shown_series(
      from_series_to_study,
      "WHERE series.series_instance_uid = ? ORDER BY series.newest_mtime_ns DESC, series.id DESC"
      " LIMIT 1");
}

std::string series_of_study() {
  return shown_series(from_study_to_series,
                      "WHERE study.id = ? ORDER BY series.series_number, series.id");
}

std::string instances_in_series() {
  return "SELECT count(*) FROM (SELECT 1 FROM series"
         " CROSS JOIN instance ON instance.series = series.id"
         " WHERE series.id = ? OR series.series_instance_uid = ? LIMIT ?)";
}

std::string instances_in_study() {
  return "SELECT count(*) FROM (SELECT 1 FROM study CROSS JOIN series ON series.study = study.id"
         " CROSS JOIN instance ON instance.series = series.id"
         " WHERE study.id = ? OR study.study_instance_uid = ? LIMIT ?)";
}

std::string listed_images() {
  return "SELECT id, sop_instance_uid, instance_number, rows, columns, frames, image_type,"
         " presentation_intent_type, image_position, image_orientation FROM shown_instance"
         " WHERE series = ? AND frames > 0 ORDER BY instance_number, id";
}

std::string image() {
  return images("instance.id = ?");
}

std::string image_with_uid() {
  return images(bears_uid);
}

std::string shown_image() {
  return shown_images("instance.id = ?");
}

std::string shown_image_with_uid() {
  return shown_images(bears_uid);
}

// The index of renditions by their objects tells all but a master's format: the rows themselves,
// of which there are more pages, are looked at for a master alone.
std::string object() {
  return fmt::format(
      "SELECT object.sha256, object.bytes, CASE WHEN named.kind <> {} THEN 1 ELSE"
      " (SELECT format = 'png' FROM rendition WHERE rendition.instance = named.instance"
      " AND rendition.frame = named.frame AND rendition.kind = named.kind"
      " AND rendition.preset = named.preset) END"
      " FROM object CROSS JOIN rendition AS named ON named.object = object.id"
      " WHERE object.sha256 = ? LIMIT 1",
      static_cast<int>(RenditionKind::master));
}

std::string newest_object() {
  return "SELECT sha256, bytes, 0 FROM object ORDER BY id DESC LIMIT 1";
}

std::string studies(std::string_view tail) {
  return fmt::format(
      "SELECT id, {},"
      " (SELECT group_concat(modality, '\\') FROM (SELECT DISTINCT modality FROM shown_series"
      "  WHERE shown_series.study = study.id AND modality IS NOT NULL ORDER BY modality)),"
      " (SELECT count(*) FROM shown_series WHERE shown_series.study = study.id),"
      " (SELECT count(*) FROM series JOIN shown_instance ON shown_instance.series = series.id"
      "  WHERE series.study = study.id AND shown_instance.frames > 0)"
      " FROM shown_study AS study {}",
      study_columns, tail);
}

std::string all_studies() {
  return studies("ORDER BY study_date, id");
}

std::string all_series() {
  return shown_series(from_study_to_series,
                      "ORDER BY study.study_date, study.id, series.series_number, series.id");
}

std::string all_instances() {
  return fmt::format("SELECT {}{}{}", columns_of_instance(), from_study_to_instance,
                     order_of_instances);
}

std::string all_renditions() {
  return fmt::format(
      "SELECT instance.id, study.study_instance_uid, series.series_instance_uid,"
      " instance.sop_instance_uid, {}{}"
      " CROSS JOIN rendition ON rendition.instance = instance.id"
      " LEFT JOIN display_attributes ON display_attributes.id = rendition.display_attributes"
      "{}, rendition.frame, rendition.kind, rendition.preset",
      rendition_columns(), from_study_to_instance, order_of_instances);
}

std::string all_failures() {
  return sources("outcome IN ('failed', 'crashed') AND missing_since_ns IS NULL ORDER BY path");
}

}  // namespace noctis::query
