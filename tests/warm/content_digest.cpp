#include "warm/content_digest.hpp"

#include <cstddef>
#include <fstream>
#include <numeric>
#include <set>
#include <vector>

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

using Pieces = std::vector<ByteRange>;

Result<Digest> digest_of(const ByteSource& file, const Pieces& pieces,
                         const FingerprintKey& with = key) {
  ContentDigest content(with);
  content.expect(pieces);
  return content.finish(file);
}

Digest digest_of(const Bytes& bytes, const Pieces& pieces, const FingerprintKey& with = key) {
  const auto digest = digest_of(ByteSource::of(bytes), pieces, with);
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
    CHECK(digest_of(some_bytes(1000), {}) == sha256(some_bytes(1000)));
    CHECK(digest_of(Bytes(), {}) == sha256({}));
  }

  TEST_CASE("with pixels it is as it is described, and no file's SHA-256") {
    const Bytes bytes = some_bytes(1000);
    const ByteView all = bytes;
    Sha256 hash;
    hash.add(std::uint64_t{2});
    hash.add(std::uint64_t{100});
    hash.add(std::uint64_t{800});
    hash.add(ByteView(fingerprint(all.subspan(100, 800), key)));
    hash.add(std::uint64_t{908});
    hash.add(std::uint64_t{12});
    hash.add(ByteView(fingerprint(all.subspan(908, 12), key)));
    hash.add(all.first(100));
    hash.add(all.subspan(920));
    Digest expected = hash.finish();
    for (std::uint8_t& byte : expected)
      byte ^= 0xff;
    CHECK(digest_of(bytes, Pieces{{100, 800}, {908, 12}}) == expected);
  }

  TEST_CASE("each bit of a file makes another, wherever it is, and so does where the pixels are") {
    const Bytes bytes = some_bytes(300);
    std::set<Digest> all;
    std::size_t made = 0;
    const auto add = [&](const Bytes& changed, const Pieces& pieces) {
      all.insert(digest_of(changed, pieces));
      ++made;
    };
    for (const Pieces& pieces :
         {Pieces{{100, 150}}, Pieces{{100, 75}, {175, 75}}, Pieces{{100, 80}, {170, 80}},
          Pieces{{0, 300}}, Pieces{{0, 0}}, Pieces{{300, 0}}, Pieces{{99, 151}}, Pieces{}}) {
      add(bytes, pieces);
      for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        Bytes changed = bytes;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        add(changed, pieces);
      }
      Bytes longer = bytes;
      longer.push_back(0);
      add(longer, pieces);
    }
    CHECK(all.size() == made);
  }

  TEST_CASE("with another key it is another, of a file with pixels") {
    FingerprintKey other = key;
    other[100] ^= 1;
    const Bytes bytes = some_bytes(1000);
    CHECK(digest_of(bytes, Pieces{{100, 800}}, other) != digest_of(bytes, Pieces{{100, 800}}));
    CHECK(digest_of(bytes, {}, other) == digest_of(bytes, {}));
  }

  TEST_CASE("a file that is read piece by piece has the digest that its bytes in memory have") {
    const test::TemporaryFolder folder;
    const std::string path = folder / "file";
    const Bytes bytes = some_bytes((std::size_t{9} << 20) + 1000);
    std::ofstream(path, std::ios::binary).write(as_text(bytes).data(), std::ssize(bytes));
    const auto file = ByteSource::open(path, {.resident_limit = 0});
    REQUIRE(file.has_value());
    const Pieces pieces{{777, 8 << 20}, {777 + (8 << 20), 1 << 20}};
    CHECK(digest_of(*file, pieces) == digest_of(bytes, pieces));
    CHECK(digest_of(*file, {}) == sha256(bytes));
    std::filesystem::resize_file(path, 4 << 20);
    for (const Pieces& of_cut : {pieces, Pieces()}) {
      const auto cut = digest_of(*file, of_cut);
      REQUIRE_FALSE(cut.has_value());
      CHECK(cut.error().kind == ErrorKind::truncated);
    }
  }

  TEST_CASE("what others read of a large file is not read again, and makes the same digest") {
    const test::TemporaryFolder folder;
    const std::string path = folder / "large";
    const Bytes bytes = some_bytes(9 << 20);
    std::ofstream(path, std::ios::binary).write(as_text(bytes).data(), std::ssize(bytes));
    const Pieces pieces{{1000, 5 << 20}, {1000 + (5 << 20), 3 << 20}, {1000 + (8 << 20), 1000}};

    ContentDigest content(key);
    std::uint64_t read = 0;
    const auto large = ByteSource::open(
        path, {.resident_limit = 1 << 20, .on_read = [&](std::uint64_t offset, ByteView shown) {
                 read += shown.size();
                 content.was_read(offset, shown);
               }});
    REQUIRE(large.has_value());
    content.expect(pieces);
    // In any order, beside other bytes, among them such as begin where a piece begins.
    for (const ByteRange& each : {pieces[1], {0, 500}, pieces[0], pieces[0], {1000, 5}})
      REQUIRE(large->piece(each.offset, each.length).has_value());
    read = 0;
    CHECK(content.finish(*large).value() == digest_of(bytes, pieces));
    CHECK(read == bytes.size() - (8 << 20));
  }
}
