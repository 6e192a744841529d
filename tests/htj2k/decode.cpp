// Lossless pictures come back as they went in, whatever they are and however they are coded; what
// we decode, OpenJPEG decodes alike.

#include "htj2k/decode.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/vector_path.hpp"
#include "htj2k/picture.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

constexpr Texture textures[] = {Texture::flat, Texture::smooth, Texture::noise, Texture::ends,
                                Texture::islands};

/// The picture comes back on every path.
void check_whole(const Htj2kPicture& picture, const Bytes& codestream) {
  for (const VectorPath path : vector_paths()) {
    CAPTURE(name_of(path));
    const auto decoded = htj2k::decode(codestream, path);
    REQUIRE(decoded.has_value());
    CHECK(decoded->precision == picture.precision);
    CHECK(decoded->is_signed == picture.is_signed);
    CHECK(decoded->components.size() == picture.components);
    CHECK(samples_of(decoded) == picture.samples);
  }
}

void put_u32(Bytes& bytes, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i)
    bytes[at + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
}

std::size_t find_marker(const Bytes& bytes, std::uint8_t marker) {
  const std::array<std::uint8_t, 2> wanted = {0xff, marker};
  return static_cast<std::size_t>(
      std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end()) - bytes.begin());
}

constexpr std::uint8_t siz = 0x51, cod = 0x52, qcd = 0x5c, sot = 0x90, sod = 0x93;

Htj2kPicture grey(std::uint32_t columns, std::uint32_t rows, std::uint32_t precision = 12) {
  return {.columns = columns, .rows = rows, .precision = precision, .samples = {}};
}

}  // namespace

