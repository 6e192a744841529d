// DCMTK's data dictionary: a text of five thousand lines, which takes some ten milliseconds and a
// megabyte and a half.

#pragma once

#include "dicom/tag.hpp"
#include "dicom/value_representation.hpp"

namespace noctis {

/// By the dictionary, with US for "US or SS" and OW for "OB or OW"; UN where the tag is not in it,
/// or where there is no dictionary.  Reads it where nobody has.  Any thread.
[[nodiscard]] Vr vr_in_dictionary(Tag tag);

/// DCMTK reads it for itself before it parses its first dataset, for names that nobody asks for:
/// what it is given here says of each element what it is (DatasetCopy).  From here on it does
/// without, in this process, which can write no phantom then.  Precondition: there is no other
/// thread, and DCMTK was not used yet, or this does nothing.
void keep_dictionary_from_dcmtk();

}  // namespace noctis
