// What the index holds of an instance: text in UTF-8 whatever the file's character set, dates and
// times as ISO 8601, numbers as numbers.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace noctis {

/// Empty text: absent or empty in the file.  Names, text and code strings are trimmed; person names
/// keep their three groups, "Yamada^Tarou=山田^太郎=やまだ^たろう".
struct PatientAttributes {
  std::string patient_id;
  std::string patient_name;
  std::string patient_birth_date;  ///< "1970-12-31", or empty where not a date
  std::string patient_sex;
};

struct StudyAttributes {
  std::string study_instance_uid;  ///< never empty: derived from the digest where the file has none
  std::string study_id;
  std::string accession_number;
  std::string study_date;  ///< "2024-05-01"
  std::string study_time;  ///< "13:05:09" or "13:05:09.250000"
  std::string study_description;
  std::string referring_physician_name;
  std::string institution_name;
};

struct SeriesAttributes {
  std::string series_instance_uid;  ///< never empty
  std::string modality;
  std::optional<std::int64_t> series_number;
  std::string series_description;
  std::string series_date;
  std::string series_time;
  std::string body_part_examined;
  std::string laterality;
  std::string protocol_name;
  std::string manufacturer;
  std::string manufacturer_model_name;
  std::string frame_of_reference_uid;
};

struct ImageAttributes {
  std::string sop_instance_uid;  ///< never empty
  std::string sop_class_uid;
  std::string transfer_syntax_uid;
  std::optional<std::int64_t> instance_number;
  std::optional<std::int64_t> acquisition_number;
  std::vector<std::string> image_type;  ///< (0008,0008)
  std::string presentation_intent_type;
  std::string content_date;
  std::string content_time;
  std::uint32_t rows = 0;  ///< 0 where there are no pixels
  std::uint32_t columns = 0;
  std::uint32_t frames = 0;
  std::string photometric_interpretation;
  std::uint32_t samples_per_pixel = 0;
  std::uint32_t bits_stored = 0;
  std::optional<std::int64_t> representative_frame_number;  ///< 1-based
  std::optional<std::array<double, 2>> pixel_spacing;       ///< mm: between rows, between columns
  std::optional<double> slice_thickness;                    ///< mm
  std::optional<std::array<double, 3>> image_position;      ///< mm, of the first frame
  std::optional<std::array<double, 6>> image_orientation;   ///< of the first frame
  std::optional<double> slice_location;                     ///< mm
  bool lossy_image_compression = false;
};

struct InstanceAttributes {
  PatientAttributes patient;
  StudyAttributes study;
  SeriesAttributes series;
  ImageAttributes image;
};

}  // namespace noctis
