#include "dicom/value_representation.hpp"

#include <algorithm>
#include <array>

namespace noctis {

namespace {

constexpr std::array known_vrs = {
    vr::literal("AE"), vr::literal("AS"), vr::literal("AT"), vr::literal("CS"), vr::literal("DA"),
    vr::literal("DS"), vr::literal("DT"), vr::literal("FD"), vr::literal("FL"), vr::literal("IS"),
    vr::literal("LO"), vr::literal("LT"), vr::literal("OB"), vr::literal("OD"), vr::literal("OF"),
    vr::literal("OL"), vr::literal("OV"), vr::literal("OW"), vr::literal("PN"), vr::literal("SH"),
    vr::literal("SL"), vr::literal("SQ"), vr::literal("SS"), vr::literal("ST"), vr::literal("SV"),
    vr::literal("TM"), vr::literal("UC"), vr::literal("UI"), vr::literal("UL"), vr::literal("UN"),
    vr::literal("UR"), vr::literal("US"), vr::literal("UT"), vr::literal("UV")};

constexpr std::array long_length_vrs = {
    vr::literal("OB"), vr::literal("OD"), vr::literal("OF"), vr::literal("OL"), vr::literal("OV"),
    vr::literal("OW"), vr::literal("SQ"), vr::literal("SV"), vr::literal("UC"), vr::literal("UN"),
    vr::literal("UR"), vr::literal("UT"), vr::literal("UV")};

template <std::size_t n>
bool contains(const std::array<Vr, n>& sorted, Vr vr) noexcept {
  return std::binary_search(sorted.begin(), sorted.end(), vr);
}

}  // namespace

bool is_known(Vr vr) noexcept {
  return contains(known_vrs, vr);
}

bool could_be_vr(Vr vr) noexcept {
  const auto is_capital = [](unsigned letter) { return letter >= 'A' && letter <= 'Z'; };
  const auto letters = static_cast<unsigned>(vr);
  return is_capital(letters >> 8) && is_capital(letters & 0xFF);
}

bool has_long_length(Vr vr) noexcept {
  return contains(long_length_vrs, vr) || !is_known(vr);
}

std::size_t word_size(Vr vr) noexcept {
  switch (vr) {
    case vr::literal("AT"):
    case vr::literal("OW"):
    case vr::literal("SS"):
    case vr::literal("US"):
      return 2;
    case vr::literal("FL"):
    case vr::literal("OF"):
    case vr::literal("OL"):
    case vr::literal("SL"):
    case vr::literal("UL"):
      return 4;
    case vr::literal("FD"):
    case vr::literal("OD"):
    case vr::literal("OV"):
    case vr::literal("SV"):
    case vr::literal("UV"):
      return 8;
    default:
      return 1;
  }
}

}  // namespace noctis
