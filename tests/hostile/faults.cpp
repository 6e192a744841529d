#include "hostile/faults.hpp"

#include <dirent.h>
#include <fnmatch.h>
#include <limits.h>
#include <sqlite3.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <new>
#include <sstream>
#include <string>
#include <thread>

extern "C" {
ssize_t real_pread(int fd, void* bytes, size_t count, off_t offset) asm("__real_pread");
ssize_t wrap_pread(int fd, void* bytes, size_t count, off_t offset) asm("__wrap_pread");
ssize_t real_write(int fd, const void* bytes, size_t count) asm("__real_write");
ssize_t wrap_write(int fd, const void* bytes, size_t count) asm("__wrap_write");
int real_renameat2(int from, const char* old, int to, const char* name,
                   unsigned flags) asm("__real_renameat2");
int wrap_renameat2(int from, const char* old, int to, const char* name,
                   unsigned flags) asm("__wrap_renameat2");
DIR* real_opendir(const char* path) asm("__real_opendir");
DIR* wrap_opendir(const char* path) asm("__wrap_opendir");
int real_nanosleep(const timespec* time, timespec* left) asm("__real_nanosleep");
int wrap_nanosleep(const timespec* time, timespec* left) asm("__wrap_nanosleep");
}

namespace noctis::hostile {

namespace {

struct Order {
  std::string call, glob;
  unsigned first = 1;
};

std::string path_of(int fd) {
  char path[PATH_MAX + 1] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  (void)!::readlink(link.c_str(), path, PATH_MAX);
  return path;
}

const Order& order() {
  static const Order given = [] {
    Order read;
    const char* const text = std::getenv("NOCTIS_FAULT");
    std::istringstream(text != nullptr ? text : "") >> read.call >> read.first >> read.glob;
    return read;
  }();
  return given;
}

}  // namespace

Fault fault_of(std::string_view call, const char* path) noexcept {
  static std::atomic<unsigned> calls{0};
  if (order().call != call || ::fnmatch(order().glob.c_str(), path, 0) != 0)
    return Fault::none;
  const unsigned number = ++calls;
  return number >= order().first       ? Fault::now
         : number + 1 == order().first ? Fault::next
                                       : Fault::none;
}

Fault fault_of(std::string_view call, int fd) noexcept {
  return order().call == call ? fault_of(call, path_of(fd).c_str()) : Fault::none;
}

void wait_at_the_gate(int fd) {
  static const char* const gate = std::getenv("NOCTIS_GATE");
  if (gate == nullptr || path_of(fd) != gate)
    return;
  std::ofstream("gate.reached").flush();
  while (::access("gate.open", F_OK) != 0)
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

int input_output_error() noexcept {
  errno = EIO;
  return -1;
}

// SQLite lies in a library of its own, where the linker cannot wrap anything; it lets its system
// calls be replaced.
namespace {

ssize_t (*sqlites_pread)(int, void*, size_t, off_t);
ssize_t (*sqlites_pwrite)(int, const void*, size_t, off_t);

ssize_t failing_pread(int fd, void* bytes, size_t count, off_t offset) {
  return fault_of("index-read", fd) == Fault::now ? input_output_error()
                                                  : sqlites_pread(fd, bytes, count, offset);
}
ssize_t failing_pwrite(int fd, const void* bytes, size_t count, off_t offset) {
  return fault_of("index-write", fd) == Fault::now ? input_output_error()
                                                   : sqlites_pwrite(fd, bytes, count, offset);
}

template <class Function>
void replace(const char* name, Function& was, Function now) {
  sqlite3_vfs* const vfs = ::sqlite3_vfs_find(nullptr);
  if (const auto theirs = vfs->xGetSystemCall(vfs, name)) {
    was = reinterpret_cast<Function>(theirs);
    vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(now));
  }
}

[[maybe_unused]] const bool replaced = [] {
  if (order().call.rfind("index-", 0) == 0) {
    for (const char* name : {"pread", "pread64"})
      replace(name, sqlites_pread, failing_pread);
    for (const char* name : {"pwrite", "pwrite64"})
      replace(name, sqlites_pwrite, failing_pwrite);
  }
  return true;
}();

}  // namespace

}  // namespace noctis::hostile

using noctis::hostile::Fault;
using noctis::hostile::fault_of;
using noctis::hostile::input_output_error;

// A bad sector in the middle of a file: what lies before it is read, then nothing.
ssize_t wrap_pread(int fd, void* bytes, size_t count, off_t offset) {
  noctis::hostile::wait_at_the_gate(fd);
  const Fault fault = fault_of("pread", fd);
  if (fault == Fault::now)
    return input_output_error();
  return real_pread(fd, bytes, fault == Fault::next ? (count + 1) / 2 : count, offset);
}

ssize_t wrap_write(int fd, const void* bytes, size_t count) {
  const Fault fault = fault_of("write", fd);
  if (fault == Fault::now)
    return input_output_error();
  return real_write(fd, bytes, fault == Fault::next ? (count + 1) / 2 : count);
}

int wrap_renameat2(int from, const char* old, int to, const char* name, unsigned flags) {
  return fault_of("rename", name) == Fault::now ? input_output_error()
                                                : real_renameat2(from, old, to, name, flags);
}

// Whoever sleeps dies of it.
int wrap_nanosleep(const timespec* time, timespec* left) {
  if (fault_of("sleep", "") == Fault::now)
    std::abort();
  return real_nanosleep(time, left);
}

// The disk; or memory, and that where no file is in hand.
DIR* wrap_opendir(const char* path) {
  if (fault_of("opendir-memory", path) == Fault::now)
    throw std::bad_alloc();
  if (fault_of("opendir", path) == Fault::now) {
    errno = EIO;
    return nullptr;
  }
  return real_opendir(path);
}
