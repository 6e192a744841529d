// Every real file is opened, or refused with a reason, and says of itself what other software found
// in it.

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "corpus/real_files.hpp"
#include "support/corpus.hpp"

using namespace noctis;

namespace {

using Row = json::object;
using test::open_file;

std::map<std::string, Row> rows_by_path(const std::filesystem::path& file) {
  std::map<std::string, Row> rows;
  for (Row& row : test::rows_of(file)) {
    std::string path = test::text_of(row.at("path"));
    rows.emplace(std::move(path), std::move(row));
  }
  return rows;
}

/// Whether other software could decode the file's pixels.
bool has_reference(const std::string& path, const Row& reference) {
  return reference.contains("frames") && !reference.contains("untrusted") &&
         !test::is_refused_on_purpose(path);
}

void check_number(const Row& row, const char* key, std::uint32_t actual) {
  const auto* expected = row.if_contains(key);
  if (expected == nullptr || !expected->is_int64())
    return;
  CAPTURE(key);
  CHECK(expected->as_int64() == actual);
}

void check_text(const Row& row, const char* key, const std::string& actual) {
  const auto* expected = row.if_contains(key);
  if (expected == nullptr || !expected->is_string())
    return;
  const std::string text(expected->as_string());
  if (text.starts_with('['))  // pydicom splits what should have been one value
    return;
  CAPTURE(key);
  if (text.empty() && actual.starts_with("2.25."))  // derived
    return;
  CHECK(text == actual);
}

}  // namespace

