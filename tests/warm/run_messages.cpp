#include "warm/run_messages.hpp"

#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

FileReport full_report() {
  FileReport report;
  report.path = std::string("/a\0b\xff\n", 6);
  report.outcome = FileOutcome::failed;
  report.reason = "Rows is 0";
  report.error = ErrorKind::malformed;
  report.is_image = true;
  report.known_failure = true;
  report.study_instance_uid = "1.2";
  report.series_instance_uid = "1.3";
  report.sop_instance_uid = "1.4";
  report.study_description = "Head";
  report.frames = 1;
  report.renditions = 2;
  report.pictures = 3;
  report.bytes_read = 4;
  report.bytes_made = 5;
  report.objects_written = 6;
  report.bytes_written = 7;
  return report;
}

}  // namespace

TEST_SUITE("warm/run_messages") {
  TEST_CASE("every field of a report arrives, however the bytes are cut") {
    const FileReport sent = full_report();
    FileReport other;
    other.path = "/second";
    MessageReader reader;
    std::vector<FileReport> arrived;
    for (const char byte : to_bytes(sent) + to_bytes(other)) {
      reader.add(std::string(1, byte));
      const auto message = reader.next();
      REQUIRE(message.has_value());
      if (*message)
        arrived.push_back(std::get<FileReport>(**message));
    }
    REQUIRE(arrived.size() == 2);
    const FileReport& report = arrived.front();
    CHECK(report.path == sent.path);
    CHECK(report.outcome == FileOutcome::failed);
    CHECK(report.reason == "Rows is 0");
    CHECK(report.error == ErrorKind::malformed);
    CHECK(report.is_image);
    CHECK(report.known_failure);
    CHECK(report.study_instance_uid == "1.2");
    CHECK(report.series_instance_uid == "1.3");
    CHECK(report.sop_instance_uid == "1.4");
    CHECK(report.study_description == "Head");
    CHECK(report.frames == 1);
    CHECK(report.renditions == 2);
    CHECK(report.pictures == 3);
    CHECK(report.bytes_read == 4);
    CHECK(report.bytes_made == 5);
    CHECK(report.objects_written == 6);
    CHECK(report.bytes_written == 7);
    CHECK_FALSE(arrived.back().error.has_value());
  }

  TEST_CASE("of a file that is as it was arrives what there is to tell, whatever it is") {
    FileReport plain;
    plain.path = "/a";
    plain.outcome = FileOutcome::unchanged;
    plain.is_image = true;
    plain.known_failure = true;
    CHECK(to_bytes(plain).size() < 40);
    // Each field alone, that is told of files that were worked on.
    const std::vector<void (*)(FileReport&, const FileReport&)> take = {
        [](FileReport& to, const FileReport& from) { to.reason = from.reason; },
        [](FileReport& to, const FileReport& from) { to.error = from.error; },
        [](FileReport& to, const FileReport& from) {
          to.study_instance_uid = from.study_instance_uid;
        },
        [](FileReport& to, const FileReport& from) {
          to.series_instance_uid = from.series_instance_uid;
        },
        [](FileReport& to, const FileReport& from) { to.sop_instance_uid = from.sop_instance_uid; },
        [](FileReport& to, const FileReport& from) {
          to.study_description = from.study_description;
        },
        [](FileReport& to, const FileReport& from) { to.frames = from.frames; },
        [](FileReport& to, const FileReport& from) { to.renditions = from.renditions; },
        [](FileReport& to, const FileReport& from) { to.pictures = from.pictures; },
        [](FileReport& to, const FileReport& from) { to.bytes_read = from.bytes_read; },
        [](FileReport& to, const FileReport& from) { to.bytes_made = from.bytes_made; },
        [](FileReport& to, const FileReport& from) { to.objects_written = from.objects_written; },
        [](FileReport& to, const FileReport& from) { to.bytes_written = from.bytes_written; },
        [](FileReport&, const FileReport&) {}};
    for (std::size_t i = 0; i < take.size(); ++i) {
      CAPTURE(i);
      FileReport sent = plain;
      take[i](sent, full_report());
      MessageReader reader;
      reader.add(to_bytes(sent));
      const FileReport arrived = std::get<FileReport>(reader.next()->value());
      CHECK(arrived.path == "/a");
      CHECK(arrived.outcome == FileOutcome::unchanged);
      CHECK(arrived.is_image);
      CHECK(arrived.known_failure);
      CHECK(to_bytes(arrived) == to_bytes(sent));
      CHECK((to_bytes(sent) == to_bytes(plain)) == (i + 1 == take.size()));
    }
  }

  TEST_CASE("each kind of message arrives as what it was") {
    Summary summary;
    summary.end = RunEnd::deadline;
    summary.frames = 12;
    MessageReader reader;
    reader.add(to_bytes(RunNote{"note"}) + to_bytes(RunCommitted{}) + to_bytes(RunBegan{-5}) +
               to_bytes(RunExpects{99}) + to_bytes(summary) +
               to_bytes(RunFailed{{ErrorKind::busy, "held"}, true}));
    const auto next = [&reader] {
      auto message = reader.next();
      REQUIRE(message.has_value());
      REQUIRE(message->has_value());
      return **message;
    };
    CHECK(std::get<RunNote>(next()).text == "note");
    CHECK(std::holds_alternative<RunCommitted>(next()));
    CHECK(std::get<RunBegan>(next()).run_id == -5);
    CHECK(std::get<RunExpects>(next()).files == 99);
    CHECK(std::get<Summary>(next()).end == RunEnd::deadline);
    const auto failed = std::get<RunFailed>(next());
    CHECK(failed.error == Error{ErrorKind::busy, "held"});
    CHECK(failed.fatal);
  }

  TEST_CASE("bytes that no worker in its senses sends are refused, and none is read past") {
    const auto refuses = [](const std::string& bytes) {
      MessageReader reader;
      reader.add(bytes);
      return !reader.next().has_value();
    };
    std::string bytes = to_bytes(full_report());
    CHECK_FALSE(refuses(bytes));
    CHECK(refuses(std::string(4, '\xff')));  // a length of 4 GiB
    CHECK(refuses(std::string(4, '\0')));    // not even a kind
    std::string kind = bytes;
    kind[4] = 100;
    CHECK(refuses(kind));
    std::string text = bytes;  // the path's length is the first field
    text[5 + 3] = 1;
    CHECK(refuses(text));
    std::string outcome = bytes;
    outcome[5 + 8 + full_report().path.size()] = 100;
    CHECK(refuses(outcome));
    std::string longer = bytes + 'x';
    ++longer[0];
    CHECK(refuses(longer));
  }
}
