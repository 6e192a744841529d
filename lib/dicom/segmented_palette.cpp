#include "dicom/segmented_palette.hpp"

#include <cmath>

namespace noctis {

namespace {

enum class Opcode : std::uint16_t { discrete = 0, linear = 1, indirect = 2 };

class Expansion {
 public:
  Expansion(ByteView data, std::uint16_t bits_per_entry, std::size_t entries)
      : data_(data), word_(bits_per_entry > 8 ? 2 : 1), wanted_(entries) {}

  Result<std::vector<std::uint16_t>> run() {
    std::size_t position = 0;
    while (values_.size() < wanted_) {
      if (const auto expanded = segment(position, false); !expanded)
        return failure(expanded);
    }
    return std::move(values_);
  }

 private:
  /// One of the data's words, at a byte offset that moves on.
  Result<std::uint16_t> next(std::size_t& position) const {
    if (data_.size() < word_ || position > data_.size() - word_)
      return failure(ErrorKind::malformed, "a segmented palette ends after {} of {} entries",
                     values_.size(), wanted_);
    const ByteView word = data_.subspan(position, word_);
    position += word_;
    return word_ == 1 ? word[0] : load_little_endian<std::uint16_t>(word);
  }

  Result<> segment(std::size_t& position, bool is_copied) {
    const auto opcode = next(position);
    if (!opcode)
      return failure(opcode);
    const auto length = next(position);
    if (!length)
      return failure(length);
    if (*length == 0)  // each segment makes progress, so that their number is bounded
      return failure(ErrorKind::malformed, "a palette's segment has the length 0");
    switch (static_cast<Opcode>(*opcode)) {
      case Opcode::discrete:
        return discrete(position, *length);
      case Opcode::linear:
        return linear(position, *length);
      case Opcode::indirect:
        if (is_copied)
          return failure(ErrorKind::malformed,
                         "an indirect segment of a palette leads to another one");
        return indirect(position, *length);
    }
    return failure(ErrorKind::malformed, "a palette's segment has the opcode {}", *opcode);
  }

  [[nodiscard]] Result<> check_room(std::size_t length) const {
    if (length > wanted_ - values_.size())
      return failure(ErrorKind::malformed, "a segmented palette makes more than {} entries",
                     wanted_);
    return {};
  }

  Result<> discrete(std::size_t& position, std::size_t length) {
    if (auto room = check_room(length); !room)
      return room;
    for (std::size_t i = 0; i < length; ++i) {
      const auto value = next(position);
      if (!value)
        return failure(value);
      values_.push_back(*value);
    }
    return {};
  }

  /// From the entry before, which is not repeated, to the given one.
  Result<> linear(std::size_t& position, std::size_t length) {
    if (values_.empty())
      return failure(ErrorKind::malformed, "a palette's first segment is linear");
    if (auto room = check_room(length); !room)
      return room;
    const auto end = next(position);
    if (!end)
      return failure(end);
    const double from = values_.back();
    const double step = (*end - from) / static_cast<double>(length);
    for (std::size_t i = 1; i <= length; ++i)
      values_.push_back(
          static_cast<std::uint16_t>(std::lround(from + step * static_cast<double>(i))));
    return {};
  }

  Result<> indirect(std::size_t& position, std::size_t segments) {
    std::size_t target = 0;  // a byte offset in four bytes, low part first
    for (unsigned shift = 0; shift < 32; shift += static_cast<unsigned>(8 * word_)) {
      const auto part = next(position);
      if (!part)
        return failure(part);
      target |= std::size_t{*part} << shift;
    }
    for (std::size_t i = 0; i < segments; ++i) {
      if (auto expanded = segment(target, true); !expanded)
        return expanded;
    }
    return {};
  }

  ByteView data_;
  std::size_t word_;
  std::size_t wanted_;
  std::vector<std::uint16_t> values_;
};

}  // namespace

Result<std::vector<std::uint16_t>> expand_segmented_palette(ByteView data,
                                                            std::uint16_t bits_per_entry,
                                                            std::size_t entries) {
  return Expansion(data, bits_per_entry, entries).run();
}

}  // namespace noctis