TEST_SUITE("corpus/instances") {
  TEST_CASE("every file opens or is refused with a reason, and none that others could decode") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    const auto references = rows_by_path(*corpus / "reference.jsonl");
    for (const auto& [path, row] : rows_by_path(*corpus / "inventory.jsonl")) {
      CAPTURE(path);
      const auto instance = open_file(*corpus / path);
      if (!row.at("is_dicom").as_bool()) {
        if (path.starts_with("nondicom/"))
          REQUIRE_FALSE(instance.has_value());
        if (instance)
          continue;  // more than others made of it
        CHECK((instance.error().kind == ErrorKind::not_dicom || !path.starts_with("nondicom/")));
        continue;
      }
      const auto reference = references.find(path);
      const bool decodable =
          reference != references.end() && has_reference(path, reference->second);
      if (!instance) {
        CHECK_FALSE(instance.error().what.empty());
        CHECK_FALSE(decodable);
        continue;
      }
      if ((*instance)->kind() != InstanceKind::image) {
        CHECK_FALSE(decodable);
        continue;
      }
      if (const auto decodes = (*instance)->decodable(); !decodes) {
        CHECK_FALSE(decodable);
      }
      for (std::uint32_t i = 0; (*instance)->decodable() && i < (*instance)->frame_count(); ++i)
        CHECK((*instance)->display_attributes(i).has_value());
    }
  }

  TEST_CASE("every frame of every file is decoded or ends in an error") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpus)) {
      if (!entry.is_regular_file())
        continue;
      const auto instance = test::open_image(entry.path());
      if (!instance)
        continue;
      for (std::uint32_t i = 0; i < std::min((*instance)->frame_count(), 3U); ++i) {
        const auto frame = (*instance)->frame(i);
        CAPTURE(entry.path().string());
        CHECK((frame.has_value() || !frame.error().what.empty()));
      }
    }
  }

  TEST_CASE("the attributes are those that other software reads") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    for (const auto& [path, row] : rows_by_path(*corpus / "inventory.jsonl")) {
      const auto instance = open_file(*corpus / path);
      if (!instance)
        continue;
      CAPTURE(path);
      const InstanceAttributes& attributes = (*instance)->attributes();
      check_text(row, "transfer_syntax_uid", attributes.image.transfer_syntax_uid);
      check_text(row, "sop_class_uid", attributes.image.sop_class_uid);
      check_text(row, "study_uid", attributes.study.study_instance_uid);
      check_text(row, "series_uid", attributes.series.series_instance_uid);
      check_text(row, "sop_uid", attributes.image.sop_instance_uid);
      check_text(row, "modality", attributes.series.modality);
      check_text(row, "manufacturer", attributes.series.manufacturer);
      check_text(row, "model", attributes.series.manufacturer_model_name);
      if (!(*instance)->decodable())
        continue;
      check_number(row, "rows", attributes.image.rows);
      check_number(row, "cols", attributes.image.columns);
      check_number(row, "samples", attributes.image.samples_per_pixel);
      check_number(row, "bits_stored", attributes.image.bits_stored);
      check_text(row, "photometric", attributes.image.photometric_interpretation);
      if (!path.starts_with("fuzz/"))
        check_number(row, "frames", attributes.image.frames);
    }
  }

  TEST_CASE("the display attributes are those that other software reads") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    for (const auto& [path, row] : rows_by_path(*corpus / "inventory.jsonl")) {
      const auto instance = open_file(*corpus / path);
      if (!instance || !(*instance)->decodable())
        continue;
      CAPTURE(path);
      const auto display = (*instance)->display_attributes(0);
      REQUIRE(display.has_value());
      if (const auto* slope = row.if_contains("rescale_slope"); slope && slope->is_number()) {
        REQUIRE(display->rescale.has_value());
        CHECK(display->rescale->slope == doctest::Approx(slope->to_number<double>()));
      }
      if (const auto* center = row.if_contains("window_center");
          center && center->is_array() && !display->windows.empty()) {
        const auto& centers = center->as_array();
        const auto& widths = row.at("window_width").as_array();
        REQUIRE(display->windows.size() <= centers.size());
        if (display->windows.size() == centers.size()) {
          CHECK(display->windows[0].center == doctest::Approx(centers[0].to_number<double>()));
          CHECK(display->windows[0].width == doctest::Approx(widths[0].to_number<double>()));
        }
      }
    }
  }

  TEST_CASE("names are in UTF-8 whatever their character set") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    const std::pair<std::string, std::string> names[] = {
        {"charset/chrH31.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう"},
        {"charset/chrI2.dcm", "Hong^Gildong=洪^吉洞=홍^길동"},
        {"charset/GH1301.dcm", "Wang^XiaoDong=王^小东="},
        {"charset/Lena-cyrillic.dcm", "Test-Дћ"},
        {"charset/Lena-greek.dcm", "Test-Θ"},
        {"charset/Lena-hebrew.dcm", "Test-ד"},
        {"charset/Lena-arabic.dcm", "Test-ص"},
        {"charset/Lena-latin3.dcm", "Test-éüäöòĝİ"},
        {"charset/Lena-latin5.dcm", "Test-éüäöòİ"},
    };
    for (const auto& [path, name] : names) {
      CAPTURE(path);
      const auto instance = open_file(*corpus / path);
      REQUIRE(instance.has_value());
      CHECK((*instance)->attributes().patient.patient_name == name);
    }
  }

  TEST_CASE("a file too large to be kept in memory is read piece by piece to the same end") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    for (const char* path : {"enhanced/eCT_Supplemental.dcm", "enhanced/MR_qa-enh_XA10_6_2.dcm",
                             "syntax/MR_small_bigendian.dcm", "charset/chrH31.dcm"}) {
      CAPTURE(path);
      auto source = ByteSource::open((*corpus / path).string(), {.resident_limit = 0});
      REQUIRE(source.has_value());
      const auto pieces = Instance::open(std::move(*source));
      const auto whole = open_file(*corpus / path);
      REQUIRE(pieces.has_value());
      REQUIRE(whole.has_value());
      CHECK((*pieces)->attributes_digest() == (*whole)->attributes_digest());
      CHECK((*pieces)->attributes().patient.patient_name ==
            (*whole)->attributes().patient.patient_name);
      if ((*whole)->decodable())
        CHECK(*(*pieces)->display_attributes(0) == *(*whole)->display_attributes(0));
    }
  }
}
