#include "http/server.hpp"

#include <fcntl.h>

#include <atomic>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/base64.hpp"
#include "http/outgoing.hpp"
#include "http/running_server.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using test::Client;
using test::Reply;
using test::RunningServer;

namespace {

const std::string end_of_head = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Bytes in which a piece that is lost, doubled or moved shows.
Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  std::uint32_t state = 1;
  for (std::uint8_t& byte : bytes)
    byte = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
  return bytes;
}

std::string written_to(const test::TemporaryFolder& folder, const Bytes& bytes) {
  const std::string path = (folder / "body").string();
  REQUIRE(write_durably(path, bytes).has_value());
  return path;
}

Response file(const std::string& path, std::uint64_t size) {
  auto opened = open_regular_file(path);
  if (!opened)
    throw std::runtime_error(opened.error().what);
  return {.content_type = "image/png", .body = FileBody{*std::move(opened), size}};
}

Response in_base64(const std::string& path, std::uint64_t size) {
  auto opened = open_regular_file(path);
  if (!opened)
    throw std::runtime_error(opened.error().what);
  return {.content_type = "application/json",
          .body = Base64Body{.before = R"({"data":")",
                             .file = *std::move(opened),
                             .size = size,
                             .after = R"(","more":1})"}};
}

}  // namespace

