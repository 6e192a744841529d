// The attributes of a phantom's file, all but the pixels.

#pragma once

#include <cstdint>
#include <string>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdatset.h>

#include "base/result.hpp"
#include "phantom/plan.hpp"

namespace noctis::phantom {

/// What the encoder made of the pixels.
struct Compression {
  std::string photometric_interpretation;
  bool lossy = false;
  std::int64_t ratio_hundredths = 100;
  std::string method;  ///< Lossy Image Compression Method, "ISO_10918_1"
};

/// Fails with ErrorKind::unsupported where the name cannot be written in the character set.
[[nodiscard]] Result<> fill_dataset(DcmDataset& dataset, const Plan& plan, std::uint32_t instance,
                                    const Compression& compression);

// Its parts, one function a family of modules.

void put_image_modules(DcmItem& dataset, const Plan& plan, std::uint32_t instance);  ///< by kind
void put_grayscale(DcmItem& dataset, const Plan& plan, std::uint32_t instance);  ///< rescale, VOI
void put_palette(DcmItem& dataset, const Plan& plan);
void put_overlay(DcmItem& dataset, const Plan& plan);
void put_enhanced_ct(DcmItem& dataset, const Plan& plan);   ///< functional groups
void put_segmentation(DcmItem& dataset, const Plan& plan);  ///< functional groups and segments

/// Image Position and Orientation (Patient) of an axial slice.
[[nodiscard]] std::string image_position(const Plan& plan, std::uint32_t slice);
[[nodiscard]] std::string axial_orientation();

}  // namespace noctis::phantom
