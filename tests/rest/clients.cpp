// The client of the service that went before, and what it finds.

#include <string>

#include <doctest/doctest.h>

#include "rest/asker.hpp"
#include "rest/keys.hpp"

using namespace noctis;
using test::Asker;
using test::full_store;
using test::keys_of;
using test::parts_of;

namespace {

constexpr const char* const dicom = "/api/v1/dicom";

std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

// Whether each of the keys is there, in whatever order: fields may be added.
void check_keys(const json::value& value, const std::string& wanted) {
  const std::string there = ' ' + keys_of(value) + ' ';
  std::string key;
  for (const char c : wanted + ' ') {
    if (c != ' ') {
      key += c;
      continue;
    }
    CAPTURE(key);
    CAPTURE(there);
    CHECK(there.find(' ' + key + ' ') != there.npos);
    key.clear();
  }
}

}  // namespace

TEST_SUITE("rest/client") {
  TEST_CASE("from a study to its series, its images and their pictures, by the keys of old") {
    const Asker server(parts_of(full_store().path()));
    const auto list = server.get(std::string(dicom) + "/studies?modality=ct&limit=500").json();
    check_keys(list, "studies total next");
    REQUIRE_FALSE(list.at("studies").as_array().empty());
    int pictures = 0;
    for (const json::value& study : list.at("studies").as_array()) {
      check_keys(study,
                 "id study_instance_uid patient_id patient_name study_date modality description "
                 "series_count image_count thumbnail_url");
      const auto id = study.at("id").to_number<std::int64_t>();
      const auto of_study = server.get(fmt::format("{}/studies/{}/series", dicom, id)).json();
      check_keys(of_study,
                 "study_id patient_id patient_name study_date modality description series");
      CHECK(of_study.at("study_id") == study.at("id"));
      for (const json::value& series : of_study.at("series").as_array()) {
        check_keys(series, "id series_number series_description modality image_count");
        const auto of_series = server
                                   .get(fmt::format("{}/series/{}/images", dicom,
                                                    series.at("id").to_number<std::int64_t>()))
                                   .json();
        check_keys(of_series, "series_id series_number series_description modality images");
        CHECK(of_series.at("images").as_array().size() ==
              series.at("image_count").to_number<std::size_t>());
        for (const json::value& image : of_series.at("images").as_array()) {
          check_keys(image, "id instance_number sop_instance_uid image_url");
          for (const char* const preset : {"lung", "bone", "soft_tissue", "brain", "liver"}) {
            const std::string url = text_of(image.at("image_url"));
            const auto picture = server.get(url + "?preset=" + preset);
            CHECK(picture.status() == 200);
            check_keys(picture.json(),
                       "image_id image_data_url metadata window level preset format cached");
            check_keys(picture.json().at("metadata"),
                       "patient_id patient_name study_date study_time modality study_description "
                       "series_description rows columns instance_number slice_thickness "
                       "pixel_spacing");
            CHECK(picture.json().at("format").as_string() == "base64_png");
            CHECK(picture.json().at("preset").as_string() == preset);
            CHECK(picture.json().at("cached").as_bool());
            CHECK(picture.picture("image_data_url").width == 40);
            const auto thumbnail = server.get(url + "/thumbnail?size=32&preset=" + preset).json();
            check_keys(thumbnail, "image_id thumbnail_url size");
            CHECK(thumbnail.at("size").to_number<int>() == 32);
            CHECK(thumbnail.at("image_id") == image.at("id"));
            ++pictures;
          }
        }
      }
    }
    CHECK(pictures >= 15);
  }

  TEST_CASE("the presets of old have their windows of old") {
    const Asker server(parts_of(full_store().path()));
    const auto answer = server.get(std::string(dicom) + "/presets").json();
    CHECK(keys_of(answer) == "presets usage");
    struct {
      const char* name;
      int window, level;
    } const rows[] = {
        {"lung", 1500, -600},      {"bone", 2000, 300},       {"soft_tissue", 400, 40},
        {"brain", 80, 40},         {"liver", 150, 30},        {"mediastinum", 350, 50},
        {"chest_xray", 2500, 500}, {"bone_xray", 4000, 2000}, {"extremity", 3500, 1500},
        {"spine", 3000, 1000},     {"soft_xray", 600, 100}};
    for (const auto& row : rows) {
      CAPTURE(row.name);
      const json::value& preset = answer.at("presets").at(row.name);
      CHECK(preset.at("window").to_number<int>() == row.window);
      CHECK(preset.at("level").to_number<int>() == row.level);
      CHECK(preset.at("function").as_string() == "linear");
    }
    CHECK(answer.at("presets").at("lung").at("modalities") == json::array{"CT"});
    CHECK(answer.at("presets").at("default").at("window").is_null());
  }

  TEST_CASE("an image's answer has exactly the keys of the contract, and those that were added") {
    const Asker server(parts_of(full_store().path()));
    const auto image = test::images_of(full_store().path()).front();
    const auto answer = server.get("/api/v1/dicom/images/" + image.uid).json();
    CHECK(keys_of(answer) ==
          "image_id image_data_url metadata window level function preset format cached frame "
          "image_width image_height image_pixel_spacing");
    CHECK(keys_of(answer.at("metadata")) ==
          "patient_id patient_name study_date study_time modality study_description "
          "series_description rows columns instance_number slice_thickness pixel_spacing "
          "sop_instance_uid frames");
    const auto by_id = server.get(
        fmt::format("/api/v1/dicom/images/{}", answer.at("image_id").to_number<std::int64_t>()));
    CHECK(by_id.json() == answer);
  }
}
