// A client that sends what it is told, right or wrong, and reads what comes back.

#pragma once

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <netinet/in.h>
#include <sys/un.h>

#include "base/file.hpp"

namespace noctis::test {

struct Reply {
  unsigned status = 0;
  std::map<std::string, std::string> fields = {};  ///< names in lower case
  std::string body = {};

  [[nodiscard]] std::string field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? "" : found->second;
  }
};

class Client {
 public:
  /// `name` is a Listener's.  `receive_buffer`: bytes that the kernel keeps for it, about; 0: as
  /// usual.
  explicit Client(const std::string& name, int receive_buffer = 0) {
    sockaddr_storage address = {};
    socklen_t size = 0;
    if (name.starts_with("unix:")) {
      sockaddr_un local = {};
      local.sun_family = AF_UNIX;
      name.copy(static_cast<char*>(local.sun_path), sizeof local.sun_path - 1, 5);
      std::memcpy(&address, &local, size = sizeof local);
    } else {
      sockaddr_in host = {};
      host.sin_family = AF_INET;
      host.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      host.sin_port =
          htons(static_cast<std::uint16_t>(std::stoi(name.substr(name.rfind(':') + 1))));
      std::memcpy(&address, &host, size = sizeof host);
    }
    socket_ = UniqueFd{::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (receive_buffer > 0)
      ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    is_connected_ =
        ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0;
  }

  [[nodiscard]] bool is_connected() const { return is_connected_; }

  /// False: the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0)
        return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void finish_sending() { ::shutdown(socket_.get(), SHUT_WR); }

  /// The next answer; nothing where the server closed before its end.
  std::optional<Reply> reply(bool to_head = false) {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos)
      if (!receive())
        return std::nullopt;
    Reply reply = head_of(received_.substr(0, end + 2));
    received_.erase(0, end + 4);
    const std::string length = reply.field("content-length");
    const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
    while (received_.size() < size)
      if (!receive())
        return std::nullopt;
    reply.body = received_.substr(0, size);
    received_.erase(0, size);
    return reply;
  }

  std::optional<Reply> get(const std::string& target) {
    if (!send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
      return std::nullopt;
    return reply();
  }

  /// Waits for the server to close, and tells whether it did so without a byte more.
  bool is_closed() {
    while (receive()) {
    }
    return received_.empty();
  }

  /// Whether there is something to read, be it the end, within that time.
  bool has_news(int milliseconds) {
    pollfd waiting{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    return !received_.empty() || ::poll(&waiting, 1, milliseconds) > 0;
  }

  /// Waits for bytes; false at the end.
  bool receive() {
    char bytes[65536];
    if (!has_news_of_socket())
      throw std::runtime_error("the server says nothing");
    const ssize_t count = ::recv(socket_.get(), static_cast<char*>(bytes), sizeof bytes, 0);
    was_reset_ |= count < 0 && errno == ECONNRESET;
    if (count <= 0)
      return false;
    received_.append(static_cast<char*>(bytes), static_cast<std::size_t>(count));
    return true;
  }

  [[nodiscard]] std::size_t received() const { return received_.size(); }

  /// Whether the server closed so that what had been sent could have been lost.
  [[nodiscard]] bool was_reset() const { return was_reset_; }

 private:
  [[nodiscard]] bool has_news_of_socket() const {
    constexpr int patience_ms = 60'000;
    pollfd waiting{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, patience_ms) > 0;
  }

  static Reply head_of(std::string_view head) {
    Reply reply;
    if (!head.starts_with("HTTP/1.1 "))
      throw std::runtime_error("no status line: " + std::string(head));
    reply.status = static_cast<unsigned>(std::stoul(std::string(head.substr(9, 3))));
    for (head.remove_prefix(head.find("\r\n") + 2); !head.empty();
         head.remove_prefix(head.find("\r\n") + 2)) {
      const std::string_view line = head.substr(0, head.find("\r\n"));
      std::string name(line.substr(0, line.find(": ")));
      std::transform(name.begin(), name.end(), name.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (!reply.fields.emplace(name, line.substr(line.find(": ") + 2)).second)
        throw std::runtime_error("twice in an answer: " + name);
    }
    return reply;
  }

  UniqueFd socket_;
  bool is_connected_ = false;
  bool was_reset_ = false;
  std::string received_;
};

}  // namespace noctis::test
