// Who the patient is and what things are called, by seed.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "phantom/plan.hpp"

namespace noctis::phantom {

/// A UID under 2.25 (PS3.5 B.2): the same for the same plan's kind and seed, role and number.
[[nodiscard]] std::string uid_of(const Plan& plan, std::string_view role, std::uint64_t number);

struct Identity {
  std::string patient_name;  ///< UTF-8, or the specification's own
  std::string patient_id, patient_birth_date, patient_sex;
  std::string study_date, study_time, study_id, accession_number;
  std::string study_folder;  ///< eight characters
};
/// The patient is the seed's: the kinds of one seed are studies of one patient.
[[nodiscard]] Identity identity_of(const Plan& plan);

/// A number of 10^-digits in the shape of a Decimal String, "-12.5".
[[nodiscard]] std::string decimal(std::int64_t number, int digits);

}  // namespace noctis::phantom
