// An answer on its way into a socket.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/response.hpp"

namespace noctis {

/// Where a piece of a file becomes text before it leaves.  One a worker: between two calls nothing
/// in it is needed.
struct PieceRoom {
  /// A multiple of 3: no piece but the last is padded.  What most pictures have goes in one call.
  static constexpr std::size_t bytes = 96 << 10;
  std::array<std::uint8_t, bytes> file = {};
  std::array<char, bytes / 3 * 4 + 1> text = {};
};

/// Head and text leave in one call; a file follows its head by sendfile(2), in the same packet
/// where it fits; one in Base64 is read, encoded and sent a piece at a time, so that a client which
/// reads slowly costs no memory.
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
  [[nodiscard]] Progress push(int socket, PieceRoom& room) noexcept;

  /// Why it failed, where that was the file: what errno told, or 0, for it was too short.
  [[nodiscard]] std::optional<int> file_error() const noexcept { return file_error_; }
  /// Whether the client has seen nothing of it yet.
  [[nodiscard]] bool is_untouched() const noexcept { return !any_sent_; }

  /// Bytes of the body that have been handed to the kernel.
  [[nodiscard]] std::uint64_t body_sent() const noexcept { return body_sent_; }

 private:
  /// What one system call has done: sent all that it was given, or a part of it.
  enum class Step : std::uint8_t { whole, part, blocked, failed };

  [[nodiscard]] Step push_piece(int socket, PieceRoom& room) noexcept;
  [[nodiscard]] Step push_file(int socket) noexcept;
  [[nodiscard]] static Step stopped_by(int error_number) noexcept;
  /// The third and fourth of `parts`: text of the file, and what follows it where it is the end.
  /// False: the file is shorter than was promised.
  [[nodiscard]] bool add_encoded(std::array<std::string_view, 4>& parts, PieceRoom& room) noexcept;

  std::string_view head_;    ///< what is left of it
  std::string_view before_;  ///< the whole of a text, or what stands before the file
  std::string_view after_;
  int file_ = -1;
  std::uint64_t file_size_ = 0;
  bool in_base64_ = false;
  std::uint64_t body_size_ = 0;
  std::uint64_t body_sent_ = 0;
  bool any_sent_ = false;
  std::optional<int> file_error_ = {};
};

}  // namespace noctis
