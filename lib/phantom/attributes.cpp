#include "phantom/attributes.hpp"

#include <cstddef>

#include <dcmtk/dcmdata/dctag.h>

#include "base/result.hpp"

namespace noctis::phantom {

namespace {

void require(const OFCondition& condition, const DcmTagKey& tag) {
  if (condition.bad())
    throw Fatal(ErrorKind::unsupported,
                "cannot put " + std::string(tag.toString().c_str()) + ": " + condition.text());
}

}  // namespace

void put(DcmItem& item, const DcmTagKey& tag, const std::string& text) {
  require(item.putAndInsertString(DcmTag(tag), text.c_str(), static_cast<Uint32>(text.size())),
          tag);
}

void put(DcmItem& item, const DcmTagKey& tag, std::uint16_t number) {
  require(item.putAndInsertUint16(DcmTag(tag), number), tag);
}

void put_word(DcmItem& item, const DcmTagKey& tag, std::int32_t number, bool is_signed) {
  if (is_signed)
    require(item.putAndInsertSint16(DcmTag(tag, EVR_SS), static_cast<Sint16>(number)), tag);
  else
    require(item.putAndInsertUint16(DcmTag(tag, EVR_US), static_cast<Uint16>(number)), tag);
}

void put_descriptor(DcmItem& item, const DcmTagKey& tag, std::uint32_t entries,
                    std::int32_t first_value, std::uint16_t bits, bool is_signed) {
  if (is_signed) {
    const Sint16 values[] = {static_cast<Sint16>(entries), static_cast<Sint16>(first_value),
                             static_cast<Sint16>(bits)};
    require(item.putAndInsertSint16Array(DcmTag(tag, EVR_SS), values, 3), tag);
  } else {
    const Uint16 values[] = {static_cast<Uint16>(entries), static_cast<Uint16>(first_value), bits};
    require(item.putAndInsertUint16Array(DcmTag(tag, EVR_US), values, 3), tag);
  }
}

void put_words(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint16_t>& words) {
  require(item.putAndInsertUint16Array(DcmTag(tag, EVR_OW), words.data(), words.size()), tag);
}

void put_double(DcmItem& item, const DcmTagKey& tag, double number) {
  require(item.putAndInsertFloat64(DcmTag(tag), number), tag);
}

void put_longs(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint32_t>& numbers) {
  require(item.putAndInsertUint32Array(DcmTag(tag), numbers.data(), numbers.size()), tag);
}

void put_shorts(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint16_t>& numbers) {
  require(item.putAndInsertUint16Array(DcmTag(tag), numbers.data(), numbers.size()), tag);
}

void put_tags(DcmItem& item, const DcmTagKey& tag, const std::vector<DcmTagKey>& tags) {
  std::vector<std::uint16_t> pairs;
  for (const DcmTagKey& key : tags)
    pairs.insert(pairs.end(), {key.getGroup(), key.getElement()});
  require(item.putAndInsertUint16Array(DcmTag(tag), pairs.data(), tags.size()), tag);
}

DcmItem& add_item(DcmItem& item, const DcmTagKey& sequence) {
  DcmItem* added = nullptr;
  require(item.findOrCreateSequenceItem(DcmTag(sequence), added, -2), sequence);
  return *added;
}

void put_code(DcmItem& item, const DcmTagKey& sequence, const std::string& value,
              const std::string& scheme, const std::string& meaning) {
  DcmItem& code = add_item(item, sequence);
  put(code, DCM_CodeValue, value);
  put(code, DCM_CodingSchemeDesignator, scheme);
  put(code, DCM_CodeMeaning, meaning);
}

}  // namespace noctis::phantom
