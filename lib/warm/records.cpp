#include "warm/records.hpp"

#include <fmt/ranges.h>

namespace noctis {

InstanceRecord record_of(const InstanceAttributes& attributes) {
  const PatientAttributes& patient = attributes.patient;
  const StudyAttributes& study = attributes.study;
  const SeriesAttributes& series = attributes.series;
  const ImageAttributes& image = attributes.image;
  InstanceRecord record;
  record.study = {
      study.study_instance_uid,
      study.study_id,
      study.accession_number,
      study.study_date,
      study.study_time,
      study.study_description,
      study.referring_physician_name,
      study.institution_name,
      {patient.patient_id, patient.patient_name, patient.patient_birth_date, patient.patient_sex}};
  record.series = {series.series_instance_uid,
                   series.modality,
                   series.series_number,
                   series.series_description,
                   series.series_date,
                   series.series_time,
                   series.body_part_examined,
                   series.laterality,
                   series.protocol_name,
                   series.manufacturer,
                   series.manufacturer_model_name,
                   series.frame_of_reference_uid};
  InstanceRow& row = record.instance;
  row.sop_instance_uid = image.sop_instance_uid;
  row.sop_class_uid = image.sop_class_uid;
  row.transfer_syntax_uid = image.transfer_syntax_uid;
  row.instance_number = image.instance_number;
  row.acquisition_number = image.acquisition_number;
  row.image_type = fmt::format("{}", fmt::join(image.image_type, "\\"));
  row.presentation_intent_type = image.presentation_intent_type;
  row.content_date = image.content_date;
  row.content_time = image.content_time;
  row.rows = image.rows;
  row.columns = image.columns;
  row.frames = image.frames;
  row.photometric_interpretation = image.photometric_interpretation;
  row.samples_per_pixel = image.samples_per_pixel;
  row.bits_stored = image.bits_stored;
  row.representative_frame_number = image.representative_frame_number;
  row.pixel_spacing = image.pixel_spacing;
  row.slice_thickness = image.slice_thickness;
  row.image_position = image.image_position;
  row.image_orientation = image.image_orientation;
  row.slice_location = image.slice_location;
  row.lossy_image_compression = image.lossy_image_compression;
  return record;
}

ImageFacts facts_of(const StoredInstance& stored) {
  return {stored.modality, stored.body_part_examined, stored.instance.hounsfield_units,
          stored.instance.color};
}

bool is_color(const ImageAttributes& image, const DisplayAttributes& attributes) {
  return image.samples_per_pixel > 1 || image.photometric_interpretation == "PALETTE COLOR" ||
         (attributes.segmentation && attributes.segmentation->type == SegmentationType::labelmap);
}

}  // namespace noctis
