#include "dicom/read_overlays.hpp"

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::has_remark;
using test::Syntax;

namespace {

/// Group 6000, 2 by 3.
DatasetWriter overlay(Syntax syntax = Syntax::explicit_little) {
  DatasetWriter writer(syntax);
  return writer.numbers({0x6000, 0x0010}, "US", {2})
      .numbers({0x6000, 0x0011}, "US", {3})
      .text({0x6000, 0x0040}, "CS", "G")
      .numbers({0x6000, 0x0050}, "SS", {1, 0xFFFF});
}

DatasetWriter frames(std::uint16_t count) {
  return DatasetWriter().text({0x0028, 0x0008}, "IS", std::to_string(count));
}

/// Words of 12 bits, the overlay in bit 13 of pixels 0, 2 and 5.
const std::vector<std::uint16_t> embedded_words = {0x2001, 0x0FFF, 0x2FFF, 0, 0xD000, 0x2000};

std::vector<Overlay> overlays_of(Syntax syntax, const DatasetWriter& overlays,
                                 const std::vector<std::uint16_t>& words) {
  DatasetWriter image = test::small_image(syntax);
  image.raw(overlays.bytes()).numbers({0x7FE0, 0x0010}, "OW", words);
  return test::display_of(*test::open_bytes(test::part10(test::uid_of(syntax), image.bytes())))
      .overlays;
}

}  // namespace

