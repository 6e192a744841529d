#include "dicom/instance.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::Syntax;

namespace {

constexpr std::string_view explicit_little = "1.2.840.10008.1.2.1";

std::unique_ptr<Instance> open(const DatasetWriter& dataset) {
  return test::open_bytes(test::part10(explicit_little, dataset.bytes()));
}

}  // namespace

TEST_SUITE("dicom/instance") {
  TEST_CASE("what an image says of itself is there, in UTF-8, with ISO dates") {
    DatasetWriter added;
    added.text({0x0008, 0x0005}, "CS", "ISO_IR 100")
        .text({0x0008, 0x0008}, "CS", "ORIGINAL\\PRIMARY\\AXIAL ")
        .text({0x0008, 0x0020}, "DA", "20240501")
        .text({0x0008, 0x0030}, "TM", "130509.25")
        .text({0x0008, 0x0090}, "PN", "M\xfcller^Hans ")
        .text({0x0020, 0x0011}, "IS", " +7 ")
        .text({0x0020, 0x0013}, "IS", "-1")
        .text({0x0020, 0x0032}, "DS", "-1.5\\2\\3e1")
        .text({0x0028, 0x0030}, "DS", "0.5\\0.25")
        .text({0x0028, 0x2110}, "CS", "01");
    const auto instance = test::open_image_with(added);
    const InstanceAttributes& attributes = instance->attributes();
    CHECK(attributes.patient.patient_name == "Doe^Jane");
    CHECK(attributes.study.study_instance_uid == "1.2.3");
    CHECK(attributes.study.study_date == "2024-05-01");
    CHECK(attributes.study.study_time == "13:05:09.250000");
    CHECK(attributes.study.referring_physician_name == "Müller^Hans");
    CHECK(attributes.series.series_number == 7);
    CHECK(attributes.series.modality == "CT");
    const ImageAttributes& image = attributes.image;
    CHECK(image.instance_number == -1);
    CHECK(image.image_type == std::vector<std::string>{"ORIGINAL", "PRIMARY", "AXIAL"});
    CHECK(image.image_position == std::array<double, 3>{-1.5, 2, 30});
    CHECK(image.pixel_spacing == std::array<double, 2>{0.5, 0.25});
    CHECK(image.lossy_image_compression);
    CHECK(image.rows == 2);
    CHECK(image.columns == 3);
    CHECK(image.frames == 1);
    CHECK(image.bits_stored == 12);
    CHECK(image.transfer_syntax_uid == explicit_little);
    CHECK(instance->frame_count() == 1);
  }

  TEST_CASE("the first frame's place comes from its functional groups") {
    const DatasetWriter position = DatasetWriter().text({0x0020, 0x0032}, "DS", "1\\2\\3");
    DatasetWriter orientation;
    orientation.text({0x0020, 0x0037}, "DS", "1\\0\\0\\0\\1\\0");
    DatasetWriter added;
    added.sequence({0x5200, 0x9229}, {DatasetWriter().sequence({0x0020, 0x9116}, {orientation})})
        .sequence({0x5200, 0x9230}, {DatasetWriter().sequence({0x0020, 0x9113}, {position})});
    const auto instance = test::open_image_with(added);
    const auto& image = instance->attributes().image;
    CHECK(image.image_position == std::array<double, 3>{1, 2, 3});
    CHECK(image.image_orientation == std::array<double, 6>{1, 0, 0, 0, 1, 0});
  }

  TEST_CASE("R24: an object without pixels opens, with no frames") {
    DatasetWriter report;
    report.text({0x0008, 0x0016}, "UI", "1.2.840.10008.5.1.4.1.1.88.11")
        .text({0x0008, 0x0018}, "UI", "1.2.3");
    const auto instance = open(report);
    CHECK(instance->kind() == InstanceKind::no_pixels);
    CHECK(instance->frame_count() == 0);
    CHECK_FALSE(instance->decodable().has_value());
    CHECK_FALSE(instance->display_attributes(0).has_value());
  }

  TEST_CASE("R38: an image whose pixels are elsewhere is unsupported, by name, and no report") {
    const DatasetWriter image = test::small_image(test::Syntax::explicit_little);
    const auto jpip =
        Instance::open(ByteSource::of(test::part10("1.2.840.10008.1.2.4.94", image.bytes())));
    DatasetWriter with_url = image;
    with_url.text({0x0028, 0x7FE0}, "UR", "https://pixels.example/1");
    const auto url =
        Instance::open(ByteSource::of(test::part10(explicit_little, with_url.bytes())));
    for (const auto* opened : {&jpip, &url}) {
      REQUIRE(opened->has_value());
      const Instance& instance = ***opened;
      CHECK(instance.kind() == InstanceKind::image);
      CHECK(instance.attributes().image.columns == 3);
      const auto decodable = instance.decodable();
      REQUIRE_FALSE(decodable.has_value());
      CHECK(decodable.error().kind == ErrorKind::unsupported);
      CHECK_FALSE(instance.frame(0).has_value());
      CHECK(instance.pixel_pieces().empty());
    }
    CHECK((*jpip)->decodable().error().what.find("JPIP Referenced") != std::string::npos);
  }

  TEST_CASE("a DICOMDIR is known by its records or by its class") {
    DatasetWriter records;
    records.text({0x0004, 0x1130}, "CS", "SET").sequence({0x0004, 0x1220}, {DatasetWriter()});
    CHECK(open(records)->kind() == InstanceKind::dicomdir);
    DatasetWriter directory;
    directory.text({0x0008, 0x0016}, "UI", "1.2.840.10008.1.3.10");
    CHECK(open(directory)->kind() == InstanceKind::dicomdir);
  }

  TEST_CASE("missing UIDs are derived: equal files have equal ones, a study stays together") {
    const auto without_uids = [](std::string_view instance_number) {
      DatasetWriter image;
      image.text({0x0008, 0x0020}, "DA", "20240501")
          .text({0x0008, 0x0060}, "CS", "CT")
          .text({0x0010, 0x0020}, "LO", "P1")
          .text({0x0020, 0x0013}, "IS", instance_number);
      return open(image)->attributes();
    };
    const auto one = without_uids("1");
    const auto two = without_uids("2");
    CHECK(one.image.sop_instance_uid.starts_with("2.25."));
    CHECK(one.image.sop_instance_uid == without_uids("1").image.sop_instance_uid);
    CHECK(one.image.sop_instance_uid != two.image.sop_instance_uid);
    CHECK(one.study.study_instance_uid == two.study.study_instance_uid);
    CHECK(one.series.series_instance_uid == two.series.series_instance_uid);
    CHECK(one.study.study_instance_uid != one.series.series_instance_uid);
    CHECK(one.image.sop_instance_uid.size() <= 64);
  }

  TEST_CASE("R32: what is wrong with the pixels does not keep the attributes from the index") {
    DatasetWriter image = test::small_image(Syntax::explicit_little, 0);
    test::add_pixels(image, 6);
    const auto instance = open(image);
    CHECK(instance->kind() == InstanceKind::image);
    CHECK(instance->attributes().patient.patient_name == "Doe^Jane");
    REQUIRE_FALSE(instance->decodable().has_value());
    CHECK(instance->decodable().error().what == "Rows is 0");
  }

  TEST_CASE("the frame holds the file's words, masked to Bits Stored") {
    const auto frame = test::open_image_with(DatasetWriter())->frame(0);
    REQUIRE(frame.has_value());
    CHECK(std::get<std::vector<std::uint16_t>>(frame->samples) ==
          std::vector<std::uint16_t>(6, 0x0102));
  }

  TEST_CASE("it tells where in the file the pixels lie, compressed or not") {
    DatasetWriter native = test::small_image(Syntax::explicit_little);
    test::add_pixels(native, 6);
    native.text({0xFFFC, 0xFFFC}, "OB", "padding ");
    const Bytes file = test::part10(explicit_little, native.bytes());
    const std::size_t behind = 12 + 8;  // the last element's header and value
    CHECK(test::open_bytes(file)->pixel_pieces() ==
          std::vector{ByteRange{file.size() - behind - 12, 12}});

    DatasetWriter compressed = test::small_image(Syntax::explicit_little);
    compressed.header({0x7FE0, 0x0010}, "OB", 0xFFFFFFFF)
        .fragment({})
        .fragment(Bytes(100, 1))
        .fragment(Bytes(50, 2))
        .sequence_end();
    const Bytes encapsulated = test::part10("1.2.840.10008.1.2.5", compressed.bytes());
    const std::uint64_t end = encapsulated.size() - 8;  // an item's header is between the two
    CHECK(test::open_bytes(encapsulated)->pixel_pieces() ==
          std::vector{ByteRange{end - 50 - 8 - 100, 100}, ByteRange{end - 50, 50}});

    // What no decoder knows has pixels all the same.
    const Bytes unknown = test::part10("1.2.3.4", compressed.bytes());
    const auto undecodable = test::open_bytes(unknown);
    CHECK_FALSE(undecodable->decodable().has_value());
    CHECK(undecodable->pixel_pieces().size() == 1);

    CHECK(open(DatasetWriter().text({0x0008, 0x0016}, "UI", "1.2.840.10008.5.1.4.1.1.88.11"))
              ->pixel_pieces()
              .empty());
  }

  TEST_CASE("many threads open files at once") {
    DatasetWriter image = test::small_image(Syntax::implicit_little);
    test::add_pixels(image, 6);
    const Bytes bytes = test::part10("1.2.840.10008.1.2", image.bytes());
    std::vector<int> right(4);
    std::vector<std::thread> threads;
    for (auto& count : right) {
      threads.emplace_back([&] {
        for (int i = 0; i < 200; ++i) {
          const auto instance = Instance::open(ByteSource::of(bytes));
          count += instance && (*instance)->decodable() ? 1 : 0;
        }
      });
    }
    for (auto& thread : threads)
      thread.join();
    CHECK(right == std::vector<int>{200, 200, 200, 200});
  }
}
