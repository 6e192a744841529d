// Pages of studies.

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::image_record;
using noctis::test::SampleStore;

namespace {

struct Known {
  std::string uid, date, name, patient_id, modality = "CT", description = {}, accession = {};
};

SourceRecord record_of(const Known& known) {
  SourceRecord record = image_record("/" + known.uid, known.uid + ".1.1", known.uid);
  record.instance->study.study_instance_uid = known.uid;
  record.instance->study.study_date = known.date;
  record.instance->study.study_description = known.description;
  record.instance->study.accession_number = known.accession;
  record.instance->study.patient.patient_id = known.patient_id;
  record.instance->study.patient.patient_name = known.name;
  record.instance->series.series_instance_uid = known.uid + ".1";
  record.instance->series.modality = known.modality;
  return record;
}

std::string uids_of(const StudyPage& page) {
  std::string uids;
  for (const StoredStudy& stored : page.studies)
    uids += (uids.empty() ? "" : " ") + stored.study.study_instance_uid;
  return uids;
}

// All pages, one after the other; `between` is called between two.
template <class Between>
std::string all_pages(const SampleStore& store, StudyQuery query, Between between) {
  std::string uids;
  for (int pages = 0; pages < 100; ++pages) {
    const StudyPage page = store.index().find_studies(query);
    uids += (uids.empty() || page.studies.empty() ? "" : " ") + uids_of(page);
    if (!page.next)
      return uids;
    // As a client hands it back.
    const auto cursor = parse_study_cursor(to_text(*page.next));
    REQUIRE(cursor.has_value());
    query.after = *cursor;
    between();
  }
  FAIL("there is no end");
  return {};
}

std::string all_pages(const SampleStore& store, const StudyQuery& query) {
  return all_pages(store, query, [] {});
}

void fill(SampleStore& store) {
  store.record_and_commit(
      {record_of({"1.1", "2024-01-02", "b^X", "P1"}),
       record_of({"1.2", "2024-01-01", "A^Y", "P2", "MR"}), record_of({"1.3", "", "", "P3"}),
       record_of({"1.4", "2024-01-02", "C^Z", "p0"}), record_of({"1.5", "", "a^A", "P4"})});
}

}  // namespace

TEST_SUITE("store/index_studies") {
  TEST_CASE(
      "studies come newest first, those without a date last, and of one date the last one first") {
    SampleStore store;
    fill(store);
    const StudyPage page = store.index().find_studies({});
    CHECK(uids_of(page) == "1.4 1.1 1.2 1.5 1.3");
    CHECK(page.total == 5);
    CHECK_FALSE(page.next.has_value());
    CHECK(page.studies.front().series_count == 1);
    CHECK(page.studies.front().image_count == 1);
    CHECK(page.studies.front().modalities == "CT");
  }

  TEST_CASE("pages of every length and order hold each study once, as one page does") {
    SampleStore store;
    fill(store);
    for (const StudySort by :
         {StudySort::date, StudySort::name, StudySort::patient_id, StudySort::id})
      for (const bool descending : {false, true}) {
        const std::string whole = uids_of(store.index().find_studies({.order = {by, descending}}));
        CHECK(whole.size() == 5 * 3 + 4);
        for (std::uint32_t limit = 1; limit <= 6; ++limit) {
          CAPTURE(limit);
          CAPTURE(whole);
          CHECK(all_pages(store, {.order = {by, descending}, .limit = limit}) == whole);
        }
      }
    CHECK(uids_of(store.index().find_studies({.order = {StudySort::name, false}})) ==
          "1.3 1.5 1.2 1.1 1.4");
    CHECK(uids_of(store.index().find_studies({.order = {StudySort::patient_id, false}})) ==
          "1.4 1.1 1.2 1.3 1.5");
    CHECK(uids_of(store.index().find_studies({.order = {StudySort::id, true}})) ==
          "1.5 1.4 1.3 1.2 1.1");
  }

  TEST_CASE("studies that come while a client turns pages move none of the others") {
    SampleStore store;
    fill(store);
    int added = 0;
    const std::string seen = all_pages(store, {.limit = 2}, [&] {
      // Newer than all: before the first page, where nobody looks any more.
      store.record_and_commit({record_of(
          {fmt::format("9.{}", ++added), "2025-01-01", "new", fmt::format("N{}", added)})});
    });
    CHECK(added == 2);
    CHECK(seen == "1.4 1.1 1.2 1.5 1.3");
  }

  TEST_CASE("the text is found in name, id, description and accession number, in either case") {
    SampleStore store;
    store.record_and_commit({record_of({"1.1", "", "Meyer^Anna", "A1"}),
                             record_of({"1.2", "", "X", "meyer-7"}),
                             record_of({"1.3", "", "Y", "B1", "CT", "Thorax for MEYER"}),
                             record_of({"1.4", "", "Z", "B2", "CT", "", "ACC-meyer"}),
                             record_of({"1.5", "", "Other", "B3"})});
    const auto total = [&](const std::string& text) {
      return store.index().find_studies({.text = text}).total;
    };
    CHECK(total("meyer") == 4);
    CHECK(total("MEYER") == 4);
    CHECK(total("eye") == 4);
    CHECK(total("meyer anna") == 1);
    CHECK(total("meyer^anna") == 1);
    CHECK(total("anna meyer") == 0);
  }

  TEST_CASE("signs that mean something to SQL mean themselves") {
    SampleStore store;
    store.record_and_commit({record_of({"1.1", "", "100%^A", "A_1"}),
                             record_of({"1.2", "", "1000^B", "AX1"}),
                             record_of({"1.3", "", "O'Neil\\\"", "C"})});
    const auto uids = [&](const std::string& text) {
      return uids_of(store.index().find_studies({.text = text}));
    };
    CHECK(uids("100%") == "1.1");
    CHECK(uids("A_1") == "1.1");
    CHECK(uids("%") == "1.1");
    CHECK(uids("_") == "1.1");
    CHECK(uids("\\") == "1.3");
    CHECK(uids("O'Neil\\\"") == "1.3");
    CHECK(uids("' OR '1'='1") == "");
  }

  TEST_CASE("modality and dates leave out what is of another, and both ends belong to a range") {
    SampleStore store;
    fill(store);
    const Index index = store.index();
    CHECK(uids_of(index.find_studies({.modality = "MR"})) == "1.2");
    CHECK(uids_of(index.find_studies({.modality = "mr"})) == "1.2");
    CHECK(index.find_studies({.modality = "M"}).total == 0);
    CHECK(uids_of(index.find_studies({.first_date = "2024-01-02"})) == "1.4 1.1");
    CHECK(uids_of(index.find_studies({.last_date = "2024-01-01"})) == "1.2");
    CHECK(index.find_studies({.first_date = "2024-01-01", .last_date = "2024-01-02"}).total == 3);
    CHECK(all_pages(store, {.modality = "CT", .first_date = "2024-01-01", .limit = 1}) ==
          "1.4 1.1");
  }

  TEST_CASE("a study that nothing is shown of is on no page and in no total") {
    SampleStore store;
    store.record_and_commit({record_of({"1.1", "", "A", "A"})});
    SourceRecord replaced = record_of({"1.2", "", "B", "B"});
    replaced.source.path = "/1.1";
    store.record_and_commit({replaced});
    const StudyPage page = store.index().find_studies({});
    CHECK(uids_of(page) == "1.2");
    CHECK(page.total == 1);
  }
}
