#include "store/index_mender.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "store/index_check.hpp"
#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::image_record;
using noctis::test::rendition_of;

namespace {

ObjectId object(std::string_view name) {
  return ObjectId::of(as_bytes(name));
}

// Two images, in the files /r/1 and /r/2; the object "shared" is named by both.
struct TwoImages {
  test::SampleStore store;

  TwoImages() {
    for (const char* name : {"1", "2"}) {
      SourceRecord record =
          image_record(std::string("/r/") + name, std::string("1.2.") + name, name);
      record.instance->renditions = {rendition_of(object("shared"), 10, "soft"),
                                     rendition_of(object(name), 20, "lung")};
      store.record(record);
    }
    store.commit();
    store.writer.reset();
  }
  [[nodiscard]] std::vector<RenditionRow> renditions(const char* name) const {
    const Index index = store.index();
    return index.renditions(*index.source(std::string("/r/") + name)->instance_id);
  }
};

}  // namespace

TEST_SUITE("store/index_mender") {
  TEST_CASE("what is taken out is told with its sources as they were, and forgotten") {
    const TwoImages two;
    IndexMender mender(two.store.path());
    const auto lost = mender.take_out({object("1")});
    REQUIRE(lost.size() == 1);
    REQUIRE(lost[0].renditions.size() == 1);
    CHECK(lost[0].renditions[0].preset == "lung");
    REQUIRE(lost[0].sources.size() == 1);
    CHECK(lost[0].sources[0].path == "/r/1");
    CHECK(lost[0].sources[0].plan == test::digest_of("plan"));

    CHECK(two.renditions("1").size() == 1);
    CHECK(two.renditions("2").size() == 2);
    const Index index = two.store.index();
    CHECK_FALSE(index.has_object(object("1")));
    CHECK(index.source("/r/1")->plan == Digest{});
    CHECK(index.source("/r/2")->plan == test::digest_of("plan"));
  }

  TEST_CASE("an object that two images name is lost to both, and one of both objects once") {
    const TwoImages two;
    IndexMender mender(two.store.path());
    const auto lost = mender.take_out({object("shared"), object("2")});
    REQUIRE(lost.size() == 2);
    CHECK(lost[0].renditions.size() + lost[1].renditions.size() == 3);
    for (const LostRenditions& each : lost)
      CHECK(each.sources.size() == 1);
    CHECK(two.renditions("1").size() == 1);
    CHECK(two.renditions("2").empty());
  }

  TEST_CASE("size and sides are written to the rows of that object alone") {
    const TwoImages two;
    IndexMender mender(two.store.path());
    mender.mend_dimensions({.kind = DamageKind::row,
                            .what = {},
                            .object = object("1"),
                            .bytes = 21,
                            .width = 7,
                            .height = 5});
    for (const RenditionRow& row : two.renditions("1")) {
      const bool mended = row.object == object("1");
      CHECK(row.bytes == (mended ? 21 : 10));
      CHECK(row.width == (mended ? 7 : 6));
      CHECK(row.height == (mended ? 5 : 4));
    }
    const auto complain = [](const Damage& damage) { FAIL_CHECK(damage.what); };
    CHECK(check_index(two.store.path(), complain) == IndexHealth::sound);
  }

  TEST_CASE("the side of thumbnails is the longest that there is") {
    TwoImages two;
    CHECK(IndexMender(two.store.path()).thumbnail_side() == 0);
    two.store.reopen();
    SourceRecord record = image_record("/r/3", "1.2.3", "3");
    RenditionRow thumbnail = rendition_of(object("3"), 5, "lung", RenditionKind::thumbnail);
    thumbnail.width = 48;
    thumbnail.height = 31;
    record.instance->renditions = {thumbnail};
    two.store.record_and_commit({record});
    CHECK(IndexMender(two.store.path()).thumbnail_side() == 48);
  }
}
