// Filling a DcmItem.  What DCMTK refuses here is a mistake of ours or memory at its end: Fatal.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcitem.h>

namespace noctis::phantom {

/// Of any VR that is text; several values are joined by backslashes.
void put(DcmItem& item, const DcmTagKey& tag, const std::string& text);
/// US.
void put(DcmItem& item, const DcmTagKey& tag, std::uint16_t number);
/// US or SS as `is_signed` says, where PS3.6 leaves the choice.
void put_word(DcmItem& item, const DcmTagKey& tag, std::int32_t number, bool is_signed);
/// The three values of a LUT Descriptor; the second is the first value mapped.
void put_descriptor(DcmItem& item, const DcmTagKey& tag, std::uint32_t entries,
                    std::int32_t first_value, std::uint16_t bits, bool is_signed);
/// OW.
void put_words(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint16_t>& words);
/// FD.
void put_double(DcmItem& item, const DcmTagKey& tag, double number);
/// UL, any number of values.
void put_longs(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint32_t>& numbers);
/// US, any number of values.
void put_shorts(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint16_t>& numbers);
/// AT.
void put_tags(DcmItem& item, const DcmTagKey& tag, const std::vector<DcmTagKey>& tags);
/// A new item at the end of a sequence, which is made where it is missing.
DcmItem& add_item(DcmItem& item, const DcmTagKey& sequence);
/// The only item of a code sequence.  PS3.3 Table 8.8-1.
void put_code(DcmItem& item, const DcmTagKey& sequence, const std::string& value,
              const std::string& scheme, const std::string& meaning);

}  // namespace noctis::phantom
