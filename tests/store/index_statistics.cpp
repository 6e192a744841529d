#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::failed_record;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;

namespace {

std::string text_of(const std::vector<StoreStatistics::Group>& groups) {
  std::string text;
  for (const auto& group : groups)
    text += fmt::format("{}:{}:{} ", group.name, group.count, group.bytes);
  return text;
}

ObjectId object(std::string_view name) {
  return ObjectId::of(as_bytes(name));
}

}  // namespace

TEST_SUITE("store/index_statistics") {
  TEST_CASE("an empty store counts nothing") {
    SampleStore store;
    const StoreStatistics all = store.index().statistics();
    CHECK(all.studies + all.images + all.frames + all.sources + all.objects == 0);
    CHECK(all.images_by_modality.empty());
    CHECK(all.runs.empty());
  }

  TEST_CASE("an object that renditions share counts once, and once for each of them") {
    SampleStore store;
    SourceRecord ct = image_record("/a", "1.2.1", "a");
    ct.instance->instance.frames = 2;
    ct.instance->renditions = {rendition_of(object("x"), 10, "soft"),
                               rendition_of(object("x"), 10, "lung"),
                               rendition_of(object("t"), 1, "soft", RenditionKind::thumbnail),
                               rendition_of(object("m"), 100, "", RenditionKind::master)};
    SourceRecord mr = image_record("/b", "1.2.2", "b");
    mr.instance->study.study_instance_uid = "1.2";
    mr.instance->series.modality = "MR";
    mr.instance->renditions = {rendition_of(object("x"), 10, "soft")};
    SourceRecord copy = image_record("/c", "1.2.2", "b");
    copy.instance = mr.instance;
    store.record_and_commit({ct, mr, copy, failed_record("/d", "Rows is 0"),
                             failed_record("/e", "Rows is 0"), failed_record("/f", "no pixels")});

    const StoreStatistics all = store.index().statistics();
    CHECK(all.studies == 2);
    CHECK(all.series == 2);
    CHECK(all.instances == 2);
    CHECK(all.images == 2);
    CHECK(all.frames == 3);
    CHECK(all.sources == 6);
    CHECK(all.missing_sources == 0);
    CHECK(all.source_bytes == 1500);
    CHECK(all.renditions == 5);
    CHECK(all.objects == 3);
    CHECK(all.object_bytes == 111);
    CHECK(all.rendition_bytes == 131);
    CHECK(text_of(all.images_by_modality) == "CT:1:111 MR:1:10 ");
    CHECK(text_of(all.renditions_by_preset) ==
          "lung:1:10 master:1:100 soft:2:20 soft thumbnail:1:1 ");
    CHECK(text_of(all.sources_by_outcome) == "duplicate:1:500 failed:3:300 rendered:2:1000 ");
    CHECK(text_of(all.failures_by_reason) == "Rows is 0:2:200 no pixels:1:100 ");
  }

  TEST_CASE("the last success is the last run's, though the clock was years ahead at another") {
    SampleStore store;
    store.writer->finish_run(store.writer->begin_run(1), "done", "{}", 1'000'000);
    store.writer->finish_run(store.writer->begin_run(2), "done", "{}", 200);
    store.writer->finish_run(store.writer->begin_run(3), "interrupted", "{}", 300);
    CHECK(store.index().statistics().last_success_ns == 200);
  }

  TEST_CASE("the last ten runs come newest first") {
    SampleStore store;
    for (int i = 1; i <= 12; ++i) {
      const std::int64_t id = store.writer->begin_run(i);
      if (i != 12)
        store.writer->finish_run(id, "done", "{}", 100 + i);
    }
    const std::vector<RunRow> runs = store.index().statistics().runs;
    REQUIRE(runs.size() == 10);
    CHECK(runs.front().started_ns == 12);
    CHECK(runs.front().state == "running");
    CHECK_FALSE(runs.front().finished_ns.has_value());
    CHECK(runs.back().started_ns == 3);
    CHECK(runs.back().state == "done");
    CHECK(runs.back().finished_ns == 103);
    CHECK(runs.back().summary == "{}");
  }
}
