// The rows of the index as values.  Empty text is NULL in the index.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "store/object_id.hpp"

namespace noctis {

/// How a file ended.
enum class SourceOutcome : std::uint8_t {
  rendered,
  duplicate,  ///< an instance that another file brought already (equal digest)
  conflict,   ///< rendered, and another instance bears its SOP Instance UID
  skipped,    ///< by --modality and the like
  not_image,  ///< DICOM without pixels, or a DICOMDIR
  not_dicom,
  failed,
  crashed,
};
[[nodiscard]] std::string_view name_of(SourceOutcome outcome) noexcept;
[[nodiscard]] std::optional<SourceOutcome> source_outcome_from(std::string_view name) noexcept;
/// All of them.
[[nodiscard]] std::span<const std::string_view> source_outcome_names() noexcept;

/// A file that was seen.
struct SourceRow {
  std::string path;  ///< bytes, absolute; not necessarily UTF-8
  Stamp stamp;
  SourceOutcome outcome = SourceOutcome::failed;
  std::string reason;  ///< of failed, crashed, skipped, not_image, not_dicom; or a warning
  Digest plan = {};    ///< what was wanted of it
  std::optional<Digest> content_digest;     ///< of the file's bytes
  std::optional<std::int64_t> instance_id;  ///< what it holds, where that is indexed
  std::optional<std::int64_t> missing_since_ns;
  std::int64_t seen_ns = 0;  ///< when a run last dealt with it, or found it back
};

enum class RenditionKind : std::uint8_t { display, thumbnail, master };
[[nodiscard]] std::string_view name_of(RenditionKind kind) noexcept;

/// A picture of one frame, or its master.
struct RenditionRow {
  std::uint32_t frame = 1;  ///< 1-based, as DICOM counts
  RenditionKind kind = RenditionKind::display;
  std::string preset;  ///< empty of a master
  Digest recipe = {};  ///< what decided its pixels
  ObjectId object;
  std::uint64_t bytes = 0;  ///< the object's size
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  // The window that was applied, where one was.
  std::optional<double> window_center;
  std::optional<double> window_width;
  std::string voi_function;        ///< "LINEAR", "LINEAR_EXACT", "SIGMOID"
  std::string display_attributes;  ///< of a master: JSON, kept once for all masters that share it
  std::string format;              ///< of a master: "png", or how its raw object is to be read
};

struct PatientRow {
  std::string patient_id, patient_name, patient_birth_date, patient_sex;
};
struct StudyRow {
  std::string study_instance_uid, study_id, accession_number, study_date, study_time,
      study_description, referring_physician_name, institution_name;
  PatientRow patient;
};
struct SeriesRow {
  std::string series_instance_uid, modality;
  std::optional<std::int64_t> series_number;
  std::string series_description, series_date, series_time, body_part_examined, laterality,
      protocol_name, manufacturer, manufacturer_model_name, frame_of_reference_uid;
};
struct InstanceRow {
  Digest digest = {};             ///< of attributes and decoded pixels: one row a digest
  Digest attributes_digest = {};  ///< of the attributes alone: a cheap first question
  std::string sop_instance_uid, sop_class_uid, transfer_syntax_uid;
  std::optional<std::int64_t> instance_number, acquisition_number;
  std::string image_type;  ///< values joined by backslashes
  std::string presentation_intent_type, content_date, content_time;
  std::uint32_t rows = 0, columns = 0, frames = 0;  ///< 0 without pixels
  std::string photometric_interpretation;
  std::uint32_t samples_per_pixel = 0, bits_stored = 0;
  std::optional<std::int64_t> representative_frame_number;
  std::optional<std::array<double, 2>> pixel_spacing;
  std::optional<double> slice_thickness;
  std::optional<std::array<double, 3>> image_position;
  std::optional<std::array<double, 6>> image_orientation;
  std::optional<double> slice_location;
  bool lossy_image_compression = false;
  bool hounsfield_units = false;
  bool color = false;
  std::int64_t mtime_ns =
      0;  ///< of the file it came from: the greatest (mtime, path) answers a UID
};

/// One file's worth of news for the index.
struct InstanceRecord {
  StudyRow study;
  SeriesRow series;
  InstanceRow instance;
  std::vector<RenditionRow> renditions;
};
struct SourceRecord {
  SourceRow
      source;  ///< instance_id: of an instance that is there already; ignored where one comes along
  /// A new instance, or one rendered anew: its rows replace those of equal digest, rendition by
  /// rendition (frame, kind, preset).
  std::optional<InstanceRecord> instance;
  /// Without `instance`: more renditions of the one that source.instance_id names.
  std::vector<RenditionRow> renditions = {};
};

/// A run of `noctis warm`.
struct RunRow {
  std::int64_t id = 0;
  std::int64_t started_ns = 0;
  std::optional<std::int64_t> finished_ns;
  /// "running", "failed" where it ended before its time, else how it ended: "done", "interrupted",
  /// "too_many_failures", "deadline".
  std::string state;
  std::string summary;  ///< JSON: the counts
};

}  // namespace noctis
