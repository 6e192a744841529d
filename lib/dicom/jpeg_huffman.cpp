#include "dicom/jpeg_huffman.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace noctis {

namespace {

// F.2.2.1, EXTEND: where the first of `size` bits is 0, the number is negative.
int extended(std::uint32_t bits, unsigned size) noexcept {
  const bool is_negative = size != 0 && bits >> (size - 1) == 0;
  return static_cast<int>(bits) + (is_negative ? 1 - static_cast<int>(1U << size) : 0);
}

}  // namespace

Result<HuffmanTable> HuffmanTable::read(ByteView bytes) {
  constexpr unsigned longest = 16;
  if (bytes.size() < longest)
    return failure(ErrorKind::truncated, "a JPEG Huffman table has {} bytes", bytes.size());
  const ByteView counts = bytes.first(longest);
  ByteView symbols = bytes.subspan(longest);
  HuffmanTable table;
  const auto total = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  if (total > table.symbols_.size() || total > symbols.size())
    return failure(ErrorKind::malformed, "a JPEG Huffman table has {} symbols", total);

  // Codes ascend with their lengths (Annex C); here as the first of 16 bits.
  std::uint32_t next = 0;
  for (unsigned length = 1; length <= longest; ++length) {
    const std::size_t count = counts[length - 1];
    const auto end = next + (static_cast<std::uint32_t>(count) << (longest - length));
    if (end > (1U << longest))
      return failure(ErrorKind::malformed, "a JPEG Huffman table has too many codes");
    table.lengths_[length] = {next, end, table.symbol_count_};
    std::copy_n(symbols.begin(), count,
                table.symbols_.begin() + static_cast<std::ptrdiff_t>(table.symbol_count_));
    table.symbol_count_ += count;
    symbols = symbols.subspan(count);
    next = end;
  }
  return table;
}

HuffmanTable::Code HuffmanTable::find(std::uint32_t next) const noexcept {
  for (unsigned length = 1; length < lengths_.size(); ++length) {
    const Length& codes = lengths_[length];
    if (next >= codes.first && next < codes.end)
      return {symbols_[codes.first_symbol + ((next - codes.first) >> (16 - length))],
              static_cast<std::uint8_t>(length)};
  }
  return {};
}

DifferenceTable::DifferenceTable(const HuffmanTable& codes) : codes_(codes) {
  codes_.each_code([this](unsigned size, std::uint32_t code, unsigned length) {
    if (length + size <= short_length)
      add(size, code, length);
  });
}

// Every number that `size` bits can say behind the code.
void DifferenceTable::add(unsigned size, std::uint32_t code, unsigned length) {
  const unsigned total = length + size;
  const std::size_t span = std::size_t{1} << (short_length - total);
  auto* next = short_.data() + (code >> (16 - short_length));
  for (std::uint32_t bits = 0; bits < 1U << size; ++bits, next += span)
    std::fill_n(
        next, span,
        Short{static_cast<std::int16_t>(extended(bits, size)), static_cast<std::uint8_t>(total)});
}

DifferenceTable::Difference DifferenceTable::find_long(std::uint64_t next) const noexcept {
  const auto [size, length] = codes_.find(static_cast<std::uint32_t>(next >> 48));
  if (length == 0 || size > 16)  // no code, or no number of bits
    return {};
  if (size == 16)
    return {32768, length};
  // In two steps: none of 0 bits is shifted by as many as there are.
  const auto bits = static_cast<std::uint32_t>(next << length >> 1 >> (63 - size));
  return {extended(bits, size), std::uint32_t{length} + size};
}

CodedIntervals::CodedIntervals(ByteView data, std::size_t most)
    : data_(data),
      padding_(4 * most + 16),  // a difference has 32 bits at most
      bytes_(std::make_unique_for_overwrite<std::uint8_t[]>(data.size() + padding_)) {
  begin();
}

// Up to the next marker, or the end.
void CodedIntervals::begin() {
  std::uint8_t* to = bytes_.get();
  for (;;) {
    const std::string_view rest = as_text(data_.subspan(position_));
    const std::size_t ff = std::min(rest.find('\xff'), rest.size());
    to = std::copy_n(rest.begin(), ff, to);
    position_ += ff;
    if (rest.size() < ff + 2 || rest[ff + 1] != 0)
      break;
    *to++ = 0xff;
    position_ += 2;
  }
  end_ = to;
  std::fill_n(to, padding_, std::uint8_t{0});
  cursor = BitCursor(bytes_.get());
}

bool CodedIntervals::begin_next() {
  constexpr std::size_t some = 8;  // bytes that a writer may have put behind its last bits
  if (cursor.unread(end_) > some)
    return false;
  while (position_ + 1 < data_.size() && data_[position_] == 0xff && data_[position_ + 1] == 0xff)
    ++position_;
  if (position_ + 1 >= data_.size() || data_[position_] != 0xff ||
      (data_[position_ + 1] & 0xf8) != 0xd0) {
    if (position_ + 1 >= data_.size())
      position_ = data_.size();
    return false;
  }
  position_ += 2;
  begin();
  return true;
}

}  // namespace noctis
