// A whole run over real files of many makers.

#include <sys/resource.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "corpus/real_files.hpp"
#include "store/index.hpp"
#include "store/object_store.hpp"
#include "support/corpus.hpp"
#include "support/temporary_folder.hpp"
#include "warm/walker.hpp"
#include "warm/warmer.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

class Listener final : public Progress {
 public:
  void file_ended(const FileReport& report) override { reports[report.path].push_back(report); }
  void note(std::string_view /*text*/) override {}

  std::map<std::string, std::vector<FileReport>> reports;
};

bool holds_picture(FileOutcome outcome) {
  return outcome == FileOutcome::rendered || outcome == FileOutcome::duplicate ||
         outcome == FileOutcome::conflict;
}

}  // namespace

TEST_SUITE("corpus/whole_run") {
  TEST_CASE("every real file ends as a picture or with a reason, in bounded memory") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    const test::TemporaryFolder folder;
    WarmOptions options;
    options.store = folder / "store";
    options.roots = normalized_roots({corpus->string()});
    options.jobs = 2;
    Listener listener;
    const auto summary = warm(options, listener, {});
    REQUIRE(summary.has_value());

    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(options.roots.front())) {
      if (!entry.is_regular_file())
        continue;
      ++files;
      CAPTURE(entry.path().string());
      const auto& reports = listener.reports[entry.path().string()];
      CHECK(reports.size() == 1);
      CHECK((!reports.empty() &&
             (holds_picture(reports.front().outcome) || !reports.front().reason.empty())));
    }
    CHECK(summary->files() == files);

    rusage usage = {};
    REQUIRE(::getrusage(RUSAGE_SELF, &usage) == 0);
    CHECK(usage.ru_maxrss < 2L << 20);  // KiB

    // What another program could decode is a picture here too.
    std::size_t compared = 0;
    for (const json::object& reference : test::rows_of(*corpus / "reference.jsonl")) {
      if (!reference.contains("decoder"))
        continue;
      const std::string name = test::text_of(reference.at("path"));
      CAPTURE(name);
      const auto found = listener.reports.find((fs::path(options.roots.front()) / name).string());
      REQUIRE(found != listener.reports.end());
      CHECK(holds_picture(found->second.front().outcome) != test::is_refused_on_purpose(name));
      ++compared;
    }
    CHECK(compared > 300);

    // Every row has its object, whole.
    const ObjectStore objects = ObjectStore::open_for_reading(options.store);
    Index::open(options.store).all_renditions([&objects](const StoredRendition& stored) {
      CHECK(objects.get(stored.rendition.object).has_value());
      return true;
    });
  }
}
