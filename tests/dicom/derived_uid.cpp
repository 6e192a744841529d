#include "dicom/derived_uid.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("dicom/derived_uid") {
  TEST_CASE("it is 2.25 and the digest's first 128 bits in decimal") {
    CHECK(derived_uid(Digest{}) == "2.25.0");
    Digest ten{};
    ten[15] = 10;
    ten[16] = 255;  // beyond the 128 bits
    CHECK(derived_uid(ten) == "2.25.10");
    Digest all{};
    all.fill(0xFF);
    CHECK(derived_uid(all) == "2.25.340282366920938463463374607431768211455");  // 2^128 - 1
    // PS3.5 B.2's own example: UUID f81d4fae-7dec-11d0-a765-00a0c91e6bf6.
    const Digest example{0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0,
                         0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6};
    CHECK(derived_uid(example) == "2.25.329800735698586629295641978511506172918");
  }
}
