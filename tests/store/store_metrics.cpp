#include "store/store_metrics.hpp"

#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;

namespace {

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_SUITE("store/store_metrics") {
  TEST_CASE("a reason loses its numbers and its quoted text, and no more than that") {
    CHECK(class_of_reason("Rows is 70000") == "Rows is N");
    CHECK(class_of_reason("Transfer Syntax UID is 1.2.840.10008.1.2.4.100") ==
          "Transfer Syntax UID is N");
    CHECK(class_of_reason("Modality is \"DOE \"JANE\" X\" here") == "Modality is \"…\" here");
    CHECK(class_of_reason("a\nb^c") == "a?b?c");
    CHECK(class_of_reason("open \"Doe") == "open \"…\"");
    CHECK(class_of_reason("") == "none");
    CHECK(class_of_reason(std::string(200, 'x')).size() <= 80);
  }

  TEST_CASE("nothing of a patient, nor of a file, is in the metrics") {
    test::SampleStore store;
    SourceRecord image = test::image_record("/archive/Doe/1", "1.2.3", "a");
    image.instance->series.modality = "DOE^JANE";
    store.record(image);
    store.record(test::failed_record("/archive/Doe/2", "Patient ID is \"SECRET\""));
    store.commit();
    const std::string text = store_metrics(store.index().statistics());
    for (const char* word : {"Doe", "DOE", "JANE", "SECRET", "archive", "1.2.3", "20240131"})
      CHECK(text.find(word) == std::string::npos);
    CHECK(has_line(text, "noctis_store_modality_images{modality=\"other\"} 1"));
    CHECK(has_line(text, "noctis_store_failures{reason=\"Patient ID is \\\"…\\\"\"} 1"));
  }

  TEST_CASE("the last run and the last success are told apart") {
    test::SampleStore store;
    const auto first = store.writer->begin_run(1'000'000'000);
    store.writer->finish_run(first, "done", R"({"files": {"rendered": 7, "failed": 0},
      "images": 7, "renditions": 70, "bytes_read": 5000, "bytes_written": 4000})",
                             3'500'000'000);
    std::string text = store_metrics(store.index().statistics());
    CHECK(has_line(text, "noctis_last_run_files{outcome=\"rendered\"} 7"));
    CHECK(has_line(text, "noctis_last_run_renditions 70"));
    CHECK(has_line(text, "noctis_last_run_duration_seconds 2.5"));

    for (int i = 0; i < 12; ++i)  // more than are listed
      store.writer->finish_run(store.writer->begin_run(4'000'000'000), "interrupted", "{}",
                               5'000'000'000);
    text = store_metrics(store.index().statistics());
    CHECK(has_line(text, "noctis_runs_total 13"));
    CHECK(has_line(text, "noctis_last_run_start_timestamp_seconds 4"));
    CHECK(has_line(text, "noctis_last_run_state{state=\"interrupted\"} 1"));
    CHECK(has_line(text, "noctis_last_success_timestamp_seconds 3.5"));
  }

  TEST_CASE("a store without a run says nothing of one") {
    test::SampleStore store;
    const std::string text = store_metrics(store.index().statistics());
    CHECK(text.find("last_") == std::string::npos);
    CHECK(has_line(text, "noctis_store_objects 0"));
    CHECK(has_line(text, "noctis_store_deduplication_ratio 0"));
  }
}
