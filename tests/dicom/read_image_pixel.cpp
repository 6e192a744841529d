#include "dicom/read_image_pixel.hpp"

#include <doctest/doctest.h>

#include "dicom/dataset_writer.hpp"
#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;

namespace {

struct Numbers {
  std::uint16_t rows = 2, columns = 3, samples = 1, allocated = 16, stored = 12, high_bit = 11,
                representation = 0;
};

Result<ImagePixel> read(const Numbers& numbers) {
  DatasetWriter writer;
  writer.numbers({0x0028, 0x0002}, "US", {numbers.samples})
      .numbers({0x0028, 0x0010}, "US", {numbers.rows})
      .numbers({0x0028, 0x0011}, "US", {numbers.columns})
      .numbers({0x0028, 0x0100}, "US", {numbers.allocated})
      .numbers({0x0028, 0x0101}, "US", {numbers.stored})
      .numbers({0x0028, 0x0102}, "US", {numbers.high_bit})
      .numbers({0x0028, 0x0103}, "US", {numbers.representation});
  const auto dataset = Dataset::parse(writer.bytes());
  REQUIRE(dataset.has_value());
  return read_image_pixel(dataset->root(), SampleKind::integer);
}

std::string refusal(const Numbers& numbers) {
  const auto pixel = read(numbers);
  return pixel ? "" : pixel.error().what;
}

Result<std::uint32_t> frames(std::string_view number) {
  DatasetWriter writer;
  writer.text({0x0028, 0x0008}, "IS", number);
  const auto dataset = Dataset::parse(writer.bytes());
  REQUIRE(dataset.has_value());
  return read_number_of_frames(dataset->root());
}

}  // namespace

TEST_SUITE("dicom/read_image_pixel") {
  TEST_CASE("R32: what no pixel can be read by is refused by name and value") {
    CHECK(refusal({}).empty());
    CHECK(refusal({.rows = 0}) == "Rows is 0");
    CHECK(refusal({.columns = 0}) == "Columns is 0");
    CHECK(refusal({.samples = 4}) == "Samples per Pixel is 4");
    CHECK(refusal({.samples = 0}) == "Samples per Pixel is 0");
    CHECK(refusal({.allocated = 12}) == "Bits Allocated is 12");
    CHECK(refusal({.allocated = 0}) == "Bits Allocated is 0");
    CHECK(refusal({.allocated = 72}) == "Bits Allocated is 72");
    CHECK(refusal({.stored = 17}) == "Bits Stored is 17");
    CHECK(refusal({.stored = 0}) == "Bits Stored is 0");
    CHECK(refusal({.high_bit = 16}) == "High Bit is 16");
    CHECK(refusal({.high_bit = 10}) == "High Bit is 10");
    CHECK(refusal({.representation = 2}) == "Pixel Representation is 2");
  }

  TEST_CASE("R20: a High Bit above Bits Stored - 1 is kept") {
    const auto pixel = read({.high_bit = 15});
    REQUIRE(pixel.has_value());
    CHECK(pixel->high_bit == 15);
    CHECK(pixel->bits_stored == 12);
  }

  TEST_CASE("what is missing is named, what ACR-NEMA did not have is supplied") {
    const auto dataset = Dataset::parse({});
    REQUIRE(dataset.has_value());
    CHECK(read_image_pixel(dataset->root(), SampleKind::integer).error().what == "Rows is missing");
    const auto pixel = read({});
    CHECK(pixel->photometric_interpretation == "MONOCHROME2");
    CHECK(read({.samples = 3})->photometric_interpretation == "RGB");
  }

  TEST_CASE("Number of Frames is a number of frames") {
    CHECK(frames("1000000000") == 1000000000U);
    CHECK(frames("0") == 1U);
    CHECK(frames("") == 1U);
    CHECK(frames("1A") == 1U);
    CHECK(frames("-1").error().what == "Number of Frames is -1");
    CHECK(frames("99999999999").error().what == "Number of Frames is 99999999999");
  }

  TEST_CASE("R32: 65,535 rows and columns and 10^9 frames fail at once") {
    DatasetWriter image = test::small_image(test::Syntax::explicit_little, 65535, 65535);
    image.text({0x0028, 0x0008}, "IS", "1000000000");
    test::add_pixels(image, 6);
    const auto instance = test::open_bytes(test::part10("1.2.840.10008.1.2.1", image.bytes()));
    CHECK(instance->kind() == InstanceKind::image);
    CHECK_FALSE(instance->decodable().has_value());
    CHECK_FALSE(instance->frame(0).has_value());
  }
}
