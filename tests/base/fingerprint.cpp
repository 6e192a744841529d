#include "base/fingerprint.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("base/fingerprint") {
  TEST_CASE("nothing has the fingerprint that XXH3's description gives for it") {
    CHECK(fingerprint({}) == Fingerprint{0x99, 0xaa, 0x06, 0xd3, 0x01, 0x47, 0x98, 0xd8, 0x60, 0x01,
                                         0xc3, 0x24, 0x46, 0x8d, 0x49, 0x7f});
  }

  TEST_CASE("with another key a thing has another fingerprint") {
    FingerprintKey one, other;
    std::iota(one.begin(), one.end(), std::uint8_t{3});
    std::iota(other.begin(), other.end(), std::uint8_t{4});
    for (const std::size_t length : {0U, 1U, 16U, 100U, 200U, 5000U}) {
      CAPTURE(length);
      const Bytes bytes(length, 7);
      CHECK(fingerprint(bytes, one) != fingerprint(bytes, other));
    }
  }

  TEST_CASE("bytes that come in parts have the fingerprint of all together") {
    Bytes bytes(5000);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{1});
    const ByteView all = bytes;
    FingerprintKey key;
    std::iota(key.begin(), key.end(), std::uint8_t{99});
    for (const std::size_t part : {1U, 63U, 64U, 255U, 256U, 257U, 1024U, 4999U, 5000U}) {
      CAPTURE(part);
      Fingerprinter fingerprinter(key);
      for (std::size_t at = 0; at < all.size(); at += part)
        fingerprinter.add(all.subspan(at, std::min(part, all.size() - at)));
      CHECK(fingerprinter.finish() == fingerprint(all, key));
    }
    CHECK(Fingerprinter(key).finish() == fingerprint({}, key));
  }

  TEST_CASE("a bit more, a bit less, and another length make another fingerprint") {
    std::set<Fingerprint> all;
    std::size_t made = 0;
    for (const std::size_t length : {1U, 3U, 16U, 17U, 128U, 129U, 240U, 241U, 1024U, 1025U}) {
      Bytes bytes(length, 7);
      all.insert(fingerprint(bytes));
      ++made;
      for (std::size_t bit = 0; bit < 8 * length; ++bit) {
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        all.insert(fingerprint(bytes));
        ++made;
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
      }
    }
    CHECK(all.size() == made);
  }
}
