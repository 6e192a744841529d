#include "http/head_end.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

unsigned refused_with(const std::string& bytes, std::size_t limit = 8192) {
  const auto end = HeadEnd(limit).find(bytes);
  return end ? 0 : end.error().status;
}

}  // namespace

TEST_SUITE("http/head_end") {
  TEST_CASE("a head ends with its empty line, whatever follows") {
    CHECK(HeadEnd(8192).find(head) == head.size());
    CHECK(HeadEnd(8192).find(head + "GET /next HTTP/1.1\r\n\r\n") == head.size());
    CHECK(HeadEnd(8192).find(head + '\0') == head.size());
  }

  TEST_CASE("a head that comes byte by byte ends at the same place and not before") {
    HeadEnd end(8192);
    for (std::size_t size = 0; size < head.size(); ++size)
      CHECK(end.find(head.substr(0, size)) == 0);
    CHECK(end.find(head) == head.size());
    end.restart();
    CHECK(end.find("\r\n" + head) == head.size() + 2);
  }

  TEST_CASE("one empty line may stand before a head, and no two") {
    CHECK(HeadEnd(8192).find("\r\n" + head) == head.size() + 2);
    CHECK(HeadEnd(8192).find("\r\n") == 0);
    CHECK(refused_with("\r\n\r\n" + head) == 400);
  }

  TEST_CASE("what two readers could take for different requests is refused with its first byte") {
    for (const std::string& bytes : {
             std::string("GET / HTTP/1.1\nHost: a\n\n"),       // bare LF
             std::string("GET / HTTP/1.1\r\nHost: a\n"),       //
             std::string("GET / HTTP/1.1\rHost: a"),           // bare CR
             std::string("GET / HTTP/1.1\r\r\n"),              //
             std::string("GET /\0", 6),                        // NUL
             std::string("GET / HTTP/1.1\r\nA: \x1b"),         // a control character
             std::string("GET / HTTP/1.1\r\nA: \x7f"),         //
             std::string("GET / HTTP/1.1\r\nA: 345678\x01"),   // at each place of eight
             std::string("GET / HTTP/1.1\r\nA: 3456789\x1f"),  //
             std::string("GET / HTTP/1.1\r\nA: 34\x7f"
                         "67890123456789"),
             std::string("GET / HTTP/1.1\r\nA: 34\x1f"
                         "67890123456789"),
             std::string("GET / HTTP/1.1\r\nA: b\r\n\tc"),     // folded
             std::string("GET / HTTP/1.1\r\nA: b\r\n c\r\n"),  //
             std::string("\x16\x03\x01"),                      // TLS
         }) {
      CAPTURE(bytes);
      CHECK(refused_with(bytes) == 400);
    }
    CHECK(refused_with("GET / HTTP/1.1\r\nA: b\tc\r\n") == 0);
    CHECK(refused_with("GET / HTTP/1.1\r\nA: \xc3\xa9\xff\r\n") == 0);  // text is not its business
  }

  TEST_CASE("a head may have as many bytes as the limit and no more") {
    CHECK(HeadEnd(head.size()).find(head) == head.size());
    CHECK(refused_with(head, head.size() - 1) == 431);
    CHECK(refused_with(head.substr(0, head.size() - 1), head.size() - 1) == 431);
    CHECK(refused_with(std::string(100, 'a'), 100) == 414);
    CHECK(refused_with(std::string(99, 'a'), 100) == 0);
    CHECK(refused_with("\r\n" + std::string(98, 'a'), 100) == 414);
  }
}
