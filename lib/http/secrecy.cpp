// Where there is an access control list (acl(5)), what the mode says of the group is the list's
// mask and nobody's right.  So systemd (254 and later) hands credentials to a service: root's, mode
// 0440, with a list that names the service's user.

#include "http/secrecy.hpp"

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "base/file.hpp"

namespace noctis {

namespace {

// As the kernel hands a list out: its version, then entries of a tag, its permissions and an id, of
// two, two and four bytes.
constexpr std::uint32_t version = 2;
constexpr std::size_t header_size = 4, entry_size = 8, most_entries = 32;
constexpr unsigned tag_of_owner = 1, tag_of_user = 2, tag_of_mask = 0x10;

bool opens_to_others(ByteView entry) noexcept {
  const auto tag = load_little_endian<std::uint16_t>(entry);
  const auto permissions = load_little_endian<std::uint16_t>(entry.subspan(2));
  if (permissions == 0 || tag == tag_of_owner || tag == tag_of_mask)
    return false;
  return tag != tag_of_user || load_little_endian<std::uint32_t>(entry.subspan(4)) != ::geteuid();
}

bool has_list_for_us_alone(int fd) noexcept {
  std::array<std::uint8_t, header_size + most_entries * entry_size> bytes;
  const ssize_t size = ::fgetxattr(fd, "system.posix_acl_access", bytes.data(), bytes.size());
  if (size < static_cast<ssize_t>(header_size))
    return false;
  const ByteView list = ByteView(bytes).first(static_cast<std::size_t>(size));
  if (load_little_endian<std::uint32_t>(list) != version)
    return false;
  ByteView entries = list.subspan(header_size);
  for (; entries.size() >= entry_size; entries = entries.subspan(entry_size))
    if (opens_to_others(entries))
      return false;
  return entries.empty();
}

}  // namespace

Result<> check_secrecy(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0)
    return tl::unexpected(system_error("cannot stat", errno));
  constexpr mode_t group_and_others = 0077;
  if ((status.st_mode & group_and_others) != 0 && !has_list_for_us_alone(fd))
    return failure(ErrorKind::usage,
                   "others than its owner may use it (mode {:04o}), which no secret allows",
                   status.st_mode & 07777U);
  return {};
}

}  // namespace noctis
