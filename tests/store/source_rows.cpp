#include <string>

#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::digest_of;
using noctis::test::failed_record;
using noctis::test::image_record;
using noctis::test::SampleStore;

namespace {

std::string outcomes_of(SampleStore& store, std::initializer_list<const char*> paths) {
  store.commit();
  const Index index = store.index();
  std::string text;
  for (const char* path : paths)
    text += std::string(name_of(index.source(path)->outcome)) + " ";
  return text;
}

}  // namespace

TEST_SUITE("store/source_rows") {
  TEST_CASE("two instances under one UID make both files a conflict, whichever came first") {
    SampleStore store;
    CHECK(store.record(image_record("/a", "1.2.3", "a")) == SourceOutcome::rendered);
    CHECK(store.record(image_record("/b", "1.2.3", "b")) == SourceOutcome::conflict);
    CHECK(store.record(image_record("/c", "1.2.3", "c")) == SourceOutcome::conflict);
    CHECK(store.record(image_record("/d", "1.2.4", "d")) == SourceOutcome::rendered);
    CHECK(outcomes_of(store, {"/a", "/b", "/c", "/d"}) == "conflict conflict conflict rendered ");
  }

  TEST_CASE("a file in conflict that is recorded again is in conflict still") {
    SampleStore store;
    for (const char* name : {"a", "b", "c", "a"})
      store.record(image_record(std::string("/") + name, "1.2.3", name));
    CHECK(store.record(image_record("/b", "1.2.3", "b")) == SourceOutcome::conflict);
    CHECK(outcomes_of(store, {"/a", "/b", "/c"}) == "conflict conflict conflict ");
  }

  TEST_CASE("the same instance in two files is no conflict but a duplicate") {
    SampleStore store;
    CHECK(store.record(image_record("/a", "1.2.3", "a")) == SourceOutcome::rendered);
    CHECK(store.record(image_record("/b", "1.2.3", "a")) == SourceOutcome::duplicate);
    // The first one rendered anew, for another preset, stays what it was.
    CHECK(store.record(image_record("/a", "1.2.3", "a")) == SourceOutcome::rendered);
    CHECK(outcomes_of(store, {"/a", "/b"}) == "rendered duplicate ");
  }

  TEST_CASE("a duplicate says rendered when the file that rendered goes, and one of them does") {
    SampleStore store;
    for (const char* path : {"/a", "/b", "/c"})
      store.record(image_record(path, "1.2.3", "a"));
    store.writer->mark_missing("/a", 5);
    CHECK(outcomes_of(store, {"/b", "/c"}) == "rendered duplicate ");
    // Back again, it is one of those that came later.
    store.writer->touch(image_record("/a", "1.2.3", "a").source);
    CHECK(outcomes_of(store, {"/a", "/b", "/c"}) == "duplicate rendered duplicate ");
  }

  TEST_CASE("a copy of an image that no other file holds any more is no duplicate") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    store.record(image_record("/a", "1.2.9", "other"));
    SourceRecord copy = image_record("/b", "1.2.3", "a");
    copy.source.outcome = SourceOutcome::duplicate;
    CHECK(store.record(copy) == SourceOutcome::rendered);
    copy.source.path = "/c";
    CHECK(store.record(copy) == SourceOutcome::duplicate);
  }

  TEST_CASE("a duplicate that goes missing changes nothing for the others") {
    SampleStore store;
    for (const char* path : {"/a", "/b", "/c"})
      store.record(image_record(path, "1.2.3", "a"));
    store.writer->mark_missing("/b", 5);
    CHECK(outcomes_of(store, {"/a", "/c"}) == "rendered duplicate ");
  }

  TEST_CASE("a duplicate says rendered when the file that rendered holds another image, or none") {
    SampleStore store;
    for (const char* path : {"/a", "/b", "/c"})
      store.record(image_record(path, "1.2.3", "a"));
    store.record(image_record("/a", "1.2.9", "other"));
    CHECK(outcomes_of(store, {"/b", "/c"}) == "rendered duplicate ");
    store.record(failed_record("/b", "Rows is 0"));
    CHECK(outcomes_of(store, {"/c"}) == "rendered ");
  }

  TEST_CASE("a duplicate that takes the place of a file in conflict is in that conflict") {
    SampleStore store;
    for (const char* content : {"x", "y", "a"})
      store.record(image_record(std::string("/") + content, "1.2.3", content));
    store.record(image_record("/copy", "1.2.3", "a"));
    store.writer->mark_missing("/a", 5);
    CHECK(outcomes_of(store, {"/x", "/y", "/copy"}) == "conflict conflict conflict ");
  }

  TEST_CASE("instances without a UID are in no conflict") {
    SampleStore store;
    CHECK(store.record(image_record("/a", "", "a")) == SourceOutcome::rendered);
    CHECK(store.record(image_record("/b", "", "b")) == SourceOutcome::rendered);
  }

  TEST_CASE("a conflict ends when one of the two goes missing, and is back with it") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    store.record(image_record("/b", "1.2.3", "b"));
    store.writer->mark_missing("/b", 5);
    CHECK(outcomes_of(store, {"/a"}) == "rendered ");
    store.writer->touch(image_record("/b", "1.2.3", "b").source);
    CHECK(outcomes_of(store, {"/a", "/b"}) == "conflict conflict ");
  }

  TEST_CASE("a conflict with a file that is missing is none") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    store.writer->mark_missing("/a", 5);
    CHECK(store.record(image_record("/b", "1.2.3", "b")) == SourceOutcome::rendered);
  }

  TEST_CASE("a conflict ends when the other file is replaced") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    store.record(image_record("/b", "1.2.3", "b"));
    CHECK(store.record(image_record("/b", "1.2.4", "new")) == SourceOutcome::rendered);
    CHECK(outcomes_of(store, {"/a", "/b"}) == "rendered rendered ");
  }

  TEST_CASE("of many in conflict, one that is replaced is in it no longer") {
    SampleStore store;
    for (const char* name : {"a", "b", "c", "d"})
      store.record(image_record(std::string("/") + name, "1.2.3", name));
    CHECK(store.record(image_record("/d", "1.2.4", "new")) == SourceOutcome::rendered);
    CHECK(outcomes_of(store, {"/a", "/b", "/c", "/d"}) == "conflict conflict conflict rendered ");
  }

  TEST_CASE("a moved file is known by its instance, and its old path may go") {
    SampleStore store;
    store.record(image_record("/old", "1.2.3", "a"));
    store.commit();
    SourceRecord moved;
    moved.source = image_record("/new", "1.2.3", "a").source;
    moved.source.instance_id = store.index().instance_with_uid("1.2.3")->id;
    store.writer->mark_missing("/old", 5);
    CHECK(store.record(moved) == SourceOutcome::rendered);
    store.commit();
    CHECK(store.index().source("/new")->instance_id == moved.source.instance_id);
    CHECK(store.index().source("/old")->missing_since_ns == 5);
  }

  TEST_CASE("a file that cannot be read now keeps the instance that is named for it") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    store.commit();
    SourceRecord failed = failed_record("/a", "Rows is 0");
    const auto id = store.index().instance_with_uid("1.2.3")->id;
    failed.source.instance_id = id;
    CHECK(store.record(failed) == SourceOutcome::failed);
    store.commit();
    const auto source = store.index().source("/a");
    CHECK(source->instance_id == id);
    CHECK(source->reason == "Rows is 0");
  }

  TEST_CASE("missing is since the first time, until the file is seen again") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    store.writer->mark_missing("/a", 5);
    store.writer->mark_missing("/a", 9);
    store.writer->mark_missing("/unknown", 9);
    store.commit();
    CHECK(store.index().source("/a")->missing_since_ns == 5);
    CHECK_FALSE(store.index().source("/unknown").has_value());
    store.record(image_record("/a", "1.2.3", "a"));
    store.commit();
    CHECK_FALSE(store.index().source("/a")->missing_since_ns.has_value());
  }

  TEST_CASE("a touch changes stamp and plan and leaves the rest") {
    SampleStore store;
    store.record(image_record("/a", "1.2.3", "a"));
    SourceRow touched;
    touched.path = "/a";
    touched.stamp.mtime_ns = 4711;
    touched.plan = digest_of("other plan");
    touched.seen_ns = 99;
    touched.outcome = SourceOutcome::failed;  // not looked at
    store.writer->touch(touched);
    store.commit();
    const auto source = store.index().source("/a");
    CHECK(source->stamp == touched.stamp);
    CHECK(source->plan == touched.plan);
    CHECK(source->seen_ns == 99);
    CHECK(source->outcome == SourceOutcome::rendered);
    CHECK(source->content_digest == digest_of("file of a"));
    CHECK(source->instance_id.has_value());
  }
}
