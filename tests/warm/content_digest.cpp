#include "warm/content_digest.hpp"

#include <cstddef>
#include <fstream>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "base/fingerprint.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

const FingerprintKey key = [] {
  FingerprintKey made;
  std::iota(made.begin(), made.end(), std::uint8_t{17});
  return made;
}();

Digest digest_of(const Bytes& bytes, const std::optional<ByteRange>& pixels) {
  const auto digest = content_digest(ByteSource::of(bytes), pixels, key);
  REQUIRE(digest.has_value());
  return *digest;
}

Bytes some_bytes(std::size_t size) {
  Bytes bytes(size);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

}  // namespace

TEST_SUITE("warm/content_digest") {
  TEST_CASE("without pixels it is SHA-256") {
    CHECK(digest_of(some_bytes(1000), std::nullopt) == sha256(some_bytes(1000)));
    CHECK(digest_of({}, std::nullopt) == sha256({}));
  }

  TEST_CASE("with pixels it is as it is described, and no file's SHA-256") {
    const Bytes bytes = some_bytes(1000);
    const ByteView all = bytes;
    Sha256 hash;
    hash.add(std::uint64_t{100});
    hash.add(std::uint64_t{900});
    hash.add(all.first(100));
    hash.add(ByteView(fingerprint(all.subspan(100, 800), key)));
    hash.add(all.subspan(900));
    Digest expected = hash.finish();
    for (std::uint8_t& byte : expected)
      byte ^= 0xff;
    CHECK(digest_of(bytes, ByteRange{100, 800}) == expected);
  }

  TEST_CASE("whoever watches is told of each piece of a large file") {
    const test::TemporaryFolder folder;
    const std::string path = (folder / "large").string();
    const Bytes bytes = some_bytes(9 << 20);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    std::size_t steps = 0;
    const auto large =
        ByteSource::open(path, {.resident_limit = 1 << 20, .on_read = [&] { ++steps; }});
    REQUIRE(large.has_value());
    CHECK(content_digest(*large, std::nullopt, key).value() == sha256(bytes));
    CHECK(steps == 3);
    CHECK(content_digest(*large, ByteRange{100, 8 << 20}, key).has_value());
    CHECK(steps == 3 + 1 + 2 + 1);
  }

  TEST_CASE("each bit of a file makes another, wherever it is, and so does where the pixels are") {
    const Bytes bytes = some_bytes(300);
    std::set<Digest> all;
    std::size_t made = 0;
    const auto add = [&](const Bytes& changed, const ByteRange& pixels) {
      all.insert(digest_of(changed, pixels));
      ++made;
    };
    for (const ByteRange pixels : {ByteRange{100, 150}, {0, 300}, {0, 0}, {300, 0}, {99, 151}}) {
      add(bytes, pixels);
      for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        Bytes changed = bytes;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        add(changed, pixels);
      }
      Bytes longer = bytes;
      longer.push_back(0);
      add(longer, pixels);
    }
    CHECK(all.size() == made);
  }

  TEST_CASE("with another key it is another, of a file with pixels") {
    FingerprintKey other = key;
    other[100] ^= 1;
    const ByteSource file = ByteSource::of(some_bytes(1000));
    CHECK(content_digest(file, ByteRange{100, 800}, other).value() !=
          content_digest(file, ByteRange{100, 800}, key).value());
    CHECK(content_digest(file, std::nullopt, other).value() ==
          content_digest(file, std::nullopt, key).value());
  }

  TEST_CASE("a file that is read piece by piece has the digest that its bytes in memory have") {
    const test::TemporaryFolder folder;
    const std::string path = folder / "file";
    const Bytes bytes = some_bytes((std::size_t{9} << 20) + 1000);
    std::ofstream(path, std::ios::binary).write(as_text(bytes).data(), std::ssize(bytes));
    const auto file = ByteSource::open(path, {.resident_limit = 0});
    REQUIRE(file.has_value());
    const ByteRange pixels{777, std::size_t{9} << 20};
    CHECK(content_digest(*file, pixels, key) == digest_of(bytes, pixels));
    CHECK(content_digest(*file, std::nullopt, key) == sha256(bytes));
    std::filesystem::resize_file(path, 4 << 20);
    for (const std::optional<ByteRange>& range : {std::optional(pixels), {}}) {
      const auto cut = content_digest(*file, range, key);
      REQUIRE_FALSE(cut.has_value());
      CHECK(cut.error().kind == ErrorKind::truncated);
    }
  }
}
