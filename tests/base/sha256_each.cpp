#include "base/sha256_each.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

// The examples of FIPS 180: one block, two, nothing, and a million times "a".
constexpr auto of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto of_two_blocks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
constexpr auto of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto of_a_million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
constexpr std::string_view two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

}  // namespace

TEST_SUITE("base/sha256_each") {
  TEST_CASE("the standard's examples have their digests, whatever they are hashed beside") {
    const std::string million(1'000'000, 'a');
    // Nine of each: more than there are lanes, and enough that no path takes them one by one.
    std::vector<ByteView> inputs;
    for (int i = 0; i < 9; ++i)
      for (const ByteView input :
           {as_bytes(million), as_bytes("abc"), ByteView(), as_bytes(two_blocks)})
        inputs.push_back(input);
    for (const Sha256Path path : sha256_paths()) {
      CAPTURE(static_cast<int>(path));
      const std::vector<Digest> digests = sha256_each(inputs, path);
      REQUIRE(digests.size() == inputs.size());
      for (std::size_t i = 0; i < digests.size(); i += 4) {
        CHECK(to_hex(digests[i]) == of_a_million);
        CHECK(to_hex(digests[i + 1]) == of_abc);
        CHECK(to_hex(digests[i + 2]) == of_nothing);
        CHECK(to_hex(digests[i + 3]) == of_two_blocks);
      }
      CHECK(sha256_each({}, path).empty());
    }
  }

  TEST_CASE("a few, or one far longer than the others, have their digests too") {
    std::mt19937 random(2);
    Bytes bytes(9000);
    for (std::uint8_t& byte : bytes)
      byte = static_cast<std::uint8_t>(random());
    for (std::size_t count = 1; count <= 9; ++count)
      for (const std::size_t longest : {std::size_t{120}, std::size_t{9000}}) {
        std::vector<ByteView> inputs;
        for (std::size_t i = 1; i < count; ++i)
          inputs.push_back(ByteView(bytes).subspan(i, 100 + i));
        inputs.push_back(ByteView(bytes).first(longest));
        const std::vector<Digest> right = sha256_each(inputs, Sha256Path::one_by_one);
        for (const Sha256Path path : sha256_paths()) {
          CAPTURE(static_cast<int>(path));
          CAPTURE(count);
          CAPTURE(longest);
          CHECK(sha256_each(inputs, path) == right);
        }
      }
  }

  TEST_CASE("bytes of any length have the digest that OpenSSL makes of them") {
    std::mt19937 random(1);
    Bytes bytes(5000);
    for (std::uint8_t& byte : bytes)
      byte = static_cast<std::uint8_t>(random());
    const ByteView all(bytes);
    std::vector<ByteView> inputs;
    for (std::size_t length = 0; length < 300; ++length) {
      inputs.push_back(all.subspan(random() % 100, length));
      inputs.push_back(all.first(1000 + random() % 4000));
    }
    for (const Sha256Path path : sha256_paths()) {
      CAPTURE(static_cast<int>(path));
      const std::vector<Digest> digests = sha256_each(inputs, path);
      REQUIRE(digests.size() == inputs.size());
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        CAPTURE(inputs[i].size());
        Sha256 hash(false);
        hash.add(inputs[i]);
        CHECK(digests[i] == hash.finish());
      }
    }
  }
}
