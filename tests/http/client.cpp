#include "http/client.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

TrustedProxies proxies_of(const std::vector<std::string>& texts) {
  auto proxies = TrustedProxies::make(texts);
  REQUIRE(proxies.has_value());
  return *std::move(proxies);
}

std::string client(const std::string& address, const std::string& forwarded,
                   const TrustedProxies& proxies) {
  return client_of({.address = address, .headers = {{"x-forwarded-for", forwarded}}}, proxies);
}

}  // namespace

TEST_SUITE("http/client") {
  TEST_CASE("a client is the subject of its token, wherever it is") {
    const Request request{.address = "192.0.2.1",
                          .headers = {{"x-forwarded-for", "198.51.100.7"}},
                          .caller = {.subject = "198.51.100.7"}};
    CHECK(client_of(request, proxies_of({"192.0.2.1"})) == "token 198.51.100.7");
  }

  TEST_CASE("without a token it is its address, and of IPv6 the network it was given") {
    CHECK(client_of({.address = "192.0.2.1"}, {}) == "192.0.2.1");
    CHECK(client_of({.address = "::ffff:192.0.2.1"}, {}) == "192.0.2.1");
    CHECK(client_of({.address = "2001:db8:1:2:3:4:5:6"}, {}) == "2001:db8:1:2::/64");
    CHECK(client_of({.address = "2001:db8:1:2:ffff::1"}, {}) == "2001:db8:1:2::/64");
    CHECK(client_of({.address = "2001:db8:1:3::1"}, {}) == "2001:db8:1:3::/64");
    CHECK(client_of({.address = "unix"}, {}) == "unix");
  }

  TEST_CASE("nobody but a trusted proxy says on whose behalf they ask") {
    CHECK(client("192.0.2.1", "198.51.100.7", {}) == "192.0.2.1");
    CHECK(client("192.0.2.1", "198.51.100.7", proxies_of({"192.0.2.2", "unix"})) == "192.0.2.1");
    CHECK(client("unix", "198.51.100.7", proxies_of({"192.0.2.1"})) == "unix");
    CHECK(client("192.0.2.1", "198.51.100.7", proxies_of({"192.0.2.1"})) == "198.51.100.7");
    CHECK(client("unix", "198.51.100.7", proxies_of({"unix"})) == "198.51.100.7");
  }

  TEST_CASE("what stands before the last address that no trusted proxy has is not believed") {
    const TrustedProxies proxies = proxies_of({"10.0.0.0/8", "2001:db8::/32"});
    CHECK(client("10.0.0.1", "203.0.113.9, 198.51.100.7", proxies) == "198.51.100.7");
    CHECK(client("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.2.3.4", proxies) == "198.51.100.7");
    CHECK(client("10.0.0.1", "203.0.113.9,198.51.100.7 ,2001:db8::5,10.2.3.4", proxies) ==
          "198.51.100.7");
    CHECK(client("10.0.0.1", "10.0.0.3, 10.0.0.2", proxies) == "10.0.0.3");
  }

  TEST_CASE("several fields are one list") {
    const Request request{
        .address = "10.0.0.1",
        .headers = {{"x-forwarded-for", "203.0.113.9"}, {"x-forwarded-for", "198.51.100.7"}}};
    CHECK(client_of(request, proxies_of({"10.0.0.1"})) == "198.51.100.7");
  }

  TEST_CASE("where no address is found, the nearest proxy pays") {
    const TrustedProxies proxies = proxies_of({"10.0.0.0/8"});
    for (const char* const forwarded :
         {"", "unknown", "198.51.100.7:1234", "198.51.100.7, _hidden", "198.51.100", "unix",
          "198.51.100.7, 198.51.100.256", "[2001:db8::1]", "fe80::1%eth0"}) {
      CAPTURE(forwarded);
      CHECK(client("10.0.0.1", forwarded, proxies) == "10.0.0.1");
    }
    CHECK(client("10.0.0.1", "198.51.100.7, unknown, 10.0.0.2", proxies) == "10.0.0.2");
    CHECK(client_of({.address = "10.0.0.1"}, proxies) == "10.0.0.1");
  }

  TEST_CASE("a range holds what its prefix says") {
    const TrustedProxies proxies =
        proxies_of({"192.0.2.128/25", "198.51.100.7/32", "2001:db8:8000::/33"});
    for (const char* const inside : {"192.0.2.128", "192.0.2.255", "::ffff:192.0.2.200",
                                     "198.51.100.7", "2001:db8:8000::1", "2001:db8:ffff::1"}) {
      CAPTURE(inside);
      CHECK(proxies.contain(inside));
    }
    for (const char* const outside : {"192.0.2.127", "192.0.3.128", "198.51.100.6",
                                      "2001:db8:7fff::1", "::192.0.2.200", "unix", ""}) {
      CAPTURE(outside);
      CHECK_FALSE(proxies.contain(outside));
    }
    CHECK(proxies_of({"0.0.0.0/0"}).contain("203.0.113.9"));
    CHECK_FALSE(proxies_of({"0.0.0.0/0"}).contain("2001:db8::1"));
    CHECK(proxies_of({"::/0"}).contain("203.0.113.9"));
  }

  TEST_CASE("what is neither an address nor a range is refused, by name") {
    for (const char* const text : {"", "localhost", "10.0.0.0/33", "2001:db8::/129", "10.0.0.0/",
                                   "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0", "/8", "10.0.0.1:80",
                                   "[::1]", " 10.0.0.1", "10.0.0.0/8/8", "*"}) {
      CAPTURE(text);
      const auto proxies = TrustedProxies::make({text});
      REQUIRE_FALSE(proxies.has_value());
      CHECK(proxies.error().kind == ErrorKind::usage);
    }
  }
}
