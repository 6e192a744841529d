// stop(): nobody who has asked goes without an answer.

#include <future>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "http/running_server.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace std::chrono_literals;
using test::Client;
using test::RunningServer;

namespace {

const std::string get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

/// Limits under which nothing but an end of the work ends a server.
ServerLimits patient() {
  ServerLimits limits = test::quick();
  limits.drain_idle_time = 60s;
  return limits;
}

}  // namespace

TEST_SUITE("http/drain") {
  TEST_CASE("requests in the backlog are answered after stop(), and told that it was the last") {
    RunningServer server(test::echo, test::quick(), 2);
    std::vector<Client> clients;
    for (int i = 0; i < 100; ++i) {
      clients.emplace_back(server.name);
      REQUIRE(clients.back().send(get));
    }
    server.stop();
    server.start();
    for (Client& client : clients) {
      const auto reply = client.reply();
      REQUIRE(reply.has_value());
      CHECK(reply->body == "/a");
      CHECK(reply->field("connection") == "close");
    }
    clients.clear();
    server.wait();
    CHECK(server.ledger.told(100).size() == 100);
  }

  TEST_CASE("requests that have come together are all answered, and the last told so") {
    RunningServer server(test::echo, test::quick());
    Client client(server.name);
    client.send(get + get + get);
    server.stop();
    server.start();
    CHECK(client.reply()->field("connection") == "");
    CHECK(client.reply()->field("connection") == "");
    CHECK(client.reply()->field("connection") == "close");
    CHECK(client.is_closed());
  }

  TEST_CASE("what is idle is closed after its time, and run() returns") {
    RunningServer server(test::echo, test::quick());
    server.start();
    Client used(server.name);
    CHECK(used.get("/")->status == 200);
    Client fresh(server.name);
    server.stop();
    CHECK(used.is_closed());
    CHECK(fresh.is_closed());
    server.wait();
  }

  TEST_CASE("what is idle may still ask once") {
    RunningServer server(test::echo, patient());
    server.start();
    Client client(server.name);
    CHECK(client.get("/")->status == 200);
    server.stop();
    for (bool last = false; !last;) {
      const auto reply = client.get("/a");
      REQUIRE(reply.has_value());
      CHECK(reply->body == "/a");
      last = reply->field("connection") == "close";
    }
    CHECK(client.is_closed());
    server.wait();
  }

  TEST_CASE("a head that has begun may end, and nobody else may connect") {
    RunningServer server(test::echo, patient());
    server.start();
    Client client(server.name);
    client.send("GET /be");
    server.stop();
    while (Client(server.name).is_connected()) {  // or ctest's patience ends
    }
    client.send("gun HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto reply = client.reply();
    REQUIRE(reply.has_value());
    CHECK(reply->body == "/begun");
    CHECK(reply->field("connection") == "close");
    CHECK(client.is_closed());
  }

  TEST_CASE("clients that never come to an end are hung up on after the time for that") {
    ServerLimits limits = patient();
    limits.drain_time = 300ms;
    limits.idle_time = limits.head_time = limits.write_time = 60s;
    RunningServer server(
        [](Request& request) -> Answer {
          return test::text(request.path == "/large" ? std::string(64 << 20, 'a') : "a");
        },
        limits, 2);
    server.start();
    Client half(server.name), deaf(server.name, 4096), silent(server.name);
    half.send("GET /half");
    deaf.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(deaf.has_news(60'000));
    CHECK(silent.get("/")->status == 200);
    std::thread flood([&] {
      Client client(server.name);
      while (client.send(get)) {
      }
    });
    server.stop();
    server.wait();
    flood.join();
    CHECK(half.reply()->status == 408);
    CHECK_FALSE(deaf.reply().has_value());
    CHECK(silent.is_closed());
  }

  TEST_CASE("long work that is under way is waited for") {
    std::promise<void> begun;
    std::promise<void> may_end;
    const auto end = may_end.get_future().share();
    RunningServer server(
        [&](Request&) -> Answer {
          return LongWork([&begun, end] {
            begun.set_value();
            end.wait();
            return test::text("at last");
          });
        },
        test::quick());
    server.start();
    Client client(server.name);
    client.send(get);
    begun.get_future().wait();
    server.stop();
    while (Client(server.name).is_connected()) {  // or ctest's patience ends
    }
    may_end.set_value();
    const auto reply = client.reply();
    REQUIRE(reply.has_value());
    CHECK(reply->body == "at last");
    CHECK(reply->field("connection") == "close");
    server.wait();
  }

  TEST_CASE("of requests sent while a server stops, none is lost that it has taken") {
    const test::TemporaryFolder folder;  // a Unix socket loses nobody between accept and close
    RunningServer server(test::echo, test::quick(), 2, "unix:" + (folder / "socket").string());
    server.start();
    std::vector<std::thread> threads;
    std::atomic<int> answered = 0;
    std::atomic<int> lost = 0;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (;;) {
          Client client(server.name);
          if (!client.is_connected())
            return;
          for (bool open = true; open;) {
            const auto reply = client.get("/a");
            ++(reply ? answered : lost);
            open = reply && reply->field("connection") != "close";
          }
        }
      });
    while (answered < 100)
      std::this_thread::yield();
    server.stop();
    for (std::thread& thread : threads)
      thread.join();
    server.wait();
    CHECK(lost == 0);
    CHECK(server.ledger.told(0).size() == static_cast<std::size_t>(answered));
  }
}
