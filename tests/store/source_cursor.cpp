#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "store/sample_store.hpp"

using namespace noctis;
using noctis::test::failed_record;
using noctis::test::SampleStore;

namespace {

std::vector<std::string> paths_under(const Index& index, const std::string& root) {
  std::vector<std::string> paths;
  auto cursor = index.sources_under(root);
  while (const auto row = cursor.next())
    paths.push_back(row->path);
  return paths;
}

}  // namespace

TEST_SUITE("store/source_cursor") {
  using Paths = std::vector<std::string>;

  TEST_CASE("a root holds itself and what is below it, not its namesakes") {
    SampleStore store;
    for (const char* path :
         {"/a", "/a/b", "/a/b/c", "/a/b/d/e", "/a/b!", "/a/b-c", "/a/b0", "/a/bc", "/a/c"})
      store.record(failed_record(path, "x"));
    store.commit();
    const Index index = store.index();
    CHECK(paths_under(index, "/a/b") == Paths{"/a/b", "/a/b/c", "/a/b/d/e"});
    CHECK(paths_under(index, "/a/b/") == Paths{"/a/b", "/a/b/c", "/a/b/d/e"});
    CHECK(paths_under(index, "/a/b/c") == Paths{"/a/b/c"});
    CHECK(paths_under(index, "/a/x").empty());
    CHECK(paths_under(index, "/").size() == 9);
  }

  TEST_CASE("paths come in the order of their bytes, whatever those are") {
    SampleStore store;
    Paths paths = {"/r/\x01", "/r/\n",       "/r/A",    "/r/a\nb",     "/r/a b",
                   "/r/a!",   "/r/a/b",      "/r/a0",   "/r/\xc3\xa9", "/r/\x7f",
                   "/r/\xff", "/r/\xff\xff", "/r/\xfe", "/r/\xff/\x80"};
    for (const std::string& path : paths)
      store.record(failed_record(path, "x"));
    store.commit();
    // std::string compares as unsigned bytes.
    std::sort(paths.begin(), paths.end());
    CHECK(paths_under(store.index(), "/r") == paths);
    CHECK(paths_under(store.index(), "/r/\xff") == Paths{"/r/\xff", "/r/\xff/\x80"});
  }

  TEST_CASE("more rows than a block holds come one by one, none twice and none left out") {
    for (const int count : {511, 512, 513, 1024, 1500}) {
      SampleStore store;
      Paths paths;
      for (int i = 0; i < count; ++i) {
        paths.push_back(fmt::format("/r/{:05}", i));
        store.record(failed_record(paths.back(), "x"));
      }
      store.commit();
      CAPTURE(count);
      CHECK(paths_under(store.index(), "/r") == paths);
    }
  }

  TEST_CASE("other calls, other cursors and a moved Index do not disturb a cursor") {
    SampleStore store;
    for (const char* path : {"/r/a", "/r/b", "/r/c"})
      store.record(failed_record(path, "x"));
    store.commit();
    Index index = store.index();
    auto cursor = index.sources_under("/r");
    CHECK(cursor.next()->path == "/r/a");
    CHECK(paths_under(index, "/r").size() == 3);
    CHECK(index.source("/r/c").has_value());
    index.failures([](const SourceRow&) { return true; });
    CHECK(cursor.next()->path == "/r/b");
    const Index moved = std::move(index);
    CHECK(cursor.next()->path == "/r/c");
    CHECK_FALSE(cursor.next().has_value());
    CHECK_FALSE(cursor.next().has_value());
  }
}
