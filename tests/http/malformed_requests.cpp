// What is no request, or two: each is answered or hung up on, and the next client is served.

#include <string>

#include <doctest/doctest.h>

#include "http/running_server.hpp"

using namespace noctis;
using test::Client;
using test::RunningServer;

namespace {

struct Row {
  std::string what;
  unsigned status;
  std::string bytes;
};

std::string get_with(const std::string& fields) {
  return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::string post_with(const std::string& fields, const std::string& body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

std::string get_of(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

// A second request that no reader must find in the first.
const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

std::vector<Row> rows() {
  const std::string nul(1, '\0');
  return {
      // Two ways to tell where a body ends (RFC 9112, 11.2).
      {"CL and TE", 400,
       post_with("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden)},
      {"TE and CL", 400,
       post_with("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\n" + hidden)},
      {"CL of 0 and TE", 400, post_with("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n")},
      {"TE chunked", 501, post_with("Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden)},
      {"TE chunked of GET", 501, get_with("Transfer-Encoding: chunked\r\n")},
      {"TE identity", 501, post_with("Transfer-Encoding: identity\r\n")},
      {"TE of two codings", 501, post_with("Transfer-Encoding: gzip, chunked\r\n")},
      {"TE disguised", 501, post_with("Transfer-Encoding: xchunked\r\n")},
      {"TE twice", 400, post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
      {"TE empty", 501, post_with("Transfer-Encoding:\r\n")},
      {"TE of HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {"TE with a blank before the colon", 400, post_with("Transfer-Encoding : chunked\r\n")},
      {"bad chunks", 501, post_with("Transfer-Encoding: chunked\r\n", "zz\r\n\r\n")},
      {"CL twice, different", 400, post_with("Content-Length: 0\r\nContent-Length: 34\r\n")},
      {"CL twice, equal", 400, post_with("Content-Length: 0\r\nContent-Length: 0\r\n")},
      {"CL of a list", 400, post_with("Content-Length: 0, 0\r\n")},
      {"CL with plus", 400, post_with("Content-Length: +0\r\n")},
      {"CL with minus", 400, post_with("Content-Length: -1\r\n")},
      {"CL with a blank inside", 400, post_with("Content-Length: 0 0\r\n")},
      {"CL in hexadecimal", 400, post_with("Content-Length: 0x0\r\n")},
      {"CL with a point", 400, post_with("Content-Length: 0.0\r\n")},
      {"CL empty", 400, post_with("Content-Length:\r\n")},
      {"CL of text", 400, post_with("Content-Length: none\r\n")},
      {"CL beyond 64 bits", 400, post_with("Content-Length: 18446744073709551617\r\n")},
      {"CL of 64 bits", 413, post_with("Content-Length: 18446744073709551615\r\n")},
      {"a body", 413, post_with("Content-Length: 34\r\n", hidden)},
      {"a body of GET", 413, get_with("Content-Length: 1\r\n") + "x"},
      {"a body announced", 413, post_with("Content-Length: 5\r\nExpect: 100-continue\r\n")},
      {"an unknown expectation", 417, get_with("Expect: a-miracle\r\n")},
      // Lines.
      {"bare LF", 400, "GET / HTTP/1.1\nHost: a\n\n"},
      {"bare LF after one CR LF", 400, "GET / HTTP/1.1\r\nHost: a\n\r\n"},
      {"bare CR", 400, "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"},
      {"CR CR LF", 400, "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"},
      {"a folded line", 400, get_with("A: b\r\n Content-Length: 34\r\n")},
      {"a line folded with a tab", 400, get_with("A: b\r\n\tc\r\n")},
      {"a folded first line", 400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
      {"two empty lines before", 400, "\r\n\r\n" + hidden},
      {"NUL in the request line", 400, "GET /" + nul + " HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"NUL in a name", 400, get_with("A" + nul + "B: c\r\n")},
      {"NUL in a value", 400, get_with("A: b" + nul + "c\r\n")},
      {"an escape in a value", 400, get_with("A: \x1b[2J\r\n")},
      {"not UTF-8 in a value", 400, get_with("A: \xff\r\n")},
      {"no colon", 400, get_with("A\r\n")},
      {"no name", 400, get_with(": b\r\n")},
      {"a blank in a name", 400, get_with("A B: c\r\n")},
      {"a blank before the colon", 400, get_with("Content-Length : 0\r\n")},
      {"a letter beyond ASCII in a name", 400, get_with("\xc3\xa9: b\r\n")},
      // Host and others that stand alone.
      {"no Host", 400, "GET / HTTP/1.1\r\n\r\n"},
      {"two Hosts", 400, get_with("Host: b\r\n")},
      {"two equal Hosts", 400, get_with("host: a\r\n")},
      {"two Authorizations", 400, get_with("Authorization: a\r\nAuthorization: b\r\n")},
      {"Connection of no tokens", 400, get_with("Connection: (\r\n")},
      // The request line.
      {"nothing but blanks", 400, "   \r\n\r\n"},
      {"a blank before the method", 400, " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"no method", 400, "/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"a method of no token", 400, "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"no target", 400, "GET  HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"HTTP/0.9", 400, "GET /\r\n\r\n"},
      {"two blanks", 400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"a blank in the target", 400, get_of("/a b")},
      {"a tab for a blank", 400, "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"more after the version", 400, "GET / HTTP/1.1 x\r\nHost: a\r\n\r\n"},
      {"a blank after the version", 400, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
      {"a version of other case", 400, "GET / http/1.1\r\nHost: a\r\n\r\n"},
      {"a version of two digits", 400, "GET / HTTP/1.10\r\nHost: a\r\n\r\n"},
      {"another protocol", 400, "GET / ICY/1.1\r\nHost: a\r\n\r\n"},
      {"HTTP/2.0", 505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
      {"HTTP/1.2", 505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"},
      {"HTTP/0.9 by name", 505, "GET / HTTP/0.9\r\nHost: a\r\n\r\n"},
      {"the preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {"TLS", 400, "\x16\x03\x01\x02" + nul + "\x01"},
      // The target.
      {"the absolute form", 400, get_of("http://a/")},
      {"the authority form", 400, "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"a star of GET", 400, get_of("*")},
      {"dots", 400, get_of("/../etc/passwd")},
      {"escaped dots", 400, get_of("/%2e%2e/etc/passwd")},
      {"an escaped slash", 400, get_of("/..%2fetc")},
      {"a backslash", 400, get_of("/..\\etc")},
      {"an escaped NUL", 400, get_of("/%00")},
      {"an escaped CR LF", 400, get_of("/%0d%0aA:%20b")},
      {"half an escape", 400, get_of("/%4")},
      {"overlong UTF-8", 400, get_of("/%c0%ae%c0%ae/")},
      {"a fragment", 400, get_of("/#a")},
      // Sizes.
      {"an endless request line", 414, "GET /" + std::string(10'000, 'a')},
      {"an endless method", 414, std::string(10'000, 'A')},
      {"an endless field", 431, "GET / HTTP/1.1\r\nA: " + std::string(10'000, 'a')},
      {"an endless name", 431, "GET / HTTP/1.1\r\n" + std::string(10'000, 'a')},
      {"8 KiB of short fields", 431,
       [] {
         std::string head = "GET / HTTP/1.1\r\n";
         while (head.size() < 9000)
           head += "A: b\r\n";
         return head;
       }()},
      {"101 fields", 431,
       [] {
         std::string fields;
         for (int i = 0; i < 100; ++i)
           fields += "A: b\r\n";
         return get_with(fields);
       }()},
      {"101 parameters", 400,
       [] {
         std::string target = "/?a";
         for (int i = 0; i < 100; ++i)
           target += "&a";
         return get_of(target);
       }()},
  };
}

}  // namespace

TEST_SUITE("http/malformed_requests") {
  TEST_CASE("what is no request is refused and hung up on, and the next client is served") {
    RunningServer server(test::echo, test::quick());
    server.start();
    std::size_t clients = 0;
    for (const Row& row : rows()) {
      CAPTURE(row.what);
      Client client(server.name);
      client.send(row.bytes);
      const auto reply = client.reply();
      REQUIRE(reply.has_value());
      CHECK(reply->status == row.status);
      CHECK(reply->field("connection") == "close");
      CHECK(reply->field("content-type") == "application/json");
      CHECK(reply->field("x-request-id").size() == 16);
      CHECK(reply->field("x-content-type-options") == "nosniff");
      CHECK(reply->field("cache-control") == "no-store");
      CHECK(reply->body.find("\"details\":\"") != std::string::npos);
      CHECK(client.is_closed());  // nothing that was hidden in it is answered
      CHECK_FALSE(client.was_reset());
      CHECK(server.is_well());
      const auto told = server.ledger.told(clients += 2);
      CHECK(told[clients - 2].status == row.status);
      CHECK(told[clients - 2].id == reply->field("x-request-id"));
      CHECK(told[clients - 1].path == "/well");
    }
    CHECK(server.ledger.began_count() == clients);
  }

  TEST_CASE("a head that the client ends before its empty line is refused") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client client(server.name);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    client.finish_sending();
    const auto reply = client.reply();
    REQUIRE(reply.has_value());
    CHECK(reply->status == 400);
    CHECK(client.is_closed());
    CHECK(server.is_well());
  }

  TEST_CASE("a refusal reaches a client that goes on sending") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client client(server.name);
    client.send(post_with("Content-Length: 4000000\r\n", std::string(400'000, 'x')));
    const auto reply = client.reply();
    REQUIRE(reply.has_value());
    CHECK(reply->status == 413);
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
  }

  TEST_CASE("a client that goes on sending for ever is cut off") {
    ServerLimits limits = test::quick();
    limits.idle_time = limits.head_time = limits.write_time = std::chrono::milliseconds(200);
    RunningServer server(test::echo, limits);
    server.start();
    Client client(server.name);
    client.send(post_with("Content-Length: 4000000\r\n"));
    const std::string body(4096, 'x');
    while (client.send(body)) {  // or ctest's patience ends
    }
    CHECK(server.is_well());
  }
}
