#include "dicom/dataset.hpp"

#include <algorithm>
#include <cmath>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/oflog/oflog.h>

#include "base/text.hpp"
#include "dicom/keywords.hpp"

namespace noctis {

namespace {

/// Of one attribute: more are never needed, and a hostile file has millions.
constexpr std::size_t number_limit = 4096;

Tag tag_of(const DcmElement& element) {
  return {element.getGTag(), element.getETag()};
}

template <class T>
ByteView view_of(const T* values, std::size_t length) noexcept {
  if (values == nullptr)
    return {};
  return {reinterpret_cast<const std::uint8_t*>(values), length};
}

/// The value as it lies in memory.
ByteView value_of(DcmElement& element) {
  const std::size_t length = element.getLength();
  Uint8* bytes = nullptr;
  if (element.getUint8Array(bytes).good())
    return view_of(bytes, length);
  Uint16* words = nullptr;
  if (element.getUint16Array(words).good())
    return view_of(words, length);
  Sint16* signed_words = nullptr;
  if (element.getSint16Array(signed_words).good())
    return view_of(signed_words, length);
  Uint32* long_words = nullptr;
  if (element.getUint32Array(long_words).good())
    return view_of(long_words, length);
  char* text = nullptr;
  Uint32 text_length = 0;
  if (element.getString(text, text_length).good())
    return view_of(text, text_length);
  return {};
}

std::string_view text_of(DcmElement& element) {
  char* text = nullptr;
  Uint32 length = 0;
  std::string_view value;
  if (element.isaString() && element.getString(text, length).good() && text != nullptr)
    value = {text, length};
  else if (!element.isaString() && element.getVR() == EVR_UN)
    value = as_text(value_of(element));
  return value.substr(0, value.find('\0'));
}

template <class T>
std::vector<std::optional<double>> widened(const T* values, std::size_t count) {
  std::vector<std::optional<double>> numbers(std::min(count, number_limit));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = static_cast<double>(values[i]);
    if (std::isfinite(number))
      numbers[i] = number;
  }
  return numbers;
}

template <class T>
std::vector<std::optional<double>> binary_numbers(DcmElement& element,
                                                  OFCondition (DcmElement::*get)(T*&)) {
  T* values = nullptr;
  if ((element.*get)(values).bad() || values == nullptr)
    return {};
  return widened(values, element.getLength() / sizeof(T));
}

std::vector<std::optional<double>> numbers_in_text(std::string_view text) {
  std::vector<std::optional<double>> numbers;
  if (trim(text).empty())
    return numbers;
  for (const std::string_view part : split(text, '\\')) {
    if (numbers.size() == number_limit)
      break;
    numbers.push_back(to_double(part));
  }
  return numbers;
}

std::vector<std::optional<double>> numbers_of(DcmElement& element) {
  switch (element.getVR()) {
    case EVR_US:
    case EVR_OW:
      return binary_numbers(element, &DcmElement::getUint16Array);
    case EVR_SS:
      return binary_numbers(element, &DcmElement::getSint16Array);
    case EVR_UL:
      return binary_numbers(element, &DcmElement::getUint32Array);
    case EVR_SL:
      return binary_numbers(element, &DcmElement::getSint32Array);
    case EVR_FL:
    case EVR_OF:
      return binary_numbers(element, &DcmElement::getFloat32Array);
    case EVR_FD:
    case EVR_OD:
      return binary_numbers(element, &DcmElement::getFloat64Array);
    default:
      return numbers_in_text(text_of(element));
  }
}

}  // namespace

void silence_dcmtk() {
  static const bool once = [] {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    return true;
  }();
  static_cast<void>(once);
}

