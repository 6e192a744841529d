// The modality values of whole series, which a vendor's quirk must be held against (R21).

#pragma once

#include <map>
#include <stop_token>
#include <string>

#include "convert/inputs.hpp"
#include "display/modality.hpp"

namespace noctis {

/// Series Instance UID -> from the least to the greatest modality value of all its frames.
using SeriesValues = std::map<std::string, ValueRange, std::less<>>;

/// Decodes all PET and MR images among the inputs.  What cannot be read counts for nothing: it is
/// told when it is converted.  Ends early where a stop is requested.
[[nodiscard]] SeriesValues series_values(const InputOptions& options, const std::stop_token& stop);

}  // namespace noctis
