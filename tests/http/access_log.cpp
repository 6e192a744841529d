#include "http/access_log.hpp"

#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include "base/json.hpp"

using namespace noctis;
using namespace std::chrono_literals;

namespace {

const PathForLog path_for_log({"/api/v1/dicom/images/{id}/thumbnail", "/metrics"});

std::string line_of(const Request& request, const Response& response, AccessLogFormat format,
                    const TrustedProxies& proxies = {}) {
  // 2026-11-25T02:33:07Z, by date -u -d @1795573987
  return access_log_line({request, response, 42, true, 1500us}, path_for_log, proxies, format,
                         1'795'573'987'000'000'000);
}

Request request_for_an_image() {
  Request request;
  request.id = "0123456789abcdef";
  request.address = "127.0.0.1";
  request.path = "/api/v1/dicom/images/1.2.840.7/thumbnail";
  request.query = {{"q", "DOE^JOHN"}};
  request.headers = {{"user-agent", "curl/8 \"x\"\n"}, {"referer", "http://a/?q=DOE"}};
  request.caller.subject = "viewer \"1\"";
  return request;
}

}  // namespace

TEST_SUITE("http/access_log") {
  TEST_CASE("of a path, only words of the API and identifiers are told") {
    CHECK(path_for_log("/api/v1/dicom/images/1.2.840.7/thumbnail", true) ==
          "/api/v1/dicom/images/1.2.840.7/thumbnail");
    CHECK(path_for_log("/api/v1/dicom/images/DOE^JOHN", true) == "/api/v1/dicom/images/*");
    CHECK(path_for_log("/Doe/17", true) == "/*/17");
    CHECK(path_for_log("/" + std::string(64, 'a'), true) == "/" + std::string(64, 'a'));
    CHECK(path_for_log("/" + std::string(63, 'a'), true) == "/*");
    CHECK(path_for_log("/" + std::string(65, '1'), true) == "/*");
    CHECK(path_for_log("/\"\n/{id}", true) == "/*/{id}");
    CHECK(path_for_log("/", false) == "/");
    CHECK(path_for_log("*", true) == "*");
    CHECK(path_for_log("", false) == "");
  }

  TEST_CASE("of a path that no route has, a number is not told: it may be a patient's") {
    CHECK(path_for_log("/api/v1/dicom/4711/1.2.840.7", false) == "/api/v1/dicom/*/*");
    CHECK(path_for_log("/metrics/" + std::string(64, 'a'), false) == "/metrics/*");
    Request request = request_for_an_image();
    request.path = "/patients/19700101";
    CHECK(line_of(request, {}, AccessLogFormat::json).find("1970") == std::string::npos);
  }

  TEST_CASE("a JSON line is one object, without query, headers or names") {
    Response response;
    response.route = "/api/v1/dicom/images/{id}/thumbnail";
    const std::string line = line_of(request_for_an_image(), response, AccessLogFormat::json);
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(line.find("DOE") == std::string::npos);
    const auto parsed = parse_json(line);
    REQUIRE(parsed.has_value());
    CHECK(parsed->as_object() == json::object{{"type", "request"},
                                              {"time", "2026-11-25T02:33:07Z"},
                                              {"request_id", "0123456789abcdef"},
                                              {"client", "127.0.0.1"},
                                              {"subject", "viewer \"1\""},
                                              {"method", "GET"},
                                              {"path", "/api/v1/dicom/images/1.2.840.7/thumbnail"},
                                              {"route", "/api/v1/dicom/images/{id}/thumbnail"},
                                              {"status", 200},
                                              {"bytes", 42},
                                              {"seconds", 0.0015}});
  }

  TEST_CASE("what went wrong inside is in the line that the request's id leads to") {
    Response response;
    response.status = 500;
    response.cause = "index.sqlite3: disk I/O \"error\"\n";
    const auto parsed =
        parse_json(line_of(request_for_an_image(), response, AccessLogFormat::json));
    REQUIRE(parsed.has_value());
    CHECK(parsed->at("cause").as_string() == "index.sqlite3: disk I/O \"error\"\n");
  }

  TEST_CASE("a combined line has nine fields, and no text of the client ends one early") {
    Response response;
    response.route = "/api/v1/dicom/images/{id}/thumbnail";
    const std::string line = line_of(request_for_an_image(), response, AccessLogFormat::combined);
    CHECK(line ==
          "127.0.0.1 - viewer \\x221\\x22 [25/Nov/2026:02:33:07 +0000] "
          "\"GET /api/v1/dicom/images/1.2.840.7/thumbnail HTTP/1.1\" 200 42 \"-\" "
          "\"curl/8 \\x22x\\x22\\n\"\n");
  }

  TEST_CASE("the client of a line is whom a trusted proxy speaks for, and nobody else says who") {
    Request request = request_for_an_image();
    request.headers.emplace_back("x-forwarded-for", "203.0.113.9, 2001:db8::7");
    const auto proxy = TrustedProxies::make({"127.0.0.1"});
    REQUIRE(proxy.has_value());
    const auto client_in = [&](const TrustedProxies& proxies) {
      const std::string line = line_of(request, {}, AccessLogFormat::json, proxies);
      const auto parsed = parse_json(line);
      REQUIRE(parsed.has_value());
      CHECK(parsed->at("subject").as_string() == "viewer \"1\"");  // once, and in its own place
      return std::string(parsed->at("client").as_string());
    };
    CHECK(client_in(*proxy) == "2001:db8::7");
    CHECK(client_in({}) == "127.0.0.1");
    CHECK(line_of(request, {}, AccessLogFormat::combined, *proxy).starts_with("2001:db8::7 - "));
  }

  TEST_CASE("a method that no route knows is told of as other") {
    Request request = request_for_an_image();
    request.method = Method::other;
    const auto parsed = parse_json(line_of(request, {}, AccessLogFormat::json));
    REQUIRE(parsed.has_value());
    CHECK(parsed->at("method").as_string() == "other");
    CHECK(line_of(request, {}, AccessLogFormat::combined).find("] \"other /") != std::string::npos);
  }

  TEST_CASE("a request that could not be understood has a line all the same") {
    const Request nothing;
    Response refused;
    refused.status = 400;
    CHECK(line_of(nothing, refused, AccessLogFormat::combined)
              .starts_with(" - - [25/Nov/2026:02:33:07 +0000] \"GET - HTTP/1.1\" 400 42"));
    CHECK(parse_json(line_of(nothing, refused, AccessLogFormat::json)).has_value());
  }
}
