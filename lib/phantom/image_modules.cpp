// What each kind adds to the common modules.

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "phantom/attributes.hpp"
#include "phantom/dataset.hpp"
#include "phantom/identity.hpp"

namespace noctis::phantom {

namespace {

// Two equal values: between rows, between columns.
std::string pixel_spacing(const Plan& plan) {
  const std::string spacing = decimal(geometry_of(plan, 0).pixel_um, 3);
  return spacing + "\\" + spacing;
}

void put_slice(DcmItem& dataset, const Plan& plan, std::uint32_t slice) {
  const Geometry geometry = geometry_of(plan, slice);
  put(dataset, DCM_FrameOfReferenceUID, uid_of(plan, "frame of reference", 0));
  put(dataset, DCM_PositionReferenceIndicator, "");
  put(dataset, DCM_PixelSpacing, pixel_spacing(plan));
  put(dataset, DCM_ImageOrientationPatient, axial_orientation());
  put(dataset, DCM_ImagePositionPatient, image_position(plan, slice));
  put(dataset, DCM_SliceThickness, decimal(geometry.spacing_um, 3));
  put(dataset, DCM_SliceLocation, decimal(geometry.z_um, 3));
  put(dataset, DCM_PatientPosition, "HFS");
}

void put_ct(DcmItem& dataset, const Plan& plan, std::uint32_t instance) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
  put(dataset, DCM_BodyPartExamined, "CHEST");
  put(dataset, DCM_AcquisitionNumber, "1");
  put(dataset, DCM_KVP, "120");
  put_slice(dataset, plan, instance);
  if (plan.spec.padding)
    put_word(dataset, DCM_PixelPaddingValue, plan.shape.is_signed ? -2000 : 0,
             plan.shape.is_signed);
}

void put_mr(DcmItem& dataset, const Plan& plan, std::uint32_t instance) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\M\\SE");
  put(dataset, DCM_BodyPartExamined, "HEAD");
  put(dataset, DCM_ScanningSequence, "SE");
  put(dataset, DCM_SequenceVariant, "SK");
  put(dataset, DCM_ScanOptions, "");
  put(dataset, DCM_MRAcquisitionType, "2D");
  put(dataset, DCM_RepetitionTime, "4500");
  put(dataset, DCM_EchoTime, "95");
  put_slice(dataset, plan, instance);
}

void put_radiograph(DcmItem& dataset, const Plan& plan) {
  put(dataset, DCM_BodyPartExamined, "CHEST");
  put(dataset, DCM_ViewPosition, "PA");
  put(dataset, DCM_PatientOrientation, "L\\F");
  const std::int64_t um =
      std::max(350000 / std::int64_t{plan.spec.columns}, 430000 / std::int64_t{plan.spec.rows});
  const std::string spacing = decimal(um, 3);
  put(dataset, DCM_ImagerPixelSpacing, spacing + "\\" + spacing);
  if (plan.spec.kind == PhantomKind::cr) {
    put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY");
    return;
  }
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\");
  put(dataset, DCM_PresentationIntentType, "FOR PRESENTATION");
  put(dataset, DCM_ImageLaterality, "U");
  put(dataset, DCM_PixelIntensityRelationship, "LOG");
  put_word(dataset, DCM_PixelIntensityRelationshipSign, plan.spec.monochrome1 ? 1 : -1, true);
  put(dataset, DCM_PresentationLUTShape, plan.spec.monochrome1 ? "INVERSE" : "IDENTITY");
  put(dataset, DCM_BurnedInAnnotation, "NO");
  put_code(dataset, DCM_AnatomicRegionSequence, "51185008", "SCT", "Chest");
}

void put_ultrasound(DcmItem& dataset, const Plan& plan) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\\\0001");
  put(dataset, DCM_BodyPartExamined, "HEART");
  put(dataset, DCM_FrameTime, "40");
  put_tags(dataset, DCM_FrameIncrementPointer, {DCM_FrameTime});
  put(dataset, DCM_RecommendedDisplayFrameRate, "25");
  put(dataset, DCM_UltrasoundColorDataPresent, std::uint16_t{1});
  DcmItem& region = add_item(dataset, DCM_SequenceOfUltrasoundRegions);
  put(region, DCM_RegionSpatialFormat, std::uint16_t{1});
  put(region, DCM_RegionDataType, std::uint16_t{1});
  put_longs(region, DCM_RegionFlags, {0});
  put_longs(region, DCM_RegionLocationMinX0, {0});
  put_longs(region, DCM_RegionLocationMinY0, {0});
  put_longs(region, DCM_RegionLocationMaxX1, {plan.spec.columns - 1});
  put_longs(region, DCM_RegionLocationMaxY1, {plan.spec.rows - 1});
  put(region, DCM_PhysicalUnitsXDirection, std::uint16_t{3});  // cm
  put(region, DCM_PhysicalUnitsYDirection, std::uint16_t{3});
  put_double(region, DCM_PhysicalDeltaX, 20.0 / plan.spec.rows);
  put_double(region, DCM_PhysicalDeltaY, 20.0 / plan.spec.rows);
}

