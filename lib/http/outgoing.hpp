// An answer on its way into a socket.

#pragma once

#include <cstdint>
#include <string_view>

#include "http/response.hpp"

namespace noctis {

/// Head and text leave in one call; a file follows its head by sendfile(2), in the same packet
/// where it fits.
class Outgoing {
 public:
  enum class Progress : std::uint8_t {
    done,
    some,     ///< part of it has gone; more may
    blocked,  ///< nothing has gone: the socket takes no more for now
    failed    ///< the client has gone, or the file is shorter than was promised
  };

  /// Both have to outlive it.  Without a body: the head alone.
  Outgoing(std::string_view head, const Response& response, bool with_body) noexcept;

  /// Sends what the socket takes, and of a large file no more than others can wait for.  `socket`
  /// does not block.
  [[nodiscard]] Progress push(int socket) noexcept;

  /// Bytes of the body that have been handed to the kernel.
  [[nodiscard]] std::uint64_t body_sent() const noexcept { return body_sent_; }

 private:
  [[nodiscard]] Progress push_texts(int socket) noexcept;
  [[nodiscard]] Progress push_file(int socket) noexcept;

  std::string_view head_;  ///< what is left of it
  std::string_view text_;
  int file_ = -1;
  std::uint64_t body_size_ = 0;
  std::uint64_t body_sent_ = 0;
};

}  // namespace noctis