TEST_SUITE("dicom/read_overlays") {
  TEST_CASE("R18: an overlay has its own size and an origin that may be outside") {
    auto writer = overlay();
    writer.numbers({0x6000, 0x3000}, "OW", {0x0025});
    const auto display = test::display_with(writer);
    REQUIRE(display.overlays.size() == 1);
    CHECK(display.overlays[0] == Overlay{0x6000, 2, 3, 1, -1, {0x25}});
  }

  TEST_CASE("R18: frames of an overlay follow each other bit by bit, from its Image Frame Origin") {
    auto writer = frames(4);
    writer.raw(overlay().bytes())
        .text({0x6000, 0x0015}, "IS", "2")
        .numbers({0x6000, 0x0051}, "US", {2})
        .numbers({0x6000, 0x3000}, "OW", {0x0825});  // 100101 then 000001 from the low bit on
    const auto instance = test::open_image_with(writer, 24);
    CHECK(test::display_of(*instance, 0).overlays.empty());
    CHECK(test::display_of(*instance, 1).overlays[0].bits == Bytes{0x25});
    CHECK(test::display_of(*instance, 2).overlays[0].bits == Bytes{0x20});
    CHECK(test::display_of(*instance, 3).overlays.empty());
  }

  TEST_CASE("R18: without Number of Frames in Overlay the plane belongs to every frame") {
    auto writer = frames(2);
    writer.raw(overlay().bytes()).numbers({0x6000, 0x3000}, "OW", {0x0025});
    const auto instance = test::open_image_with(writer, 12);
    CHECK(test::display_of(*instance, 1).overlays[0].bits == Bytes{0x25});
  }

  TEST_CASE("R18: an embedded overlay is one bit of each pixel, in either byte order") {
    for (const Syntax syntax : {Syntax::explicit_little, Syntax::explicit_big}) {
      auto writer = overlay(syntax);
      writer.numbers({0x6000, 0x0100}, "US", {16}).numbers({0x6000, 0x0102}, "US", {13});
      const auto overlays = overlays_of(syntax, writer, embedded_words);
      REQUIRE(overlays.size() == 1);
      CHECK(overlays[0].bits == Bytes{0x25});
    }
  }

  TEST_CASE("R18: the words of a big endian file's overlay are turned round") {
    auto writer = overlay(Syntax::explicit_big);
    writer.numbers({0x6000, 0x3000}, "OW", {0x0025});
    CHECK(overlays_of(Syntax::explicit_big, writer, embedded_words)[0].bits == Bytes{0x25});
  }

  TEST_CASE("R18: in pixels of 32 bits, too, big endian words are of 16") {
    DatasetWriter image(Syntax::explicit_big);
    image.text({0x0008, 0x0060}, "CS", "OT")
        .text({0x0028, 0x0004}, "CS", "MONOCHROME2")
        .numbers({0x0028, 0x0010}, "US", {2})
        .numbers({0x0028, 0x0011}, "US", {3})
        .numbers({0x0028, 0x0100}, "US", {32})
        .numbers({0x0028, 0x0101}, "US", {16})
        .numbers({0x0028, 0x0102}, "US", {15})
        .raw(overlay(Syntax::explicit_big).bytes())
        .numbers({0x6000, 0x0100}, "US", {32})
        .numbers({0x6000, 0x0102}, "US", {24})
        // The lower word first; bit 24 of pixels 0, 2 and 5.
        .numbers({0x7FE0, 0x0010}, "OW", {1, 0x0100, 2, 0, 3, 0xFF00, 4, 0x00FF, 5, 0, 6, 0x0100});
    const auto instance = test::open_bytes(test::part10("1.2.840.10008.1.2.2", image.bytes()));
    const auto display = test::display_of(*instance);
    REQUIRE(display.overlays.size() == 1);
    CHECK(display.overlays[0].bits == Bytes{0x25});
    const auto frame = instance->frame(0);
    REQUIRE(frame.has_value());
    CHECK(std::get<std::vector<std::uint16_t>>(frame->samples) ==
          std::vector<std::uint16_t>{1, 2, 3, 4, 5, 6});
  }

  TEST_CASE("R18: a bad overlay is a remark, and the image is shown") {
    auto short_data = overlay();
    short_data.numbers({0x6000, 0x0010}, "US", {1000}).numbers({0x6000, 0x3000}, "OW", {0x0025});
    DatasetWriter no_size;
    no_size.numbers({0x6000, 0x3000}, "OW", {0x0025});
    auto bit_in_use = overlay();
    bit_in_use.numbers({0x6000, 0x0100}, "US", {16}).numbers({0x6000, 0x0102}, "US", {5});
    auto other_size = overlay();
    other_size.numbers({0x6000, 0x0100}, "US", {8}).numbers({0x6000, 0x0102}, "US", {13});
    DatasetWriter large;
    large.numbers({0x6000, 0x0010}, "US", {65535})
        .numbers({0x6000, 0x0011}, "US", {65535})
        .numbers({0x6000, 0x3000}, "OW", {0x0025});
    DatasetWriter little_data;
    little_data.numbers({0x6000, 0x0010}, "US", {5})
        .numbers({0x6000, 0x0011}, "US", {5})
        .numbers({0x6000, 0x3000}, "OW", {0x0025});
    for (const auto& writer : {no_size, bit_in_use, other_size, large, little_data}) {
      const auto display = test::display_with(writer);
      CHECK(display.overlays.empty());
      CHECK(has_remark(display, "R18"));
    }
  }

  TEST_CASE("R18: of a plane larger than the image only what lies on the image is kept") {
    // 3 x 5 from row 0, column -1 on: the image of 2 x 3 is its rows 1..2 and columns 2..4.
    DatasetWriter writer;
    writer.numbers({0x6000, 0x0010}, "US", {3})
        .numbers({0x6000, 0x0011}, "US", {5})
        .numbers({0x6000, 0x0050}, "SS", {0, 0xFFFF})
        .numbers({0x6000, 0x3000}, "OW", {0b0'10010'10111'11111});
    const auto display = test::display_with(writer);
    REQUIRE(display.overlays.size() == 1);
    // Row 1 is 1 1 1 0 1 from the low bit on, row 2 is 0 1 0 0 1.
    CHECK(display.overlays[0] == Overlay{0x6000, 2, 3, 1, 1, {0b100'101}});
  }

  TEST_CASE("R18: a plane larger than the image and beside it is none") {
    DatasetWriter writer;
    writer.numbers({0x6000, 0x0010}, "US", {4})
        .numbers({0x6000, 0x0011}, "US", {4})
        .numbers({0x6000, 0x0050}, "SS", {1, 4})
        .numbers({0x6000, 0x3000}, "OW", {0xFFFF});
    CHECK(test::display_with(writer).overlays.empty());
  }
}
