#include "dicom/scan.hpp"

#include <random>

#include <doctest/doctest.h>

#include "dicom/dataset_walk.hpp"
#include "dicom/dataset_writer.hpp"
#include "dicom/instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::Syntax;

namespace {

constexpr std::string_view explicit_little = "1.2.840.10008.1.2.1";

Result<Scan> scan_of(const Bytes& bytes) {
  return scan(ByteSource::of(bytes));
}

Bytes image_file(Syntax syntax) {
  DatasetWriter image = test::small_image(syntax);
  test::add_pixels(image, 6);
  return test::part10(test::uid_of(syntax), image.bytes());
}

void check_refused(const Bytes& bytes, ErrorKind kind, std::string_view named) {
  const auto scanned = scan_of(bytes);
  REQUIRE_FALSE(scanned.has_value());
  CHECK(scanned.error().kind == kind);
  CAPTURE(scanned.error().what);
  CHECK(scanned.error().what.find(named) != std::string::npos);
}

/// The image's header with something between it and the pixels.
Bytes file_with(const DatasetWriter& something) {
  DatasetWriter image = test::small_image(Syntax::explicit_little);
  image.raw(something.bytes());
  test::add_pixels(image, 6);
  return test::part10(explicit_little, image.bytes());
}

}  // namespace