TEST_SUITE("htj2k/decode") {
  TEST_CASE("pictures of every small size come back") {
    Random random(1);
    for (std::uint32_t rows = 1; rows <= 9; ++rows)
      for (std::uint32_t columns = 1; columns <= 9; ++columns)
        for (const std::uint32_t levels : {0U, 1U, 3U}) {
          CAPTURE(rows);
          CAPTURE(columns);
          CAPTURE(levels);
          const auto picture = make_picture(grey(columns, rows), Texture::noise, random);
          check_whole(picture, encode_htj2k(picture, {.levels = levels}));
        }
  }

  TEST_CASE("pictures of every depth and texture come back, signed and unsigned") {
    Random random(2);
    for (std::uint32_t precision = 1; precision <= 16; ++precision)
      for (const bool is_signed : {false, true})
        for (const Texture texture : textures) {
          CAPTURE(precision);
          CAPTURE(is_signed);
          CAPTURE(static_cast<int>(texture));
          Htj2kPicture shape = grey(131, 77, precision);
          shape.is_signed = is_signed;
          const auto picture = make_picture(shape, texture, random);
          check_whole(picture, encode_htj2k(picture));
        }
  }

  TEST_CASE("a long row and a long column come back") {
    Random random(3);
    for (const auto& shape : {grey(65535, 1), grey(1, 65535)}) {
      const auto picture = make_picture(shape, Texture::smooth, random);
      // Blocks of 1024 by 4 among them.
      check_whole(picture, encode_htj2k(picture, {.block_columns = 1024, .block_rows = 4}));
    }
  }

  TEST_CASE("colours come back, with RCT and without") {
    Random random(4);
    for (const bool color_transform : {false, true})
      for (const std::uint32_t precision : {8U, 12U, 16U})
        for (const Texture texture : textures) {
          CAPTURE(color_transform);
          CAPTURE(precision);
          CAPTURE(static_cast<int>(texture));
          Htj2kPicture shape = grey(67, 45, precision);
          shape.components = 3;
          const auto picture = make_picture(shape, texture, random);
          check_whole(picture, encode_htj2k(picture, {.color_transform = color_transform}));
        }
  }

  TEST_CASE("more levels than a picture can be halved come back") {
    Random random(16);
    for (const std::uint32_t levels : {9U, 15U, 16U, 24U, 32U})
      for (const char* const progression : {"LRCP", "RPCL"}) {
        CAPTURE(levels);
        CAPTURE(progression);
        const auto picture = make_picture(grey(119, 87), Texture::smooth, random);
        check_whole(picture, encode_htj2k(picture, {.levels = levels, .progression = progression}));
      }
  }

  TEST_CASE("blocks, levels, precincts and progressions of all kinds come back") {
    Random random(5);
    const char* const progressions[] = {"LRCP", "RLCP", "RPCL", "PCRL", "CPRL"};
    int taken = 0;
    for (int i = 0; i < 600; ++i) {
      Htj2kPicture shape = grey(1 + random.below(300), 1 + random.below(300), 1 + random.below(16));
      shape.components = random.one_in(3) ? 3 : 1;
      const std::uint32_t wide = 2 + random.below(7), high = 2 + random.below(11 - wide);
      Htj2kOptions options{.color_transform = shape.components == 3 && random.one_in(2),
                           .levels = random.below(8),
                           .block_columns = 1U << wide,
                           .block_rows = 1U << std::min(high, 10U),
                           .progression = progressions[random.below(5)]};
      for (std::uint32_t precinct = random.below(4); precinct > 0; --precinct)
        options.precincts.push_back({3 + random.below(6), 3 + random.below(6)});
      const auto picture = make_picture(shape, textures[random.below(std::size(textures))], random);
      const Bytes codestream = encode_htj2k(picture, options);
      CAPTURE(i);
      CAPTURE(options.progression);
      // Where positions matter, ours has one precinct a resolution.
      const bool by_position = options.progression == "PCRL" || options.progression == "CPRL";
      if (by_position && !htj2k::decode(codestream)) {
        CHECK_FALSE(options.precincts.empty());
        continue;
      }
      ++taken;
      check_whole(picture, codestream);
    }
    CHECK(taken > 400);
  }

  TEST_CASE("a code-block has two bytes at least") {
    Random random(17);
    Bytes codestream =
        encode_htj2k(make_picture(grey(1, 1, 8), Texture::noise, random), {.levels = 0});
    const std::size_t quantization = find_marker(codestream, qcd) + 4;
    const unsigned magnitude_bits =
        (codestream[quantization] >> 5) + (codestream[quantization + 1] >> 3) - 1U;
    const std::size_t start = find_marker(codestream, sot), data = find_marker(codestream, sod) + 2;
    // 15444-1 B.10: a packet, in it the one block, its zero bit-planes, one pass, and three bits
    // for its length.
    const auto with = [&](unsigned length, const Bytes& block) {
      const std::string bits = "11" + std::string(magnitude_bits - 1, '0') + "1" + "0" + "0" +
                               std::string(1, length & 4 ? '1' : '0') + (length & 2 ? '1' : '0') +
                               (length & 1 ? '1' : '0') + "0000000";
      Bytes bytes(codestream.begin(), codestream.begin() + static_cast<std::ptrdiff_t>(data));
      for (std::size_t i = 0; i + 8 <= bits.size(); i += 8)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(bits.substr(i, 8), nullptr, 2)));
      bytes.insert(bytes.end(), block.begin(), block.end());
      put_u32(bytes, start + 6, static_cast<std::uint32_t>(bytes.size() - start));
      bytes.insert(bytes.end(), {0xff, 0xd9});
      return bytes;
    };
    const auto whole = htj2k::decode(with(4, {0x01, 0x7f, 0x63, 0x00}));
    REQUIRE(whole.has_value());
    CHECK(whole->components.front().row(0)[0] == 127);  // 128 - 1
    for (const unsigned length : {0U, 1U}) {
      const auto decoded = htj2k::decode(with(length, Bytes(length)));
      REQUIRE_FALSE(decoded.has_value());
      CHECK(decoded.error().kind == ErrorKind::unsupported);
    }
  }

  TEST_CASE("several tile-parts are one codestream") {
    Random random(6);
    const auto picture = make_picture(grey(100, 90), Texture::smooth, random);
    const Bytes whole = encode_htj2k(picture);
    const std::size_t start = find_marker(whole, sot), data = find_marker(whole, sod) + 2;
    for (const std::size_t cut : {data, data + 1, whole.size() / 2, whole.size() - 2}) {
      CAPTURE(cut);
      Bytes parts(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut));
      put_u32(parts, start + 6, static_cast<std::uint32_t>(cut - start));
      const std::size_t second = parts.size();
      parts.insert(parts.end(), {0xff, sot, 0, 10, 0, 0, 0, 0, 0, 0, 1, 2, 0xff, sod});
      parts.insert(parts.end(), whole.begin() + static_cast<std::ptrdiff_t>(cut), whole.end());
      put_u32(parts, second + 6, static_cast<std::uint32_t>(parts.size() - 2 - second));
      check_whole(picture, parts);
      // Parts of another tile, or not in their order, are none of this one's.
      parts[second + 10] = 2;
      CHECK_FALSE(htj2k::decode(parts).has_value());
    }
  }

  TEST_CASE("a last tile-part of no length ends with the codestream") {
    Random random(7);
    const auto picture = make_picture(grey(40, 30), Texture::smooth, random);
    Bytes codestream = encode_htj2k(picture);
    put_u32(codestream, find_marker(codestream, sot) + 6, 0);
    check_whole(picture, codestream);
  }

  TEST_CASE("a component's own quantization wins over the default") {
    Random random(8);
    const auto picture = make_picture(grey(40, 30), Texture::smooth, random);
    Bytes codestream = encode_htj2k(picture);
    const std::size_t at = find_marker(codestream, qcd);
    const std::size_t length = codestream[at + 3];
    Bytes own = {0xff, 0x5d, 0, static_cast<std::uint8_t>(length + 1), 0};
    own.insert(own.end(), codestream.begin() + static_cast<std::ptrdiff_t>(at + 4),
               codestream.begin() + static_cast<std::ptrdiff_t>(at + 2 + length));
    for (std::size_t i = 5; i < length; ++i)
      codestream[at + i] ^= 8;  // exponents of the default
    CHECK_FALSE(htj2k::decode(codestream).has_value());
    // Whose own kind is not passed over because of that.
    Bytes other = codestream;
    other[at + 4] |= 1;
    other.insert(other.begin() + static_cast<std::ptrdiff_t>(at + 2 + length), own.begin(),
                 own.end());
    CHECK_FALSE(htj2k::decode(other).has_value());
    codestream.insert(codestream.begin() + static_cast<std::ptrdiff_t>(at + 2 + length),
                      own.begin(), own.end());
    check_whole(picture, codestream);
  }

  TEST_CASE("markers before packets and behind their headers are passed over") {
    Random random(9);
    const auto picture = make_picture(grey(20, 20), Texture::smooth, random);
    const Bytes plain = encode_htj2k(picture, {.levels = 0});
    const std::size_t style = find_marker(plain, cod) + 4, start = find_marker(plain, sot);
    const std::size_t data = find_marker(plain, sod) + 2;
    const auto with = [&](std::uint8_t markers, std::size_t at, const Bytes& marker) {
      Bytes bytes = plain;
      bytes[style] = static_cast<std::uint8_t>(bytes[style] | markers);
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), marker.begin(), marker.end());
      put_u32(bytes, start + 6, static_cast<std::uint32_t>(bytes.size() - 2 - start));
      return bytes;
    };
    check_whole(picture, with(2, data, {0xff, 0x91, 0, 4, 0, 0}));
    // The one packet's header is some bytes long; only behind it can the marker be.
    int fitting = 0;
    for (std::size_t at = data; at < data + 12; ++at) {
      const Bytes marked = with(4, at, {0xff, 0x92});
      if (samples_by_openjpeg(marked) == picture.samples) {
        ++fitting;
        check_whole(picture, marked);
      }
    }
    CHECK(fitting == 1);
    CHECK_FALSE(htj2k::decode(with(4, data, {})).has_value());
  }

  TEST_CASE("what is not ours to decode is left to OpenJPEG, which takes it") {
    Random random(10);
    const auto picture = make_picture(grey(100, 90), Texture::smooth, random);
    for (const Htj2kOptions& options : {Htj2kOptions{.tile = 64}, Htj2kOptions{.offset = 3}}) {
      const Bytes codestream = encode_htj2k(picture, options);
      CHECK_FALSE(htj2k::decode(codestream).has_value());
      CHECK(samples_by_openjpeg(codestream) == picture.samples);
    }
    const Bytes irreversible = encode_htj2k(picture, {.reversible = false});
    CHECK_FALSE(htj2k::decode(irreversible).has_value());
    CHECK(samples_by_openjpeg(irreversible).has_value());
  }

  TEST_CASE("what would be decoded otherwise is left to OpenJPEG too") {
    Random random(14);
    const auto picture = make_picture(grey(40, 30), Texture::smooth, random);
    const Bytes whole = encode_htj2k(picture, {.levels = 1});
    check_whole(picture, whole);
    const std::size_t size = find_marker(whole, siz), style = find_marker(whole, cod);
    const struct {
      const char* what;
      std::size_t at;
      std::uint8_t byte;
    } changes[] = {
        {"17 bits a sample", size + 40, 16},
        {"a second column of tiles", size + 25, 39},
        {"a second row of tiles", size + 29, 29},
        {"half as many columns", size + 41, 2},
        {"half as many rows", size + 42, 2},
        {"two layers", style + 7, 2},
        {"a transform of one component", style + 8, 1},
        {"code-blocks of the other kind", style + 12, 0},
        {"either kind of code-block", style + 12, 0xc0},
        {"vertically causal contexts", style + 12, 0x48},
        {"the irreversible wavelet", style + 13, 0},
        {"another end marker", whole.size() - 1, 0xd8},
        {"a component style of its own", find_marker(whole, 0x64) + 1, 0x53},
        {"a region of interest", find_marker(whole, 0x64) + 1, 0x5e},
        {"headers packed elsewhere", find_marker(whole, 0x64) + 1, 0x60},
        {"another order of packets", find_marker(whole, 0x64) + 1, 0x5f},
    };
    for (const auto& change : changes) {
      CAPTURE(change.what);
      Bytes changed = whole;
      REQUIRE(changed[change.at] != change.byte);
      changed[change.at] = change.byte;
      const auto decoded = htj2k::decode(changed);
      REQUIRE_FALSE(decoded.has_value());
      CHECK(decoded.error().kind == ErrorKind::unsupported);
    }
  }

  TEST_CASE("a codestream cut anywhere is none") {
    Random random(11);
    const auto picture = make_picture(grey(33, 21), Texture::smooth, random);
    const Bytes whole = encode_htj2k(picture);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      // A copy of its own size, so that a byte read beyond it is seen.
      const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      CHECK_FALSE(htj2k::decode(cut).has_value());
    }
  }

  TEST_CASE("nor is one whose packets end early, or late") {
    Random random(15);
    const auto picture = make_picture(grey(33, 21), Texture::smooth, random);
    const Bytes whole = encode_htj2k(picture);
    const std::size_t start = find_marker(whole, sot), data = find_marker(whole, sod) + 2;
    for (std::size_t end = data; end < whole.size() - 2; ++end) {
      Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(end));
      put_u32(cut, start + 6, static_cast<std::uint32_t>(end - start));
      cut.insert(cut.end(), {0xff, 0xd9});
      CHECK_FALSE(htj2k::decode(cut).has_value());
    }
    Bytes longer = whole;
    longer.insert(longer.end() - 2, 0);
    put_u32(longer, start + 6, static_cast<std::uint32_t>(longer.size() - 2 - start));
    CHECK_FALSE(htj2k::decode(longer).has_value());
  }

  TEST_CASE("numbers that would cost memory are refused before they do") {
    Random random(12);
    const auto picture = make_picture(grey(16, 16), Texture::smooth, random);
    const Bytes whole = encode_htj2k(picture);
    const std::size_t size = find_marker(whole, siz);
    for (const std::uint32_t edge : {65536U, 0xffffffffU}) {
      Bytes huge = whole;
      for (const std::size_t at : {6U, 10U, 22U, 26U})
        put_u32(huge, size + at, edge);
      CHECK_FALSE(htj2k::decode(huge).has_value());
    }
    // More than 2^22 code-blocks, none of which is in the one packet.
    Bytes blocks = encode_htj2k(picture, {.levels = 0, .block_columns = 4, .block_rows = 4});
    const std::size_t start = find_marker(blocks, sot), data = find_marker(blocks, sod) + 2;
    blocks.resize(data);
    blocks.insert(blocks.end(), {0, 0xff, 0xd9});
    put_u32(blocks, start + 6, static_cast<std::uint32_t>(data + 1 - start));
    for (const std::uint32_t edge : {8000U, 8300U}) {
      for (const std::size_t at : {6U, 10U, 22U, 26U})
        put_u32(blocks, size + at, edge);
      CHECK(htj2k::decode(blocks).has_value() == (edge < 8192));
    }
    // Precincts of one sample, each with a packet of its own.
    Bytes precincts = whole;
    const std::size_t style = find_marker(whole, cod);
    precincts[style + 3] = static_cast<std::uint8_t>(precincts[style + 3] + 6);
    precincts[style + 4] |= 1;
    precincts.insert(precincts.begin() + static_cast<std::ptrdiff_t>(style) + 14, 6, 0x11);
    for (const std::size_t at : {6U, 10U, 22U, 26U})
      put_u32(precincts, size + at, 65535);
    CHECK_FALSE(htj2k::decode(precincts).has_value());
  }

  TEST_CASE("what we make of a damaged codestream, OpenJPEG makes of it too") {
    Random random(13);
    int taken = 0;
    for (int i = 0; i < 3000; ++i) {
      Htj2kPicture shape = grey(1 + random.below(80), 1 + random.below(80), 1 + random.below(16));
      shape.components = random.one_in(4) ? 3 : 1;
      const auto picture = make_picture(shape, textures[random.below(std::size(textures))], random);
      Bytes codestream = encode_htj2k(
          picture, {.color_transform = shape.components == 3, .levels = random.below(6)});
      const std::size_t data = find_marker(codestream, sod) + 2;
      for (std::uint32_t flips = 1 + random.below(3); flips > 0; --flips) {
        const std::size_t at =
            random.one_in(4) || data + 2 >= codestream.size()
                ? random.below(static_cast<std::uint32_t>(codestream.size()))
                : data + random.below(static_cast<std::uint32_t>(codestream.size() - 2 - data));
        codestream[at] = static_cast<std::uint8_t>(codestream[at] ^ (1U << random.below(8)));
      }
      CAPTURE(i);
      const auto decoded = htj2k::decode(codestream);
      for (const VectorPath path : vector_paths())
        CHECK(samples_of(htj2k::decode(codestream, path)) == samples_of(decoded));
      if (!decoded)
        continue;
      ++taken;
      CHECK(samples_of(decoded) == samples_by_openjpeg(codestream));
    }
    CHECK(taken > 500);
  }
}
