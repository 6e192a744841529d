#include "render/master.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "render/attributes_json.hpp"
#include "tests/render/made_up_frames.hpp"
#include "tests/render/random_description.hpp"

using namespace noctis;

namespace {

EncodedMaster encoded(const Frame& frame, const DisplayAttributes& attributes) {
  PngEncoder encoder(Compression::fast);
  Result<EncodedMaster> master = encode_master(frame, attributes, encoder);
  REQUIRE(master.has_value());
  return *std::move(master);
}

void check_refused(ByteView object, std::string_view format, std::string_view attributes,
                   std::string_view what, ErrorKind kind = ErrorKind::malformed) {
  CAPTURE(what);
  const Result<Master> master = Master::open(object, format, attributes);
  REQUIRE_FALSE(master.has_value());
  CHECK(master.error() == Error{kind, std::string(what)});
}

const PixelLayout u12{.rows = 2, .columns = 3, .bits_stored = 12};

Frame small_frame(const PixelLayout& layout = u12) {
  return {layout, std::vector<std::uint16_t>{0, 1, 2, 4093, 4094, 4095}};
}

}  // namespace

TEST_SUITE("render/master") {
  TEST_CASE("grey frames need a master, colour and palette ones do not") {
    CHECK(needs_master({.photometric = Photometric::monochrome1}));
    CHECK(needs_master({.photometric = Photometric::monochrome2}));
    CHECK_FALSE(needs_master({.photometric = Photometric::palette_color}));
    CHECK_FALSE(needs_master({.samples_per_pixel = 3, .photometric = Photometric::rgb}));
    CHECK_FALSE(needs_master({.samples_per_pixel = 3, .photometric = Photometric::ybr_full}));
  }

  TEST_CASE("up to 16 bits it is a 16-bit grey PNG of the stored bit patterns") {
    const EncodedMaster master = encoded(small_frame(), {});
    CHECK(master.format == "png");
    CHECK(master.width == 3);
    CHECK(master.height == 2);
    const auto image = decode_png(master.object);
    REQUIRE(image.has_value());
    CHECK(std::get<Image16>(*image) == Image16{3, 2, 1, {0, 1, 2, 4093, 4094, 4095}});

    PixelLayout signed_byte{.rows = 1, .columns = 2, .bits_stored = 8, .is_signed = true};
    const EncodedMaster bytes = encoded({signed_byte, std::vector<std::uint8_t>{0xff, 0x7f}}, {});
    CHECK(std::get<Image16>(*decode_png(bytes.object)) == Image16{2, 1, 1, {0xff, 0x7f}});
  }

  TEST_CASE("a master gives back the frame and its attributes, whatever the layout") {
    for (const auto& [name, layout] : test::grey_layouts()) {
      for (std::uint64_t seed = 0; seed < 8; ++seed) {
        CAPTURE(name);
        CAPTURE(seed);
        const FrameDescription described = test::RandomDescription(seed).make();
        Frame frame = test::made_up_frame(layout, seed);
        if (seed % 2 == 1)
          frame.missing_from = 100;
        frame.remarks = described.frame_remarks;
        frame.icc_profile = described.frame_icc_profile;

        const EncodedMaster object = encoded(frame, described.attributes);
        const Result<Master> master = Master::open(object.object, object.format, object.attributes);
        REQUIRE_MESSAGE(master.has_value(), master.error().what);
        CHECK(master->frame_count() == 1);
        CHECK(master->display_attributes(0) == described.attributes);
        const Result<Frame> read = master->frame(0);
        REQUIRE(read.has_value());
        CHECK(read->layout == frame.layout);
        CHECK(test::same_samples(read->samples, frame.samples));
        CHECK(read->missing_from == frame.missing_from);
        CHECK(read->remarks == frame.remarks);
        CHECK(read->icc_profile == frame.icc_profile);
      }
    }
  }

  TEST_CASE("the same frame makes the same master") {
    const Frame frame = test::made_up_frame({.rows = 40, .columns = 30, .bits_stored = 32}, 1);
    CHECK(encoded(frame, {}).object == encoded(frame, {}).object);
    CHECK(encoded(small_frame(), {}).object == encoded(small_frame(), {}).object);
  }

  TEST_CASE("what could not be opened again is not written") {
    PngEncoder encoder;
    DisplayAttributes attributes;
    attributes.rescale = {0, 0};
    CHECK(encode_master(small_frame(), attributes, encoder).error().what == "rescale.slope is 0");
    Frame frame = small_frame();
    frame.layout.rows = 3;
    CHECK(encode_master(frame, {}, encoder).error().what == "a frame of 6 samples, not 3 x 3");
    frame.layout = {.rows = 2, .columns = 3, .bits_stored = 8};
    CHECK_FALSE(encode_master(frame, {}, encoder).has_value());
  }

  TEST_CASE("an object that does not fit its texts is refused") {
    const EncodedMaster master = encoded(small_frame(), {});
    FrameDescription description;
    description.layout = u12;
    REQUIRE(Master::open(master.object, "png", to_json(description)).has_value());

    description.layout.rows = 3;
    check_refused(master.object, "png", to_json(description), "a master's PNG of 2 x 3, not 3 x 3");
    description.layout = {.rows = 3, .columns = 2, .bits_stored = 12};
    check_refused(master.object, "png", to_json(description), "a master's PNG of 2 x 3, not 3 x 2");
    description.layout = {.rows = 2, .columns = 3, .bits_stored = 11};
    check_refused(master.object, "png", to_json(description),
                  "a master's stored value 0xfff beyond 11 bits");
    description.layout.bits_stored = 8;
    check_refused(master.object, "png", to_json(description),
                  "a master's stored value 0xfff beyond 8 bits");
    description.layout.bits_stored = 17;
    check_refused(master.object, "png", to_json(description),
                  "a master's format is \"png\", not raw-u32-zlib", ErrorKind::unsupported);
    CHECK_FALSE(Master::open(master.object, "raw-u32-zlib", to_json(description)).has_value());
    description.layout = u12;
    check_refused(master.object, "jxl", to_json(description),
                  "a master's format is \"jxl\", not png", ErrorKind::unsupported);
    description.layout.photometric = Photometric::palette_color;
    check_refused(master.object, "png", to_json(description), "a master of a frame in color");
    CHECK_FALSE(Master::open(master.object, "png", "").has_value());
  }

  TEST_CASE("a raw object with bits above Bits Stored is refused") {
    const PixelLayout layout{.rows = 1, .columns = 2, .bits_stored = 20};
    const EncodedMaster master =
        encoded({layout, std::vector<std::uint32_t>{0x1ffff, 0xfffff}}, {});
    FrameDescription description;
    description.layout = layout;
    REQUIRE(Master::open(master.object, master.format, to_json(description)).has_value());
    description.layout.bits_stored = 19;
    check_refused(master.object, master.format, to_json(description),
                  "a master's stored value 0xfffff beyond 19 bits");
  }

  TEST_CASE("a PNG that is 8-bit or coloured is no master") {
    PngEncoder encoder;
    FrameDescription description;
    description.layout = {.rows = 1, .columns = 1, .bits_stored = 8};
    check_refused(*encoder.encode(Image8{1, 1, 1, {7}}), "png", to_json(description),
                  "a master's PNG is not 16-bit grey");
    check_refused(*encoder.encode(Image16{1, 1, 3, {7, 7, 7}}), "png", to_json(description),
                  "a master's PNG is not 16-bit grey");
  }

  TEST_CASE("no prefix of an object is a master") {
    constexpr std::uint16_t depths[] = {12, 32};
    for (const std::uint16_t bits : depths) {
      const PixelLayout layout{.rows = 4, .columns = 5, .bits_stored = bits};
      const EncodedMaster master = encoded(test::made_up_frame(layout, 1), {});
      for (std::size_t length = 0; length < master.object.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(
            Master::open(ByteView(master.object).first(length), master.format, master.attributes)
                .has_value());
      }
    }
  }
}
