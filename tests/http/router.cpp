#include "http/router.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

Router router_of_three() {
  Router router;
  router.add({.method = Method::get, .path = "/api/v1/ping"});
  router.add({.method = Method::get, .path = "/api/v1/images/{id}/thumbnail"});
  router.add({.method = Method::post, .path = "/api/v1/clear-cache"});
  return router;
}

}  // namespace

TEST_SUITE("http/router") {
  TEST_CASE("a path finds its route, and what stood in the places of names") {
    const Router router = router_of_three();
    const auto match = router.find(Method::get, "/api/v1/images/1.2.3/thumbnail");
    REQUIRE(match.route != nullptr);
    CHECK(match.route->path == "/api/v1/images/{id}/thumbnail");
    CHECK(match.captured == Captured{"1.2.3"});
    CHECK(router.find(Method::get, "/api/v1/ping").captured.empty());
  }

  TEST_CASE("HEAD finds what GET does") {
    CHECK(router_of_three().find(Method::head, "/api/v1/ping").route != nullptr);
    CHECK(router_of_three().find(Method::head, "/api/v1/clear-cache").route == nullptr);
  }

  TEST_CASE("a path that is shorter, longer, empty in a name's place or of other case is none") {
    for (const char* const path :
         {"", "/", "/api/v1", "/api/v1/ping/", "/api/v1/ping/x", "/api/v1/images//thumbnail",
          "/api/v1/Ping", "api/v1/ping", "/api/v1/images/1", "//api/v1/ping"}) {
      CAPTURE(path);
      const auto match = router_of_three().find(Method::get, path);
      CHECK(match.route == nullptr);
      CHECK(match.allow.empty());
    }
  }

  TEST_CASE("a wrong method is told which ones are right") {
    CHECK(router_of_three().find(Method::post, "/api/v1/ping").allow == "GET, HEAD, OPTIONS");
    CHECK(router_of_three().find(Method::get, "/api/v1/clear-cache").allow == "POST, OPTIONS");
    CHECK(router_of_three().find(Method::other, "/api/v1/ping").route == nullptr);
  }
}
