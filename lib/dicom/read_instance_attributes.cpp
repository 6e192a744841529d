#include "dicom/read_instance_attributes.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "dicom/date_time.hpp"
#include "dicom/derived_uid.hpp"
#include "dicom/keywords.hpp"

namespace noctis {

namespace {

PatientAttributes read_patient(const Item& dataset) {
  return {.patient_id = dataset.text(tag::patient_id),
          .patient_name = dataset.person_name(tag::patient_name),
          .patient_birth_date = iso_date(dataset.text(tag::patient_birth_date)),
          .patient_sex = dataset.text(tag::patient_sex)};
}

StudyAttributes read_study(const Item& dataset) {
  return {.study_instance_uid = dataset.text(tag::study_instance_uid),
          .study_id = dataset.text(tag::study_id),
          .accession_number = dataset.text(tag::accession_number),
          .study_date = iso_date(dataset.text(tag::study_date)),
          .study_time = iso_time(dataset.text(tag::study_time)),
          .study_description = dataset.text(tag::study_description),
          .referring_physician_name = dataset.person_name(tag::referring_physician_name),
          .institution_name = dataset.text(tag::institution_name)};
}

SeriesAttributes read_series(const Item& dataset) {
  SeriesAttributes series{.series_instance_uid = dataset.text(tag::series_instance_uid),
                          .modality = dataset.text(tag::modality),
                          .series_number = dataset.integer(tag::series_number),
                          .series_description = dataset.text(tag::series_description),
                          .series_date = iso_date(dataset.text(tag::series_date)),
                          .series_time = iso_time(dataset.text(tag::series_time)),
                          .body_part_examined = dataset.text(tag::body_part_examined),
                          .laterality = dataset.text(tag::laterality),
                          .protocol_name = dataset.text(tag::protocol_name),
                          .manufacturer = dataset.text(tag::manufacturer),
                          .manufacturer_model_name = dataset.text(tag::manufacturer_model_name),
                          .frame_of_reference_uid = dataset.text(tag::frame_of_reference_uid)};
  if (series.laterality.empty())
    series.laterality = dataset.text(tag::image_laterality);
  return series;
}

template <std::size_t n>
std::optional<std::array<double, n>> read_array(const Item& item, Tag tag) {
  std::array<double, n> array;
  const auto numbers = item.numbers(tag);
  if (numbers.size() < n)
    return std::nullopt;
  for (std::size_t i = 0; i < n; ++i) {
    if (!numbers[i])
      return std::nullopt;
    array[i] = *numbers[i];
  }
  return array;
}

/// Where the first frame is, by what the level at hand says: later levels win.
void read_first_frame(const Item& item, ImageAttributes& image) {
  if (const auto spacing = read_array<2>(item, tag::pixel_spacing))
    image.pixel_spacing = spacing;
  if (const auto thickness = item.number(tag::slice_thickness))
    image.slice_thickness = thickness;
  if (const auto position = read_array<3>(item, tag::image_position_patient))
    image.image_position = position;
  if (const auto orientation = read_array<6>(item, tag::image_orientation_patient))
    image.image_orientation = orientation;
}

void read_macros(const Item& groups, ImageAttributes& image) {
  for (const Tag macro : {tag::pixel_measures_sequence, tag::plane_position_sequence,
                          tag::plane_orientation_sequence}) {
    if (const auto item = groups.first_item(macro))
      read_first_frame(*item, image);
  }
}

ImageAttributes read_image(const Item& dataset, const std::optional<Dataset>& first_frame) {
  ImageAttributes image;
  image.sop_instance_uid = dataset.text(tag::sop_instance_uid);
  image.sop_class_uid = dataset.text(tag::sop_class_uid);
  image.instance_number = dataset.integer(tag::instance_number);
  image.acquisition_number = dataset.integer(tag::acquisition_number);
  image.image_type = dataset.texts(tag::image_type);
  image.presentation_intent_type = dataset.text(tag::presentation_intent_type);
  image.content_date = iso_date(dataset.text(tag::content_date));
  image.content_time = iso_time(dataset.text(tag::content_time));
  image.photometric_interpretation = dataset.text(tag::photometric_interpretation);
  image.representative_frame_number = dataset.integer(tag::representative_frame_number);
  image.slice_location = dataset.number(tag::slice_location);
  image.lossy_image_compression = dataset.text(tag::lossy_image_compression) == "01";
  if (const auto detector = dataset.first_item(tag::detector_information_sequence))
    read_first_frame(*detector, image);  // of NM: where its first frame is
  read_first_frame(dataset, image);
  if (const auto shared = dataset.first_item(tag::shared_functional_groups_sequence))
    read_macros(*shared, image);
  if (first_frame)
    read_macros(first_frame->root(), image);
  return image;
}

/// Nothing where all of the fields are empty: then they identify nothing.
std::optional<Digest> digest_of(std::string_view what,
                                std::initializer_list<std::string_view> fields) {
  if (std::all_of(fields.begin(), fields.end(), [](auto field) { return field.empty(); }))
    return std::nullopt;
  Sha256 hash;
  hash.add(what);
  for (const std::string_view field : fields) {
    hash.add(std::uint64_t{field.size()});
    hash.add(field);
  }
  return hash.finish();
}

std::string text_of(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

Result<> derive_missing_uids(InstanceAttributes& attributes, const Scan& scan) {
  auto& [patient, study, series, image] = attributes;
  if (!study.study_instance_uid.empty() && !series.series_instance_uid.empty() &&
      !image.sop_instance_uid.empty())
    return {};
  const auto file = scan.source.digest();
  if (!file)
    return failure(file);
  if (image.sop_instance_uid.empty())
    image.sop_instance_uid = derived_uid(*file);
  if (study.study_instance_uid.empty()) {
    const auto digest =
        digest_of("study", {patient.patient_id, patient.patient_name, study.study_date,
                            study.study_time, study.study_id, study.accession_number});
    study.study_instance_uid = derived_uid(digest.value_or(sha256(*file)));
  }
  if (series.series_instance_uid.empty()) {
    const auto digest = digest_of(
        "series", {study.study_instance_uid, series.modality, text_of(series.series_number),
                   series.series_date, series.series_time, series.series_description});
    series.series_instance_uid = derived_uid(*digest);
  }
  return {};
}

}  // namespace

Result<InstanceAttributes> read_instance_attributes(const Dataset& dataset,
                                                    const std::optional<Dataset>& first_frame,
                                                    const Scan& scan) {
  const Item root = dataset.root();
  InstanceAttributes attributes{.patient = read_patient(root),
                                .study = read_study(root),
                                .series = read_series(root),
                                .image = read_image(root, first_frame)};
  attributes.image.transfer_syntax_uid = scan.transfer_syntax_uid;
  if (attributes.image.sop_class_uid.empty())
    attributes.image.sop_class_uid = scan.media_storage_sop_class_uid;
  if (const auto derived = derive_missing_uids(attributes, scan); !derived)
    return failure(derived);
  return attributes;
}

}  // namespace noctis
