#include "http/host_names.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("http/host_names") {
  TEST_CASE("on loopback its three names are allowed, with any port and in any case") {
    const HostNames names = HostNames::loopback();
    for (const char* const host : {"localhost", "localhost:8001", "LocalHost:1", "127.0.0.1",
                                   "127.0.0.1:8001", "[::1]", "[::1]:8001", "localhost:"}) {
      CAPTURE(host);
      CHECK(names.allow(host));
    }
  }

  TEST_CASE("no page can rebind its way in") {
    const HostNames names = HostNames::loopback();
    for (const char* const host : {"evil.example",
                                   "localhost.evil.example",
                                   "evil-localhost",
                                   "localhost.localdomain",
                                   "127.0.0.1.nip.io",
                                   "127.0.0.2",
                                   "0.0.0.0",
                                   "0",
                                   "127.1",
                                   "2130706433",
                                   "[::]",
                                   "::1",
                                   "[::ffff:127.0.0.1]",
                                   "[0:0:0:0:0:0:0:1]",
                                   "localhost.",
                                   "localhost.:8001",
                                   "",
                                   ":8001",
                                   "user@localhost",
                                   "localhost@evil.example",
                                   "localhost:8001@evil.example",
                                   "localhost:evil",
                                   "localhost:80:80",
                                   "localhost/",
                                   "localhost/evil.example",
                                   "localhost evil.example",
                                   "localhost,evil.example",
                                   "localhost#",
                                   "localhost?",
                                   "[::1",
                                   "::1]",
                                   "[::1]evil.example",
                                   "[::1].evil.example",
                                   "[[::1]]",
                                   "*",
                                   "%6cocalhost"}) {
      CAPTURE(host);
      CHECK_FALSE(names.allow(host));
    }
    CHECK_FALSE(names.allow(std::string_view("localhost\0.evil.example", 23)));
  }

  TEST_CASE("names that were given are allowed, and no others") {
    const auto names = HostNames::make({"pacs.example.org", "192.168.1.5", "[2001:DB8::1]"});
    REQUIRE(names.has_value());
    CHECK(names->allow("PACS.example.ORG:443"));
    CHECK(names->allow("192.168.1.5:8001"));
    CHECK(names->allow("[2001:db8::1]:8001"));
    for (const char* const host : {"localhost", "127.0.0.1", "example.org", "xpacs.example.org",
                                   "pacs.example.org.evil.example", "192.168.1.50"}) {
      CAPTURE(host);
      CHECK_FALSE(names->allow(host));
    }
  }

  TEST_CASE("what no Host can be without its port is refused, by name") {
    for (const char* const name : {"pacs.example.org:443", "*", "*.example.org", "", "a b", "::1",
                                   "https://pacs.example.org", "user@host", "[::1", "[]"}) {
      CAPTURE(name);
      const auto names = HostNames::make({name});
      REQUIRE_FALSE(names.has_value());
      CHECK(names.error().kind == ErrorKind::usage);
      CHECK(names.error().what == fmt::format("\"{}\" is no host name without a port", name));
    }
    CHECK_FALSE(HostNames::make({}).has_value());
  }
}
