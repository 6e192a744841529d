#include "dicom/byte_window.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

TEST_SUITE("dicom/byte_window") {
  TEST_CASE("any range of a file that is not kept in memory comes out right, in any order") {
    const test::TemporaryFolder folder;
    const auto path = folder / "bytes";
    Bytes bytes(300000);
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 256);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    const auto source = ByteSource::open(path.string(), {.resident_limit = 0});
    REQUIRE(source.has_value());
    ByteWindow window(*source);
    struct {
      std::size_t offset, length;
    } const ranges[] = {{0, 12},         {12, 65530},  {65540, 8},  {4, 4},        {200000, 100000},
                        {299999, 1},     {100000, 12}, {104095, 4}, {104090, 20},  {300000, 0},
                        {250000, 50000}, {0, 300000},  {1, 299999}, {69000, 90000}};
    for (const auto& [offset, length] : ranges) {
      CAPTURE(offset);
      CAPTURE(length);
      const auto read = window.bytes(offset, length);
      REQUIRE(read.has_value());
      const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
      CHECK(std::equal(read->begin(), read->end(), begin,
                       begin + static_cast<std::ptrdiff_t>(length)));
    }
    CHECK(window.bytes(299999, 2).error().kind == ErrorKind::truncated);
    CHECK(window.bytes(300001, 0).error().kind == ErrorKind::truncated);
  }
}
