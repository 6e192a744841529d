#include "http/secrecy.hpp"

#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

struct Entry {
  std::uint16_t tag, permissions;
  std::uint32_t id = static_cast<std::uint32_t>(ACL_UNDEFINED_ID);
};

// A file that its owner alone may read, with entries beside those that each list has.
class ListedFile {
 public:
  ListedFile() { REQUIRE(write_durably(path_, as_bytes("secret"), 0400).has_value()); }

  // False where the file system has no lists.
  bool list(std::uint16_t of_group, const std::vector<Entry>& more) {
    std::vector<Entry> entries = {{ACL_USER_OBJ, ACL_READ}};
    for (const Entry& entry : more)
      if (entry.tag == ACL_USER)
        entries.push_back(entry);
    entries.push_back({ACL_GROUP_OBJ, of_group});
    for (const Entry& entry : more)
      if (entry.tag == ACL_GROUP)
        entries.push_back(entry);
    entries.push_back({ACL_MASK, ACL_READ});
    entries.push_back({ACL_OTHER, 0});
    Bytes bytes(4 + entries.size() * sizeof(Entry));
    bytes[0] = POSIX_ACL_XATTR_VERSION;
    std::memcpy(bytes.data() + 4, entries.data(), bytes.size() - 4);
    const int set =
        ::setxattr(path_.c_str(), "system.posix_acl_access", bytes.data(), bytes.size(), 0);
    if (set != 0)
      REQUIRE(errno == EOPNOTSUPP);
    return set == 0;
  }

  [[nodiscard]] bool is_secret() const {
    const auto fd = open_regular_file(path_);
    REQUIRE(fd.has_value());
    struct stat status = {};
    REQUIRE(::fstat(fd->get(), &status) == 0);
    REQUIRE((status.st_mode & 0777U) == 0440);  // as a group's file looks
    return check_secrecy(fd->get()).has_value();
  }

 private:
  test::TemporaryFolder folder_;
  std::string path_ = (folder_.path() / "secret").string();
};

}  // namespace

TEST_SUITE("http/secrecy") {
  TEST_CASE("systemd's credentials, which a list opens to this user alone, are secret") {
    ListedFile file;
    if (!file.list(0, {{ACL_USER, ACL_READ, ::geteuid()}})) {
      MESSAGE("skipped: this file system has no access control lists");
      return;
    }
    CHECK(file.is_secret());
  }

  TEST_CASE("one that a list opens to another user, or to any group, is none") {
    const Entry us = {ACL_USER, ACL_READ, ::geteuid()};
    ListedFile another, group, named_group;
    if (!another.list(0, {us, {ACL_USER, ACL_READ, ::geteuid() + 1}})) {
      MESSAGE("skipped: this file system has no access control lists");
      return;
    }
    CHECK_FALSE(another.is_secret());
    REQUIRE(group.list(ACL_READ, {us}));
    CHECK_FALSE(group.is_secret());
    REQUIRE(named_group.list(0, {us, {ACL_GROUP, ACL_READ, 1}}));
    CHECK_FALSE(named_group.is_secret());
  }
}
