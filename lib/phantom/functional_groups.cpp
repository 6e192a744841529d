// Multi-frame functional groups: shared by all frames, and per frame (PS3.3 C.7.6.16).

#include <string>

#include "phantom/attributes.hpp"
#include "phantom/dataset.hpp"
#include "phantom/identity.hpp"

namespace noctis::phantom {

namespace {

struct Dimension {
  DcmTagKey index, group;
};

void put_dimensions(DcmItem& dataset, const Plan& plan,
                    std::initializer_list<Dimension> dimensions) {
  const std::string organization = uid_of(plan, "dimension organization", 0);
  put(add_item(dataset, DCM_DimensionOrganizationSequence), DCM_DimensionOrganizationUID,
      organization);
  for (const Dimension& dimension : dimensions) {
    DcmItem& item = add_item(dataset, DCM_DimensionIndexSequence);
    put(item, DCM_DimensionOrganizationUID, organization);
    put_tags(item, DCM_DimensionIndexPointer, {dimension.index});
    put_tags(item, DCM_FunctionalGroupPointer, {dimension.group});
  }
}

void put_shared_geometry(DcmItem& shared, const Plan& plan) {
  const Geometry geometry = geometry_of(plan, 0);
  const std::string spacing = decimal(geometry.pixel_um, 3);
  DcmItem& measures = add_item(shared, DCM_PixelMeasuresSequence);
  put(measures, DCM_PixelSpacing, spacing + "\\" + spacing);
  put(measures, DCM_SliceThickness, decimal(geometry.spacing_um, 3));
  put(add_item(shared, DCM_PlaneOrientationSequence), DCM_ImageOrientationPatient,
      axial_orientation());
}

void put_frame_of_reference(DcmItem& dataset, const Plan& plan) {
  put(dataset, DCM_FrameOfReferenceUID, uid_of(plan, "frame of reference", 0));
  put(dataset, DCM_PositionReferenceIndicator, "");
}

}  // namespace

void put_enhanced_ct(DcmItem& dataset, const Plan& plan) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\VOLUME\\NONE");
  put(dataset, DCM_BodyPartExamined, "CHEST");
  put(dataset, DCM_PixelPresentation, "MONOCHROME");
  put(dataset, DCM_VolumetricProperties, "VOLUME");
  put(dataset, DCM_VolumeBasedCalculationTechnique, "NONE");
  put(dataset, DCM_PresentationLUTShape, "IDENTITY");
  put_frame_of_reference(dataset, plan);
  put_dimensions(dataset, plan, {{DCM_InStackPositionNumber, DCM_FrameContentSequence}});

  DcmItem& shared = add_item(dataset, DCM_SharedFunctionalGroupsSequence);
  put_shared_geometry(shared, plan);
  DcmItem& type = add_item(shared, DCM_CTImageFrameTypeSequence);
  put(type, DCM_FrameType, "ORIGINAL\\PRIMARY\\VOLUME\\NONE");
  put(type, DCM_PixelPresentation, "MONOCHROME");

  for (std::uint32_t frame = 0; frame < plan.spec.frames; ++frame) {
    DcmItem& group = add_item(dataset, DCM_PerFrameFunctionalGroupsSequence);
    DcmItem& content = add_item(group, DCM_FrameContentSequence);
    put(content, DCM_StackID, "1");
    put_longs(content, DCM_InStackPositionNumber, {frame + 1});
    put_longs(content, DCM_DimensionIndexValues, {frame + 1});
    put(add_item(group, DCM_PlanePositionSequence), DCM_ImagePositionPatient,
        image_position(plan, frame));
    const PlannedRescale rescale = rescale_of(plan, frame);
    DcmItem& transformation = add_item(group, DCM_PixelValueTransformationSequence);
    put(transformation, DCM_RescaleIntercept, std::to_string(rescale.intercept));
    put(transformation, DCM_RescaleSlope, decimal(rescale.slope_millionths, 6));
    put(transformation, DCM_RescaleType, "HU");
    if (!plan.spec.window)
      continue;
    DcmItem& voi = add_item(group, DCM_FrameVOILUTSequence);
    put(voi, DCM_WindowCenter, frame % 2 == 0 ? "40" : "-600");
    put(voi, DCM_WindowWidth, frame % 2 == 0 ? "400" : "1500");
    put(voi, DCM_WindowCenterWidthExplanation, frame % 2 == 0 ? "SOFT TISSUE" : "LUNG");
  }
}

void put_segmentation(DcmItem& dataset, const Plan& plan) {
  put(dataset, DCM_ImageType, "DERIVED\\PRIMARY");
  put(dataset, DCM_BodyPartExamined, "CHEST");
  put(dataset, DCM_ContentLabel, "THORAX");
  put(dataset, DCM_ContentDescription, "Lungs and bones");
  put(dataset, DCM_ContentCreatorName, "Phantom");
  put(dataset, DCM_SegmentationType, plan.spec.fractional ? "FRACTIONAL" : "BINARY");
  if (plan.spec.fractional) {
    put(dataset, DCM_SegmentationFractionalType, "OCCUPANCY");
    put(dataset, DCM_MaximumFractionalValue, std::uint16_t{255});
  }
  put_frame_of_reference(dataset, plan);
  put_dimensions(dataset, plan,
                 {{DCM_ReferencedSegmentNumber, DCM_SegmentIdentificationSequence},
                  {DCM_ImagePositionPatient, DCM_PlanePositionSequence}});
  for (std::uint16_t number = 1; number <= 2; ++number) {
    DcmItem& segment = add_item(dataset, DCM_SegmentSequence);
    put(segment, DCM_SegmentNumber, number);
    put(segment, DCM_SegmentLabel, number == 1 ? "Lung" : "Bone");
    put(segment, DCM_SegmentAlgorithmType, "AUTOMATIC");
    put(segment, DCM_SegmentAlgorithmName, "phantom");
    put_code(segment, DCM_SegmentedPropertyCategoryCodeSequence, "123037004", "SCT",
             "Anatomical Structure");
    if (number == 1)
      put_code(segment, DCM_SegmentedPropertyTypeCodeSequence, "39607008", "SCT", "Lung");
    else
      put_code(segment, DCM_SegmentedPropertyTypeCodeSequence, "272673000", "SCT", "Bone");
  }
  put_shared_geometry(add_item(dataset, DCM_SharedFunctionalGroupsSequence), plan);
  for (std::uint32_t frame = 0; frame < plan.spec.frames; ++frame) {
    DcmItem& group = add_item(dataset, DCM_PerFrameFunctionalGroupsSequence);
    const auto segment = static_cast<std::uint16_t>(frame % 2 + 1);
    put_longs(add_item(group, DCM_FrameContentSequence), DCM_DimensionIndexValues,
              {segment, frame / 2 + 1});
    put(add_item(group, DCM_PlanePositionSequence), DCM_ImagePositionPatient,
        image_position(plan, frame / 2));
    put(add_item(group, DCM_SegmentIdentificationSequence), DCM_ReferencedSegmentNumber, segment);
  }
}

}  // namespace noctis::phantom
