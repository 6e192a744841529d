#include "dicom/dataset_walk.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace noctis {

namespace {

/// A dataset, a sequence or an item whose end has not come yet.
struct Level {
  Tag tag = {};  ///< the sequence's, also of its items
  bool is_sequence = false;
  bool ends_by_delimiter = false;
  bool was_unknown = false;  ///< a sequence that was written as UN
  std::uint64_t end = 0;     ///< its own, or that of what is around it
  Encoding encoding = {};    ///< of the elements, or of the elements of the items
};

class Walk {
 public:
  Walk(ByteWindow& window, std::uint64_t begin, std::uint64_t end, Encoding encoding,
       DatasetListener& listener)
      : window_(&window), listener_(&listener), position_(begin) {
    levels_.push_back({.end = end, .encoding = encoding});
  }

  Result<> run() {
    while (!levels_.empty() && !stopped_) {
      auto stepped = step();
      if (stepped)
        continue;
      if (!pixels_seen_)
        return stepped;
      listener_->remark("behind the pixel data: " + stepped.error().what);
      return {};
    }
    return {};
  }

 private:
  Result<> step() {
    const Level& level = levels_.back();
    if (position_ >= level.end) {
      if (level.ends_by_delimiter)
        return failure(ErrorKind::truncated, "{} {} has no end",
                       level.is_sequence ? "sequence" : "an item of", to_string(level.tag));
      return close_level();
    }
    if (++count_ > element_limit)
      return failure(ErrorKind::too_large, "more than {} data elements", element_limit);

    auto element = read_element(*window_, position_, level.end, level.encoding);
    if (!element)
      return failure(element);
    element->depth = levels_.size() / 2;
    if (level.is_sequence)
      return item_or_end(*element);
    if (element->is_delimiter())
      return delimiter(*element);
    return data_element(*element);
  }

  Result<> close_level() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (levels_.empty())
      return {};
    return level.is_sequence ? listener_->sequence_ends() : listener_->item_ends(position_);
  }

  Result<> item_or_end(const Element& element) {
    const Level& sequence = levels_.back();
    if (element.tag == tag::sequence_delimitation_item) {
      const bool ends = sequence.ends_by_delimiter;
      position_ = element.value;
      return ends ? close_level() : Result<>();
    }
    if (element.tag != tag::item)
      return failure(ErrorKind::malformed, "{} where an item of {} belongs", to_string(element.tag),
                     to_string(sequence.tag));

    Level item{.tag = sequence.tag,
               .ends_by_delimiter = element.has_undefined_length(),
               .end = sequence.end,
               .encoding = sequence.encoding};
    if (!item.ends_by_delimiter) {
      if (element.length > sequence.end - element.value)
        return too_long("an item of " + to_string(sequence.tag), element, sequence.end);
      item.end = element.value + element.length;
    }
    if (sequence.was_unknown)
      item.encoding.explicit_vr = begins_explicitly(element.value, item.end);
    position_ = element.value;
    levels_.push_back(item);
    return listener_->item_begins(position_, item.encoding);
  }

  /// Some that write a sequence as UN forget that its items are then Implicit VR.
  bool begins_explicitly(std::uint64_t offset, std::uint64_t end) {
    if (end - offset < 8)
      return false;
    const auto header = window_->bytes(offset, 8);
    return header && is_known(vr_of_letters((*header)[4], (*header)[5]));
  }

  Result<> delimiter(const Element& element) {
    const Level& level = levels_.back();
    if (element.tag == tag::item_delimitation_item && level.ends_by_delimiter) {
      auto ended = close_level();  // before the delimiter is passed: the content ends there
      position_ = element.value;
      return ended;
    }
    // The item's own delimiter is missing: the sequence takes this one.
    if (element.tag == tag::sequence_delimitation_item && level.ends_by_delimiter)
      return close_level();
    listener_->remark(fmt::format("a stray {} at offset {}", to_string(element.tag), position_));
    position_ = element.value;
    return {};
  }

