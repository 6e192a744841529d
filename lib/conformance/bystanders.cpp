// Attributes that look as if they changed the picture, and do not: R33, R34, R39.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

// Turns 0, 1, 2 into 200, 100, 0.
TinyDataset falling() {
  return modality_lut(lut({3, 0, 16}, {200, 100, 0}));
}

TinyFile x_ray(std::string_view pixel_intensity_relationship) {
  return grey(8, {0, 1, 2})
      .of(UID_XRayAngiographicImageStorage, "XA")
      .with(text(DCM_PixelIntensityRelationship, "CS", pixel_intensity_relationship))
      .with(falling())
      .with(byte_window());
}

TinyFile rescaled_x_ray(std::string_view pixel_intensity_relationship) {
  return grey(8, {0, 100})
      .of(UID_XRayAngiographicImageStorage, "XA")
      .with(text(DCM_PixelIntensityRelationship, "CS", pixel_intensity_relationship))
      .with(rescale("1", "50"))
      .with(byte_window());
}

TinyDataset real_world_values() {
  return sequence(DCM_RealWorldValueMappingSequence,
                  {TinyDataset()
                       .integers(DCM_RealWorldValueFirstValueMapped, "US", {0})
                       .integers(DCM_RealWorldValueLastValueMapped, "US", {255})
                       .reals(DCM_RealWorldValueIntercept, "FD", {-1000})
                       .reals(DCM_RealWorldValueSlope, "FD", {100})});
}

constexpr Check table[] = {
    {33, "PS3.3 C.7.6.16.2.11.1.1", "a Real World Value Mapping changes nothing that is shown",
     [] {
       return Expect(grey(8, {0, 77, 255}).with(real_world_values()).with(byte_window()))
           .greys({0, 77, 255})
           .of(grey(8, {0, 77, 255})
                   .of(UID_EnhancedMRImageStorage, "MR")
                   .with(sequence(DCM_SharedFunctionalGroupsSequence, {real_world_values()}))
                   .with(byte_window()))
           .greys({0, 77, 255})
           .verdict();
     }},
    {33, "PS3.3 C.8.11.3.1.2", "Pixel Intensity Relationship and its sign change nothing",
     [] {
       Expect expect;
       for (const char* relationship : {"LIN", "LOG", "DISP", "SQRT"})
         expect
             .of(grey(8, {0, 77, 255})
                     .of(UID_DigitalXRayImageStorageForPresentation, "DX")
                     .with(text(DCM_PixelIntensityRelationship, "CS", relationship))
                     .with(integers(DCM_PixelIntensityRelationshipSign, "SS", {-1}))
                     .with(byte_window()))
             .greys({0, 77, 255});
       return expect.verdict();
     }},
    {33, "PS3.3 C.7.6.16.2.13.1", "Enhanced XA's Pixel Intensity Relationship LUT changes nothing",
     [] {
       TinyDataset item = lut({3, 0, 16}, {200, 100, 0});
       item.text(DCM_LUTFunction, "CS", "TO_LINEAR");
       const auto macro = sequence(DCM_PixelIntensityRelationshipLUTSequence, {item});
       return Expect(grey(8, {0, 1, 2})
                         .of(UID_EnhancedXAImageStorage, "XA")
                         .with(sequence(DCM_SharedFunctionalGroupsSequence, {macro}))
                         .with(sequence(DCM_PerFrameFunctionalGroupsSequence, {macro}))
                         .with(byte_window()))
           .greys({0, 1, 2})
           .verdict();
     }},
    {32, "PS3.3 C.7.6.3", "Smallest and Largest Image Pixel Value window nothing",
     [] {
       return Expect(grey(8, {0, 128, 255})
                         .of(UID_SecondaryCaptureImageStorage, "OT")
                         .with(integers(DCM_SmallestImagePixelValue, "US", {100}))
                         .with(integers(DCM_LargestImagePixelValue, "US", {130})))
           .greys({0, 128, 255})
           .of(grey(8, {0, 10, 20})
                   .with(integers(DCM_SmallestImagePixelValue, "US", {0}))
                   .with(integers(DCM_LargestImagePixelValue, "US", {255})))
           .greys({0, 128, 255})  // R12's window, over the values that there are
           .verdict();
     }},
    {34, "PS3.3 C.8.7.1.1.2", "XA's Modality LUT back from LOG or DISP is not for display",
     [] {
       return Expect(x_ray("LOG"))
           .greys({0, 1, 2})
           .remark("R34")
           .of(x_ray("DISP"))
           .greys({0, 1, 2})
           .remark("R34")
           .verdict();
     }},
    {34, "PS3.3 C.8.7.1.1.2", "nor is XA's rescale from LOG or DISP, while that of LIN is",
     [] {
       Expect expect;
       for (const char* relationship : {"LOG", "DISP"})
         expect.of(rescaled_x_ray(relationship)).greys({0, 100}).remark("R34");
       return expect.of(rescaled_x_ray("LIN")).greys({50, 150}).no_remark("R34").verdict();
     }},
    {34, "PS3.3 C.8.7.1.1.2", "any other Modality LUT is for display",
     [] {
       return Expect(x_ray("LIN"))
           .greys({200, 100, 0})
           .no_remark("R34")
           .of(x_ray("LOG").of(UID_ComputedRadiographyImageStorage, "CR"))
           .greys({200, 100, 0})
           .verdict();
     }},
    {39, "PS3.3 C.8.16.2.1.1.1", "a parametric map in COLOR_RANGE is shown in grey and recorded",
     [] {
       return Expect(grey(8, {0, 77, 255})
                         .of(UID_ParametricMapStorage, "OT")
                         .with(text(DCM_PixelPresentation, "CS", "COLOR_RANGE"))
                         .with(byte_window()))
           .greys({0, 77, 255})
           .remark("R39")
           .verdict();
     }},
};

}  // namespace

std::span<const Check> bystander_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