void put_nuclear(DcmItem& dataset, const Plan& plan) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\DYNAMIC\\EMISSION");
  put(dataset, DCM_BodyPartExamined, "KIDNEY");
  put_tags(dataset, DCM_FrameIncrementPointer,
           {DCM_EnergyWindowVector, DCM_DetectorVector, DCM_PhaseVector, DCM_TimeSliceVector});
  std::vector<std::uint16_t> numbers(plan.spec.frames, 1);
  for (const DcmTagKey& vector : {DCM_EnergyWindowVector, DCM_DetectorVector, DCM_PhaseVector})
    put_shorts(dataset, vector, numbers);
  std::iota(numbers.begin(), numbers.end(), std::uint16_t{1});
  put_shorts(dataset, DCM_TimeSliceVector, numbers);
  put(dataset, DCM_NumberOfEnergyWindows, std::uint16_t{1});
  put(dataset, DCM_NumberOfDetectors, std::uint16_t{1});
  put(dataset, DCM_NumberOfPhases, std::uint16_t{1});
  put(dataset, DCM_NumberOfTimeSlices, static_cast<std::uint16_t>(plan.spec.frames));
  put(dataset, DCM_PatientOrientation, "L\\F");
  put(dataset, DCM_ActualFrameDuration, "20000");
}

void put_pet(DcmItem& dataset, const Plan& plan, std::uint32_t instance) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY");
  put(dataset, DCM_BodyPartExamined, "WHOLEBODY");
  put(dataset, DCM_Units, "BQML");
  put(dataset, DCM_SeriesType, "WHOLE BODY\\IMAGE");
  put(dataset, DCM_CountsSource, "EMISSION");
  put(dataset, DCM_DecayCorrection, "START");
  put(dataset, DCM_CorrectedImage, "DECY\\ATTN\\SCAT");
  put(dataset, DCM_NumberOfSlices, static_cast<std::uint16_t>(plan.spec.instances));
  put(dataset, DCM_ImageIndex, static_cast<std::uint16_t>(instance + 1));
  put_slice(dataset, plan, instance);
}

void put_dose(DcmItem& dataset, const Plan& plan) {
  put_slice(dataset, plan, 0);
  put(dataset, DCM_DoseUnits, "GY");
  put(dataset, DCM_DoseType, "PHYSICAL");
  put(dataset, DCM_DoseSummationType, "PLAN");
  // The greatest stored value is about 64 Gy.
  put(dataset, DCM_DoseGridScaling, plan.shape.bits_stored == 32 ? "3.2e-08" : "0.001");
  put_tags(dataset, DCM_FrameIncrementPointer, {DCM_GridFrameOffsetVector});
  const std::int64_t spacing = geometry_of(plan, 0).spacing_um;
  std::string offsets;
  for (std::uint32_t frame = 0; frame < plan.spec.frames; ++frame)
    offsets += (frame == 0 ? "" : "\\") + decimal(-spacing * std::int64_t{frame}, 3);
  put(dataset, DCM_GridFrameOffsetVector, offsets);
}

}  // namespace

std::string image_position(const Plan& plan, std::uint32_t slice) {
  const Geometry geometry = geometry_of(plan, slice);
  const auto first = [&](std::uint32_t pixels) {
    return decimal(-geometry.pixel_um * (std::int64_t{pixels} - 1) / 2, 3);
  };
  return first(plan.spec.columns) + "\\" + first(plan.spec.rows) + "\\" + decimal(geometry.z_um, 3);
}

std::string axial_orientation() {
  return "1\\0\\0\\0\\1\\0";
}

void put_image_modules(DcmItem& dataset, const Plan& plan, std::uint32_t instance) {
  switch (plan.spec.kind) {
    case PhantomKind::ct:
      put_ct(dataset, plan, instance);
      break;
    case PhantomKind::mr:
      put_mr(dataset, plan, instance);
      break;
    case PhantomKind::cr:
    case PhantomKind::dx:
      put_radiograph(dataset, plan);
      break;
    case PhantomKind::us:
      put_ultrasound(dataset, plan);
      break;
    case PhantomKind::nm:
      put_nuclear(dataset, plan);
      break;
    case PhantomKind::pt:
      put_pet(dataset, plan, instance);
      break;
    case PhantomKind::enhanced_ct:
      return put_enhanced_ct(dataset, plan);
    case PhantomKind::segmentation:
      return put_segmentation(dataset, plan);
    case PhantomKind::palette:
      put(dataset, DCM_ImageType, "DERIVED\\SECONDARY");
      put(dataset, DCM_ConversionType, "WSD");
      return put_palette(dataset, plan);
    case PhantomKind::secondary_capture:
      put(dataset, DCM_ImageType, "DERIVED\\SECONDARY");
      put(dataset, DCM_ConversionType, "WSD");
      break;
    case PhantomKind::rt_dose:
      put_dose(dataset, plan);
      break;
  }
  put_grayscale(dataset, plan, instance);
}

}  // namespace noctis::phantom
