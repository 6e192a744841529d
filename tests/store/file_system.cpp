#include "store/file_system.hpp"

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

TEST_SUITE("store/file_system") {
  TEST_CASE("network file systems are known by their magic numbers, local ones are let through") {
    // From statfs(2).
    CHECK(network_file_system_of_magic(0x6969) == "NFS");
    CHECK(network_file_system_of_magic(0xff534d42) == "CIFS");
    CHECK(network_file_system_of_magic(0xfe534d42) == "SMB");
    CHECK(network_file_system_of_magic(0x517b) == "SMB");
    CHECK(network_file_system_of_magic(0x01021997) == "9p");
    CHECK(network_file_system_of_magic(0x5346414f) == "AFS");
    CHECK(network_file_system_of_magic(0x00c36400) == "Ceph");
    for (const std::uint64_t local : {0xef53U, 0x58465342U, 0x9123683eU, 0x01021994U, 0x794c7630U})
      CHECK(network_file_system_of_magic(local).empty());
  }

  TEST_CASE("FUSE is refused where what it serves is known to be remote") {
    CHECK(network_file_system_of_type("fuse.sshfs") == "sshfs");
    CHECK(network_file_system_of_type("fuse.glusterfs") == "glusterfs");
    CHECK(network_file_system_of_type("fuse.mergerfs").empty());
    CHECK(network_file_system_of_type("fuseblk").empty());
    CHECK(network_file_system_of_type("").empty());
  }

  TEST_CASE("a device's type is found in mountinfo, behind any number of optional fields") {
    // The first line is proc(5)'s own example.
    const char* mountinfo =
        "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue\n"
        "40 35 0:42 / /home/a\\040b rw - fuse.sshfs host:/x rw\n"
        "41 35 0:43 / /broken rw -\n";
    CHECK(type_of_mount(mountinfo, "98:0") == "ext3");
    CHECK(type_of_mount(mountinfo, "0:42") == "fuse.sshfs");
    CHECK(type_of_mount(mountinfo, "0:43").empty());
    CHECK(type_of_mount(mountinfo, "0:4").empty());
    CHECK(type_of_mount("", "0:4").empty());
  }

  TEST_CASE("a folder that is there stays as it is, a file in its place is an error") {
    const test::TemporaryFolder folder;
    CHECK(make_private_folder(folder.path()).has_value());
    CHECK_FALSE(make_private_folder("/dev/null").has_value());
    CHECK_FALSE(make_private_folder("/dev/null/store").has_value());
    CHECK_NOTHROW(refuse_network_file_system("/dev"));
  }
}
