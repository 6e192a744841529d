// A third opinion on every real file: where DCMTK renders it differently, other_renderers.tsv says
// why noctis is right.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "corpus/dcmtk_picture.hpp"
#include "corpus/real_files.hpp"
#include "support/corpus.hpp"

using namespace noctis;
using test::Opinion;
using test::Verdict;

namespace {

/// Path to reason.
std::map<std::string, std::string> known_differences() {
  std::map<std::string, std::string> reasons;
  std::ifstream lines(NOCTIS_OTHER_RENDERERS);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#')
      continue;
    const auto tool = line.find('\t');
    const auto reason = line.find('\t', tool + 1);
    REQUIRE(reason != std::string::npos);
    REQUIRE(line.substr(tool + 1, reason - tool - 1) == "DCMTK");
    reasons[line.substr(0, tool)] = line.substr(reason + 1);
  }
  return reasons;
}

/// Of the first three frames, the first opinion that is not the same as ours.
Opinion opinion_on(const std::filesystem::path& path) {
  const auto instance = test::open_image(path);
  if (!instance)
    return {Verdict::not_comparable, instance.error().what};
  const auto bytes = read_file(path.string(), std::uint64_t{1} << 30);
  if (!bytes)
    return {Verdict::not_comparable, bytes.error().what};
  test::DcmtkFile file(*bytes);
  Opinion opinion;
  for (std::uint32_t i = 0; i < std::min((*instance)->frame_count(), 3U); ++i) {
    opinion = test::dcmtk_opinion(file, **instance, i);
    if (opinion.verdict != Verdict::agrees)
      return opinion;
  }
  return opinion;
}

}  // namespace

TEST_SUITE("corpus/other_renderers") {
  TEST_CASE("every real file looks as in DCMTK, within a grey level, or it is known why not") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    auto known = known_differences();
    std::map<Verdict, int> counts;
    for (const json::object& row : test::rows_of(*corpus / "inventory.jsonl")) {
      const std::string path = test::text_of(row.at("path"));
      const Opinion opinion = test::in_child([&] { return opinion_on(*corpus / path); });
      ++counts[opinion.verdict];
      if (std::getenv("NOCTIS_VERBOSE") != nullptr && opinion.verdict != Verdict::agrees)
        MESSAGE(path << ": " << static_cast<int>(opinion.verdict) << " " << opinion.text);
      CAPTURE(path);
      CAPTURE(opinion.text);
      const bool is_known = known.erase(path) != 0;
      // Another DCMTK may have learnt something.
      if (opinion.verdict == Verdict::differs || test::dcmtk_version() == 367)
        CHECK((opinion.verdict == Verdict::differs) == is_known);
    }
    CHECK(known.empty());
    MESSAGE(counts[Verdict::agrees] << " files look the same, " << counts[Verdict::differs]
                                    << " differ, DCMTK refuses " << counts[Verdict::refuses] << ", "
                                    << counts[Verdict::not_comparable]
                                    << " have no picture or one grey");
  }
}
