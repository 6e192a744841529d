#include "phantom/dataset.hpp"

#include "phantom/attributes.hpp"
#include "phantom/character_set.hpp"
#include "phantom/identity.hpp"

namespace noctis::phantom {

namespace {

Result<> put_patient(DcmItem& dataset, const Plan& plan, const Identity& identity) {
  const auto name = encode_text(identity.patient_name, plan.spec.specific_character_set);
  if (!name)
    return failure(name);
  if (!plan.spec.specific_character_set.empty())
    put(dataset, DCM_SpecificCharacterSet, plan.spec.specific_character_set);
  put(dataset, DCM_PatientName, *name);
  put(dataset, DCM_PatientID, identity.patient_id);
  put(dataset, DCM_PatientBirthDate, identity.patient_birth_date);
  put(dataset, DCM_PatientSex, identity.patient_sex);
  return {};
}

void put_study(DcmItem& dataset, const Plan& plan, const Identity& identity) {
  put(dataset, DCM_StudyInstanceUID, uid_of(plan, "study", 0));
  put(dataset, DCM_StudyDate, identity.study_date);
  put(dataset, DCM_StudyTime, identity.study_time);
  put(dataset, DCM_StudyID, identity.study_id);
  put(dataset, DCM_AccessionNumber, identity.accession_number);
  put(dataset, DCM_ReferringPhysicianName, "Phantom^Physician");
  put(dataset, DCM_StudyDescription, std::string(plan.kind->description));
}

void put_series(DcmItem& dataset, const Plan& plan, const Identity& identity) {
  put(dataset, DCM_Modality, std::string(plan.kind->modality));
  put(dataset, DCM_SeriesInstanceUID, uid_of(plan, "series", 0));
  put(dataset, DCM_SeriesNumber, "1");
  put(dataset, DCM_SeriesDate, identity.study_date);
  put(dataset, DCM_SeriesTime, identity.study_time);
  put(dataset, DCM_SeriesDescription, std::string(plan.kind->description));
  put(dataset, DCM_Manufacturer, "noctis");
  put(dataset, DCM_ManufacturerModelName, "phantom");
  put(dataset, DCM_InstitutionName, "Phantom Hospital");
}

void put_instance(DcmItem& dataset, const Plan& plan, const Identity& identity,
                  std::uint32_t instance) {
  put(dataset, DCM_SOPClassUID, std::string(plan.kind->sop_class_uid));
  put(dataset, DCM_SOPInstanceUID, uid_of(plan, "instance", instance));
  put(dataset, DCM_InstanceNumber, std::to_string(instance + 1));
  put(dataset, DCM_ContentDate, identity.study_date);
  put(dataset, DCM_ContentTime, identity.study_time);
}

void put_pixel_module(DcmItem& dataset, const Plan& plan, const Compression& compression) {
  const PixelShape& shape = plan.shape;
  put(dataset, DCM_SamplesPerPixel, shape.samples_per_pixel);
  put(dataset, DCM_PhotometricInterpretation, compression.photometric_interpretation);
  if (shape.samples_per_pixel > 1)
    put(dataset, DCM_PlanarConfiguration, static_cast<std::uint16_t>(plan.spec.planar ? 1 : 0));
  put(dataset, DCM_Rows, static_cast<std::uint16_t>(shape.rows));
  put(dataset, DCM_Columns, static_cast<std::uint16_t>(shape.columns));
  put(dataset, DCM_BitsAllocated, shape.bits_allocated);
  put(dataset, DCM_BitsStored, shape.bits_stored);
  put(dataset, DCM_HighBit, static_cast<std::uint16_t>(shape.bits_stored - 1));
  put(dataset, DCM_PixelRepresentation, static_cast<std::uint16_t>(shape.is_signed ? 1 : 0));
  if (plan.kind->many_frames)
    put(dataset, DCM_NumberOfFrames, std::to_string(plan.spec.frames));
  if (compression.lossy) {
    put(dataset, DCM_LossyImageCompression, "01");
    put(dataset, DCM_LossyImageCompressionRatio, decimal(compression.ratio_hundredths, 2));
    put(dataset, DCM_LossyImageCompressionMethod, compression.method);
  } else {
    put(dataset, DCM_LossyImageCompression, "00");
  }
}

}  // namespace

Result<> fill_dataset(DcmDataset& dataset, const Plan& plan, std::uint32_t instance,
                      const Compression& compression) {
  const Identity identity = identity_of(plan);
  if (const auto patient = put_patient(dataset, plan, identity); !patient)
    return failure(patient);
  put_study(dataset, plan, identity);
  put_series(dataset, plan, identity);
  put_instance(dataset, plan, identity, instance);
  put_pixel_module(dataset, plan, compression);
  put_image_modules(dataset, plan, instance);
  if (plan.spec.overlay)
    put_overlay(dataset, plan);
  return {};
}

}  // namespace noctis::phantom
