#include "phantom/identity.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/digest.hpp"
#include "phantom/random.hpp"

namespace noctis::phantom {

namespace {

constexpr std::string_view family_names[] = {"Adler",  "Birke",  "Corvi",  "Duval",
                                             "Ekberg", "Flores", "Gruber", "Hollis",
                                             "Ilves",  "Jansen", "Kovacs", "Lindt"};
constexpr std::string_view given_names[] = {"Ada",   "Bruno", "Clara", "David", "Elena", "Felix",
                                            "Greta", "Hugo",  "Irene", "Jonas", "Karin", "Leo"};

// A big endian number in decimal digits: long division by ten.
std::string to_decimal(std::array<std::uint8_t, 16> number) {
  std::string digits;
  bool more = true;
  while (more) {
    std::uint32_t rest = 0;
    more = false;
    for (std::uint8_t& byte : number) {
      rest = rest * 256 + byte;
      byte = static_cast<std::uint8_t>(rest / 10);
      rest %= 10;
      more = more || byte != 0;
    }
    digits += static_cast<char>('0' + rest);
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// Two digits at least.
std::string padded(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string date(std::uint64_t stream, std::int64_t first_year, std::int64_t last_year) {
  return std::to_string(chance_between(stream, 1, first_year, last_year)) +
         padded(chance_between(stream, 2, 1, 12)) + padded(chance_between(stream, 3, 1, 28));
}

std::string upper_hex(std::uint64_t number, int digits) {
  std::string text;
  for (int i = digits - 1; i >= 0; --i)
    text += "0123456789ABCDEF"[(number >> (4 * i)) & 15U];
  return text;
}

}  // namespace

std::string uid_of(const Plan& plan, std::string_view role, std::uint64_t number) {
  Sha256 hash;
  hash.add(role);
  hash.add(plan.spec.seed);
  hash.add(static_cast<std::uint64_t>(plan.spec.kind));
  hash.add(number);
  const Digest digest = hash.finish();
  std::array<std::uint8_t, 16> uuid{};
  std::copy_n(digest.begin(), uuid.size(), uuid.begin());
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0fU) | 0x80U);  // version 8, RFC 9562
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3fU) | 0x80U);  // its variant
  return "2.25." + to_decimal(uuid);
}

Identity identity_of(const Plan& plan) {
  const std::uint64_t patient = mix(plan.spec.seed);
  const std::uint64_t study = plan.stream;
  Identity identity;
  identity.patient_name = plan.spec.patient_name;
  if (identity.patient_name.empty()) {
    identity.patient_name = family_names[chance(patient, 0) % std::size(family_names)];
    identity.patient_name += "^";
    identity.patient_name += given_names[chance(patient, 4) % std::size(given_names)];
  }
  identity.patient_id = "PH" + upper_hex(chance(patient, 5), 8);
  identity.patient_birth_date = date(patient, 1935, 2005);
  identity.patient_sex = chance(patient, 6) % 2 == 0 ? "F" : "M";
  identity.study_date = date(study, 2023, 2024);
  identity.study_time = padded(chance_between(study, 4, 7, 18)) +
                        padded(chance_between(study, 5, 0, 59)) +
                        padded(chance_between(study, 6, 0, 59));
  identity.study_id = std::to_string(chance_between(study, 7, 1000, 9999));
  identity.accession_number = "A" + upper_hex(chance(study, 8), 8);
  identity.study_folder = std::string(plan.kind->prefix) + upper_hex(chance(study, 9), 6);
  return identity;
}

std::string decimal(std::int64_t number, int digits) {
  const bool negative = number < 0;
  auto magnitude =
      negative ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::string text;
  bool significant = false;
  for (int i = 0; i < digits; ++i) {
    const auto digit = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
    significant = significant || digit != '0';
    if (significant)
      text.insert(text.begin(), digit);
  }
  if (significant)
    text.insert(text.begin(), '.');
  text.insert(0, std::to_string(magnitude));
  return negative ? "-" + text : text;
}

}  // namespace noctis::phantom
