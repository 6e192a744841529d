// Which column holds which field: each list of names beside the fields in the same order.

#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "store/rows.hpp"

namespace noctis {

/// "a, b" of table t: "t.a, t.b"
[[nodiscard]] std::string qualified(std::string_view table, std::string_view columns);
/// "a, b": "?, ?"
[[nodiscard]] std::string placeholders(std::string_view columns);

inline constexpr std::string_view study_columns =
    "study_instance_uid, study_id, accession_number, study_date, study_time, study_description, "
    "referring_physician_name, institution_name, "
    "patient_id, patient_name, patient_birth_date, patient_sex";

template <class Study>
auto fields_of_study(Study& row) {
  return std::tie(row.study_instance_uid, row.study_id, row.accession_number, row.study_date,
                  row.study_time, row.study_description, row.referring_physician_name,
                  row.institution_name, row.patient.patient_id, row.patient.patient_name,
                  row.patient.patient_birth_date, row.patient.patient_sex);
}

inline constexpr std::string_view series_columns =
    "series_instance_uid, modality, series_number, series_description, series_date, series_time, "
    "body_part_examined, laterality, protocol_name, manufacturer, manufacturer_model_name, "
    "frame_of_reference_uid";

template <class Series>
auto fields_of_series(Series& row) {
  return std::tie(row.series_instance_uid, row.modality, row.series_number, row.series_description,
                  row.series_date, row.series_time, row.body_part_examined, row.laterality,
                  row.protocol_name, row.manufacturer, row.manufacturer_model_name,
                  row.frame_of_reference_uid);
}

inline constexpr std::string_view instance_columns =
    "digest, attributes_digest, sop_instance_uid, sop_class_uid, transfer_syntax_uid, "
    "instance_number, acquisition_number, image_type, presentation_intent_type, content_date, "
    "content_time, rows, columns, frames, photometric_interpretation, samples_per_pixel, "
    "bits_stored, representative_frame_number, pixel_spacing, slice_thickness, image_position, "
    "image_orientation, slice_location, lossy_image_compression, hounsfield_units, color, mtime_ns";

template <class Instance>
auto fields_of_instance(Instance& row) {
  return std::tie(row.digest, row.attributes_digest, row.sop_instance_uid, row.sop_class_uid,
                  row.transfer_syntax_uid, row.instance_number, row.acquisition_number,
                  row.image_type, row.presentation_intent_type, row.content_date, row.content_time,
                  row.rows, row.columns, row.frames, row.photometric_interpretation,
                  row.samples_per_pixel, row.bits_stored, row.representative_frame_number,
                  row.pixel_spacing, row.slice_thickness, row.image_position, row.image_orientation,
                  row.slice_location, row.lossy_image_compression, row.hounsfield_units, row.color,
                  row.mtime_ns);
}

inline constexpr std::string_view stamp_columns = "size, mtime_ns, ctime_ns, device, inode";

template <class Stamp>
auto fields_of_stamp(Stamp& stamp) {
  return std::tie(stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.device, stamp.inode);
}

/// All but the path, which is a blob.
inline constexpr std::string_view source_columns =
    "size, mtime_ns, ctime_ns, device, inode, outcome, reason, plan, content_digest, instance, "
    "missing_since_ns, seen_ns";

template <class Source>
auto fields_of_source(Source& row) {
  return std::tuple_cat(fields_of_stamp(row.stamp),
                        std::tie(row.outcome, row.reason, row.plan, row.content_digest,
                                 row.instance_id, row.missing_since_ns, row.seen_ns));
}

/// Of rendition joined to its display_attributes.
[[nodiscard]] std::string rendition_columns();
/// Those of them that tell of a picture whose key is known.
inline constexpr std::string_view picture_columns =
    "rendition.recipe, rendition.object_sha256, rendition.object_bytes, "
    "rendition.width, rendition.height, "
    "rendition.window_center, rendition.window_width, rendition.voi_function";

inline auto fields_of_picture(RenditionRow& row) {
  return std::tie(row.recipe, row.object, row.bytes, row.width, row.height, row.window_center,
                  row.window_width, row.voi_function);
}
inline auto fields_of_rendition(RenditionRow& row) {
  return std::tuple_cat(std::tie(row.frame, row.kind, row.preset), fields_of_picture(row),
                        std::tie(row.display_attributes, row.format));
}

inline constexpr std::string_view run_columns = "id, started_ns, finished_ns, state, summary";

inline auto fields_of_run(RunRow& row) {
  return std::tie(row.id, row.started_ns, row.finished_ns, row.state, row.summary);
}

}  // namespace noctis
