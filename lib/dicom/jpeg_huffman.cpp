#include "dicom/jpeg_huffman.hpp"

#include <algorithm>
#include <numeric>

namespace noctis {

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
    table.add(length, next, symbols.first(count));
    symbols = symbols.subspan(count);
    next = end;
  }
  return table;
}

void HuffmanTable::add(unsigned length, std::uint32_t first,
                       std::span<const std::uint8_t> symbols) {
  const std::uint32_t step = 1U << (16 - length);
  lengths_[length] = {first, first + static_cast<std::uint32_t>(symbols.size()) * step,
                      symbol_count_};
  std::copy(symbols.begin(), symbols.end(),
            symbols_.begin() + static_cast<std::ptrdiff_t>(symbol_count_));
  symbol_count_ += symbols.size();
  if (length > short_length)
    return;
  const std::size_t span = step >> (16 - short_length);
  auto* code = short_codes_.data() + (first >> (16 - short_length));
  for (const std::uint8_t symbol : symbols) {
    if (symbol <= 16)  // no other is a number of bits
      std::fill_n(code, span, Code{symbol, static_cast<std::uint8_t>(length)});
    code += span;
  }
}

HuffmanTable::Code HuffmanTable::find_long(std::uint32_t next) const noexcept {
  for (unsigned length = short_length + 1; length < lengths_.size(); ++length) {
    const Length& codes = lengths_[length];
    if (next < codes.first || next >= codes.end)
      continue;
    const std::uint8_t symbol =
        symbols_[codes.first_symbol + ((next - codes.first) >> (16 - length))];
    return symbol <= 16 ? Code{symbol, static_cast<std::uint8_t>(length)} : Code{};
  }
  return {};
}

void BitReader::fill_bytewise() {
  while (available_ <= 56) {
    std::uint64_t byte = 0;
    if (position_ < data_.size() && data_[position_] != 0xff) {
      byte = data_[position_++];
    } else if (position_ + 1 < data_.size() && data_[position_ + 1] == 0) {
      byte = 0xff;
      position_ += 2;
    } else {
      invented_ += 8;  // a marker or the end: they stay where they are
    }
    buffer_ |= byte << (56 - available_);
    available_ += 8;
  }
}

bool BitReader::skip_restart_marker() {
  buffer_ = 0;
  available_ = 0;
  invented_ = 0;
  while (position_ + 1 < data_.size() && data_[position_] == 0xff && data_[position_ + 1] == 0xff)
    ++position_;
  if (position_ + 1 >= data_.size() || data_[position_] != 0xff ||
      (data_[position_ + 1] & 0xf8) != 0xd0) {
    if (position_ + 1 >= data_.size())
      position_ = data_.size();
    return false;
  }
  position_ += 2;
  return true;
}

}  // namespace noctis
