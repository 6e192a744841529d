// Listening sockets, and where they are.

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

/// Owns a Unix socket's file, and removes it; not what others have put in its place.
class SocketFile {
 public:
  SocketFile() = default;
  /// Where a socket has been bound.  That should be open until remove(): it keeps the inode from
  /// becoming another file's.
  explicit SocketFile(std::filesystem::path path) noexcept;
  ~SocketFile() { remove(); }
  SocketFile(SocketFile&& other) noexcept
      : path_(std::exchange(other.path_, {})), inode_(other.inode_) {}
  SocketFile& operator=(SocketFile&& other) noexcept {
    if (this != &other) {
      remove();
      path_ = std::exchange(other.path_, {});
      inode_ = other.inode_;
    }
    return *this;
  }

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  void remove() noexcept;

 private:
  std::filesystem::path path_;       // empty: there is none
  std::pair<dev_t, ino_t> inode_{};  // that bind() made
};

/// A listening socket.
struct Listener {
  UniqueFd socket;
  std::string
      name;  ///< "127.0.0.1:8001", "[::1]:8001", "unix:/run/noctis.sock": where it really is
  bool is_loopback = false;  ///< no other machine can reach it; a Unix socket is
  SocketFile made = {};      ///< of a Unix socket that listen_on() made
};

/// "127.0.0.1:8001", "[::1]:0", "localhost:8001", ":8001" (every interface), "unix:PATH".  Fails
/// with usage where the text is none of these, io where the address is taken, as otherwise.  A
/// Unix socket's file that nobody listens on any more is replaced; any other file is not.  Who may
/// connect to a Unix socket is the umask's to say.
[[nodiscard]] Result<std::vector<Listener>> listen_on(const std::string& address);

/// Whether no other machine could reach what listens on `address`: as Listener::is_loopback, before
/// there is a socket.  Fails with usage as listen_on() does.
[[nodiscard]] Result<bool> is_loopback_address(const std::string& address);

}  // namespace noctis
