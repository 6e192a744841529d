#include "http/listener.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "http/raw_client.hpp"
#include "http/server.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

ErrorKind failure_of(const std::string& address) {
  const auto listeners = listen_on(address);
  REQUIRE_FALSE(listeners.has_value());
  return listeners.error().kind;
}

// No ErrorKind::busy, which is a store that another run holds.
bool is_taken(const std::string& address) {
  const auto listeners = listen_on(address);
  REQUIRE_FALSE(listeners.has_value());
  CHECK(listeners.error().kind == ErrorKind::io);
  return listeners.error().what == "cannot listen on " + address + ": Address already in use";
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un local = {};
  local.sun_family = AF_UNIX;
  path.copy(static_cast<char*>(local.sun_path), sizeof local.sun_path - 1);
  return local;
}

// As a server does that is killed.
void leave_socket(const std::filesystem::path& path) {
  const sockaddr_un local = address_of(path.string());
  const UniqueFd socket{::socket(AF_UNIX, SOCK_STREAM, 0)};
  REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&local), sizeof local) == 0);
  REQUIRE(::listen(socket.get(), 1) == 0);
}

}  // namespace

TEST_SUITE("http/listener") {
  TEST_CASE("a port of 0 becomes one that is free, and the name says which") {
    const auto listeners = listen_on("127.0.0.1:0");
    REQUIRE(listeners.has_value());
    REQUIRE(listeners->size() == 1);
    const Listener& listener = listeners->front();
    CHECK(listener.name.starts_with("127.0.0.1:"));
    CHECK_FALSE(listener.name.ends_with(":0"));
    CHECK(listener.is_loopback);
    CHECK(listener.made.path().empty());
    CHECK(test::Client(listener.name).is_connected());
    CHECK(is_taken(listener.name));
  }

  TEST_CASE("localhost is this machine by all its names, on one port") {
    const auto listeners = listen_on("localhost:0");
    REQUIRE(listeners.has_value());
    REQUIRE_FALSE(listeners->empty());
    const std::string port = listeners->front().name.substr(listeners->front().name.rfind(':'));
    CHECK(listeners->front().name == "127.0.0.1" + port);
    for (const Listener& listener : *listeners)
      CHECK(listener.is_loopback);
    if (listeners->size() > 1)
      CHECK(listeners->at(1).name == "[::1]" + port);
  }

  TEST_CASE("no host is every interface, which others can reach") {
    const auto listeners = listen_on(":0");
    REQUIRE(listeners.has_value());
    REQUIRE(listeners->size() == 1);
    CHECK_FALSE(listeners->front().is_loopback);
    CHECK(test::Client(listeners->front().name).is_connected());  // over IPv4
  }

  TEST_CASE("127/8 is loopback, and other addresses are not") {
    CHECK(listen_on("127.0.0.2:0")->front().is_loopback);
    CHECK_FALSE(listen_on("0.0.0.0:0")->front().is_loopback);
  }

  TEST_CASE("which addresses others can reach is known before there is a socket") {
    for (const char* const address :
         {"127.0.0.1:8001", "127.0.0.2:0", "[::1]:8001", "localhost:8001", "unix:/no/such/place"}) {
      CAPTURE(std::string(address));
      CHECK(is_loopback_address(address).value());
    }
    for (const char* const address : {":8001", "0.0.0.0:0", "[::]:8001", "192.0.2.1:8001"}) {
      CAPTURE(std::string(address));
      CHECK_FALSE(is_loopback_address(address).value());
    }
    for (const char* const address : {"8001", "example.org:8001", "[::1]"}) {
      CAPTURE(std::string(address));
      REQUIRE_FALSE(is_loopback_address(address).has_value());
      CHECK(is_loopback_address(address).error().kind == ErrorKind::usage);
    }
  }

  TEST_CASE("what is no address is refused as usage, without asking anybody for a name") {
    for (const char* const address :
         {"", "8001", "localhost", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:-1",
          "127.0.0.1:+1", "127.0.0.1: 1", "127.0.0.1:65536", "127.0.0.1:1.0", "::1:8001",
          "[127.0.0.1]:8001", "[::1]", "[::1", "256.0.0.1:8001", "example.org:8001",
          "unix:", "http://localhost:8001"}) {
      CAPTURE(std::string(address));
      CHECK(failure_of(address) == ErrorKind::usage);
    }
    CHECK(failure_of("unix:/" + std::string(200, 'a')) == ErrorKind::usage);
  }

  TEST_CASE("an address that this machine does not have is refused by name") {
    const auto listeners = listen_on("192.0.2.1:0");  // for documentation alone (RFC 5737)
    REQUIRE_FALSE(listeners.has_value());
    CHECK(listeners.error().kind == ErrorKind::io);
    CHECK(listeners.error().what.find("192.0.2.1:0") != std::string::npos);
  }

  TEST_CASE("a Unix socket is made, and its file is gone when nobody listens on it any more") {
    const test::TemporaryFolder folder;
    const std::string address = "unix:" + (folder / "socket").string();
    {
      const auto listeners = listen_on(address);
      REQUIRE(listeners.has_value());
      CHECK(listeners->front().name == address);
      CHECK(listeners->front().is_loopback);
      CHECK(listeners->front().made.path() == folder / "socket");
      CHECK(is_taken(address));
      CHECK(test::Client(address).is_connected());
    }
    CHECK_FALSE(std::filesystem::exists(folder / "socket"));
  }

  TEST_CASE("a Unix socket that another has made in the place of one that was removed stays") {
    const test::TemporaryFolder folder;
    const std::string address = "unix:" + (folder / "socket").string();
    auto first = listen_on(address);
    REQUIRE(first.has_value());
    std::filesystem::remove(folder / "socket");
    const auto second = listen_on(address);
    REQUIRE(second.has_value());
    first->clear();
    CHECK(test::Client(address).is_connected());
  }

  TEST_CASE("a file that a killed server left is replaced") {
    const test::TemporaryFolder folder;
    leave_socket(folder / "socket");
    const std::string address = "unix:" + (folder / "socket").string();
    CHECK_FALSE(test::Client(address).is_connected());
    REQUIRE(listen_on(address).has_value());
  }

  TEST_CASE("a file that is no socket is not replaced by one") {
    const test::TemporaryFolder folder;
    std::ofstream(folder / "file") << "kept";
    CHECK(is_taken("unix:" + (folder / "file").string()));
    CHECK(std::filesystem::file_size(folder / "file") == 4);
    CHECK(failure_of("unix:" + (folder / "none" / "socket").string()) == ErrorKind::not_found);
  }

  TEST_CASE("a Unix socket whose backlog is full is not taken for one that nobody listens on") {
    const test::TemporaryFolder folder;
    const std::string path = (folder / "socket").string();
    const sockaddr_un local = address_of(path);
    const auto* const address = reinterpret_cast<const sockaddr*>(&local);
    const UniqueFd socket{::socket(AF_UNIX, SOCK_STREAM, 0)};
    REQUIRE(::bind(socket.get(), address, sizeof local) == 0);
    REQUIRE(::listen(socket.get(), 0) == 0);
    std::vector<UniqueFd> clients;
    do
      clients.emplace_back(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
    while (::connect(clients.back().get(), address, sizeof local) == 0);
    CHECK(is_taken("unix:" + path));
    CHECK(std::filesystem::exists(path));
  }

  TEST_CASE("a link is not followed to a socket that would be removed") {
    const test::TemporaryFolder folder;
    leave_socket(folder / "stale");
    std::filesystem::create_symlink(folder / "stale", folder / "link");
    CHECK(is_taken("unix:" + (folder / "link").string()));
    CHECK(std::filesystem::is_symlink(folder / "link"));
  }
}
