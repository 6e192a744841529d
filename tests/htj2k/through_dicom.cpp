// Frames of the transfer syntaxes of HTJ2K, by whichever decoder takes them.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/decoder.hpp"
#include "dicom/image_pixel.hpp"
#include "htj2k/picture.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

Result<Frame> decode(const Htj2kPicture& picture, const Bytes& codestream) {
  ImagePixel attributes;
  attributes.rows = picture.rows;
  attributes.columns = picture.columns;
  attributes.samples_per_pixel = static_cast<std::uint16_t>(picture.components);
  attributes.photometric_interpretation = picture.components == 3 ? "RGB" : "MONOCHROME2";
  attributes.bits_allocated = picture.precision > 8 ? 16 : 8;
  attributes.bits_stored = static_cast<std::uint16_t>(picture.precision);
  attributes.high_bit = static_cast<std::uint16_t>(picture.precision - 1);
  attributes.is_signed = picture.is_signed;
  return find_decoder("1.2.840.10008.1.2.4.201")->decode(codestream, attributes);
}

/// The samples' bit patterns.
std::vector<std::uint32_t> patterns_of(const Htj2kPicture& picture) {
  std::vector<std::uint32_t> patterns;
  for (const std::int32_t sample : picture.samples)
    patterns.push_back(static_cast<std::uint32_t>(sample) & ((1U << picture.precision) - 1));
  return patterns;
}
std::vector<std::uint32_t> patterns_of(const Frame& frame) {
  return std::visit(
      [](const auto& samples) {
        std::vector<std::uint32_t> patterns;
        for (const auto sample : samples)
          patterns.push_back(static_cast<std::uint32_t>(sample));
        return patterns;
      },
      frame.samples);
}

}  // namespace

TEST_SUITE("htj2k/through_dicom") {
  TEST_CASE("a frame has the samples that went in, of one tile or several") {
    Random random(31);
    for (const std::uint32_t components : {1U, 3U})
      for (const std::uint32_t precision : {8U, 12U, 16U})
        for (const bool is_signed : {false, true})
          for (const std::uint32_t tile : {0U, 32U}) {
            if (components == 3 && is_signed)
              continue;
            CAPTURE(components);
            CAPTURE(precision);
            CAPTURE(is_signed);
            CAPTURE(tile);
            const auto picture = make_picture({.columns = 50,
                                               .rows = 41,
                                               .components = components,
                                               .precision = precision,
                                               .is_signed = is_signed,
                                               .samples = {}},
                                              Texture::smooth, random);
            const auto frame = decode(
                picture, encode_htj2k(picture, {.color_transform = components == 3, .tile = tile}));
            REQUIRE(frame.has_value());
            CHECK(patterns_of(*frame) == patterns_of(picture));
            CHECK(frame->remarks.empty());
            if (components == 3)
              CHECK(frame->layout.photometric == Photometric::rgb);
          }
  }

  TEST_CASE("of a damaged code-block it is told what is wrong with it") {
    Random random(32);
    const auto picture = make_picture({.columns = 40, .rows = 40, .precision = 12, .samples = {}},
                                      Texture::noise, random);
    Bytes codestream = encode_htj2k(picture, {.levels = 0});
    codestream[codestream.size() - 3] = 0xff;  // of the block's last bytes, which tell two lengths
    const auto frame = decode(picture, codestream);
    REQUIRE_FALSE(frame.has_value());
    CHECK(frame.error().kind == ErrorKind::malformed);
    CHECK(frame.error().what.starts_with("an HTJ2K code-block of "));
    CHECK(frame.error().what.ends_with(" of symbols"));
  }

  TEST_CASE("more levels than OpenJPEG decodes rightly are refused where it would be asked") {
    Random random(34);
    const auto picture = make_picture({.columns = 119, .rows = 87, .precision = 12, .samples = {}},
                                      Texture::smooth, random);
    CHECK(decode(picture, encode_htj2k(picture, {.levels = 15, .tile = 64})).has_value());
    CHECK(decode(picture, encode_htj2k(picture, {.levels = 16})).has_value());
    const auto refused = decode(picture, encode_htj2k(picture, {.levels = 16, .tile = 64}));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::unsupported);
    CHECK(refused.error().what == "the JPEG 2000 codestream has 16 decomposition levels");
  }

  TEST_CASE("a marker in the packets is told of, before OpenJPEG ends the process") {
    Random random(35);
    const auto picture = make_picture({.columns = 90, .rows = 60, .precision = 12, .samples = {}},
                                      Texture::noise, random);
    for (const std::uint32_t tile : {0U, 64U}) {
      const Bytes whole = encode_htj2k(picture, {.reversible = false, .tile = tile});
      CHECK(decode(picture, whole).has_value());
      for (const std::size_t at : {whole.size() / 2, whole.size() - 40}) {
        Bytes damaged = whole;
        damaged[at] = 0xff;
        damaged[at + 1] = 0x90;
        const auto frame = decode(picture, damaged);
        REQUIRE_FALSE(frame.has_value());
        CHECK(frame.error().kind == ErrorKind::malformed);
        CHECK(frame.error().what == "the HTJ2K codestream has a marker where none can be");
      }
      Bytes astray = whole;  // between the last segment of the main header and the first tile-part
      const std::array<std::uint8_t, 4> sot = {0xff, 0x90, 0, 10};
      astray.insert(std::search(astray.begin(), astray.end(), sot.begin(), sot.end()),
                    {0xff, 0x00, 0x62, 0x0c});
      const auto frame = decode(picture, astray);
      REQUIRE_FALSE(frame.has_value());
      CHECK(frame.error().what == "the HTJ2K codestream has a marker where none can be");
      Bytes padded = whole;
      padded.insert(padded.end(), 6, 0);
      CHECK(decode(picture, padded).has_value());
      Bytes without_end(whole.begin(), whole.end() - 2);
      CHECK(decode(picture, without_end).has_value());
    }
  }

  TEST_CASE("one cut short is refused") {
    Random random(33);
    const auto picture = make_picture({.columns = 40, .rows = 40, .precision = 12, .samples = {}},
                                      Texture::noise, random);
    Bytes codestream = encode_htj2k(picture);
    codestream.resize(codestream.size() * 3 / 4);
    CHECK_FALSE(decode(picture, codestream).has_value());
  }
}
