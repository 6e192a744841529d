// What a server asks an Index for.

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "store/index_path.hpp"
#include "store/index_recovery.hpp"
#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::fatal_error;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;

namespace {

std::int64_t only_study_of(const Index& index) {
  std::int64_t id = 0;
  index.studies([&](const StoredStudy& stored) {
    id = stored.id;
    return true;
  });
  return id;
}

}  // namespace

TEST_SUITE("store/index_server") {
  TEST_CASE("a study, its series and their images are found by id and by UID, with their counts") {
    SampleStore store;
    SourceRecord second = image_record("/b", "1.1.1.2", "two");
    second.instance->instance.instance_number = 2;
    SourceRecord first = image_record("/a", "1.1.1.1", "one");
    first.instance->instance.instance_number = 1;
    SourceRecord report = image_record("/c", "1.1.2.1", "report");
    report.instance->series.series_instance_uid = "1.1.2";
    report.instance->series.modality = "SR";
    report.instance->series.series_number = 9;
    report.instance->instance.frames = 0;
    store.record_and_commit({second, first, report});

    const Index index = store.index();
    const auto study = index.study_with_uid("1.1");
    REQUIRE(study.has_value());
    CHECK(index.study(study->id)->study.study_instance_uid == "1.1");
    CHECK(study->modalities == "CT\\SR");
    CHECK(study->series_count == 2);
    CHECK(study->image_count == 2);

    const auto series = index.series_of_study(study->id);
    REQUIRE(series.size() == 2);
    CHECK(series[0].series.modality == "CT");
    CHECK(series[0].image_count == 2);
    CHECK(series[1].image_count == 0);
    CHECK(index.series(series[1].id)->series.series_instance_uid == "1.1.2");
    CHECK(index.series_with_uid("1.1.1")->id == series[0].id);

    CHECK(index.instances_in_series(series[0].id, "", 10) == 2);
    CHECK(index.instances_in_series(series[0].id, "", 1) == 1);
    CHECK(index.instances_in_series({}, "1.1.1", 10) == 2);
    CHECK(index.instances_in_series({}, "1.1", 10) == 0);
    CHECK(index.instances_in_study(study->id, "", 10) == 3);
    CHECK(index.instances_in_study({}, "1.1", 2) == 2);
    CHECK(index.instances_in_study(study->id + 1, "", 10) == 0);

    const auto images = index.listed_images(series[0].id);
    REQUIRE(images.size() == 2);
    CHECK(images[0].sop_instance_uid == "1.1.1.1");
    CHECK(images[1].sop_instance_uid == "1.1.1.2");
    CHECK(index.listed_images(series[1].id).empty());

    const auto image = index.image(images[1].id);
    REQUIRE(image.has_value());
    CHECK(image->sop_instance_uid == "1.1.1.2");
    CHECK(image->shown.modality == "CT");
    CHECK(image->patient_name == "Doe^Jane");
    CHECK(index.image_with_uid("1.1.1.2")->shown.id == images[1].id);
    CHECK(index.shown_image(images[1].id)->modality == "CT");
    CHECK(index.shown_image_with_uid("1.1.1.2")->id == images[1].id);
  }

  TEST_CASE(
      "an image comes with the picture of it that is asked for along with it, if it was warmed") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.1.1.1", "one");
    RenditionRow warmed = rendition_of(ObjectId::of(as_bytes("a picture")), 9, "default");
    warmed.window_center = 40;
    warmed.window_width = 400;
    warmed.voi_function = "SIGMOID";
    const ObjectId small = ObjectId::of(as_bytes("a thumbnail"));
    record.instance->renditions = {warmed,
                                   rendition_of(small, 11, "soft", RenditionKind::thumbnail)};
    store.record_and_commit({record});
    const Index index = store.index();
    const std::int64_t id = index.instance_with_uid("1.1.1.1")->id;
    const PictureKey key{.frame = 1, .preset = "default"};
    for (const auto& shown :
         {index.shown_image(id, key), index.shown_image_with_uid("1.1.1.1", key),
          std::optional(index.image(id, key)->shown),
          std::optional(index.image_with_uid("1.1.1.1", key)->shown)}) {
      REQUIRE(shown->picture.has_value());
      CHECK(shown->picture->object == warmed.object);
      CHECK(shown->picture->bytes == warmed.bytes);
      CHECK(shown->picture->recipe == warmed.recipe);
      CHECK(shown->picture->width == warmed.width);
      CHECK(shown->picture->height == warmed.height);
      CHECK(shown->picture->window_center == warmed.window_center);
      CHECK(shown->picture->window_width == warmed.window_width);
      CHECK(shown->picture->voi_function == warmed.voi_function);
    }
    CHECK_FALSE(index.shown_image(id)->picture.has_value());
    CHECK_FALSE(index.shown_image(id, {.frame = 2, .preset = "default"})->picture.has_value());
    CHECK_FALSE(index.shown_image(id, {.frame = 1, .preset = "soft"})->picture.has_value());
    CHECK_FALSE(index.shown_image(id, {.frame = 1, .preset = ""})->picture.has_value());
  }

  TEST_CASE("what is not there is nothing") {
    const SampleStore store;
    const Index index = store.index();
    CHECK_FALSE(index.study(1).has_value());
    CHECK_FALSE(index.study_with_uid("1.1").has_value());
    CHECK_FALSE(index.series(1).has_value());
    CHECK_FALSE(index.series_with_uid("1.1").has_value());
    CHECK_FALSE(index.image(1).has_value());
    CHECK_FALSE(index.image_with_uid("1.1").has_value());
    CHECK_FALSE(index.shown_image(1).has_value());
    CHECK_FALSE(index.shown_image_with_uid("1.1").has_value());
    CHECK_FALSE(index.object(ObjectId::of({})).has_value());
    CHECK_FALSE(index.newest_object().has_value());
    CHECK(index.series_of_study(1).empty());
    CHECK(index.listed_images(1).empty());
  }

  TEST_CASE("of two patients' studies under one UID the one of the newest file answers to it") {
    SampleStore store;
    SourceRecord old_one = image_record("/a", "1.1.1.1", "one", 2000);
    old_one.instance->study.patient.patient_id = "OLD";
    SourceRecord new_one = image_record("/b", "1.1.1.2", "two", 3000);
    new_one.instance->study.patient.patient_id = "NEW";
    SourceRecord other = image_record("/c", "1.1.1.3", "three", 1000);
    other.instance->study.patient.patient_id = "OTHER";
    store.record_and_commit({old_one, new_one, other});
    const Index index = store.index();
    const auto study = index.study_with_uid("1.1");
    REQUIRE(study.has_value());
    CHECK(study->study.patient.patient_id == "NEW");
    CHECK(index.series_with_uid("1.1.1")->study_id == study->id);
  }

  TEST_CASE("what no source names any more is passed over, by its id as well") {
    SampleStore store;
    store.record_and_commit({image_record("/a", "1.1.1.1", "one")});
    const std::int64_t study = only_study_of(store.index());
    const auto image = store.index().instance_with_uid("1.1.1.1");
    REQUIRE(image.has_value());
    SourceRecord replaced = image_record("/a", "9.9", "another");
    replaced.instance->study.study_instance_uid = "9";
    replaced.instance->series.series_instance_uid = "9.1";
    store.record_and_commit({replaced});
    const Index index = store.index();
    CHECK_FALSE(index.image(image->id).has_value());
    CHECK_FALSE(index.shown_image(image->id).has_value());
    CHECK_FALSE(index.shown_image_with_uid("1.1.1.1").has_value());
    CHECK_FALSE(index.image_with_uid("1.1.1.1").has_value());
    CHECK_FALSE(index.series(image->series_id).has_value());
    CHECK_FALSE(index.study(study).has_value());
    CHECK(index.study_with_uid("9").has_value());
  }

  TEST_CASE("an object that a rendition names is known, with its bytes and whether it is a PNG") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.1.1.1", "one");
    const ObjectId picture = ObjectId::of(as_bytes("picture"));
    const ObjectId raw = ObjectId::of(as_bytes("raw"));
    const ObjectId png = ObjectId::of(as_bytes("png"));
    RenditionRow raw_master = rendition_of(raw, 3, "", RenditionKind::master);
    raw_master.format = "raw";
    RenditionRow png_master = rendition_of(png, 4, "", RenditionKind::master);
    png_master.format = "png";
    png_master.frame = 2;
    record.instance->renditions = {rendition_of(picture, 7), raw_master, png_master};
    store.record_and_commit({record});
    const Index index = store.index();
    CHECK(index.object(picture)->bytes == 7);
    CHECK(index.object(picture)->is_png);
    CHECK_FALSE(index.object(raw)->is_png);
    CHECK(index.object(png)->is_png);
    CHECK_FALSE(index.object(ObjectId::of(as_bytes("unnamed"))).has_value());
    CHECK(index.newest_object()->id == png);
  }

  TEST_CASE("an index that was made anew is not the one that was opened") {
    SampleStore store;
    store.record_and_commit({image_record("/a", "1.1.1.1", "one")});
    const Index index = store.index();
    CHECK(index.is_current());
    store.record_and_commit({image_record("/b", "1.1.1.2", "two")});
    CHECK(index.is_current());
    store.writer.reset();
    (void)remake_index(store.path());
    CHECK_FALSE(index.is_current());
    CHECK(store.index().is_current());
    std::filesystem::remove(index_path(store.path()));
    CHECK_FALSE(index.is_current());
  }
}