Item::Item(DcmItem& item, const CharacterSet& character_set) : character_set_(&character_set) {
  elements_.reserve(item.card());
  for (DcmObject* next = item.nextInContainer(nullptr); next != nullptr;
       next = item.nextInContainer(next)) {
    if (auto* element = dynamic_cast<DcmElement*>(next))
      elements_.emplace_back(tag_of(*element), element);
  }
  std::stable_sort(elements_.begin(), elements_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
}

DcmElement* Item::find(Tag tag) const {
  const auto at =
      std::lower_bound(elements_.begin(), elements_.end(), tag,
                       [](const auto& entry, Tag wanted) { return entry.first < wanted; });
  return at == elements_.end() || at->first != tag ? nullptr : at->second;
}

bool Item::has(Tag tag) const {
  const DcmElement* element = find(tag);
  return element != nullptr && !const_cast<DcmElement*>(element)->isEmpty();
}

std::string Item::text(Tag tag) const {
  DcmElement* element = find(tag);
  if (element == nullptr)
    return {};
  const std::string decoded = character_set_->to_utf8(text_of(*element), false);
  return std::string(trim(decoded));
}

std::string Item::person_name(Tag tag) const {
  DcmElement* element = find(tag);
  if (element == nullptr)
    return {};
  const std::string decoded = character_set_->to_utf8(text_of(*element), true);
  return std::string(trim(decoded));
}

std::vector<std::string> Item::texts(Tag tag) const {
  const std::string whole = text(tag);
  std::vector<std::string> parts;
  if (whole.empty())
    return parts;
  for (const std::string_view part : split(whole, '\\'))
    parts.emplace_back(trim(part));
  return parts;
}

std::vector<std::optional<double>> Item::numbers(Tag tag) const {
  DcmElement* element = find(tag);
  return element == nullptr ? std::vector<std::optional<double>>() : numbers_of(*element);
}

std::optional<double> Item::number(Tag tag, std::size_t index) const {
  const auto all = numbers(tag);
  return index < all.size() ? all[index] : std::nullopt;
}

std::optional<std::int64_t> Item::integer(Tag tag, std::size_t index) const {
  const auto value = number(tag, index);
  constexpr double exact = 9007199254740992.0;  // 2^53
  if (!value || std::floor(*value) != *value || std::fabs(*value) > exact)
    return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

ByteView Item::bytes(Tag tag) const {
  DcmElement* element = find(tag);
  return element == nullptr ? ByteView() : value_of(*element);
}

std::vector<Item> Item::items(Tag sequence) const {
  std::vector<Item> items;
  auto* element = dynamic_cast<DcmSequenceOfItems*>(find(sequence));
  if (element == nullptr)
    return items;
  for (DcmObject* next = element->nextInContainer(nullptr); next != nullptr;
       next = element->nextInContainer(next)) {
    if (auto* item = dynamic_cast<DcmItem*>(next))
      items.emplace_back(*item, *character_set_);
  }
  return items;
}

std::optional<Item> Item::first_item(Tag sequence) const {
  auto* element = dynamic_cast<DcmSequenceOfItems*>(find(sequence));
  if (element == nullptr || element->card() == 0)
    return std::nullopt;
  return Item(*element->getItem(0), *character_set_);
}

struct Dataset::State {
  DcmDataset dataset;
  CharacterSet character_set;
};

Dataset::Dataset(std::unique_ptr<State> state) : state_(std::move(state)) {}
Dataset::Dataset(Dataset&&) noexcept = default;
Dataset& Dataset::operator=(Dataset&&) noexcept = default;
Dataset::~Dataset() = default;

Result<Dataset> Dataset::parse(ByteView bytes, const CharacterSet& character_set) {
  auto state = std::make_unique<State>();
  state->character_set = character_set;
  if (!bytes.empty()) {
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    state->dataset.transferInit();
    const OFCondition read = state->dataset.read(stream, EXS_LittleEndianExplicit);
    state->dataset.transferEnd();
    if (read.bad() && read != EC_EndOfStream)
      return failure(ErrorKind::malformed, "the attributes cannot be parsed: {}", read.text());
  }
  Dataset dataset(std::move(state));
  const Item root = dataset.root();
  if (root.has(tag::specific_character_set))
    dataset.state_->character_set = CharacterSet(root.text(tag::specific_character_set));
  return dataset;
}

Item Dataset::root() const {
  return {state_->dataset, state_->character_set};
}

const CharacterSet& Dataset::character_set() const noexcept {
  return state_->character_set;
}

}  // namespace noctis
