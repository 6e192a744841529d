// A code-block of one quad, bit by bit.

#include "htj2k/cleanup_pass.hpp"

#include <array>
#include <string>

#include <doctest/doctest.h>

#include "base/vector_path.hpp"

using namespace noctis;

namespace {

/// The four coefficients by rows, or what is wrong.
std::string decoded(const Bytes& bytes, unsigned magnitude_bits, std::size_t columns = 2,
                    std::size_t rows = 2) {
  std::string all;
  for (const VectorPath path : vector_paths()) {
    std::array<std::int32_t, 24> out{};
    const auto read = htj2k::CleanupPass(htj2k::kernel_of(path))
                          .decode(bytes, magnitude_bits, {out.data(), 8, columns, rows});
    const std::string found =
        read ? fmt::format("{} {} {} {}", out[0], out[1], out[8], out[9]) : read.error().what;
    CHECK((all.empty() || all == found));
    all = found;
  }
  return all;
}

}  // namespace

TEST_SUITE("htj2k/cleanup_pass") {
  // MEL of two bytes; the last two have Scup, 12 bits, and the first four bits of the VLC's.
  TEST_CASE("a MEL symbol of 0 leaves a quad without context insignificant") {
    CHECK(decoded({0xff, 0x7f, 0x04, 0x00}, 8) == "0 0 0 0");
  }

  TEST_CASE("a significant sample has its magnitude and sign") {
    // Codeword 0110 is sample 0 alone, without an offset: U is 1, and the one bit that is read a
    // sign.
    CHECK(decoded({0x00, 0x7f, 0x63, 0x00}, 8) == "1 0 0 0");
    CHECK(decoded({0x01, 0x7f, 0x63, 0x00}, 8) == "-1 0 0 0");
    // 1111110 has an offset, here 1 of one bit, and the highest bit known to be 1.
    CHECK(decoded({0x00, 0x7f, 0x17, 0x74, 0x00}, 8) == "2 0 0 0");
    CHECK(decoded({0x01, 0x7f, 0x17, 0x74, 0x00}, 8) == "-2 0 0 0");
    // Ones follow where the magnitudes end.
    CHECK(decoded({0x7f, 0x63, 0x00}, 8).starts_with("-1 "));
  }

  TEST_CASE("a last byte of ones may be left out, and no more") {
    // U is 11, of which ten bits are read.
    CHECK(decoded({0x00, 0x7f, 0x02, 0x87, 0x75, 0x00}, 11) == "897 0 0 0");
    CHECK(decoded({0x7f, 0x02, 0x87, 0x75, 0x00}, 11) == "an HTJ2K code-block beyond its bits");
  }

  TEST_CASE("what is beyond its bits is not decoded") {
    const std::string is = "an HTJ2K code-block beyond its bits";
    CHECK(decoded({0x00, 0x7f, 0x17, 0x74, 0x00}, 2) == "2 0 0 0");
    CHECK(decoded({0x00, 0x7f, 0x17, 0x74, 0x00}, 1) == is);
    CHECK(decoded({0x00, 0x72, 0x00}, 8) == is);  // the codeword's end is not there
  }

  TEST_CASE("samples go by columns, and none outside the block is significant") {
    const std::string is = "an HTJ2K code-block has samples outside it";
    const Bytes lower_left = {0x00, 0x7f, 0x03, 0x00};   // 000
    const Bytes upper_right = {0x00, 0x7f, 0x23, 0x00};  // 010
    const Bytes lower_right = {0x00, 0x7f, 0x43, 0x00};  // 001
    CHECK(decoded(lower_left, 8) == "0 0 1 0");
    CHECK(decoded(lower_left, 8, 1, 2) == "0 0 1 0");
    CHECK(decoded(lower_left, 8, 2, 1) == is);
    CHECK(decoded(upper_right, 8, 2, 1) == "0 1 0 0");
    CHECK(decoded(upper_right, 8, 1, 2) == is);
    CHECK(decoded(lower_right, 8) == "0 0 0 1");
    CHECK(decoded(lower_right, 8, 1, 2) == is);
    CHECK(decoded(lower_right, 8, 2, 1) == is);
  }

  TEST_CASE("Scup is 2 at least, and the block's bytes at most") {
    CHECK(decoded({0x00, 0x00}, 8) == "an HTJ2K code-block of 2 bytes has 0 of symbols");
    CHECK(decoded({0x00, 0x01, 0x00}, 8) == "an HTJ2K code-block of 3 bytes has 1 of symbols");
    CHECK(decoded({0x00, 0x04, 0x00}, 8) == "an HTJ2K code-block of 3 bytes has 4 of symbols");
    CHECK(decoded(Bytes(5000, 0xff), 8) == "an HTJ2K code-block of 5000 bytes has 4095 of symbols");
  }

  TEST_CASE("a stuffed bit is 0") {
    const std::string is = "an HTJ2K code-block has a 1 for a stuffed bit";
    // Of the magnitudes, and of the symbols.
    CHECK(decoded({0xff, 0x80, 0xff, 0x7f, 0x04, 0x00}, 8) == is);
    CHECK(decoded({0x00, 0xff, 0x95, 0x04, 0x00}, 8) == is);
    CHECK(decoded({0xff, 0x90, 0x04, 0x00}, 8, 1000, 2) == is);
    CHECK(decoded({0xff, 0x93, 0x00}, 8) == is);
    // Or it is MEL's.
    CHECK(decoded({0xff, 0x80, 0x04, 0x00}, 8, 4, 2) == "0 0 0 0");
    CHECK(decoded({0xf2, 0x00}, 8) == "an HTJ2K code-block whose symbols begin with ones");
  }
}
