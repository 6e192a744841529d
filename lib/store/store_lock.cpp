#include "store/store_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <thread>

#include "base/result.hpp"
#include "store/file_system.hpp"

namespace noctis {

namespace {

UniqueFd open_lock_file(const std::filesystem::path& path) {
  UniqueFd fd{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)};
  if (!fd || ::fchmod(fd.get(), 0600) != 0)
    throw Fatal(system_error(path.string(), errno));
  return fd;
}

bool try_lock(const UniqueFd& fd) {
  while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return false;
    if (errno != EINTR)
      throw Fatal(system_error("cannot lock the store", errno));
  }
  return true;
}

}  // namespace

StoreLock StoreLock::acquire(const std::filesystem::path& store,
                             std::chrono::milliseconds patience) {
  if (const auto made = make_private_folder(store); !made)
    throw Fatal(made.error());
  refuse_network_file_system(store);
  UniqueFd fd = open_lock_file(store / "lock");

  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds between_tries{50};
  const Clock::time_point deadline = Clock::now() + patience;
  while (!try_lock(fd)) {
    if (Clock::now() + between_tries > deadline) {
      throw Fatal(ErrorKind::busy, fmt::format("another run holds the store {}", store.string()));
    }
    std::this_thread::sleep_for(between_tries);
  }
  return StoreLock(std::move(fd));
}

}  // namespace noctis