TEST_SUITE("dicom/scan") {
  TEST_CASE("the pixels of a native file are where its last bytes are") {
    for (const Syntax syntax :
         {Syntax::implicit_little, Syntax::explicit_little, Syntax::explicit_big}) {
      const Bytes bytes = image_file(syntax);
      const auto scanned = scan_of(bytes);
      REQUIRE(scanned.has_value());
      REQUIRE(scanned->pixel_data.has_value());
      CHECK(scanned->pixel_data->value == ByteRange{bytes.size() - 12, 12});
      CHECK(scanned->pixel_data->big_endian == (syntax == Syntax::explicit_big));
      CHECK(scanned->pixel_data->word_vr);
      CHECK_FALSE(scanned->pixel_data->encapsulated);
      CHECK(scanned->transfer_syntax_uid == test::uid_of(syntax));
    }
  }

  TEST_CASE("the digest of the attributes does not depend on how a dataset is written") {
    const auto with_sequence = [](Syntax syntax, bool undefined_lengths) {
      DatasetWriter image = test::small_image(syntax);
      DatasetWriter item(syntax);
      item.numbers({0x0028, 0x3002}, "US", {2, 0, 16}).numbers({0x0028, 0x3006}, "OW", {1, 2});
      if (undefined_lengths)
        image.header({0x0028, 0x3010}, "SQ", 0xFFFFFFFF)
            .item()
            .raw(item.bytes())
            .item_end()
            .sequence_end();
      else
        image.sequence({0x0028, 0x3010}, {item});
      test::add_pixels(image, 6);
      const auto scanned = scan_of(test::part10(test::uid_of(syntax), image.bytes()));
      REQUIRE(scanned.has_value());
      return scanned->attributes_digest;
    };
    const Digest digest = with_sequence(Syntax::explicit_little, false);
    CHECK(with_sequence(Syntax::explicit_little, true) == digest);
    CHECK(with_sequence(Syntax::implicit_little, false) == digest);
    CHECK(with_sequence(Syntax::implicit_little, true) == digest);
    CHECK(with_sequence(Syntax::explicit_big, false) == digest);
  }

  TEST_CASE("the digest changes with any attribute, and not with the pixels") {
    DatasetWriter other = test::small_image(Syntax::explicit_little);
    other.numbers({0x7FE0, 0x0010}, "OW", {9, 9, 9, 9, 9, 9});
    const auto one = scan_of(image_file(Syntax::explicit_little));
    const auto two = scan_of(test::part10(explicit_little, other.bytes()));
    DatasetWriter added;
    added.text({0x0028, 0x1050}, "DS", "40");
    const auto three = scan_of(file_with(added));
    CHECK(one->attributes_digest == two->attributes_digest);
    CHECK(one->attributes_digest != three->attributes_digest);
  }

  TEST_CASE("fragments are counted from the first one's item, behind the Basic Offset Table") {
    DatasetWriter image = test::small_image(Syntax::explicit_little);
    image.header(tag::pixel_data, "OB", 0xFFFFFFFF)
        .fragment({0, 0, 0, 0, 10, 0, 0, 0})
        .fragment({1, 2})
        .fragment({3, 4, 5, 6})
        .sequence_end();
    const Bytes bytes = test::part10("1.2.840.10008.1.2.4.50", image.bytes());
    const auto scanned = scan_of(bytes);
    REQUIRE(scanned.has_value());
    REQUIRE(scanned->pixel_data.has_value());
    const PixelDataElement& pixels = *scanned->pixel_data;
    CHECK(pixels.encapsulated);
    CHECK(pixels.basic_offset_table == std::vector<std::uint32_t>{0, 10});
    CHECK(pixels.fragment_positions == std::vector<std::uint64_t>{0, 10});
    const std::uint64_t end = bytes.size() - 8;  // the delimiter
    CHECK(pixels.fragments == std::vector<ByteRange>{{end - 4 - 8 - 2, 2}, {end - 4, 4}});
    CHECK(scanned->remarks.empty());
  }

  TEST_CASE("R32: pixels that break off are kept as far as they go, with a remark") {
    Bytes native = image_file(Syntax::explicit_little);
    native.resize(native.size() - 3);
    const auto cut = scan_of(native);
    REQUIRE(cut.has_value());
    CHECK(cut->pixel_data->value.length == 9);
    REQUIRE(cut->remarks.size() == 1);
    CHECK(cut->remarks[0].text == "(7FE0,0010) announces 12 bytes, 9 are left");

    DatasetWriter image = test::small_image(Syntax::explicit_little);
    image.header(tag::pixel_data, "OB", 0xFFFFFFFF).fragment({}).fragment({1, 2, 3, 4});
    Bytes encapsulated = test::part10("1.2.840.10008.1.2.4.50", image.bytes());
    encapsulated.pop_back();
    const auto broken = scan_of(encapsulated);
    REQUIRE(broken.has_value());
    REQUIRE(broken->pixel_data->fragments.size() == 1);
    CHECK(broken->pixel_data->fragments[0].length == 3);
    CHECK_FALSE(broken->remarks.empty());
  }

  TEST_CASE("what follows the pixels cannot spoil them") {
    Bytes bytes = image_file(Syntax::explicit_little);
    bytes.insert(bytes.end(), {0xFF, 0xFF, 0x12, 0x34, 'Q', 'Q', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF});
    const auto scanned = scan_of(bytes);
    REQUIRE(scanned.has_value());
    CHECK(scanned->pixel_data->value.length == 12);
    CHECK(scanned->remarks.size() == 1);
  }

  TEST_CASE("a length of 4 GiB is refused at once, by tag and number") {
    DatasetWriter lie;
    lie.header({0x0028, 0x3006}, "OW", 0xFFFFFFFE);
    check_refused(file_with(lie), ErrorKind::truncated, "(0028,3006) announces 4294967294 bytes");
    DatasetWriter sequence;
    sequence.header({0x0028, 0x3010}, "SQ", 0xFFFFFFFE);
    check_refused(file_with(sequence), ErrorKind::truncated, "(0028,3010)");
    DatasetWriter item;
    item.header({0x0028, 0x3010}, "SQ", 0xFFFFFFFF).item(0xFFFFFFFE);
    check_refused(file_with(item), ErrorKind::truncated, "an item of (0028,3010)");
    DatasetWriter inner;  // beyond its item, not beyond the file
    inner.header({0x0028, 0x3010}, "SQ", 16).item(8).header({0x0028, 0x3002}, "US", 6);
    check_refused(file_with(inner), ErrorKind::malformed, "(0028,3002) announces 6 bytes");
  }

  TEST_CASE("sequences may nest 64 deep, and 10,000 deep end the scan, not the program") {
    const auto nested = [](int depth) {
      DatasetWriter writer;
      for (int i = 0; i < depth; ++i)
        writer.header({0x0040, 0xA730}, "SQ", 0xFFFFFFFF).item();
      for (int i = 0; i < depth; ++i)
        writer.item_end().sequence_end();
      return file_with(writer);
    };
    CHECK(scan_of(nested(64)).has_value());
    check_refused(nested(65), ErrorKind::malformed, "nested deeper than 64");
    check_refused(nested(10000), ErrorKind::malformed, "(0040,A730)");
  }

  TEST_CASE("more elements than any dataset has are refused by number") {
    DatasetWriter writer;
    writer.header({0x0040, 0xA730}, "SQ", 0xFFFFFFFF);
    Bytes items = writer.bytes();
    const Bytes empty_item = DatasetWriter().item(0).bytes();
    items.reserve(items.size() + (element_limit + 1) * empty_item.size());
    for (std::uint64_t i = 0; i <= element_limit; ++i)
      items.insert(items.end(), empty_item.begin(), empty_item.end());
    DatasetWriter image = test::small_image(Syntax::explicit_little);
    image.raw(items);
    check_refused(test::part10(explicit_little, image.bytes()), ErrorKind::too_large,
                  "16777216 data elements");
  }

  TEST_CASE("elements out of order are few, at whatever depth") {
    DatasetWriter item;
    for (std::uint16_t element = 2000; element > 0; --element)
      item.text({0x0040, element}, "SH", "");
    check_refused(file_with(item), ErrorKind::malformed, "1000 data elements out of order");
    DatasetWriter nested;
    nested.sequence({0x0028, 0x3010}, {item});
    check_refused(file_with(nested), ErrorKind::malformed, "1000 data elements out of order");
    // Each item begins anew.
    DatasetWriter in_order;
    in_order.sequence({0x0028, 0x3010}, std::vector<DatasetWriter>(
                                            3000, DatasetWriter().text({0x0040, 1}, "SH", "")));
    CHECK(scan_of(file_with(in_order)).has_value());
  }

  TEST_CASE("a sequence that was relayed as UN is read as Implicit VR, or as what it is") {
    const auto relayed = [](Syntax inside) {
      DatasetWriter window(inside);
      window.text({0x0028, 0x1050}, "DS", "40").text({0x0028, 0x1051}, "DS", "400");
      DatasetWriter macro(inside);
      macro.sequence({0x0028, 0x9132}, {window});
      DatasetWriter item(inside);
      item.fragment(macro.bytes());
      DatasetWriter groups;
      groups.header({0x5200, 0x9229}, "UN", static_cast<std::uint32_t>(item.bytes().size()));
      groups.raw(item.bytes());
      return file_with(groups);
    };
    for (const Syntax inside : {Syntax::implicit_little, Syntax::explicit_little}) {
      const auto instance = Instance::open(ByteSource::of(relayed(inside)));
      REQUIRE(instance.has_value());
      const auto display = (*instance)->display_attributes(0);
      REQUIRE(display.has_value());
      REQUIRE(display->windows.size() == 1);
      CHECK(display->windows[0].center == 40);
    }
  }

  TEST_CASE("an implicit element amid explicit ones is taken as what it is, and the reverse") {
    DatasetWriter implicit(Syntax::implicit_little);
    implicit.text({0x0028, 0x1050}, "DS", "40");
    DatasetWriter both;
    both.raw(implicit.bytes()).text({0x0028, 0x1051}, "DS", "400");
    const auto instance = Instance::open(ByteSource::of(file_with(both)));
    REQUIRE(instance.has_value());
    const auto display = (*instance)->display_attributes(0);
    REQUIRE(display->windows.size() == 1);
    CHECK(display->windows[0].width == 400);

    DatasetWriter image = test::small_image(Syntax::implicit_little);
    DatasetWriter strange(Syntax::explicit_little);
    strange.text({0x0028, 0x1052}, "DS", "-1024");
    image.raw(strange.bytes());
    test::add_pixels(image, 6);
    const auto reverse =
        Instance::open(ByteSource::of(test::part10("1.2.840.10008.1.2", image.bytes())));
    REQUIRE(reverse.has_value());
    CHECK((*reverse)->display_attributes(0)->rescale == Rescale{1.0, -1024.0});
  }

  TEST_CASE("per-frame functional groups are found item by item") {
    DatasetWriter one, two;
    one.text({0x0020, 0x4000}, "LT", "one");
    two.text({0x0020, 0x4000}, "LT", "number two");
    DatasetWriter groups;
    groups.sequence({0x5200, 0x9230}, {one, two});
    const auto scanned = scan_of(file_with(groups));
    REQUIRE(scanned.has_value());
    REQUIRE(scanned->per_frame_functional_groups.size() == 2);
    const auto& [content, encoding] = scanned->per_frame_functional_groups[1];
    const auto piece = scanned->source.piece(content.offset, content.length);
    REQUIRE(piece.has_value());
    CHECK(Bytes(piece->bytes().begin(), piece->bytes().end()) == two.bytes());
    CHECK(encoding == Encoding{true, false});
  }

  TEST_CASE("a file cut after any byte opens or is refused with a reason") {
    DatasetWriter item;
    item.numbers({0x0028, 0x3002}, "US", {2, 0, 16}).numbers({0x0028, 0x3006}, "OW", {1, 2});
    DatasetWriter sequence;
    sequence.sequence({0x0028, 0x3010}, {item});
    const Bytes whole = file_with(sequence);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const auto instance = Instance::open(ByteSource::of(
          Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))));
      CAPTURE(length);
      if (!instance)
        CHECK_FALSE(instance.error().what.empty());
      else if ((*instance)->decodable())
        CHECK((*instance)->frame(0).has_value());
    }
  }

  TEST_CASE("flipped bits are survived") {
    std::mt19937 random(20240501);  // NOLINT: the same flips each time
    for (const Syntax syntax :
         {Syntax::implicit_little, Syntax::explicit_little, Syntax::explicit_big}) {
      DatasetWriter item(syntax);
      item.numbers({0x0028, 0x3002}, "US", {2, 0, 16}).numbers({0x0028, 0x3006}, "OW", {1, 2});
      DatasetWriter image = test::small_image(syntax);
      image.text({0x0028, 0x1050}, "DS", "40\\50").sequence({0x0028, 0x3010}, {item});
      test::add_pixels(image, 6);
      const Bytes whole = test::part10(test::uid_of(syntax), image.bytes());
      for (int round = 0; round < 3000; ++round) {
        Bytes flipped = whole;
        for (int flips = 0; flips <= round % 4; ++flips) {
          const std::size_t bit = random() % (flipped.size() * 8);
          flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << (bit % 8)));
        }
        const auto instance = Instance::open(ByteSource::of(flipped));
        if (instance && (*instance)->decodable()) {
          (void)(*instance)->frame(0);
          (void)(*instance)->display_attributes(0);
        }
      }
    }
  }
}
