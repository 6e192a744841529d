#include <png.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "image/pictures.hpp"
#include "image/png.hpp"
#include "support/by_libpng.hpp"
#include "support/random.hpp"

using namespace noctis;
using test::mixed_picture;

namespace {

constexpr Compression all_compressions[] = {Compression::fast, Compression::normal,
                                            Compression::small, Compression::reference};

template <class Sample>
void check_round_trip(PngEncoder& encoder, const BasicImage<Sample>& image) {
  CAPTURE(image.width);
  CAPTURE(image.height);
  CAPTURE(image.channels);
  const auto png = encoder.encode(image);
  REQUIRE(png.has_value());
  const auto decoded = decode_png(*png);
  REQUIRE(decoded.has_value());
  REQUIRE(std::holds_alternative<BasicImage<Sample>>(*decoded));
  CHECK(std::get<BasicImage<Sample>>(*decoded) == image);
}

bool contains(const Bytes& bytes, std::string_view text) {
  return std::search(bytes.begin(), bytes.end(), text.begin(), text.end()) != bytes.end();
}

void put_big_endian(Bytes& bytes, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i)
    bytes[at + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
}

// The header of ICC.1:2010, 7.2, of a display profile, and one tag that compresses badly: libpng
// takes a chunk of less than 92 bytes for too short.
Bytes small_profile() {
  constexpr std::uint32_t start = 144, tag_size = 200;
  Bytes profile(start + tag_size);
  put_big_endian(profile, 0, start + tag_size);
  profile[8] = 2;
  std::memcpy(&profile[12], "mntrRGB XYZ ", 12);
  std::memcpy(&profile[36], "acsp", 4);
  put_big_endian(profile, 68, 0x0000f6d6);  // the illuminant is D50
  put_big_endian(profile, 72, 0x00010000);
  put_big_endian(profile, 76, 0x0000d32d);
  put_big_endian(profile, 128, 1);
  std::memcpy(&profile[132], "cprt", 4);
  put_big_endian(profile, 136, start);
  put_big_endian(profile, 140, tag_size);
  test::Random random(1);
  for (std::size_t i = start; i < profile.size(); ++i)
    profile[i] = static_cast<std::uint8_t>(random());
  return profile;
}

// What libpng finds in the iCCP chunk.
Bytes profile_in(const Bytes& png) {
  png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(reader);
  ByteView rest = png;
  png_set_read_fn(reader, &rest, [](png_structp from, png_bytep out, std::size_t length) {
    auto& bytes = *static_cast<ByteView*>(png_get_io_ptr(from));
    std::memcpy(out, bytes.data(), length);
    bytes = bytes.subspan(length);
  });
  png_read_info(reader, info);
  png_charp name = nullptr;
  int method = 0;
  png_bytep profile = nullptr;
  png_uint_32 length = 0;
  Bytes found;
  if (png_get_iCCP(reader, info, &name, &method, &profile, &length) != 0)
    found.assign(profile, profile + length);
  png_destroy_read_struct(&reader, &info, nullptr);
  return found;
}

}  // namespace

