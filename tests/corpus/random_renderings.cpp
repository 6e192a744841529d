// A third opinion on made-up files: DCMTK's pictures of them are ours, within a grey level.

#include <signal.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "corpus/dcmtk_picture.hpp"
#include "corpus/random_file.hpp"
#include "dicom/open_instance.hpp"
#include "display/frame_display.hpp"
#include "support/seed.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::Opinion;
using test::Verdict;

namespace {

/// The first that is not the same as ours among the frames of so many files.
Opinion opinion_on_random_files(std::uint32_t first, std::uint32_t count) {
  for (std::uint32_t seed = first; seed < first + count; ++seed) {
    const test::RandomFile made(seed);
    const auto instance = test::open_bytes(made.bytes());
    test::DcmtkFile file(made.bytes());
    for (std::uint32_t frame = 0; frame < 2; ++frame) {
      Opinion opinion = test::dcmtk_opinion(file, *instance, frame);
      if (opinion.verdict != Verdict::agrees) {
        opinion.text =
            fmt::format("seed {}, frame {}: {}: {}", seed, frame, made.description(), opinion.text);
        return opinion;
      }
    }
  }
  return {};
}

constexpr const char* x_ray_angiography = "1.2.840.10008.5.1.4.1.1.12.1";
constexpr const char* x_ray_fluoroscopy = "1.2.840.10008.5.1.4.1.1.12.2";
constexpr const char* computed_radiography = "1.2.840.10008.5.1.4.1.1.1";

/// Stored 0, 64, 128 and 255; a Modality LUT that turns them over; the window 128/256, which is the
/// identity on 0..255.
Bytes with_a_modality_lut(const std::string& sop_class_uid, const std::string& relationship) {
  std::vector<std::uint16_t> falling;
  for (std::uint16_t i = 0; i < 256; ++i)
    falling.push_back(static_cast<std::uint16_t>(255 - i));
  DatasetWriter lut;
  lut.numbers({0x0028, 0x3002}, "US", {256, 0, 8})
      .text({0x0028, 0x3004}, "LO", "US")
      .numbers({0x0028, 0x3006}, "OW", falling);
  DatasetWriter image;
  image.text({0x0008, 0x0016}, "UI", sop_class_uid)
      .text({0x0008, 0x0018}, "UI", "1.2.3.4")
      .text({0x0008, 0x0060}, "CS", "XA")
      .numbers({0x0028, 0x0002}, "US", {1})
      .text({0x0028, 0x0004}, "CS", "MONOCHROME2")
      .numbers({0x0028, 0x0010}, "US", {1})
      .numbers({0x0028, 0x0011}, "US", {4})
      .numbers({0x0028, 0x0100}, "US", {8})
      .numbers({0x0028, 0x0101}, "US", {8})
      .numbers({0x0028, 0x0102}, "US", {7})
      .numbers({0x0028, 0x0103}, "US", {0})
      .text({0x0028, 0x1040}, "CS", relationship)
      .text({0x0028, 0x1050}, "DS", "128")
      .text({0x0028, 0x1051}, "DS", "256")
      .sequence({0x0028, 0x3000}, {lut})
      .element({0x7FE0, 0x0010}, "OB", {0, 64, 128, 255});
  return test::part10("1.2.840.10008.1.2.1", image.bytes());
}

using Greys = std::vector<std::uint8_t>;

Greys default_greys(const Bytes& part10) {
  const auto instance = test::open_bytes(part10);
  const auto frame = instance->frame(0);
  const auto attributes = instance->display_attributes(0);
  REQUIRE(frame.has_value());
  REQUIRE(attributes.has_value());
  const auto picture = FrameDisplay(*frame, *attributes).show({});
  REQUIRE(picture.has_value());
  return picture->image.samples;
}

Greys greys_of_dcmtk(const Bytes& part10) {
  const Voi window = VoiWindow{128, 256};
  const auto picture = test::DcmtkFile(part10).picture(0, &window);
  REQUIRE_MESSAGE(picture.has_value(), picture.error().what);
  return picture->samples;
}

}  // namespace

TEST_SUITE("corpus/random_renderings") {
  TEST_CASE(
      "a renderer that crashes or hangs is one that refuses, and another answer comes whole") {
    const Opinion crashed = test::in_child([]() -> Opinion {
      static_cast<void>(::raise(SIGSEGV));
      return {};
    });
    CHECK(crashed.verdict == Verdict::refuses);
    CHECK(crashed.text == fmt::format("ends by signal {}", SIGSEGV));
    const Opinion hanging = test::in_child([]() -> Opinion {
      ::alarm(1);
      for (;;)
        ::pause();
    });
    CHECK(hanging.verdict == Verdict::refuses);
    const Opinion answer = test::in_child([] {
      return Opinion{Verdict::differs, std::string(3000, 'x')};
    });
    CHECK(answer.verdict == Verdict::differs);
    CHECK(answer.text == std::string(3000, 'x'));
  }

  // Left out, as DCMTK has them wrong or not at all: fractional slopes (R13: modality values are
  // whole numbers there), padding (R11), widths below 1 (R3), YBR_FULL (R16: up to two levels).
  // LINEAR_EXACT (R4), which it ignores, is told to it as a wider LINEAR.
  TEST_CASE("random greys, palettes and colours look as in DCMTK, within a grey level") {
    const std::uint32_t seed = test::first_seed();
    const Opinion opinion = test::in_child([seed] { return opinion_on_random_files(seed, 1500); });
    CAPTURE(opinion.text);
    CHECK(opinion.verdict == Verdict::agrees);
  }

  // PS3.3 C.8.7.1.1.2: under LOG and DISP the table of XA and RF leads from what is displayed back
  // to X-ray intensity.  DCMTK never applies one to either; noctis does under LIN, where the
  // standard gives the table no such meaning and it has that of C.11.1.
  TEST_CASE("R34: the Modality LUT of XA and RF applies when LIN, and not when LOG or DISP") {
    const Greys as_stored = {0, 64, 128, 255}, by_table = {255, 191, 127, 0};
    struct {
      std::string sop_class_uid, relationship;
      Greys greys, dcmtk;
    } const rows[] = {
        {x_ray_angiography, "LIN", by_table, as_stored},
        {x_ray_angiography, "LOG", as_stored, as_stored},
        {x_ray_angiography, "DISP", as_stored, as_stored},
        {x_ray_fluoroscopy, "LIN", by_table, as_stored},
        {x_ray_fluoroscopy, "LOG", as_stored, as_stored},
        {x_ray_fluoroscopy, "DISP", as_stored, as_stored},
        {computed_radiography, "LIN", by_table, by_table},
        {computed_radiography, "LOG", by_table, by_table},
    };
    for (const auto& row : rows) {
      CAPTURE(row.sop_class_uid);
      CAPTURE(row.relationship);
      const Bytes file = with_a_modality_lut(row.sop_class_uid, row.relationship);
      CHECK(default_greys(file) == row.greys);
      CHECK(greys_of_dcmtk(file) == row.dcmtk);
    }
  }
}
