#include <algorithm>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::image_record;
using noctis::test::SampleStore;

namespace {

SourceRecord record_of(const std::string& name, std::int64_t mtime_ns) {
  return image_record("/" + name, "uid of " + name, name, mtime_ns);
}

std::vector<StoredStudy> studies_of(const SampleStore& store) {
  std::vector<StoredStudy> all;
  store.index().studies([&](const StoredStudy& stored) {
    all.push_back(stored);
    return true;
  });
  return all;
}

std::vector<StoredSeries> series_of(const SampleStore& store) {
  std::vector<StoredSeries> all;
  store.index().series([&](const StoredSeries& stored) {
    all.push_back(stored);
    return true;
  });
  return all;
}

}  // namespace

TEST_SUITE("store/study_rows") {
  TEST_CASE("two patients under one Study Instance UID stay two studies") {
    SampleStore store;
    SourceRecord other = record_of("b", 1000);
    other.instance->study.patient.patient_id = "Q";
    store.record_and_commit({record_of("a", 1000), other, record_of("c", 1000)});
    const auto studies = studies_of(store);
    REQUIRE(studies.size() == 2);
    CHECK(studies[0].study.study_instance_uid == studies[1].study.study_instance_uid);
    CHECK(studies[0].image_count + 10 * studies[1].image_count == 12);
    CHECK(series_of(store).size() == 2);  // nor do their series merge
  }

  TEST_CASE("without a Patient ID it is the name that tells patients apart") {
    SampleStore store;
    std::vector<SourceRecord> records;
    for (const char* name : {"Doe^Jane", "Roe^Richard", "", "Doe^Jane"}) {
      records.push_back(record_of(std::to_string(records.size()), 1000));
      records.back().instance->study.patient.patient_id = "";
      records.back().instance->study.patient.patient_name = name;
    }
    store.record_and_commit(records);
    CHECK(studies_of(store).size() == 3);
  }

  TEST_CASE("a name that is spelt differently under one Patient ID is the same patient") {
    SampleStore store;
    SourceRecord other = record_of("b", 1000);
    other.instance->study.patient.patient_name = "DOE^JANE";
    store.record_and_commit({record_of("a", 1000), other});
    CHECK(studies_of(store).size() == 1);
  }

  TEST_CASE("the newest file's attributes stand, in whatever order the files come") {
    std::vector<SourceRecord> records = {record_of("a", 1000), record_of("b", 2000),
                                         record_of("c", 3000)};
    records[0].instance->study.study_description = "oldest";
    records[0].instance->study.accession_number = "A1";
    records[0].instance->series.series_number = 1;
    records[0].instance->series.manufacturer = "Acme";
    records[2].instance->study.study_description = "corrected";
    records[2].instance->series.series_number = 2;

    std::vector<int> order = {0, 1, 2};
    bool is_one_batch = true;
    do {
      is_one_batch = !is_one_batch;  // each order both ways
      SampleStore store;
      for (const int i : order) {
        store.record(records[static_cast<std::size_t>(i)]);
        if (!is_one_batch)
          store.commit();
      }
      store.commit();
      const auto studies = studies_of(store);
      REQUIRE(studies.size() == 1);
      CHECK(studies[0].study.accession_number == "A1");  // only the oldest has it
      REQUIRE(series_of(store).size() == 1);
      CHECK(series_of(store)[0].series.manufacturer == "Acme");
      CHECK(studies[0].study.study_description == "corrected");
      CHECK(series_of(store)[0].series.series_number == 2);
    } while (!is_one_batch || std::next_permutation(order.begin(), order.end()));
  }

  TEST_CASE("a file that says nothing new makes what is said newer") {
    SampleStore store;
    SourceRecord late = record_of("c", 2000);
    late.instance->study.study_description = late.instance->series.series_description = "late";
    SourceRecord first = record_of("a", 1000), newest = record_of("b", 3000);
    for (SourceRecord* record : {&first, &newest})
      record->instance->study.study_description = record->instance->series.series_description = "x";
    for (const SourceRecord& record : {first, newest, late})
      store.record_and_commit({record});
    CHECK(studies_of(store)[0].study.study_description == "x");
    CHECK(series_of(store)[0].series.series_description == "x");
  }

  TEST_CASE("of two files of one time the one that is recorded later stands") {
    SampleStore store;
    SourceRecord a = record_of("a", 1000), b = record_of("b", 1000);
    a.instance->study.study_description = "a";
    b.instance->study.study_description = "b";
    store.record_and_commit({a, b});
    CHECK(studies_of(store)[0].study.study_description == "b");
  }

  TEST_CASE("a study that was removed between two batches is made again") {
    SampleStore store;
    store.record_and_commit({record_of("a", 1000)});
    SQLite::Database((store.path() / "index.sqlite3").string(), SQLite::OPEN_READWRITE)
        .exec("DELETE FROM source; DELETE FROM instance; DELETE FROM series; DELETE FROM study");
    store.record_and_commit({record_of("b", 1000)});
    CHECK(studies_of(store).size() == 1);
    CHECK(series_of(store).size() == 1);
  }

  TEST_CASE(
      "studies and series that come in turns within one batch each keep what is said of them") {
    SampleStore store;
    std::vector<SourceRecord> records;
    for (const std::int64_t mtime_ns : {1000, 2000, 3000})
      for (const std::string study : {"1.1", "1.2"})
        for (const std::string series : {".1", ".2"}) {
          records.push_back(record_of(std::to_string(records.size()), mtime_ns));
          InstanceRecord& said = *records.back().instance;
          said.study.study_instance_uid = study;
          said.series.series_instance_uid = study + series;
          if (mtime_ns == 1000)
            said.study.accession_number = "first of " + study;
          said.study.study_description = fmt::format("{} of {}", mtime_ns, study);
          said.series.series_description = fmt::format("{} of {}{}", mtime_ns, study, series);
        }
    store.record_and_commit(records);
    const auto studies = studies_of(store);
    REQUIRE(studies.size() == 2);
    for (const StoredStudy& stored : studies) {
      CHECK(stored.image_count == 6);
      CHECK(stored.study.study_description == "3000 of " + stored.study.study_instance_uid);
      CHECK(stored.study.accession_number == "first of " + stored.study.study_instance_uid);
    }
    const auto series = series_of(store);
    REQUIRE(series.size() == 4);
    for (const StoredSeries& stored : series) {
      CHECK(stored.image_count == 3);
      CHECK(stored.series.series_description == "3000 of " + stored.series.series_instance_uid);
    }
  }

  TEST_CASE("one series under two patients stays two series, however their files alternate") {
    SampleStore store;
    std::vector<SourceRecord> records;
    for (const std::string patient : {"P", "Q", "P", "Q"}) {
      records.push_back(record_of(std::to_string(records.size()), 1000));
      records.back().instance->study.patient.patient_id = patient;
      records.back().instance->series.series_description = "of " + patient;
    }
    store.record_and_commit(records);
    const auto series = series_of(store);
    REQUIRE(series.size() == 2);
    CHECK(series[0].series.series_description != series[1].series.series_description);
    CHECK(series[0].image_count == 2);
    CHECK(series[1].image_count == 2);
  }

  TEST_CASE("a batch that fails takes along what its files said of a study") {
    SampleStore store;
    const auto fail = [&] {
      SourceRecord impossible = test::failed_record("/impossible", "");
      impossible.source.instance_id = 1'000'000;  // there is none
      CHECK(test::fatal_error([&] { store.record(impossible); }).has_value());
    };
    store.record(record_of("lost", 1000));
    fail();
    CHECK(store.record(record_of("a", 1000)) == SourceOutcome::rendered);
    store.commit();
    CHECK(studies_of(store).size() == 1);

    SourceRecord newer = record_of("b", 2000);
    newer.instance->study.study_description = "lost";
    newer.instance->series.series_description = "lost";
    store.record(newer);
    fail();
    store.record_and_commit({record_of("c", 1500)});
    CHECK(studies_of(store)[0].study.study_description.empty());
    CHECK(series_of(store)[0].series.series_description.empty());
  }

  TEST_CASE("a file written anew with a corrected name corrects the study") {
    SampleStore store;
    store.record_and_commit({record_of("a", 1000)});
    SourceRecord corrected = record_of("a", 2000);
    corrected.instance->instance.digest = test::digest_of("corrected");
    corrected.instance->study.patient.patient_name = "Doe^Janet";
    corrected.instance->study.study_description = "CT";
    const std::int64_t id = studies_of(store)[0].id;
    store.record_and_commit({corrected});
    const auto studies = studies_of(store);
    REQUIRE(studies.size() == 1);
    CHECK(studies[0].id == id);
    CHECK(studies[0].study.patient.patient_name == "Doe^Janet");
    CHECK(studies[0].study.study_description == "CT");
  }

  TEST_CASE("every attribute of a study and of a series reads back") {
    SampleStore store;
    SourceRecord record = record_of("a", 1000);
    StudyRow& study = record.instance->study;
    study = {"1.1",      "ID",     "ACC",
             "20240131", "120000", "Chest",
             "Ref^Dr",   "Clinic", {"P", "Doe^Jane", "19700101", "F"}};
    SeriesRow& series = record.instance->series;
    series = {"1.1.1", "CT", -4,      "Lung", "20240131", "120500",
              "CHEST", "L",  "Proto", "Acme", "X1",       "1.1.9"};
    store.record_and_commit({record});
    const StudyRow read = studies_of(store).front().study;
    CHECK(read.study_id == "ID");
    CHECK(read.accession_number == "ACC");
    CHECK(read.study_date == "20240131");
    CHECK(read.study_time == "120000");
    CHECK(read.study_description == "Chest");
    CHECK(read.referring_physician_name == "Ref^Dr");
    CHECK(read.institution_name == "Clinic");
    CHECK(read.patient.patient_id == "P");
    CHECK(read.patient.patient_name == "Doe^Jane");
    CHECK(read.patient.patient_birth_date == "19700101");
    CHECK(read.patient.patient_sex == "F");
    const StoredSeries stored = series_of(store).front();
    CHECK(stored.study_id == studies_of(store).front().id);
    CHECK(stored.study_instance_uid == "1.1");
    CHECK(stored.series.modality == "CT");
    CHECK(stored.series.series_number == -4);
    CHECK(stored.series.series_description == "Lung");
    CHECK(stored.series.series_date == "20240131");
    CHECK(stored.series.series_time == "120500");
    CHECK(stored.series.body_part_examined == "CHEST");
    CHECK(stored.series.laterality == "L");
    CHECK(stored.series.protocol_name == "Proto");
    CHECK(stored.series.manufacturer == "Acme");
    CHECK(stored.series.manufacturer_model_name == "X1");
    CHECK(stored.series.frame_of_reference_uid == "1.1.9");
  }
}