TEST_SUITE("image/png_encoder") {
  TEST_CASE("libpng reads back every sample, whatever the size, channels, depth and compression") {
    for (const Compression compression : all_compressions) {
      PngEncoder encoder(compression);
      std::uint32_t seed = 0;
      for (const std::uint32_t width : {1U, 2U, 7U, 33U, 100U})
        for (const std::uint32_t height : {1U, 3U, 50U})
          for (const std::uint32_t channels : {1U, 3U}) {
            check_round_trip(encoder, mixed_picture<std::uint8_t>(width, height, channels, ++seed));
            check_round_trip(encoder,
                             mixed_picture<std::uint16_t>(width, height, channels, ++seed));
          }
    }
  }

  TEST_CASE("every path makes the same file") {
    for (const Compression compression : all_compressions)
      for (const std::uint32_t channels : {1U, 3U}) {
        const auto bytes = mixed_picture<std::uint8_t>(333, 301, channels, 5);
        const auto words = mixed_picture<std::uint16_t>(333, 301, channels, 6);
        PngEncoder scalar(compression, VectorPath::scalar);
        const Bytes of_bytes = scalar.encode(bytes).value();
        const Bytes of_words = scalar.encode(words).value();
        for (const VectorPath path : vector_paths()) {
          CAPTURE(name_of(path));
          PngEncoder encoder(compression, path);
          CHECK(encoder.encode(bytes).value() == of_bytes);
          CHECK(encoder.encode(words).value() == of_words);
        }
      }
  }

  TEST_CASE("one row, one column, of the most and of odd lengths, are read back by every path") {
    for (const VectorPath path : vector_paths()) {
      CAPTURE(name_of(path));
      PngEncoder encoder(Compression::normal, path);
      for (const std::uint32_t length : {1U, 63U, 4097U, 65535U}) {
        check_round_trip(encoder, mixed_picture<std::uint8_t>(length, 1, 1, length));
        check_round_trip(encoder, mixed_picture<std::uint8_t>(1, length, 3, length));
        check_round_trip(encoder, mixed_picture<std::uint16_t>(length, 1, 1, length));
        check_round_trip(encoder, mixed_picture<std::uint16_t>(1, length, 1, length));
      }
    }
  }

  TEST_CASE("a picture beyond zlib's buffers is read back") {
    PngEncoder encoder;
    check_round_trip(encoder, mixed_picture<std::uint8_t>(1500, 1200, 1, 1));
    check_round_trip(encoder, mixed_picture<std::uint16_t>(70000, 3, 1, 2));
  }

  TEST_CASE("the same picture makes the same bytes, after any other and on any thread") {
    const Image8 image = mixed_picture<std::uint8_t>(200, 150, 1, 3);
    for (const Compression compression : all_compressions) {
      PngEncoder first(compression);
      const Bytes once = first.encode(image).value();
      CHECK(first.encode(mixed_picture<std::uint16_t>(31, 7, 3, 4)).has_value());
      CHECK(first.encode(image).value() == once);
      Bytes elsewhere;
      std::thread([&] { elsewhere = PngEncoder(compression).encode(image).value(); }).join();
      CHECK(elsewhere == once);
    }
  }

  TEST_CASE("small is never larger than normal") {
    const auto check = [](const Image8& image) {
      PngEncoder small(Compression::small), normal(Compression::normal);
      CHECK(small.encode(image)->size() <= normal.encode(image)->size());
      check_round_trip(small, image);
      check_round_trip(normal, image);
    };
    for (std::uint32_t seed = 0; seed < 5; ++seed)
      check(mixed_picture<std::uint8_t>(120, 90, 1, seed));
    // A curve with a little noise on it, where matches gain less than they cost.
    test::Random random(1);
    Image8 image{64, 64, 1, {}};
    for (std::uint32_t y = 0; y < 64; ++y)
      for (std::uint32_t x = 0; x < 64; ++x) {
        const std::uint32_t noise =
            random.below(4) + random.below(4) + random.below(4) + random.below(4);
        image.samples.push_back(static_cast<std::uint8_t>(x * x + y + noise * noise));
      }
    check(image);
  }

  TEST_CASE("reference is what libpng writes of its own accord") {
    // Small enough for one of libpng's chunks.
    const Image8 image = mixed_picture<std::uint8_t>(70, 50, 1, 7);
    CHECK(PngEncoder(Compression::reference).encode(image).value() == by_libpng(image));
    CHECK_FALSE(PngEncoder(Compression::normal).encode(image).value() == by_libpng(image));
  }

  TEST_CASE("R31: the profile of a colour picture travels with it") {
    PngEncoder encoder;
    const Image8 image = mixed_picture<std::uint8_t>(5, 5, 3, 1);
    const Bytes profile = small_profile();
    CHECK(profile_in(encoder.encode(image, {profile}).value()) == profile);

    Bytes padded = profile;  // to an even length, as DICOM has it
    padded.push_back(0);
    padded.push_back(0);
    CHECK(profile_in(encoder.encode(image, {padded}).value()) == profile);
  }

  TEST_CASE("R31: the profile of a picture can be had back, to travel with another size of it") {
    const Bytes profile = small_profile();
    PngEncoder encoder;
    const auto color = test::mixed_picture<std::uint8_t>(7, 5, 3, 1);
    CHECK(icc_profile_of(encoder.encode(color, {profile}).value()) == profile);
    CHECK(icc_profile_of(encoder.encode(color).value()).empty());
    const auto grey = test::mixed_picture<std::uint8_t>(7, 5, 1, 1);
    CHECK(icc_profile_of(encoder.encode(grey, {profile}).value()).empty());
    CHECK(icc_profile_of(as_bytes("DICM")).empty());
  }

  TEST_CASE("R31: grey pictures have no profile") {
    const Bytes profile = small_profile();
    const auto png = PngEncoder().encode(mixed_picture<std::uint8_t>(5, 5, 1, 1), {profile});
    CHECK_FALSE(contains(png.value(), "iCCP"));
    CHECK_FALSE(contains(png.value(), "sRGB"));
  }

  TEST_CASE(
      "R31: a colour picture without a profile says that it is sRGB, one with a profile not") {
    const Image8 image = mixed_picture<std::uint8_t>(5, 5, 3, 1);
    CHECK(contains(PngEncoder().encode(image).value(), "sRGB"));
    CHECK(contains(PngEncoder().encode(image, {Bytes(3)}).value(), "sRGB"));
    const Bytes profile = small_profile();
    CHECK_FALSE(contains(PngEncoder().encode(image, {profile}).value(), "sRGB"));
  }

  TEST_CASE("a profile that is none is left out") {
    const Image8 image = mixed_picture<std::uint8_t>(5, 5, 3, 1);
    const auto refused = [&](const Bytes& profile) {
      return !contains(PngEncoder().encode(image, {profile}).value(), "iCCP");
    };
    const Bytes good = small_profile();
    CHECK_FALSE(refused(good));
    CHECK(refused(Bytes(good.begin(), good.end() - 1)));
    CHECK(refused(Bytes(3)));
    Bytes bad = good;
    bad[16] = 'G';  // of grey
    CHECK(refused(bad));
    bad = good;
    bad[36] = 'x';
    CHECK(refused(bad));
    bad = good;
    put_big_endian(bad, 0, 0xffffffff);
    CHECK(refused(bad));
    bad = good;
    put_big_endian(bad, 128, 0x20000000);  // more tags than there is room for
    CHECK(refused(bad));
    bad = good;
    put_big_endian(bad, 140, 201);  // a tag beyond the end
    CHECK(refused(bad));
  }

  TEST_CASE("a picture that is not whole is refused, by name") {
    PngEncoder encoder;
    CHECK(encoder.encode(Image8{0, 1, 1, {}}).error().what == "a picture's size is 0 x 1");
    CHECK(encoder.encode(Image8{1, 1048577, 1, {}}).error().what ==
          "a picture's size is 1 x 1048577");
    CHECK(encoder.encode(Image8{1, 1, 2, {1, 2}}).error().what == "a picture has 2 channels");
    CHECK(encoder.encode(Image8{2, 2, 1, {1, 2, 3}}).error().what ==
          "a picture has 3 of 4 samples");
  }
}
