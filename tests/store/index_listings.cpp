#include <string>

#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::failed_record;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;

namespace {

struct Place {
  std::string study, date, series;
  std::int64_t series_number, instance_number;
};

SourceRecord placed_record(const std::string& path, const Place& place) {
  SourceRecord record = image_record(path, "uid of " + path, path);
  record.instance->study.study_instance_uid = place.study;
  record.instance->study.study_date = place.date;
  record.instance->series.series_instance_uid = place.series;
  record.instance->series.series_number = place.series_number;
  record.instance->instance.instance_number = place.instance_number;
  return record;
}

std::string studies_of(const Index& index) {
  std::string all;
  index.studies([&](const StoredStudy& stored) {
    all += fmt::format("{}[{}]{}/{} ", stored.study.study_instance_uid, stored.modalities,
                       stored.series_count, stored.image_count);
    return true;
  });
  return all;
}

std::string series_of(const Index& index) {
  std::string all;
  index.series([&](const StoredSeries& stored) {
    all += fmt::format("{}:{} ", stored.series.series_instance_uid, stored.image_count);
    return true;
  });
  return all;
}

std::string instances_of(const Index& index) {
  std::string all;
  index.instances([&](const StoredInstance& stored) {
    all += stored.instance.sop_instance_uid.substr(7) + " ";
    return true;
  });
  return all;
}

}  // namespace

TEST_SUITE("store/index_listings") {
  TEST_CASE("listings go by study date, series number and instance number, as numbers") {
    SampleStore store;
    store.record_and_commit({placed_record("/e", {"1.9", "20240101", "1.9.1", 10, 1}),
                             placed_record("/d", {"1.9", "20240101", "1.9.2", 9, 10}),
                             placed_record("/c", {"1.9", "20240101", "1.9.2", 9, 2}),
                             placed_record("/b", {"1.2", "20231231", "1.2.1", 5, 1})});
    const Index index = store.index();
    CHECK(studies_of(index) == "1.2[CT]1/1 1.9[CT]2/3 ");
    CHECK(series_of(index) == "1.2.1:1 1.9.2:2 1.9.1:1 ");
    CHECK(instances_of(index) == "/b /c /d /e ");
  }

  TEST_CASE("a study names each of its modalities once") {
    SampleStore store;
    SourceRecord pet = placed_record("/b", {"1.9", "20240101", "1.9.2", 2, 1});
    pet.instance->series.modality = "PT";
    SourceRecord none = placed_record("/c", {"1.9", "20240101", "1.9.3", 3, 1});
    none.instance->series.modality = "";
    store.record_and_commit({pet, none, placed_record("/a", {"1.9", "20240101", "1.9.1", 1, 1}),
                             placed_record("/d", {"1.9", "20240101", "1.9.4", 4, 1})});
    CHECK(studies_of(store.index()) == "1.9[CT\\PT]4/4 ");
  }

  TEST_CASE("what no source names any more is hidden, with a series and a study of such alone") {
    SampleStore store;
    store.record_and_commit({placed_record("/a", {"1.1", "20240101", "1.1.1", 1, 1}),
                             placed_record("/b", {"1.1", "20240101", "1.1.2", 2, 1}),
                             placed_record("/c", {"1.2", "20240102", "1.2.1", 1, 1})});
    // Two files are replaced by others: one by an image of another study, one by rubbish.
    SourceRecord replaced = placed_record("/c", {"1.1", "20240101", "1.1.1", 1, 2});
    replaced.instance->instance.digest = test::digest_of("new");
    store.record_and_commit({replaced, failed_record("/b", "Rows is 0")});

    const Index index = store.index();
    CHECK(studies_of(index) == "1.1[CT]1/2 ");
    CHECK(series_of(index) == "1.1.1:2 ");
    CHECK(instances_of(index) == "/a /c ");
    CHECK(index.statistics().studies == 1);
    CHECK(index.statistics().series == 1);
    CHECK(index.statistics().instances == 2);
    CHECK(index.instance_with_uid("uid of /b").has_value());  // hidden, not gone
  }

  TEST_CASE("a missing source hides nothing: its share may only be unmounted") {
    SampleStore store;
    store.record_and_commit({placed_record("/a", {"1.1", "20240101", "1.1.1", 1, 1})});
    store.writer->mark_missing("/a", 5);
    store.commit();
    CHECK(studies_of(store.index()) == "1.1[CT]1/1 ");
    CHECK(store.index().statistics().missing_sources == 1);
  }

  TEST_CASE("an instance without pixels is listed and is no image") {
    SampleStore store;
    SourceRecord record = placed_record("/a", {"1.1", "20240101", "1.1.1", 1, 1});
    record.instance->instance.frames = 0;
    store.record_and_commit({record});
    CHECK(series_of(store.index()) == "1.1.1:0 ");
    CHECK(instances_of(store.index()) == "/a ");
  }

  TEST_CASE("renditions are listed with the UIDs they belong to") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.3", "one");
    const ObjectId object = ObjectId::of(as_bytes(std::string_view("abc")));
    record.instance->renditions = {rendition_of(object, 3, "soft"),
                                   rendition_of(object, 3, "lung")};
    store.record_and_commit({record});
    std::string all;
    store.index().all_renditions([&](const StoredRendition& stored) {
      all += fmt::format("{} {} {} {},", stored.study_instance_uid, stored.series_instance_uid,
                         stored.sop_instance_uid, stored.rendition.preset);
      CHECK(stored.rendition.object == object);
      return true;
    });
    CHECK(all == "1.1 1.1.1 1.2.3 lung,1.1 1.1.1 1.2.3 soft,");
  }

  TEST_CASE("failures and crashes are listed by path, nothing else is") {
    SampleStore store;
    SourceRecord crashed = failed_record("/b", "killed by SIGSEGV");
    crashed.source.outcome = SourceOutcome::crashed;
    SourceRecord not_dicom = failed_record("/d", "");
    not_dicom.source.outcome = SourceOutcome::not_dicom;
    store.record_and_commit(
        {failed_record("/c", "x"), crashed, not_dicom, image_record("/a", "1.2.3", "one")});
    std::string paths;
    store.index().failures([&](const SourceRow& row) {
      paths += row.path + ":" + row.reason + " ";
      return true;
    });
    CHECK(paths == "/b:killed by SIGSEGV /c:x ");
  }

  TEST_CASE("a visitor may stop, may start the same listing again, and may throw") {
    SampleStore store;
    store.record_and_commit({image_record("/a", "1.2.1", "a"), image_record("/b", "1.2.2", "b")});
    const Index index = store.index();
    int seen = 0;
    index.instances([&](const StoredInstance&) {
      ++seen;
      return false;
    });
    CHECK(seen == 1);
    index.instances([&](const StoredInstance& outer) {
      index.instances([&](const StoredInstance&) { return ++seen > 0; });
      return index.renditions(outer.id).empty();
    });
    CHECK(seen == 5);
    const auto angry = [](const StoredInstance&) -> bool { throw Fatal(ErrorKind::io, "enough"); };
    CHECK(test::fatal_error([&] { index.instances(angry); })->what == "enough");
    CHECK(index.instance_with_uid("1.2.1").has_value());
  }
}
