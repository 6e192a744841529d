// A small file system of a test's own; is_mounted() is false where we may not.

#pragma once

#include <sys/mount.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

namespace noctis::test {

class SmallDisk {
 public:
  explicit SmallDisk(const char* options) {
    is_mounted_ = ::mount("tmpfs", path().c_str(), "tmpfs", 0, options) == 0;
    if (!is_mounted_)
      MESSAGE("skipped: mounting needs root");
  }
  ~SmallDisk() {
    if (is_mounted_)
      ::umount2(path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] bool is_mounted() const { return is_mounted_; }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  void make_read_only() const {
    REQUIRE(::mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
  }

 private:
  TemporaryFolder folder_;
  bool is_mounted_ = false;
};

}  // namespace noctis::test
