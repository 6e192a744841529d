#include "dicom/dictionary.hpp"

#include <stdlib.h>

#include <cstdlib>
#include <optional>
#include <string>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdicent.h>
#include <dcmtk/dcmdata/dcdict.h>
#include <dcmtk/dcmdata/dctk.h>

#include "dicom/dataset.hpp"

namespace noctis {

namespace {

/// The dictionary's own names for what a file cannot hold: "xs" is US or SS, "ox" OB or OW…
Vr without_alternatives(DcmEVR evr) {
  switch (evr) {
    case EVR_xs:
      return vr::literal("US");
    case EVR_ox:
    case EVR_px:
    case EVR_lt:
      return vr::ow;
    case EVR_up:
      return vr::literal("UL");
    default:
      break;
  }
  const char* name = DcmVR(evr).getValidVRName();
  return vr_of_letters(static_cast<std::uint8_t>(name[0]), static_cast<std::uint8_t>(name[1]));
}

// One of our own, for DCMTK's may be kept empty; nobody writes to it.
const DcmDataDictionary& dictionary() {
  static const DcmDataDictionary own = [] {
    silence_dcmtk();
    return DcmDataDictionary(OFTrue, OFTrue);
  }();
  return own;
}

}  // namespace

Vr vr_in_dictionary(Tag tag) {
  const DcmDictEntry* entry = dictionary().findEntry(DcmTagKey(tag.group, tag.element), nullptr);
  const Vr found = entry == nullptr ? vr::un : without_alternatives(entry->getEVR());
  return is_known(found) ? found : vr::un;
}

void keep_dictionary_from_dcmtk() {
  constexpr const char* variable = "DCMDICTPATH";
  silence_dcmtk();
  const char* const value = std::getenv(variable);
  const auto chosen = value == nullptr ? std::nullopt : std::optional<std::string>(value);
  if (::setenv(variable, "/dev/null", 1) != 0)
    return;
  dcmDataDict.rdlock();  // reads what the variable names, this once
  dcmDataDict.rdunlock();
  if (chosen)
    ::setenv(variable, chosen->c_str(), 1);
  else
    ::unsetenv(variable);
}

}  // namespace noctis
