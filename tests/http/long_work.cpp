// Answers that take long: on threads of their own, in order, and no more than can wait.

#include <sys/resource.h>
#include <unistd.h>

#include <future>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "http/long_work_pool.hpp"
#include "http/running_server.hpp"

using namespace noctis;
using namespace std::chrono_literals;
using test::Client;
using test::RunningServer;

namespace {

const std::string host = " HTTP/1.1\r\nHost: a\r\n\r\n";

/// "/ping" is answered at once; other paths by work that waits until it may end.
class Gate {
 public:
  ~Gate() { open(); }
  void open() {
    if (!std::exchange(is_open_, true))
      may_end_.set_value();
  }
  /// Waits until that many have begun.
  void await(std::size_t count) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, 60s, [&] { return begun_.size() >= count; }))
      throw std::runtime_error("fewer have begun");
  }
  std::vector<std::string> begun() {
    const std::lock_guard lock(mutex_);
    return begun_;
  }
  Answer operator()(Request& request) {
    if (request.path == "/ping")
      return test::echo(request);
    return LongWork([this, path = request.path] {
      {
        const std::lock_guard lock(mutex_);
        begun_.push_back(path);
      }
      changed_.notify_all();
      end_.wait();
      if (path == "/throw")
        throw std::runtime_error("the secret");
      return test::text(path);
    });
  }

 private:
  std::promise<void> may_end_;
  std::shared_future<void> end_ = may_end_.get_future().share();
  bool is_open_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> begun_;
};

/// One whose only thread for long work is busy with "/first" until the gate opens.
struct BusyServer {
  explicit BusyServer(const ServerLimits& limits = test::quick())
      : server([this](Request& request) { return gate(request); }, limits) {
    server.start();
    first.emplace(server.name).send("GET /first" + host);
    gate.await(1);
  }
  /// A client whose request has been heard: the one worker answers the next one's.
  Client asked(const std::string& request) {
    Client client(server.name);
    client.send(request + host);
    CHECK(Client(server.name).get("/ping")->status == 200);
    return client;
  }

  Gate gate;
  RunningServer server;
  std::optional<Client> first;
};

}  // namespace

