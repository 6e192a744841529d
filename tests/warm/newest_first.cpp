#include "warm/newest_first.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

Task task(const std::string& path, std::int64_t mtime_ns, TaskKind kind = TaskKind::open) {
  Task made;
  made.kind = kind;
  made.path = path;
  made.stamp.mtime_ns = mtime_ns;
  return made;
}

std::vector<std::string> order_of(std::vector<Task> walk) {
  std::size_t at = 0;
  NewestFirst newest([&]() -> std::optional<Task> {
    if (at == walk.size())
      return std::nullopt;
    return std::move(walk[at++]);
  });
  std::vector<std::string> paths;
  while (const auto next = newest.next())
    paths.push_back(next->path);
  return paths;
}

}  // namespace

TEST_SUITE("warm/newest_first") {
  TEST_CASE("the folder that changed last comes first, its files in their order and together") {
    CHECK(order_of({task("/a/1", 10), task("/a/2", 50), task("/b/1", 90), task("/b/2", 1),
                    task("/c/1", 60)}) ==
          std::vector<std::string>{"/b/1", "/b/2", "/c/1", "/a/1", "/a/2"});
  }

  TEST_CASE("folders of one age go by their paths") {
    CHECK(order_of({task("/a/1", 5), task("/b/1", 5)}) == std::vector<std::string>{"/a/1", "/b/1"});
  }

  TEST_CASE("what there is nothing to do with does not wait for the end of the walk") {
    CHECK(order_of({task("/a/1", 1), task("/a/2", 9, TaskKind::unchanged), task("/b/1", 5)}) ==
          std::vector<std::string>{"/a/2", "/b/1", "/a/1"});
  }

  TEST_CASE("a task comes out with all that it went in with") {
    Task known = task("/a/1", 5, TaskKind::replan);
    known.known = SourceRow{};
    known.known->reason = "as it was";
    bool given = false;
    NewestFirst newest([&]() -> std::optional<Task> {
      return std::exchange(given, true) ? std::nullopt : std::optional<Task>(known);
    });
    const auto out = newest.next();
    REQUIRE(out.has_value());
    CHECK(out->kind == TaskKind::replan);
    CHECK(out->stamp.mtime_ns == 5);
    REQUIRE(out->known.has_value());
    CHECK(out->known->reason == "as it was");
    CHECK_FALSE(newest.next().has_value());
  }
}
