#include "dicom/read_lookup_table.hpp"

#include <doctest/doctest.h>

using namespace noctis;

namespace {

using Words = std::vector<std::uint16_t>;

Result<LookupTable> read(const Words& descriptor, const Bytes& data, bool is_signed = false) {
  return read_lookup_table(as_bytes(descriptor), data, is_signed);
}

}  // namespace

TEST_SUITE("dicom/read_lookup_table") {
  TEST_CASE("R7: 0 entries means 65536") {
    const auto table = read({0, 0, 16}, Bytes(131072, 1));
    REQUIRE(table.has_value());
    CHECK(table->entries.size() == 65536);
    CHECK(table->entries.back() == 0x0101);
  }

  TEST_CASE("R7: the first value mapped is signed when it is said to be") {
    CHECK(read({1, 0xFC00, 16}, {0, 0}, true)->first_value_mapped == -1024);
    CHECK(read({1, 0xFC00, 16}, {0, 0}, false)->first_value_mapped == 64512);
  }

  TEST_CASE("R7: the data's length tells packed entries of 8 bits from words") {
    const auto packed = read({3, 0, 8}, {10, 20, 30, 0});
    REQUIRE(packed.has_value());
    CHECK(packed->entries == Words{10, 20, 30});
    CHECK(packed->bits_per_entry == 8);
    const auto words = read({2, 0, 8}, {10, 0, 20, 0});
    REQUIRE(words.has_value());
    CHECK(words->entries == Words{10, 20});
    const auto mislabelled = read({4, 0, 16}, {1, 2, 3, 4});
    REQUIRE(mislabelled.has_value());
    CHECK(mislabelled->bits_per_entry == 8);
  }

  TEST_CASE("R7: a table whose numbers do not fit each other is refused by them") {
    CHECK(read({4, 0, 16}, {1, 2, 3, 4, 5, 6}).error().what ==
          "LUT Data has 6 bytes for 4 entries");
    CHECK(read({4, 0, 32}, Bytes(16)).error().what == "LUT Descriptor has 32 bits an entry");
    CHECK(read({4, 0, 0}, Bytes(16)).error().what == "LUT Descriptor has 0 bits an entry");
    CHECK(read({4, 0}, Bytes(16)).error().what == "LUT Descriptor has 4 bytes");
    CHECK_FALSE(read({4, 0, 16}, {}).has_value());
  }
}
