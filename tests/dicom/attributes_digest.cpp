#include "dicom/attributes_digest.hpp"

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;

namespace {

Digest digest_of(const DatasetWriter& dataset) {
  return test::open_bytes(test::part10("1.2.840.10008.1.2.1", dataset.bytes()))
      ->attributes_digest();
}

DatasetWriter base() {
  DatasetWriter writer;
  return writer.text({0x0008, 0x0018}, "UI", "1.2.3").text({0x0010, 0x0020}, "LO", "P1");
}

constexpr Tag photometric{0x0028, 0x0004};
constexpr Tag planar_configuration{0x0028, 0x0006};

}  // namespace

TEST_SUITE("dicom/attributes_digest") {
  TEST_CASE("group lengths, padding and what decoding changes are no part of it") {
    DatasetWriter more;
    more.numbers({0x0008, 0x0000}, "UL", {14, 0})
        .numbers({0x0008, 0x0001}, "UL", {99, 0})
        .text({0x0008, 0x0018}, "UI", "1.2.3")
        .numbers({0x0010, 0x0000}, "UL", {10, 0})
        .text({0x0010, 0x0020}, "LO", "P1")
        .text(photometric, "CS", "YBR_FULL")
        .numbers(planar_configuration, "US", {1})
        .numbers({0x7FE0, 0x0010}, "OW", {1, 2})
        .element({0xFFFC, 0xFFFC}, "OB", Bytes(64));
    CHECK(digest_of(more) == digest_of(base()));
  }

  TEST_CASE("values, tags and what is inside of what are part of it") {
    const Digest digest = digest_of(base());
    CHECK(digest_of(base().text({0x0010, 0x0030}, "DA", "")) != digest);
    CHECK(digest_of(base().text({0x0011, 0x1030}, "LO", "private")) != digest);
    const DatasetWriter inner = DatasetWriter().text({0x0010, 0x0040}, "CS", "F");
    const Digest nested = digest_of(base().sequence({0x0010, 0x1002}, {inner}));
    CHECK(nested != digest);
    CHECK(nested != digest_of(base().sequence({0x0010, 0x1002}, {}).raw(inner.bytes())));
    CHECK(nested != digest_of(base().sequence({0x0010, 0x1002}, {inner, DatasetWriter()})));
  }

  TEST_CASE("Photometric Interpretation inside a sequence stays part of it") {
    const auto with = [](std::string_view name) {
      return digest_of(
          base().sequence({0x0088, 0x0200}, {DatasetWriter().text(photometric, "CS", name)}));
    };
    CHECK(with("RGB") != with("MONOCHROME2"));
  }

  TEST_CASE("values larger than one reading step are digested to their end") {
    Bytes large(std::size_t{3} << 20, 7);
    const Digest one = digest_of(base().element({0x0042, 0x0011}, "OB", large));
    large.back() = 8;
    CHECK(digest_of(base().element({0x0042, 0x0011}, "OB", large)) != one);
  }
}