  Result<> data_element(Element& element) {
    const Level& level = levels_.back();
    const bool pixels = levels_.size() == 1 && is_pixel_data(element.tag);
    if (element.has_undefined_length()) {
      if (pixels || word_size(element.vr) == 2 || element.vr == vr::ob)
        return fragments(element, pixels);
      return sequence(element, level.end);
    }

    element.available = level.end - element.value;
    if (element.length > element.available) {
      if (!pixels)
        return too_long(to_string(element.tag), element, level.end);
      listener_->remark(fmt::format("{} announces {} bytes, {} are left", to_string(element.tag),
                                    element.length, element.available));
    }
    element.available = std::min<std::uint64_t>(element.available, element.length);
    if (element.vr == vr::sq)
      return sequence(element, element.value + element.length);

    position_ = element.value + element.available;
    pixels_seen_ = pixels_seen_ || pixels;
    return listener_->value(element);
  }

  Result<> sequence(const Element& element, std::uint64_t end) {
    if (element.has_undefined_length() && element.vr != vr::sq && element.vr != vr::un)
      return failure(ErrorKind::malformed, "{} has undefined length and is no sequence",
                     to_string(element.tag));
    if (element.depth >= depth_limit)
      return failure(ErrorKind::malformed, "{} is nested deeper than {} sequences",
                     to_string(element.tag), depth_limit);
    const bool unknown =
        element.encoding.explicit_vr && (element.items_are_implicit || element.vr == vr::un);
    Encoding encoding = levels_.back().encoding;
    if (unknown)
      encoding = {.explicit_vr = false, .big_endian = false};
    position_ = element.value;
    levels_.push_back({.tag = element.tag,
                       .is_sequence = true,
                       .ends_by_delimiter = element.has_undefined_length(),
                       .was_unknown = unknown,
                       .end = end,
                       .encoding = encoding});
    return listener_->sequence_begins(element);
  }

  /// The items of an encapsulated value (PS3.5 A.4).  Pixels that break off are kept as far as they
  /// go.
  Result<> fragments(const Element& element, bool pixels) {
    const std::uint64_t end = levels_.back().end;
    position_ = element.value;
    pixels_seen_ = pixels_seen_ || pixels;
    if (auto begun = listener_->fragments_begin(element); !begun)
      return begun;
    auto read = fragment_items(element, end);
    if (!read && !pixels)
      return read;
    if (!read) {
      listener_->remark(read.error().what);
      stopped_ = true;
    }
    return listener_->fragments_end();
  }

  Result<> fragment_items(const Element& pixels, std::uint64_t end) {
    while (true) {
      if (++count_ > element_limit)
        return failure(ErrorKind::too_large, "more than {} data elements", element_limit);
      const auto item = read_element(*window_, position_, end, levels_.back().encoding);
      if (!item)
        return failure(ErrorKind::truncated, "{} breaks off at offset {}", to_string(pixels.tag),
                       position_);
      if (item->tag == tag::sequence_delimitation_item) {
        position_ = item->value;
        return {};
      }
      if (item->tag != tag::item || item->has_undefined_length())
        return failure(ErrorKind::malformed, "{} at offset {} where a fragment of {} belongs",
                       to_string(item->tag), position_, to_string(pixels.tag));
      const std::uint64_t length = std::min<std::uint64_t>(item->length, end - item->value);
      if (auto told = listener_->fragment(item->offset, item->value, length); !told)
        return told;
      if (length < item->length)
        return too_long("a fragment of " + to_string(pixels.tag), *item, end);
      position_ = item->value + length;
    }
  }

  [[nodiscard]] Result<> too_long(const std::string& what, const Element& element,
                                  std::uint64_t end) const {
    const bool beyond_source = element.length > window_->size() - element.value;
    return failure(beyond_source ? ErrorKind::truncated : ErrorKind::malformed,
                   "{} announces {} bytes, {} are left", what, element.length, end - element.value);
  }

  ByteWindow* window_;
  DatasetListener* listener_;
  std::uint64_t position_;
  std::uint64_t count_ = 0;
  bool pixels_seen_ = false;
  bool stopped_ = false;
  std::vector<Level> levels_;
};

}  // namespace

Result<> walk_dataset(ByteWindow& window, std::uint64_t begin, std::uint64_t end, Encoding encoding,
                      DatasetListener& listener) {
  return Walk(window, begin, end, encoding, listener).run();
}

}  // namespace noctis
