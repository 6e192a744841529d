#include "dicom/jpeg_huffman.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support/seed.hpp"

using namespace noctis;

namespace {

/// Codes of 1 to 16 bits for the numbers of bits 0 to 16, two of 16: the more bits, the longer.
struct Codes {
  Bytes table;
  std::array<unsigned, 17> length = {}, code = {};

  Codes() : table(16, 1) {
    table[15] = 2;
    unsigned next = 0;
    for (unsigned size = 0; size <= 16; ++size) {
      length[size] = std::min(size + 1, 16U);
      code[size] = next;
      next = size < 15 ? (next + 1) << 1 : next + 1;
      table.push_back(static_cast<std::uint8_t>(size));
    }
  }
};

/// Bit by bit, with a zero byte behind each FF.
class Writer {
 public:
  void put(unsigned bits, unsigned count) {
    for (unsigned i = count; i-- > 0;) {
      byte_ = byte_ << 1 | (bits >> i & 1);
      if (++count_ == 8)
        flush();
    }
  }
  void put_difference(const Codes& codes, int difference) {
    unsigned size = 0;
    while (std::abs(difference) >> size != 0)
      ++size;
    put(codes.code[size], codes.length[size]);
    const int bits = difference < 0 ? difference + (1 << size) - 1 : difference;
    if (size < 16)
      put(static_cast<unsigned>(bits), size);
  }
  /// The rest of the byte is ones (F.1.2.3).
  Bytes take() {
    while (count_ != 0)
      put(1, 1);
    return std::exchange(bytes_, {});
  }

 private:
  void flush() {
    bytes_.push_back(static_cast<std::uint8_t>(byte_));
    if (bytes_.back() == 0xff)
      bytes_.push_back(0);
    byte_ = count_ = 0;
  }

  Bytes bytes_;
  unsigned byte_ = 0, count_ = 0;
};

std::vector<int> random_differences(std::size_t count, std::mt19937_64& random) {
  std::vector<int> differences(count);
  for (int& difference : differences) {
    const int most = 1 << random() % 16;  // as many of one number of bits as of another
    difference = static_cast<int>(random() % static_cast<unsigned>(2 * most + 1)) - most;
  }
  return differences;
}

DifferenceTable table_of(const Codes& codes) {
  const auto table = HuffmanTable::read(codes.table);
  REQUIRE(table.has_value());
  CHECK(table->symbol_count() == 17);
  return DifferenceTable(*table);
}

}  // namespace

TEST_SUITE("dicom/jpeg_huffman") {
  TEST_CASE("differences of all lengths come back, interval by interval") {
    const Codes codes;
    const DifferenceTable table = table_of(codes);
    std::mt19937_64 random(test::first_seed());
    for (const std::size_t count : {1U, 2U, 7U, 100U, 1000U}) {
      CAPTURE(count);
      std::vector<std::vector<int>> intervals(3);
      Bytes data;
      for (std::size_t i = 0; i < intervals.size(); ++i) {
        intervals[i] = random_differences(count, random);
        if (i == 1)
          intervals[i].back() = 32768;
        Writer writer;
        for (const int difference : intervals[i])
          writer.put_difference(codes, difference);
        const Bytes bytes = writer.take();
        data.insert(data.end(), bytes.begin(), bytes.end());
        data.insert(data.end(), {0xff, static_cast<std::uint8_t>(i < 2 ? 0xd0 + i : 0xd9)});
      }
      CodedIntervals coded(data, count);
      for (std::size_t i = 0; i < intervals.size(); ++i) {
        if (i > 0)
          REQUIRE(coded.begin_next());
        std::vector<int> read;
        for (std::size_t n = 0; n < count; ++n)
          read.push_back(coded.cursor.read_difference(table));
        CHECK(read == intervals[i]);
        CHECK_FALSE(coded.is_exhausted());
        CHECK_FALSE(coded.is_damaged());
      }
      CHECK_FALSE(coded.begin_next());
      CHECK_FALSE(coded.at_end());
      CHECK(coded.position() == data.size() - 2);
    }
  }

  TEST_CASE("an interval of which much was not read is not left for the next") {
    const Codes codes;
    const DifferenceTable table = table_of(codes);
    for (const std::size_t unread : {0U, 8U, 9U, 100U}) {
      CAPTURE(unread);
      Bytes data(2 + unread);  // zeros are differences of one bit each
      data.insert(data.end(), {0xff, 0xd0, 0x00, 0xff, 0xd9});
      CodedIntervals coded(data, 16);
      for (int i = 0; i < 16; ++i)
        CHECK(coded.cursor.read_difference(table) == 0);
      CHECK(coded.begin_next() == (unread <= 8));
      CHECK_FALSE(coded.at_end());
    }
  }

  TEST_CASE("a bit beyond the end is met, and none before it") {
    const Codes codes;
    const DifferenceTable table = table_of(codes);
    for (const std::size_t bytes : {0U, 1U, 7U, 8U, 9U, 100U}) {
      CAPTURE(bytes);
      // Zeros are differences of one bit each.
      const Bytes zeros(bytes);
      const std::size_t bits = 8 * bytes;
      CodedIntervals coded(zeros, bits + 100);
      for (std::size_t i = 0; i < bits; ++i)
        CHECK(coded.cursor.read_difference(table) == 0);
      CHECK_FALSE(coded.is_exhausted());
      for (std::size_t i = 0; i < 100; ++i) {
        CHECK(coded.cursor.read_difference(table) == 0);
        CHECK(coded.is_exhausted());
      }
      CHECK(coded.at_end());
      CHECK_FALSE(coded.begin_next());
    }
    // The longest, of which the last bits are missing; and as many behind it as may be read.
    Writer writer;
    writer.put_difference(codes, -32767);
    Bytes data = writer.take();
    data.resize(data.size() - 2);
    CodedIntervals coded(data, 1000);
    for (int i = 0; i < 1000; ++i)
      (void)coded.cursor.read_difference(table);
    CHECK(coded.is_exhausted());
    CHECK_FALSE(coded.is_damaged());
  }

  TEST_CASE("bits that are no code are damage, and so is a symbol that is no number of bits") {
    Bytes bytes(16);
    bytes[1] = 2;  // 00 and 01
    bytes.insert(bytes.end(), {3, 17});
    const auto codes = HuffmanTable::read(bytes);
    REQUIRE(codes.has_value());
    const DifferenceTable table(*codes);
    for (const unsigned first : {0b01000000U, 0b10000000U, 0b11111110U}) {
      const Bytes data{static_cast<std::uint8_t>(first), 0, 0, 0, 0};
      CodedIntervals coded(data, 1);
      CHECK(coded.cursor.read_difference(table) == 0);
      CHECK(coded.is_damaged());
    }
    const Bytes data{0b00111000, 0, 0, 0, 0};
    CodedIntervals coded(data, 1);
    CHECK(coded.cursor.read_difference(table) == 7);
    CHECK_FALSE(coded.is_damaged());
  }

  TEST_CASE("what is no prefix code is refused") {
    CHECK_FALSE(HuffmanTable::read(Bytes(15)).has_value());
    Bytes full(16);
    full[0] = 3;  // three codes of one bit
    full.insert(full.end(), 3, 0);
    CHECK(HuffmanTable::read(full).error().what == "a JPEG Huffman table has too many codes");
    Bytes lacking(16);
    lacking[3] = 2;
    lacking.push_back(0);
    CHECK(HuffmanTable::read(lacking).error().what == "a JPEG Huffman table has 2 symbols");
  }
}
