#include "dicom/recognition.hpp"

#include <string>

#include <doctest/doctest.h>

#include "dicom/dataset_writer.hpp"
#include "dicom/scan.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::Syntax;

namespace {

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Bytes dataset(Syntax syntax) {
  DatasetWriter image = test::small_image(syntax);
  return test::add_pixels(image, 6).bytes();
}

std::string transfer_syntax_of(const Bytes& bytes) {
  const auto scanned = scan(ByteSource::of(bytes));
  return scanned ? scanned->transfer_syntax_uid : "refused: " + scanned.error().what;
}

}  // namespace

TEST_SUITE("dicom/recognition") {
  TEST_CASE("a bare dataset is known by its elements, in any native encoding") {
    for (const Syntax syntax :
         {Syntax::implicit_little, Syntax::explicit_little, Syntax::explicit_big})
      CHECK(transfer_syntax_of(dataset(syntax)) == test::uid_of(syntax));
  }

  TEST_CASE("a meta header is enough, without preamble and without prefix") {
    const Bytes whole = test::part10("1.2.840.10008.1.2.1", dataset(Syntax::explicit_little));
    const Bytes without_preamble(whole.begin() + 132, whole.end());
    const Bytes with_prefix(whole.begin() + 128, whole.end());
    CHECK(transfer_syntax_of(without_preamble) == "1.2.840.10008.1.2.1");
    CHECK(transfer_syntax_of(with_prefix) == "1.2.840.10008.1.2.1");
  }

  TEST_CASE("a preamble may hold anything, and a meta header any group length or none") {
    Bytes file = test::part10("1.2.840.10008.1.2.1", dataset(Syntax::explicit_little));
    for (std::size_t i = 0; i < 128; ++i)
      file[i] = 0xFF;
    CHECK(transfer_syntax_of(file) == "1.2.840.10008.1.2.1");
    file[140] = 0xEE;  // the group length's lowest byte
    CHECK(transfer_syntax_of(file) == "1.2.840.10008.1.2.1");
    file.erase(file.begin() + 132, file.begin() + 144);
    CHECK(transfer_syntax_of(file) == "1.2.840.10008.1.2.1");
  }

  TEST_CASE("a dataset that is written otherwise than its meta header says is read as it is") {
    for (const Syntax syntax :
         {Syntax::implicit_little, Syntax::explicit_little, Syntax::explicit_big}) {
      for (const Syntax said :
           {Syntax::implicit_little, Syntax::explicit_little, Syntax::explicit_big}) {
        const auto scanned =
            scan(ByteSource::of(test::part10(test::uid_of(said), dataset(syntax))));
        REQUIRE(scanned.has_value());
        CHECK(scanned->pixel_data.has_value());
        CHECK(scanned->pixel_data->big_endian == (syntax == Syntax::explicit_big));
      }
    }
  }

  TEST_CASE("text, pictures, zeros and short files are not DICOM") {
    const Bytes png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
    for (const Bytes& bytes :
         {Bytes(), Bytes(1), Bytes(100000), png, bytes_of("{\"00080016\": {\"vr\": \"UI\"}}"),
          bytes_of("DICM"), bytes_of(std::string(300, 'a')),
          Bytes{8, 0, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4, 9, 9, 9, 9, 9, 9, 9, 9}}) {
      const auto scanned = scan(ByteSource::of(bytes));
      REQUIRE_FALSE(scanned.has_value());
      CHECK(scanned.error().kind == ErrorKind::not_dicom);
      CHECK_FALSE(scanned.error().what.empty());
    }
  }

  TEST_CASE("elements that do not increase are no dataset") {
    DatasetWriter same(Syntax::implicit_little);
    for (int i = 0; i < 10; ++i)
      same.text({0x0008, 0x0005}, "CS", "");
    CHECK(scan(ByteSource::of(same.bytes())).error().kind == ErrorKind::not_dicom);
  }

  TEST_CASE("a prefix with nothing usable behind it is broken DICOM, not another format") {
    Bytes bytes(128);
    for (const char c : std::string_view("DICMzzzzzzzzzzzz"))
      bytes.push_back(static_cast<std::uint8_t>(c));
    CHECK(scan(ByteSource::of(bytes)).error().kind == ErrorKind::malformed);
    const Bytes only_meta = test::part10("1.2.840.10008.1.2.1", {});
    CHECK(scan(ByteSource::of(only_meta)).error().what ==
          "the file has a meta header and no dataset");
  }
}
