#include "base/digest.hpp"

#include <random>
#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

// The examples of FIPS 180, one block and two, and of nothing.
constexpr auto of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto of_two_blocks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
constexpr auto of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

}  // namespace

TEST_SUITE("base/digest") {
  TEST_CASE("the digests are those of the standard, one after the other") {
    for (int round = 0; round < 2; ++round) {
      CHECK(to_hex(sha256(as_bytes("abc"))) == of_abc);
      CHECK(to_hex(sha256(as_bytes(two_blocks))) == of_two_blocks);
      CHECK(to_hex(sha256({})) == of_nothing);
    }
  }

  TEST_CASE("a hash that was finished starts anew, and pieces make one whole") {
    for (const bool by_instructions : {false, has_sha256_instructions()}) {
      CAPTURE(by_instructions);
      Sha256 hash(by_instructions);
      hash.add("abc");
      CHECK(to_hex(hash.finish()) == of_abc);
      CHECK(to_hex(hash.finish()) == of_nothing);
      for (const char c : two_blocks)
        hash.add(std::string_view(&c, 1));
      CHECK(to_hex(hash.finish()) == of_two_blocks);
    }
  }

  TEST_CASE("the processor's instructions and OpenSSL make the same of pieces of any length") {
    if (!has_sha256_instructions()) {
      MESSAGE("no instructions for SHA-256 here: nothing to compare");
      return;
    }
    std::mt19937 random(1);
    Bytes bytes(1000);
    for (std::uint8_t& byte : bytes)
      byte = static_cast<std::uint8_t>(random());
    Sha256 ours(true), theirs(false);
    for (int round = 0; round < 2000; ++round) {
      CAPTURE(round);
      for (auto pieces = random() % 6; pieces > 0; --pieces) {
        const ByteView piece = ByteView(bytes).first(random() % (random() % 8 == 0 ? 1000 : 130));
        ours.add(piece);
        theirs.add(piece);
      }
      REQUIRE(ours.finish() == theirs.finish());
    }
  }
}
