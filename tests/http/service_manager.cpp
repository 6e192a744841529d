#include "http/service_manager.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>

#include <doctest/doctest.h>

#include "http/running_server.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

void set(const char* name, const std::string& value) {
  REQUIRE(::setenv(name, value.c_str(), 1) == 0);
}

ErrorKind failure_of_inheriting(const std::string& count) {
  set("LISTEN_PID", std::to_string(::getpid()));
  set("LISTEN_FDS", count);
  const auto listeners = inherited_listeners();
  REQUIRE_FALSE(listeners.has_value());
  CHECK(::getenv("LISTEN_FDS") == nullptr);
  return listeners.error().kind;
}

/// As a service that systemd starts: its socket at 3, and the variables that say so.  Serves until
/// it is killed.
[[noreturn]] void serve_as_service(int socket) {
  if (socket != 3)
    ::dup2(socket, 3);
  else
    ::fcntl(3, F_SETFD, 0);
  ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  ::setenv("LISTEN_FDS", "1", 1);
  auto listeners = inherited_listeners();
  if (!listeners || listeners->size() != 1 || ::getenv("LISTEN_PID") != nullptr ||
      ::fcntl(3, F_GETFD) != FD_CLOEXEC)
    ::_exit(1);
  test::Ledger ledger;
  Server server(
      *std::move(listeners), {.workers = 1},
      [] { return std::make_unique<test::HandlerService>(test::echo); }, ledger);
  server.run();
  ::_exit(2);
}

/// What a process is told that is handed `socket`: 0 a usage error, else 1.
int status_of_inheriting(int socket) {
  const pid_t service = ::fork();
  if (service == 0) {
    ::dup2(socket, 3);
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    ::setenv("LISTEN_FDS", "1", 1);
    const auto listeners = inherited_listeners();
    ::_exit(!listeners && listeners.error().kind == ErrorKind::usage ? 0 : 1);
  }
  int status = -1;
  REQUIRE(::waitpid(service, &status, 0) == service);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A place to notify; `path` may be abstract.
UniqueFd datagram_socket(const std::string& path) {
  sockaddr_un local = {};
  local.sun_family = AF_UNIX;
  path.copy(static_cast<char*>(local.sun_path), sizeof local.sun_path);
  UniqueFd socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&local),
                 static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size())) == 0);
  return socket;
}

std::string datagram_of(const UniqueFd& socket) {
  std::array<char, 256> bytes = {};
  const ssize_t size = ::recv(socket.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  return size < 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(size));
}

}  // namespace

TEST_SUITE("http/service_manager") {
  TEST_CASE("a socket that systemd hands over is served under its own name") {
    auto listeners = test::listeners_on("127.0.0.1:0");
    const std::string name = listeners.front().name;
    const pid_t service = ::fork();
    if (service == 0)
      serve_as_service(listeners.front().socket.get());
    REQUIRE(service > 0);
    listeners.clear();
    const auto reply = test::Client(name).get("/inherited");
    ::kill(service, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(service, &status, 0) == service);
    CHECK(WIFSIGNALED(status));
    REQUIRE(reply.has_value());
    CHECK(reply->body == "/inherited");
  }

  TEST_CASE("variables of another process are taken away and mean nothing") {
    set("LISTEN_PID", std::to_string(::getppid()));
    set("LISTEN_FDS", "1");
    const auto listeners = inherited_listeners();
    REQUIRE(listeners.has_value());
    CHECK(listeners->empty());
    CHECK(::getenv("LISTEN_PID") == nullptr);
    CHECK(::getenv("LISTEN_FDS") == nullptr);
    CHECK(inherited_listeners()->empty());  // none at all
  }

  TEST_CASE("what is handed over and is no listening socket is refused") {
    CHECK(failure_of_inheriting("x") == ErrorKind::usage);
    CHECK(failure_of_inheriting("-1") == ErrorKind::usage);
    CHECK(failure_of_inheriting("1000000") == ErrorKind::usage);
    CHECK(failure_of_inheriting("64") == ErrorKind::usage);  // not so many are open
    const UniqueFd stream{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    CHECK(status_of_inheriting(stream.get()) == 0);
    const UniqueFd datagram{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    CHECK(status_of_inheriting(datagram.get()) == 0);
  }

  TEST_CASE("systemd is told in one datagram, at a path or an abstract name") {
    const test::TemporaryFolder folder;
    const std::string path = (folder / "notify").string();
    const UniqueFd named = datagram_socket(path);
    set("NOTIFY_SOCKET", path);
    notify_service_manager("READY=1\nSTATUS=here");
    CHECK(datagram_of(named) == "READY=1\nSTATUS=here");

    const std::string unique = path.substr(1);
    const UniqueFd abstract = datagram_socket('\0' + unique);
    set("NOTIFY_SOCKET", "@" + unique);
    notify_service_manager("STOPPING=1");
    CHECK(datagram_of(abstract) == "STOPPING=1");
    CHECK(datagram_of(named) == "");

    ::unsetenv("NOTIFY_SOCKET");
    notify_service_manager("READY=1");
    CHECK(datagram_of(abstract) == "");
    CHECK(datagram_of(named) == "");
  }
}
