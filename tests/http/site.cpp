#include "http/site.hpp"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "http/forge.hpp"
#include "http/gunzip.hpp"

using namespace noctis;

namespace {

const std::string long_list = '[' + std::string(2000, ' ') + ']';
const std::string secret(32, 'x');

Response list_of(const Request& /*request*/, const Captured& /*captured*/) {
  return {.content_type = "application/json",
          .headers = {{"ETag", "\"v1\""}, {"Cache-Control", "private, no-cache"}},
          .body = long_list,
          .compressible = true};
}

LongWork slow_list(const Request& request, const Captured& captured) {
  return [request, captured] { return list_of(request, captured); };
}

Response text_of(std::string_view content_type) {
  return {.content_type = std::string(content_type), .body = "body"};
}

Router router() {
  Router router;
  router.add({.path = "/open", .access = Access::open, .answer = [](const auto&, const auto&) {
                return text_of("application/json");
              }});
  router.add({.path = "/list", .answer = list_of});
  router.add({.path = "/slow", .answer = slow_list});
  router.add({.path = "/image/{id}", .answer = [](const Request&, const Captured& captured) {
                Response response = text_of("image/png");
                response.body = captured.front();
                return response;
              }});
  router.add({.path = "/page", .answer = [](const auto&, const auto&) {
                Response response = text_of("text/html");
                response.headers = {{"Content-Security-Policy", "default-src 'self'"}};
                return response;
              }});
  router.add({.path = "/who", .answer = [](const Request& request, const Captured&) {
                Response response = text_of("text/plain");
                response.body = request.caller.subject;
                return response;
              }});
  router.add({.method = Method::post,
              .path = "/clear",
              .access = Access::admin,
              .answer = [](const auto&, const auto&) { return text_of("application/json"); }});
  return router;
}

using Headers = std::vector<std::pair<std::string, std::string>>;

Request get(const std::string& path, const Headers& headers = {}) {
  return {.address = "192.0.2.1", .path = path, .headers = headers};
}

// Long work is done at once.
Response ask(Site& site, Request request) {
  Answer answer = site.answer(request);
  request = {};  // whatever is still to do may not look at it
  if (auto* work = std::get_if<LongWork>(&answer))
    return (*work)();
  return std::get<Response>(std::move(answer));
}

Response ask(const SiteParts& parts, const Request& request) {
  Site site(router(), parts);
  Response response = ask(site, request);
  response.route = {};  // it goes with the site
  return response;
}

std::string details_of(const Response& response) {
  const auto body = parse_json(std::get<std::string>(response.body));
  REQUIRE(body.has_value());
  return std::string(body->at("details").as_string());
}

std::string bearer(std::string_view scope, std::int64_t lifetime = 60) {
  return "Bearer " + test::forge_hs256(R"({"alg":"HS256"})",
                                       fmt::format(R"({{"sub":"ada","scope":"{}","exp":{}}})",
                                                   scope, now_ns() / 1'000'000'000 + lifetime),
                                       secret);
}

Authentication tokens() {
  return Authentication(TokenVerifier(*VerifyingKey::of_secret(secret), std::nullopt));
}

const Cors cors = *Cors::make({"https://viewer.example"});
const HostNames loopback = HostNames::loopback();

}  // namespace

TEST_SUITE("http/site") {
  TEST_CASE("a site with nothing around it answers by its routes") {
    Site site(router(), {});
    const Response image = ask(site, get("/image/7"));
    CHECK(image.status == 200);
    CHECK(std::get<std::string>(image.body) == "7");
    CHECK(image.route == "/image/{id}");
    const Response missing = ask(site, get("/nothing"));
    CHECK(missing.status == 404);
    CHECK(missing.route.empty());
    CHECK(ask(site, get("/slow")).route == "/slow");
  }

  TEST_CASE("a wrong method is told the right ones, and OPTIONS is answered with them") {
    Request post = get("/list");
    post.method = Method::post;
    const Response wrong = ask({}, post);
    CHECK(wrong.status == 405);
    CHECK(wrong.header("Allow") == "GET, HEAD, OPTIONS");
    Request options = get("/clear");
    options.method = Method::options;
    const Response allowed = ask({}, options);
    CHECK(allowed.status == 204);
    CHECK(allowed.header("Allow") == "POST, OPTIONS");
    CHECK(allowed.size() == 0);
    options.path = "/nothing";
    CHECK(ask({}, options).status == 404);
  }

  TEST_CASE("no answer is kept, sniffed at or framed unless its route says so") {
    const Response json = ask({}, get("/open"));
    CHECK(json.header("Cache-Control") == "no-store");
    CHECK(json.header("X-Content-Type-Options") == "nosniff");
    CHECK(json.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'");
    CHECK(json.header("Referrer-Policy") == "no-referrer");
    CHECK(ask({}, get("/list")).header("Cache-Control") == "private, no-cache");
    CHECK(ask({}, get("/page")).header("Content-Security-Policy") == "default-src 'self'");
    const Response picture = ask({}, get("/image/7"));
    CHECK(picture.header("X-Content-Type-Options") == "nosniff");
    CHECK_FALSE(picture.header("Content-Security-Policy").has_value());
    CHECK(picture.header("Cross-Origin-Resource-Policy") == "same-origin");
    for (const char* const path : {"/list", "/page", "/image/7"}) {
      std::set<std::string> names;
      for (const auto& [name, value] : ask({}, get(path)).headers)
        CHECK(names.emplace(name).second);
    }
    const Response error = ask({}, get("/nothing"));
    CHECK(error.header("Cache-Control") == "no-store");
    CHECK(error.header("X-Content-Type-Options") == "nosniff");
  }

  TEST_CASE("quick answers and slow ones are compressed alike, under a tag of their own") {
    for (const char* const path : {"/list", "/slow"}) {
      CAPTURE(path);
      const Response plain = ask({}, get(path));
      CHECK(std::get<std::string>(plain.body) == long_list);
      CHECK(plain.header("Vary") == "Accept-Encoding");
      CHECK(plain.header("ETag") == "\"v1\"");
      CHECK_FALSE(plain.header("Content-Encoding").has_value());
      const Response gzip = ask({}, get(path, {{"accept-encoding", "gzip, br"}}));
      CHECK(gzip.header("Content-Encoding") == "gzip");
      CHECK(gzip.header("Vary") == "Accept-Encoding");
      CHECK(gzip.header("ETag") == "\"v1-gzip\"");
      CHECK(test::gunzip(std::get<std::string>(gzip.body), long_list.size()) == long_list);
    }
    CHECK_FALSE(ask({}, get("/open", {{"accept-encoding", "gzip"}})).header("Vary").has_value());
  }

  TEST_CASE("what the client has in the very coding that it would get is not sent again") {
    const auto status = [](Request request, const char* tag, const char* coding) {
      request.headers = {{"if-none-match", tag}, {"accept-encoding", coding}};
      return ask({}, request).status;
    };
    for (const char* const path : {"/list", "/slow"}) {
      CHECK(status(get(path), "\"v1\"", "") == 304);
      CHECK(status(get(path), "\"v1-gzip\"", "gzip") == 304);
      CHECK(status(get(path), "\"v1\"", "gzip") == 200);
      CHECK(status(get(path), "\"v1-gzip\"", "") == 200);
      CHECK(status(get(path), "\"v0\", W/\"v1\"", "") == 304);
      CHECK(status(get(path), "*", "gzip") == 304);
    }
    Request head = get("/list");
    head.method = Method::head;
    CHECK(status(head, "\"v1\"", "") == 304);
    CHECK(status(get("/nothing"), "*", "") == 404);
    const Response have =
        ask({}, get("/list", {{"if-none-match", "\"v1-gzip\""}, {"accept-encoding", "gzip"}}));
    CHECK(have.size() == 0);
    CHECK(have.header("ETag") == "\"v1-gzip\"");
    CHECK(have.header("Vary") == "Accept-Encoding");
    CHECK(have.header("Cache-Control") == "private, no-cache");
    CHECK_FALSE(have.header("Content-Encoding").has_value());
  }

  TEST_CASE("under a name that is not the server's nothing is answered") {
    const SiteParts parts{.hosts = &loopback};
    CHECK(ask(parts, get("/open", {{"host", "localhost:8001"}})).status == 200);
    CHECK(ask(parts, get("/open", {{"host", "evil.example:8001"}})).status == 421);
    CHECK(ask(parts, get("/open")).status == 421);
    Request preflight = get("/open", {{"host", "evil.example"},
                                      {"origin", "https://viewer.example"},
                                      {"access-control-request-method", "GET"}});
    preflight.method = Method::options;
    CHECK(ask({.hosts = &loopback, .cors = &cors}, preflight).status == 421);
  }

  TEST_CASE("a browser's preflight needs no token, and the request that follows does") {
    const Authentication authentication = tokens();
    const SiteParts parts{.cors = &cors, .authentication = &authentication};
    Request preflight = get("/list", {{"origin", "https://viewer.example"},
                                      {"access-control-request-method", "GET"},
                                      {"access-control-request-headers", "authorization"}});
    preflight.method = Method::options;
    const Response allowed = ask(parts, preflight);
    CHECK(allowed.status == 204);
    CHECK(allowed.header("Access-Control-Allow-Origin") == "https://viewer.example");
    CHECK(allowed.header("Access-Control-Allow-Methods") == "GET, HEAD, POST");
    CHECK(allowed.header("Vary") == "Origin");
    preflight.headers.front().second = "https://evil.example";
    CHECK(ask(parts, preflight).status == 403);
    const Response missing = ask(parts, get("/list", {{"origin", "https://viewer.example"}}));
    CHECK(missing.status == 401);
    // The page may read why.
    CHECK(missing.header("Access-Control-Allow-Origin") == "https://viewer.example");
  }

  TEST_CASE("without CORS a preflight is no more than a question for methods") {
    Request preflight = get(
        "/list", {{"origin", "https://viewer.example"}, {"access-control-request-method", "GET"}});
    preflight.method = Method::options;
    const Response answer = ask({}, preflight);
    CHECK(answer.status == 204);
    CHECK_FALSE(answer.header("Access-Control-Allow-Origin").has_value());
    CHECK_FALSE(answer.header("Access-Control-Allow-Methods").has_value());
  }

  TEST_CASE("answers to pages are dressed for them, quick ones and slow ones") {
    for (const char* const path : {"/list", "/slow"}) {
      CAPTURE(path);
      const Headers friendly = {{"origin", "https://viewer.example"}};
      const Response own = ask({.cors = &cors}, get(path, friendly));
      CHECK(own.header("Access-Control-Allow-Origin") == "https://viewer.example");
      CHECK(own.header("Vary") == "Accept-Encoding, Origin");
      const Response foreign =
          ask({.cors = &cors}, get(path, {{"origin", "https://evil.example"}}));
      CHECK(foreign.status == 200);
      CHECK_FALSE(foreign.header("Access-Control-Allow-Origin").has_value());
      CHECK(foreign.header("Vary") == "Accept-Encoding, Origin");
    }
  }

  TEST_CASE(
      "an answer that the server makes itself is dressed for a page, and counted for its route") {
    Site site(router(), {.cors = &cors});
    Response response = error_response(503, "too much", "/image/7");
    site.dress(response, get("/image/7", {{"origin", "https://viewer.example"}}));
    CHECK(response.header("Access-Control-Allow-Origin") == "https://viewer.example");
    CHECK(response.route == "/image/{id}");
    CHECK(response.status == 503);
  }

  TEST_CASE("where tokens are demanded, each route opens to whom it should") {
    const Authentication authentication = tokens();
    const SiteParts parts{.authentication = &authentication};
    Request clear = get("/clear");
    clear.method = Method::post;
    CHECK(ask(parts, get("/open")).status == 200);
    CHECK(ask(parts, get("/list")).status == 401);
    CHECK(ask(parts, get("/slow")).status == 401);
    CHECK(ask(parts, clear).status == 401);
    CHECK(ask(parts, get("/nothing")).status == 404);
    CHECK(ask(parts, get("/list", {{"authorization", bearer("read")}})).status == 200);
    clear.headers = {{"authorization", bearer("read")}};
    CHECK(ask(parts, clear).status == 403);
    Site site(router(), parts);
    CHECK(ask(site, clear).route == "/clear");
    clear.headers = {{"authorization", bearer("admin")}};
    CHECK(ask(parts, clear).status == 200);
    const Response who = ask(parts, get("/who", {{"authorization", bearer("read")}}));
    CHECK(std::get<std::string>(who.body) == "ada");
  }

  TEST_CASE("a bad token is refused even where none is needed, and says why") {
    const Authentication authentication = tokens();
    const SiteParts parts{.authentication = &authentication};
    for (const char* const path : {"/open", "/list", "/nothing"}) {
      const Response response = ask(parts, get(path, {{"authorization", bearer("read", -1)}}));
      CHECK(response.status == 401);
      CHECK(details_of(response) == "the token has expired");
      CHECK(response.header("Cache-Control") == "no-store");
    }
  }

  TEST_CASE("without tokens nobody administers") {
    Request clear = get("/clear", {{"authorization", bearer("admin")}});
    clear.method = Method::post;
    CHECK(ask({}, clear).status == 403);
  }

  TEST_CASE("who asks too often is told when to come again, whatever they ask for") {
    RateLimit limit({.requests = 1, .period = std::chrono::hours(1)});
    Site site(router(), {.rate_limit = &limit});
    CHECK(ask(site, get("/open")).status == 200);
    CHECK(ask(site, get("/nothing")).status == 404);
    const Response response = ask(site, get("/open"));
    CHECK(response.status == 429);
    const auto wait = to_integer(response.header("Retry-After").value_or(""));
    REQUIRE(wait.has_value());
    CHECK(*wait > 3000);  // an hour, less what the test has taken
    CHECK(*wait <= 3600);
    CHECK(ask(site, get("/nothing")).status == 429);
    Request other = get("/open");
    other.address = "192.0.2.2";
    CHECK(ask(site, other).status == 200);
  }

  TEST_CASE(
      "a token's first request is counted by address, as guesses are, the others by subject") {
    const Authentication authentication = tokens();
    RateLimit limit({.requests = 1, .period = std::chrono::hours(1)});
    Site site(router(), {.authentication = &authentication, .rate_limit = &limit});
    const Request good = get("/list", {{"authorization", bearer("read")}});
    const Request bad = get("/list", {{"authorization", "Bearer x.y.z"}});
    CHECK(ask(site, good).status == 200);
    CHECK(ask(site, bad).status == 401);
    CHECK(ask(site, bad).status == 429);
    // No signature is checked for this address any more, and who is known goes on.
    CHECK(ask(site, get("/list", {{"authorization", bearer("admin")}})).status == 429);
    CHECK(ask(site, good).status == 200);
    CHECK(ask(site, good).status == 200);
    CHECK(ask(site, good).status == 429);
    CHECK(ask(site, get("/list")).status == 429);
  }

  TEST_CASE("two workers share one limit") {
    RateLimit limit({.requests = 1, .period = std::chrono::hours(1)});
    Site one(router(), {.rate_limit = &limit});
    Site other(router(), {.rate_limit = &limit});
    CHECK(ask(one, get("/open")).status == 200);
    CHECK(ask(other, get("/open")).status == 200);
    CHECK(ask(one, get("/open")).status == 429);
    CHECK(ask(other, get("/open")).status == 429);
  }

  TEST_CASE("behind a trusted proxy its clients are counted, each for itself") {
    RateLimit limit({.requests = 1, .period = std::chrono::hours(1)});
    const TrustedProxies proxies = *TrustedProxies::make({"192.0.2.1"});
    Site site(router(), {.rate_limit = &limit, .proxies = &proxies});
    for (const char* const client : {"198.51.100.7", "198.51.100.8"}) {
      const Request request = get("/open", {{"x-forwarded-for", client}});
      CHECK(ask(site, request).status == 200);
      CHECK(ask(site, request).status == 200);
      CHECK(ask(site, request).status == 429);
    }
  }

  TEST_CASE("a tick is handed on") {
    int ticks = 0;
    Site site(router(), {}, [&ticks] { ++ticks; });
    site.tick();
    CHECK(ticks == 1);
    Site(router(), {}).tick();
  }
}
