#include "store/index.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/connection.hpp"
#include "store/index_check.hpp"
#include "store/migrations.hpp"
#include "store/removal.hpp"
#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::digest_of;
using noctis::test::fatal_error;
using noctis::test::image_record;
using noctis::test::rendition_of;
using noctis::test::SampleStore;

namespace {

std::string uid_of_digest(const std::optional<StoredInstance>& stored) {
  return stored ? to_hex(stored->instance.digest) : "none";
}

std::string hex(std::string_view content) {
  return to_hex(digest_of(content));
}

}  // namespace

TEST_SUITE("store/index") {
  TEST_CASE("an instance reads back as it was recorded, with the names of its study and series") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.3", "one");
    InstanceRow& said = record.instance->instance;
    said.sop_class_uid = "1.2.840.10008.5.1.4.1.1.2";
    said.transfer_syntax_uid = "1.2.840.10008.1.2.1";
    said.instance_number = -3;
    said.image_type = "ORIGINAL\\PRIMARY";
    said.content_date = "20240131";
    said.photometric_interpretation = "MONOCHROME2";
    said.samples_per_pixel = 1;
    said.bits_stored = 12;
    said.representative_frame_number = 2;
    said.pixel_spacing = {{0.1, 0.7}};
    said.slice_thickness = 1.25;
    said.image_position = {{-125.5, 0.0, 1e-7}};
    said.image_orientation = {{1, 0, 0, 0, 1.0 / 3.0, 0}};
    said.slice_location = -0.0;
    said.lossy_image_compression = true;
    said.hounsfield_units = true;
    said.mtime_ns = 123456789012345678;
    record.instance->series.body_part_examined = "CHEST";
    store.record_and_commit({record});

    const Index index = store.index();
    const auto stored = index.instance_with_digest(digest_of("one"));
    REQUIRE(stored.has_value());
    CHECK(stored->study_instance_uid == "1.1");
    CHECK(stored->series_instance_uid == "1.1.1");
    CHECK(stored->modality == "CT");
    CHECK(stored->body_part_examined == "CHEST");
    const InstanceRow& read = stored->instance;
    CHECK(read.sop_instance_uid == "1.2.3");
    CHECK(read.transfer_syntax_uid == said.transfer_syntax_uid);
    CHECK(read.instance_number == -3);
    CHECK(read.acquisition_number == std::nullopt);
    CHECK(read.image_type == "ORIGINAL\\PRIMARY");
    CHECK(read.presentation_intent_type.empty());
    CHECK(read.rows == 4);
    CHECK(read.columns == 6);
    CHECK(read.bits_stored == 12);
    CHECK(read.representative_frame_number == 2);
    CHECK(read.pixel_spacing == said.pixel_spacing);
    CHECK(read.slice_thickness == 1.25);
    CHECK(read.image_position == said.image_position);
    CHECK(read.image_orientation == said.image_orientation);
    CHECK(read.lossy_image_compression);
    CHECK(read.hounsfield_units);
    CHECK_FALSE(read.color);
    CHECK(read.mtime_ns == 123456789012345678);

    CHECK(index.instance(stored->id)->instance.digest == digest_of("one"));
    CHECK_FALSE(index.instance(stored->id + 1).has_value());
    CHECK(index.has_attributes_digest(digest_of("attributes of one")));
    CHECK_FALSE(index.has_attributes_digest(digest_of("one")));
  }

  TEST_CASE("a source reads back as it was recorded, whatever bytes its path has") {
    SampleStore store;
    const std::string path = "/a\n\xff\xc3(";
    SourceRecord record = image_record(path, "1.2.3", "one");
    record.source.stamp = {.size = 1, .mtime_ns = -2, .ctime_ns = 3, .device = ~0ULL, .inode = 5};
    record.source.reason = "Rows is 0";
    store.record_and_commit({record});

    const auto read = store.index().source(path);
    REQUIRE(read.has_value());
    CHECK(read->path == path);
    CHECK(read->stamp == record.source.stamp);
    CHECK(read->outcome == SourceOutcome::rendered);
    CHECK(read->reason == "Rows is 0");
    CHECK(read->plan == digest_of("plan"));
    CHECK(read->content_digest == digest_of("file of one"));
    CHECK(read->seen_ns == 77);
    CHECK_FALSE(read->missing_since_ns.has_value());
    CHECK(read->instance_id == store.index().instance_with_uid("1.2.3")->id);
    CHECK_FALSE(store.index().source("/a").has_value());
  }

  TEST_CASE("a source is found by its bytes where they were indexed or have failed") {
    SampleStore store;
    SourceRecord skipped = test::failed_record("/skipped", "modality MR");
    skipped.source.outcome = SourceOutcome::skipped;
    skipped.source.content_digest = digest_of("s");
    SourceRecord failed = test::failed_record("/failed", "Rows is 0");
    failed.source.content_digest = digest_of("f");
    SourceRecord indexed = image_record("/z", "1.2.3", "one");
    indexed.source.content_digest = digest_of("f");
    store.record_and_commit({skipped, failed});

    CHECK_FALSE(store.index().source_with_content(digest_of("s")).has_value());
    CHECK(store.index().source_with_content(digest_of("f"))->path == "/failed");
    store.record_and_commit({indexed});
    CHECK(store.index().source_with_content(digest_of("f"))->path == "/z");
  }

  TEST_CASE("a UID is answered by the greatest mtime, then path, and by the next when that goes") {
    SampleStore store;
    store.record_and_commit({image_record("/b", "1.2.3", "b", 2000),
                             image_record("/a", "1.2.3", "a", 2000),
                             image_record("/c", "1.2.3", "c", 1000)});
    const auto answer = [&] { return uid_of_digest(store.index().instance_with_uid("1.2.3")); };
    CHECK(answer() == hex("b"));

    store.writer->mark_missing("/b", 5);
    store.commit();
    CHECK(answer() == hex("a"));
    store.writer->mark_missing("/a", 5);
    store.commit();
    CHECK(answer() == hex("c"));
    store.writer->mark_missing("/c", 5);  // none is left: the greatest of all answers
    store.commit();
    CHECK(answer() == hex("b"));
    CHECK_FALSE(store.index().instance_with_uid("1.2").has_value());
  }

  TEST_CASE("an instance that a copy keeps alive still answers, with the copy's mtime") {
    SampleStore store;
    store.record_and_commit({image_record("/a", "1.2.3", "a", 1000),
                             image_record("/b", "1.2.3", "b", 2000),
                             image_record("/copy of a", "1.2.3", "a", 3000)});
    CHECK(uid_of_digest(store.index().instance_with_uid("1.2.3")) == hex("a"));
    store.writer->mark_missing("/copy of a", 5);
    store.commit();
    CHECK(uid_of_digest(store.index().instance_with_uid("1.2.3")) == hex("b"));
  }

  TEST_CASE("an instance whose file was replaced yields to one that a file still holds") {
    SampleStore store;
    store.record_and_commit({image_record("/a", "1.2.3", "old", 9000)});
    store.record_and_commit({image_record("/a", "1.2.3", "new", 1000)});
    CHECK(uid_of_digest(store.index().instance_with_uid("1.2.3")) == hex("new"));
  }

  TEST_CASE("renditions come by frame, kind and preset, and each is found by them") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.3", "one");
    const ObjectId object = ObjectId::of(as_bytes(std::string_view("abc")));
    for (const std::uint32_t frame : {2U, 1U}) {
      for (const auto& [preset, kind] :
           {std::pair{"", RenditionKind::master}, std::pair{"soft", RenditionKind::thumbnail},
            std::pair{"soft", RenditionKind::display}, std::pair{"lung", RenditionKind::display}}) {
        RenditionRow row = rendition_of(object, 3, preset, kind);
        row.frame = frame;
        record.instance->renditions.push_back(row);
      }
    }
    RenditionRow& lung = record.instance->renditions.back();
    lung.window_center = -600;
    lung.window_width = 1500;
    lung.voi_function = "LINEAR";
    store.record_and_commit({record});

    const Index index = store.index();
    const std::int64_t id = index.instance_with_uid("1.2.3")->id;
    std::string order;
    for (const RenditionRow& row : index.renditions(id))
      order += fmt::format("{} {} {},", row.frame, name_of(row.kind), row.preset);
    CHECK(order ==
          "1 display lung,1 display soft,1 thumbnail soft,1 master ,"
          "2 display lung,2 display soft,2 thumbnail soft,2 master ,");

    const auto read = index.rendition(id, 1, RenditionKind::display, "lung");
    REQUIRE(read.has_value());
    CHECK(read->object == object);
    CHECK(read->bytes == 3);
    CHECK(read->width == 6);
    CHECK(read->height == 4);
    CHECK(read->window_center == -600);
    CHECK(read->window_width == 1500);
    CHECK(read->voi_function == "LINEAR");
    CHECK(read->recipe == digest_of("recipe of lung"));
    CHECK(index.rendition(id, 2, RenditionKind::master, "").has_value());
    CHECK_FALSE(index.rendition(id, 3, RenditionKind::master, "").has_value());
    CHECK_FALSE(index.rendition(id, 1, RenditionKind::thumbnail, "lung").has_value());
    CHECK(index.renditions(id + 1).empty());
    CHECK(index.has_object(object));
    CHECK_FALSE(index.has_object(ObjectId{}));
  }

  TEST_CASE("an index of the version before is read whole, and becomes the latest by a writer") {
    SampleStore store;
    const ObjectId object = ObjectId::of(as_bytes(std::string_view("abc")));
    SourceRecord record = image_record("/a", "1.2.3", "one");
    record.instance->renditions = {rendition_of(object, 3, "soft"),
                                   rendition_of(object, 3, "lung")};
    store.record_and_commit({record});
    store.make_older();

    const auto complain = [](const Damage& damage) { FAIL_CHECK(damage.what); };
    for (const int version : {4, version_of(built_in_migrations())}) {
      CAPTURE(version);
      CHECK(check_index(store.path(), complain) == IndexHealth::sound);
      const Index index = store.index();
      const std::int64_t id = index.instance_with_uid("1.2.3")->id;
      REQUIRE(index.renditions(id).size() == 2);
      for (const RenditionRow& row : index.renditions(id)) {
        CHECK(row.object == object);
        CHECK(row.bytes == 3);
      }
      const auto shown = index.shown_image(id, {.frame = 1, .preset = "lung"});
      REQUIRE(shown.has_value());
      REQUIRE(shown->picture.has_value());
      CHECK(shown->picture->object == object);
      CHECK(shown->picture->bytes == 3);
      CHECK(index.statistics().rendition_bytes == 6);
      CHECK(plan_removal(store.path(), {.pattern = "*", .collect = true}).has_value());
      store.reopen();
    }
  }

  TEST_CASE("a rendition whose object has lost its row is none, so that it is made again") {
    SampleStore store;
    SourceRecord record = image_record("/a", "1.2.3", "one");
    record.instance->renditions = {rendition_of(ObjectId::of(as_bytes("a")), 3, "soft"),
                                   rendition_of(ObjectId::of(as_bytes("b")), 3, "lung")};
    store.record_and_commit({record});
    SQLite::Database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE)
        .exec("DELETE FROM object WHERE id = (SELECT min(id) FROM object)");
    const auto left = store.index().renditions(store.index().instance_with_uid("1.2.3")->id);
    REQUIRE(left.size() == 1);
    CHECK(left[0].preset == "lung");
    store.record_and_commit({record});
    CHECK(store.index().renditions(store.index().instance_with_uid("1.2.3")->id).size() == 2);
  }

  TEST_CASE("a reader keeps no snapshot between two calls: it sees what was committed since") {
    SampleStore store;
    const Index index = store.index();
    CHECK_FALSE(index.source("/a").has_value());
    store.record(image_record("/a", "1.2.3", "one"));
    CHECK_FALSE(index.source("/a").has_value());
    store.commit();
    CHECK(index.source("/a").has_value());
  }

  TEST_CASE("a connection for reading writes nothing") {
    SampleStore store;
    Connection reader = Connection::for_reading(store.path());
    CHECK_THROWS_AS(reader.database().exec("DELETE FROM run"), SQLite::Exception);
  }

  TEST_CASE("where there is no store nothing is opened and nothing made") {
    const test::TemporaryFolder folder;
    CHECK(fatal_error([&] { (void)Index::open(folder.path()); })->kind == ErrorKind::not_found);
    CHECK(std::filesystem::is_empty(folder.path()));
  }

  TEST_CASE("the images of a series or a study come in their order, without what has no pixels") {
    SampleStore store;
    const auto numbered = [](const char* uid, const char* series, std::int64_t series_number,
                             std::int64_t number) {
      SourceRecord record = image_record(std::string("/") + uid, uid, uid);
      record.instance->series.series_instance_uid = series;
      record.instance->series.series_number = series_number;
      record.instance->instance.instance_number = number;
      return record;
    };
    SourceRecord report = numbered("1.9", "1.1.2", 2, 0);
    report.instance->instance.frames = 0;
    SourceRecord other = numbered("1.8", "1.1.3", 3, 1);
    other.instance->study.study_instance_uid = "1.2";
    store.record_and_commit({numbered("1.3", "1.1.2", 2, 10), numbered("1.2", "1.1.2", 2, 9),
                             numbered("1.1", "1.1.1", 1, 11), report, other});
    const auto uids = [](const std::vector<StoredInstance>& images) {
      std::vector<std::string> result;
      for (const StoredInstance& image : images)
        result.push_back(image.instance.sop_instance_uid);
      return result;
    };
    const Index index = store.index();
    CHECK(uids(index.images_of_series("1.1.2")) == std::vector<std::string>{"1.2", "1.3"});
    CHECK(uids(index.images_of_study("1.1")) == std::vector<std::string>{"1.1", "1.2", "1.3"});
    CHECK(index.images_of_series("1.1").empty());
    CHECK(index.images_of_study("9").empty());
  }

  TEST_CASE("the key of fingerprints is the store's own, and one that lacks gets another") {
    SampleStore one, other;
    one.record_and_commit({image_record("/a", "1.2.3", "one")});
    const FingerprintKey key = Index::open(one.path()).fingerprint_key();
    CHECK(Index::open(one.path()).fingerprint_key() == key);
    CHECK(Index::open(other.path()).fingerprint_key() != key);
    one.writer.reset();
    SQLite::Database((one.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE)
        .exec("DELETE FROM fingerprint_key");
    CHECK(fatal_error([&] { (void)Index::open(one.path()).fingerprint_key(); })->kind ==
          ErrorKind::damaged);
    std::vector<std::string> damage;
    CHECK(check_index(one.path(), [&](const Damage& each) { damage.push_back(each.what); }) ==
          IndexHealth::mendable);
    CHECK(damage == std::vector<std::string>{"fingerprint_key has 0 rows, not one"});
    (void)IndexWriter::open(one.path());
    const Index mended = Index::open(one.path());
    CHECK(mended.fingerprint_key() != key);
    const auto source = mended.source("/a");
    REQUIRE(source.has_value());
    CHECK(source->stamp.inode == 0);  // looked at again, for its image is not known by its digest
    CHECK_FALSE(source->content_digest.has_value());
    CHECK(check_index(one.path(), [](const Damage&) {}) == IndexHealth::sound);
  }
}