TEST_SUITE("http/server") {
  TEST_CASE("an answer has what the service said and what the server says itself") {
    RunningServer server(
        [](Request& request) -> Answer {
          Response response = test::text(request.path + " " + request.address);
          response.headers.emplace_back("ETag", "\"a\"");
          return response;
        },
        test::quick());
    server.start();
    const auto reply = Client(server.name).get("/a%20b");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 200);
    CHECK(reply->body == "/a b 127.0.0.1");
    CHECK(reply->field("content-type") == "text/plain");
    CHECK(reply->field("etag") == "\"a\"");
    CHECK(reply->field("server") == "noctis");
    CHECK(reply->field("date").ends_with(" GMT"));
    CHECK(reply->field("connection") == "");
    const std::string time = reply->field("x-response-time");
    CHECK(time.starts_with("0.0"));
    CHECK(time.size() == std::string("0.000123s").size());
    CHECK(time.back() == 's');
    const auto told = server.ledger.told(1);
    CHECK(told[0].id == reply->field("x-request-id"));
    CHECK(told[0].sent == reply->body.size());
    CHECK(told[0].whole);
    CHECK(told[0].duration.count() > 0);
  }

  TEST_CASE("request ids differ, on one connection and between them, and are not the client's") {
    RunningServer server(test::echo, test::quick(), 2);
    server.start();
    std::set<std::string> ids;
    for (int i = 0; i < 10; ++i) {
      Client client(server.name);
      for (int j = 0; j < 10; ++j) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: 0000000000000000\r\n\r\n");
        const auto reply = client.reply();
        REQUIRE(reply.has_value());
        ids.insert(reply->field("x-request-id"));
      }
    }
    CHECK(ids.size() == 100);
    CHECK_FALSE(ids.contains("0000000000000000"));
  }

  TEST_CASE("a connection is kept or closed as the client's version and wish say") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client kept(server.name);
    for (int i = 0; i < 3; ++i)
      CHECK(kept.get("/")->body == "/");
    kept.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(kept.reply()->field("connection") == "close");
    CHECK(kept.is_closed());

    Client old(server.name);
    old.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(old.reply()->field("connection") == "keep-alive");
    old.send("GET / HTTP/1.0\r\n\r\n");
    CHECK(old.reply()->field("connection") == "close");
    CHECK(old.is_closed());
  }

  TEST_CASE("requests that come together are answered in their order") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client client(server.name);
    std::string all;
    for (int i = 0; i < 1000; ++i)
      all += "GET /" + std::to_string(i) + end_of_head;
    client.send(all);
    for (int i = 0; i < 1000; ++i)
      REQUIRE(client.reply()->body == "/" + std::to_string(i));
  }

  TEST_CASE("a request that comes byte by byte is answered like any other") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client client(server.name);
    for (const char byte : "GET /slowly" + end_of_head)
      client.send({&byte, 1});
    CHECK(client.reply()->body == "/slowly");
  }

  TEST_CASE("a client that says no more after its request is answered") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client client(server.name);
    client.send("GET /last" + end_of_head);
    client.finish_sending();
    CHECK(client.reply()->body == "/last");
    CHECK(client.is_closed());
  }

  TEST_CASE("HEAD has the head of GET and nothing after it") {
    const test::TemporaryFolder folder;
    const std::string path = written_to(folder, pattern(1000));
    RunningServer server(
        [&](Request& request) -> Answer {
          if (request.path == "/file")
            return file(path, 1000);
          return test::text("twelve bytes");
        },
        test::quick());
    server.start();
    Client client(server.name);
    client.send("HEAD /file" + end_of_head + "HEAD /" + end_of_head + "GET /" + end_of_head);
    CHECK(client.reply(true)->field("content-length") == "1000");
    CHECK(client.reply(true)->field("content-length") == "12");
    CHECK(client.reply()->body == "twelve bytes");
    CHECK(server.ledger.told(1)[0].sent == 0);
  }

  TEST_CASE("204 and 304 are followed by the next answer at once") {
    RunningServer server(
        [](Request& request) -> Answer {
          return Response{.status = request.path == "/204" ? 204U : 304U, .body = "never sent"};
        },
        test::quick());
    server.start();
    Client client(server.name);
    client.send("GET /204" + end_of_head + "GET /304" + end_of_head + "GET /204" + end_of_head);
    for (const unsigned status : {204U, 304U, 204U}) {
      const auto reply = client.reply();
      REQUIRE(reply.has_value());
      CHECK(reply->status == status);
      CHECK_FALSE(reply->fields.contains("content-length"));
    }
  }

  TEST_CASE("a file arrives to the byte, be it empty, small or 8 MiB") {
    const test::TemporaryFolder folder;
    const Bytes bytes = pattern(8 << 20);
    const std::string path = written_to(folder, bytes);
    RunningServer server(
        [&](Request& request) -> Answer { return file(path, std::stoul(request.path.substr(1))); },
        test::quick());
    server.start();
    Client client(server.name);
    for (const std::size_t size :
         {bytes.size(), std::size_t{0}, std::size_t{50'000}, bytes.size()}) {
      const auto reply = client.get("/" + std::to_string(size));
      REQUIRE(reply.has_value());
      CHECK(reply->body.size() == size);
      CHECK((reply->body == as_text(ByteView(bytes).first(size))));
    }
    const auto told = server.ledger.told(4);
    CHECK(told[3].sent == bytes.size());
    CHECK(told[3].whole);
  }

  TEST_CASE("8 MiB of text arrive to the byte") {
    const Bytes bytes = pattern(8 << 20);
    RunningServer server(
        [&](Request&) -> Answer { return test::text(std::string(as_text(bytes))); }, test::quick());
    server.start();
    const auto reply = Client(server.name).get("/");
    REQUIRE(reply.has_value());
    CHECK((reply->body == as_text(bytes)));
  }

  TEST_CASE("a file in base64 arrives as one text, be it in one piece, in many, or read in drops") {
    const test::TemporaryFolder folder;
    const Bytes bytes = pattern(3 << 20);
    const std::string path = written_to(folder, bytes);
    RunningServer server(
        [&](Request& request) -> Answer {
          return in_base64(path, std::stoul(request.path.substr(1)));
        },
        test::quick());
    server.start();
    Client quick(server.name);
    Client slow(server.name, 4096);
    const std::size_t piece = PieceRoom::bytes;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3},
                                   piece - 1, piece, piece + 1, 2 * piece, bytes.size()})
      for (Client* const client : {&quick, &slow}) {
        CAPTURE(size);
        const auto reply = client->get("/" + std::to_string(size));
        REQUIRE(reply.has_value());
        const std::string expected =
            R"({"data":")" + to_base64(as_text(ByteView(bytes).first(size))) + R"(","more":1})";
        CHECK((reply->body == expected));
      }
    Client asker(server.name);
    asker.send("HEAD /1000" + end_of_head);
    const auto head = asker.reply(true);
    REQUIRE(head.has_value());
    CHECK(head->field("content-length") == std::to_string(9 + 1336 + 11));
  }

  TEST_CASE("a file that is shorter than was promised ends the connection, not the answer") {
    const test::TemporaryFolder folder;
    const std::string path = written_to(folder, pattern(1000));
    RunningServer server(
        [&](Request& request) -> Answer {
          if (request.path == "/file")
            return file(path, 2000);
          if (request.path == "/base64")
            return in_base64(path, 2000);
          return test::echo(request);
        },
        test::quick());
    server.start();
    CHECK_FALSE(Client(server.name).get("/file").has_value());
    const auto base64 = Client(server.name).get("/base64");
    REQUIRE(base64.has_value());
    CHECK(base64->status == 500);
    const auto told = server.ledger.told(2);
    CHECK_FALSE(told[0].whole);
    CHECK(told[0].sent == 1000);
    CHECK(told[0].cause == "the file is shorter than was promised");
    CHECK(server.is_well());
  }

  TEST_CASE("what a service throws is a 500 whose cause the client does not learn") {
    RunningServer server(
        [](Request& request) -> Answer {
          if (request.path == "/std")
            throw std::runtime_error("the secret");
          if (request.path == "/int")
            throw 1;
          return test::echo(request);
        },
        test::quick());
    server.start();
    Client client(server.name);
    const auto reply = client.get("/std");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 500);
    CHECK(reply->body.find("secret") == std::string::npos);
    CHECK(reply->field("x-content-type-options") == "nosniff");
    CHECK(client.get("/int")->status == 500);
    CHECK(client.get("/")->status == 200);  // on the same connection
    const auto told = server.ledger.told(2);
    CHECK(told[0].cause == "the secret");
    CHECK(told[0].path == "/std");
    CHECK_FALSE(told[1].cause.empty());
  }

  TEST_CASE("an answer that would split into two is not sent") {
    RunningServer server(
        [](Request& request) -> Answer {
          Response response = test::text("x");
          response.headers.emplace_back("Location", request.query.at(0).first + "\r\nA: b");
          return response;
        },
        test::quick());
    server.start();
    const auto reply = Client(server.name).get("/?here");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 500);
    CHECK_FALSE(reply->fields.contains("location"));
    CHECK(server.ledger.told(1)[0].cause.find("Location") != std::string::npos);
  }

  TEST_CASE("an upgrade is ignored, and an expectation of 100 of no body too") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client client(server.name);
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
    CHECK(client.reply()->body == "/a");
    client.send("POST /b HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.reply()->body == "/b");
  }

  TEST_CASE("a Unix socket is served as TCP is") {
    const test::TemporaryFolder folder;
    RunningServer server([](Request& request) -> Answer { return test::text(request.address); },
                         test::quick(), 1, "unix:" + (folder / "socket").string());
    server.start();
    CHECK(Client(server.name).get("/")->body == "unix");
    server.stop_and_wait();
    CHECK_FALSE(std::filesystem::exists(folder / "socket"));
  }

  TEST_CASE("a server that never ran takes its Unix socket away, too") {
    const test::TemporaryFolder folder;
    {
      const RunningServer server(test::echo, test::quick(), 1,
                                 "unix:" + (folder / "socket").string());
      CHECK(std::filesystem::exists(folder / "socket"));
    }
    CHECK_FALSE(std::filesystem::exists(folder / "socket"));
  }

  TEST_CASE("an IPv4 client of every interface has an IPv4 address") {
    RunningServer server([](Request& request) -> Answer { return test::text(request.address); },
                         test::quick(), 1, ":0");
    server.start();
    CHECK(Client(server.name).get("/")->body == "127.0.0.1");
  }

  TEST_CASE("each worker has a service of its own, made and used on one thread and ticking") {
    struct Watched final : Service {
      explicit Watched(std::atomic<int>& ticking) : ticks(ticking) {}
      Answer answer(Request&) override {
        return test::text(std::this_thread::get_id() == thread ? "mine" : "another's");
      }
      void tick() override {
        if (std::this_thread::get_id() == thread)
          ++ticks;
      }
      std::thread::id thread = std::this_thread::get_id();
      std::atomic<int>& ticks;
    };
    std::atomic<int> made = 0;
    std::atomic<int> ticks = 0;
    RunningServer server(ServiceFactory([&] {
                           ++made;
                           return std::make_unique<Watched>(ticks);
                         }),
                         test::quick(), 3, "127.0.0.1:0");
    server.start();
    std::vector<Client> clients;
    for (int i = 0; i < 6; ++i)
      CHECK(clients.emplace_back(server.name).get("/")->body == "mine");
    CHECK(made == 3);
    while (ticks == 0)  // or ctest's patience ends
      std::this_thread::yield();
  }

  TEST_CASE("a service that cannot be made ends run()") {
    test::Ledger ledger;
    int made = 0;
    Server server(
        test::listeners_on("127.0.0.1:0"), {.workers = 2},
        [&]() -> std::unique_ptr<Service> {
          if (++made == 2)
            throw Fatal(ErrorKind::io, "no index");
          return std::make_unique<test::HandlerService>(test::echo);
        },
        ledger);
    CHECK_THROWS_WITH_AS(server.run(), "no index", Fatal);
  }

  TEST_CASE("what an observer throws ends run(), for nobody could answer for the rest") {
    struct Throwing final : ExchangeObserver {
      void finished(const Exchange&) override { throw Fatal(ErrorKind::io, "no log"); }
    } observer;
    auto listeners = test::listeners_on("127.0.0.1:0");
    Client client(listeners.front().name);
    client.send("GET /" + end_of_head);
    Server server(
        std::move(listeners), {.workers = 2},
        [] { return std::make_unique<test::HandlerService>(test::echo); }, observer);
    CHECK_THROWS_WITH_AS(server.run(), "no log", Fatal);
  }
}