TEST_SUITE("http/long_work") {
  TEST_CASE("look-ups do not wait for long work, which is done in the order of asking") {
    RunningServer* running = nullptr;
    Gate gate;
    RunningServer server([&](Request& request) { return gate(request); }, test::quick());
    running = &server.start();
    std::vector<Client> clients;
    for (int i = 0; i < 5; ++i) {
      clients.emplace_back(running->name).send("GET /" + std::to_string(i) + host);
      CHECK(Client(running->name).get("/ping")->status == 200);  // after it, on the one worker
    }
    gate.open();
    for (int i = 0; i < 5; ++i)
      CHECK(clients[static_cast<std::size_t>(i)].reply()->body == "/" + std::to_string(i));
    CHECK(gate.begun() == std::vector<std::string>{"/0", "/1", "/2", "/3", "/4"});
  }

  TEST_CASE("a connection's later requests wait for its long work") {
    Gate gate;
    RunningServer server([&](Request& request) { return gate(request); }, test::quick());
    server.start();
    Client client(server.name);
    client.send("GET /long" + host + "GET /ping" + host);
    gate.await(1);
    CHECK(Client(server.name).get("/ping")->status == 200);
    CHECK(client.received() == 0);
    gate.open();
    CHECK(client.reply()->body == "/long");
    CHECK(client.reply()->body == "/ping");
  }

  TEST_CASE("more than can wait is refused with 503, and asked to come again") {
    ServerLimits limits = test::quick();
    limits.waiting_long_work = 2;
    Gate gate;
    RunningServer server([&](Request& request) { return gate(request); }, limits);
    server.start();
    std::vector<Client> taken;
    for (int i = 0; i < 3; ++i) {  // one is done, two wait
      taken.emplace_back(server.name).send("GET /taken" + host);
      CHECK(Client(server.name).get("/ping")->status == 200);
    }
    Client refused(server.name);
    const auto reply = refused.get("/refused");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 503);
    CHECK(reply->field("retry-after") == "1");
    CHECK(server.ledger.told(4)[3].cause == "too many pictures are being made");
    CHECK(reply->field("x-content-type-options") == "nosniff");
    gate.open();
    for (Client& client : taken)
      CHECK(client.reply()->body == "/taken");
    CHECK(refused.get("/again")->status == 200);
  }

  TEST_CASE("what long work throws is a 500 whose cause the client does not learn") {
    Gate gate;
    gate.open();
    RunningServer server([&](Request& request) { return gate(request); }, test::quick());
    server.start();
    Client client(server.name);
    const auto reply = client.get("/throw");
    REQUIRE(reply.has_value());
    CHECK(reply->status == 500);
    CHECK(reply->body.find("secret") == std::string::npos);
    CHECK(server.ledger.told(1)[0].cause == "the secret");
    CHECK(client.get("/next")->status == 200);
  }

  TEST_CASE("a client that goes before its long work is done is no harm") {
    Gate gate;
    RunningServer server([&](Request& request) { return gate(request); }, test::quick());
    server.start();
    {
      Client client(server.name);
      client.send("GET /long" + host);
      gate.await(1);
    }
    gate.open();
    CHECK(server.ledger.told(1)[0].path == "/long");
    CHECK(Client(server.name).get("/next")->status == 200);
  }

  TEST_CASE("the work of a client that left before its turn is not begun") {
    BusyServer busy;
    (void)busy.asked("GET /left");
    const auto told = busy.server.ledger.told(2);
    CHECK(told[1].path == "/left");
    CHECK(told[1].status == 499);
    Client last = busy.asked("GET /last");
    busy.gate.open();
    CHECK(busy.first->reply()->body == "/first");
    CHECK(last.reply()->body == "/last");
    CHECK(busy.gate.begun() == std::vector<std::string>{"/first", "/last"});
  }

  TEST_CASE("a client that has only closed its side is told that its turn was not waited for") {
    BusyServer busy;
    busy.first->finish_sending();
    Client second = busy.asked("GET /second");
    second.finish_sending();
    CHECK(second.reply()->status == 499);  // by who looked at the first one, too
    busy.gate.open();
    CHECK(busy.first->reply()->body == "/first");  // it had begun
  }

  TEST_CASE("what a client posted is done though it left") {
    BusyServer busy;
    (void)busy.asked("POST /change");
    (void)busy.asked("GET /left");
    CHECK(busy.server.ledger.told(3)[2].path == "/left");  // by who looked at the other, too
    busy.gate.open();
    busy.gate.await(2);
    CHECK(busy.gate.begun() == std::vector<std::string>{"/first", "/change"});
  }

  TEST_CASE("when a stop's time is over, work that has begun is finished, and no other begun") {
    ServerLimits limits = test::quick();
    limits.drain_time = 300ms;
    BusyServer busy(limits);
    std::vector<Client> waiting;
    for (const char* const request : {"GET /waits", "POST /change"})
      waiting.push_back(busy.asked(request));
    busy.server.stop();
    for (Client& client : waiting) {
      const auto reply = client.reply();
      REQUIRE(reply.has_value());
      CHECK(reply->status == 503);
      CHECK(reply->field("retry-after") == "1");
      CHECK(reply->field("connection") == "close");
      CHECK(client.is_closed());
    }
    busy.gate.open();
    CHECK(busy.first->reply()->body == "/first");
    busy.server.wait();
    CHECK(busy.gate.begun() == std::vector<std::string>{"/first"});
  }

  TEST_CASE("when a stop's time is over, what nobody has dropped yet is not begun, either") {
    ServerLimits limits = test::quick();
    limits.drain_time = 50ms;
    limits.drain_idle_time = 60s;  // one looks at the clock at the stop, and a second later
    BusyServer busy(limits);
    Client waiting = busy.asked("GET /waits");
    Client idle(busy.server.name);
    CHECK(idle.get("/ping")->status == 200);
    busy.server.stop();
    auto reply = idle.get("/ping");
    while (reply && reply->field("connection") != "close")  // or ctest's patience ends
      reply = idle.get("/ping");
    std::this_thread::sleep_for(limits.drain_time);
    busy.gate.open();
    CHECK(waiting.reply()->status == 503);
    CHECK(busy.first->reply()->body == "/first");
    busy.server.wait();
    CHECK(busy.gate.begun() == std::vector<std::string>{"/first"});
  }

  TEST_CASE("work that nobody wants any more makes room") {
    ServerLimits limits = test::quick();
    limits.waiting_long_work = 1;
    BusyServer busy(limits);
    {
      const Client leaves = busy.asked("GET /left");
      CHECK(Client(busy.server.name).get("/refused")->status == 503);
    }
    (void)busy.server.ledger.told(3);  // a ping, the refusal, and who left
    Client last = busy.asked("GET /last");
    busy.gate.open();
    CHECK(last.reply()->body == "/last");
  }

  TEST_CASE("no patience ends while long work is done") {
    ServerLimits limits = test::quick();
    limits.head_time = limits.idle_time = limits.write_time = 100ms;
    Gate gate;
    RunningServer server([&](Request& request) { return gate(request); }, limits);
    server.start();
    Client client(server.name);
    client.send("GET /long" + host);
    gate.await(1);
    for (int i = 0; i < 3; ++i) {
      Client other(server.name);
      CHECK(other.is_closed());  // so that as much time has gone
    }
    gate.open();
    CHECK(client.reply()->body == "/long");
  }

  TEST_CASE("threads of long work give way to others") {
    int priority = 0;
    {
      LongWorkPool pool(1, 1);
      REQUIRE(pool.add([&] { priority = ::getpriority(PRIO_PROCESS, 0); }));
    }
    CHECK(priority > ::getpriority(PRIO_PROCESS, 0));
  }

  TEST_CASE("a pool finishes what it has been given") {
    int done = 0;
    {
      LongWorkPool pool(1, 100);
      for (int i = 0; i < 100; ++i)
        REQUIRE(pool.add([&] { ++done; }));
    }
    CHECK(done == 100);
  }
}
