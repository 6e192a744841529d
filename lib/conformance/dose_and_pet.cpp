// Doses and counts: R22, R37.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

TinyFile dose(const TinyFile& pixels, std::string_view dose_grid_scaling,
              std::string_view dose_type = "PHYSICAL") {
  return TinyFile(pixels)
      .of(UID_RTDoseStorage, "RTDOSE")
      .with(TinyDataset()
                .text(DCM_DoseUnits, "CS", "GY")
                .text(DCM_DoseType, "CS", dose_type)
                .text(DCM_DoseGridScaling, "DS", dose_grid_scaling));
}

// All that a standardized uptake value would be made of.
TinyFile pet(std::string_view slope) {
  return grey(16, {0, 10, 50})
      .of(UID_PositronEmissionTomographyImageStorage, "PT")
      .with(TinyDataset()
                .text(DCM_Units, "CS", "BQML")
                .text(DCM_DecayCorrection, "CS", "START")
                .text(DCM_PatientWeight, "DS", "70")
                .text(DCM_RescaleSlope, "DS", slope)
                .text(DCM_RescaleIntercept, "DS", "0"))
      .with(sequence(DCM_RadiopharmaceuticalInformationSequence,
                     {text(DCM_RadionuclideTotalDose, "DS", "370000000")}))
      .with(byte_window());
}

constexpr Check table[] = {
    {22, "PS3.3 C.8.8.3", "a dose is scaled by Dose Grid Scaling, shown from 0 to its maximum",
     [] {
       return Expect(dose(grey(16, {0, 1024, 2048}), "0.0009765625"))  // 1/1024
           .greys({0, 128, 255})
           .window({1, 2, VoiFunction::linear_exact, {}})
           .remark("R22")
           // From 0 on, although the least is more.
           .of(dose(grey(16, {1024, 2048}), "0.0009765625"))
           .greys({128, 255})
           .verdict();
     }},
    {22, "PS3.3 C.8.8.3", "a dose may have 32 bits, and be signed where it is an error",
     [] {
       return Expect(dose(grey(32, {0, 1073741824, 2147483648}), "0.0009765625"))
           .greys({0, 128, 255})
           .of(dose(signed_grey(16, {-100, 0, 50, 100}), "0.5", "ERROR"))
           .greys({0, 0, 128, 255})
           .verdict();
     }},
    {22, "PS3.3 C.8.8.3", "a slice without dose is black",
     [] {
       return Expect(dose(grey(16, {0, 0}), "0.5")).greys({0, 0}).verdict();
     }},
    {37, "PS3.3 C.8.9.1.1.3", "each PET slice has its own slope, and none is divided into SUV",
     [] {
       return Expect(pet("2")).greys({0, 20, 100}).of(pet("5")).greys({0, 50, 250}).verdict();
     }},
};

}  // namespace

std::span<const Check> dose_and_pet_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
