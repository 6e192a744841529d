// What a server does with clients that take their time, and with very many of them.

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "http/open_files.hpp"
#include "http/running_server.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace std::chrono_literals;
using test::Client;
using test::RunningServer;

namespace {

/// Answers with a file of zeroes, which takes no space; larger than what two sockets keep.
class LargeFile {
 public:
  LargeFile() {
    REQUIRE(write_durably(folder_ / "large", {}).has_value());
    std::filesystem::resize_file(folder_ / "large", size);
  }
  Answer operator()() const {
    return Response{.body = FileBody{*open_regular_file((folder_ / "large").string()), size}};
  }
  static constexpr std::uint64_t size = 64 << 20;

 private:
  test::TemporaryFolder folder_;
};

}  // namespace

TEST_SUITE("http/patience") {
  TEST_CASE("500 heads that never end keep nobody waiting, and are refused in time") {
    ServerLimits limits = test::quick();
    limits.head_time = 2s;
    RunningServer server(test::echo, limits);
    server.start();
    std::vector<Client> slow;
    for (int i = 0; i < 500; ++i)
      slow.emplace_back(server.name).send("GET / HTTP/1.1\r\nHost: ");
    for (int i = 0; i < 10; ++i)
      CHECK(server.is_well());
    for (Client& client : slow) {
      const auto reply = client.reply();
      REQUIRE(reply.has_value());
      CHECK(reply->status == 408);
      CHECK(client.is_closed());
    }
  }

  TEST_CASE("the time of a head does not begin anew with each byte") {
    ServerLimits limits = test::quick();
    limits.head_time = 300ms;
    RunningServer server(test::echo, limits);
    server.start();
    Client client(server.name);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    while (!client.has_news(10))
      REQUIRE(client.send("A"));  // the limit of a head would answer 431
    CHECK(client.reply()->status == 408);
  }

  TEST_CASE("a connection that says nothing is closed without a word, be it new or used") {
    ServerLimits limits = test::quick();
    limits.idle_time = 200ms;
    RunningServer server(test::echo, limits);
    server.start();
    Client fresh(server.name);
    Client used(server.name);
    CHECK(used.get("/")->status == 200);
    CHECK(fresh.is_closed());
    CHECK(used.is_closed());
    CHECK(server.ledger.told(1).size() == 1);
    CHECK(server.is_well());
  }

  TEST_CASE("a client that reads nothing of a large file is given up") {
    const LargeFile large;
    ServerLimits limits = test::quick();
    limits.write_time = 300ms;
    RunningServer server([&](Request&) { return large(); }, limits);
    server.start();
    Client client(server.name, 65536);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto told = server.ledger.told(1);
    CHECK_FALSE(told[0].whole);
    CHECK(told[0].sent < LargeFile::size);
    CHECK_FALSE(client.reply().has_value());
  }

  TEST_CASE("a client that reads slowly, but reads, is served for as long as it takes") {
    const LargeFile large;
    ServerLimits limits = test::quick();
    limits.write_time = 1s;
    RunningServer server([&](Request&) { return large(); }, limits);
    server.start();
    Client client(server.name, 65536);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < 2500ms) {
      std::this_thread::sleep_for(5ms);
      REQUIRE(client.receive());
    }
    CHECK(client.received() < LargeFile::size);
    CHECK(client.reply()->body.size() == LargeFile::size);
  }

  TEST_CASE("a client that goes in the middle of a large file is no harm") {
    const LargeFile large;
    RunningServer server(
        [&](Request& request) { return request.path == "/large" ? large() : test::echo(request); },
        test::quick());
    server.start();
    {
      Client client(server.name);
      client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
      REQUIRE(client.receive());
    }
    CHECK_FALSE(server.ledger.told(1)[0].whole);
    CHECK(server.is_well());
  }

  TEST_CASE("a large file that somebody reads keeps nobody of the same worker waiting") {
    const LargeFile large;
    RunningServer server(
        [&](Request& request) { return request.path == "/large" ? large() : test::echo(request); },
        test::quick());
    server.start();
    Client reader(server.name);
    reader.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(reader.receive());
    CHECK(server.is_well());
    CHECK(server.ledger.told(1)[0].path == "/well");  // while the file was on its way
    CHECK(reader.reply()->body.size() == LargeFile::size);
  }

  TEST_CASE("large texts that nobody reads are not heaped up, and small ones go their way") {
    ServerLimits limits = test::quick();
    limits.unread_text = 20 << 20;
    RunningServer server(
        [](Request& request) -> Answer {
          return test::text(request.path == "/large" ? std::string(8 << 20, 'a') : "small");
        },
        limits);
    server.start();
    std::vector<Client> slow;
    for (int i = 0; i < 3; ++i) {
      slow.emplace_back(server.name, 4096).send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
      REQUIRE(slow.back().has_news(60'000));
    }
    Client other(server.name);
    auto reply = other.get("/large");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 503);
    CHECK(reply->field("retry-after") == "1");
    CHECK(other.get("/small")->body == "small");
    other.send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(other.reply(true)->status == 200);

    CHECK(slow.front().reply()->body.size() == 8 << 20);
    server.ledger.told(4);  // the refused one, two small ones, and the one that was read at last
    CHECK(other.get("/large")->status == 200);
  }

  TEST_CASE("a text that answers share may be left unread by any number of clients") {
    ServerLimits limits = test::quick();
    limits.unread_text = 20 << 20;
    const std::string large(8 << 20, 'a');
    RunningServer server(
        [&](Request&) -> Answer {
          return Response{.content_type = "text/plain", .body = SharedText{.text = large}};
        },
        limits);
    server.start();
    std::vector<Client> slow;
    for (int i = 0; i < 5; ++i) {
      slow.emplace_back(server.name, 4096).send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
      REQUIRE(slow.back().has_news(60'000));
    }
    const auto reply = Client(server.name).get("/large");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 200);
    CHECK((reply->body == large));  // without printing it
    CHECK(slow.front().reply()->body == large);
  }

  TEST_CASE("a large text is not held for ever for one who reads in drops, be it shared or not") {
    ServerLimits limits = test::quick();
    limits.text_time = 300ms;
    const std::string large(8 << 20, 'a');
    RunningServer server(
        [&](Request& request) -> Answer {
          if (request.path == "/shared")
            return Response{.content_type = "text/plain", .body = SharedText{.text = large}};
          return test::text(large);
        },
        limits);
    server.start();
    for (const char* const path : {"/own", "/shared"}) {
      CAPTURE(std::string(path));
      Client client(server.name, 4096);
      client.send(std::string("GET ") + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
      while (client.received() < large.size() && client.receive())
        std::this_thread::sleep_for(5ms);
      CHECK(client.received() < large.size());
    }
    for (const test::Told& told : server.ledger.told(2))
      CHECK_FALSE(told.whole);
  }

  TEST_CASE("clients beyond the limit are hung up on at once, until one of the others goes") {
    ServerLimits limits = test::quick();
    limits.connections = 10;
    RunningServer server(test::echo, limits, 2);
    server.start();
    std::vector<Client> clients;
    for (int i = 0; i < 10; ++i)
      CHECK(clients.emplace_back(server.name).get("/")->status == 200);
    for (int i = 0; i < 5; ++i)
      CHECK(Client(server.name).is_closed());
    CHECK(clients.front().get("/")->status == 200);
    clients.pop_back();
    while (!Client(server.name).get("/")) {  // or ctest's patience ends
    }
  }

  TEST_CASE("5,000 idle connections are kept, and others are answered meanwhile") {
    constexpr std::size_t idle = 5000;
    // Both ends are this process'.
    if (raise_open_files(idle + 100, 2) < idle + 100) {
      MESSAGE("SKIP: this process may not have 10,000 files open");
      return;
    }
    RunningServer server(test::echo, test::quick(), 2);
    server.start();
    std::vector<Client> clients;
    for (std::size_t i = 0; i < idle; ++i) {
      clients.emplace_back(server.name);
      REQUIRE(clients.back().is_connected());
    }
    for (int i = 0; i < 100; ++i)
      CHECK(server.is_well());
    for (std::size_t i = 0; i < idle; i += 50)
      CHECK(clients[i].get("/")->status == 200);
  }

  TEST_CASE("clients for whom there is no file left wait until there is one") {
#if defined(__SANITIZE_ADDRESS__)
    MESSAGE("SKIP: a sanitizer looks at objects through a pipe, and finds none without files");
    return;
#endif
    RunningServer server(test::echo, test::quick());
    server.start();
    CHECK(server.is_well());
    rlimit before = {};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    const int last = ::dup(0);
    ::close(last);
    rlimit scarce = before;
    scarce.rlim_cur = static_cast<rlim_t>(last) + 1;  // one more: the client's end
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &scarce) == 0);
    Client client(server.name);
    CHECK(client.send("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n"));
    CHECK_FALSE(client.has_news(200));
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(client.reply()->body == "/waits");
  }

  TEST_CASE("where files cannot be had, fewer connections are promised") {
    rlimit before = {};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(raise_open_files(10, 2) == 10);
    // More than fs.nr_open lets anybody have.
    const std::size_t wanted = std::size_t{1} << 40;
    const std::size_t got = raise_open_files(wanted, 2);
    CHECK(got < wanted);
    CHECK(got > 0);
    rlimit after = {};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &after) == 0);
    CHECK(2 * got < after.rlim_cur);
    ::setrlimit(RLIMIT_NOFILE, &before);
  }
}
