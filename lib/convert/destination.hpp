// Where pictures go: a folder, or one file.

#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "base/bytes.hpp"

namespace noctis {

/// Any number of threads.
class Destination {
 public:
  virtual ~Destination() = default;

  /// Where the picture of that name is, for people.
  [[nodiscard]] virtual std::string place_of(const std::string& name) const = 0;

  /// Throws Fatal where it cannot be written.
  virtual void put(const std::string& name, ByteView png) = 0;
};

/// Pictures below a folder, each there whole or not at all, with the permissions that the umask
/// leaves.  A PNG of the same name is replaced, and so is an empty file; anything else that is in
/// the way is Fatal: no input is ever overwritten.
class OutputFolder final : public Destination {
 public:
  /// Makes the folder.  Throws Fatal where it cannot.  Asks for the umask: to be made while no
  /// other thread makes files.
  explicit OutputFolder(std::filesystem::path folder);

  [[nodiscard]] std::string place_of(const std::string& name) const override;
  void put(const std::string& name, ByteView png) override;

 private:
  std::filesystem::path folder_;
  mode_t mode_;
};

/// One picture, whatever its name.  A FIFO or a device is written to as it is; a reader that has
/// gone is no error.  What is in the way of a file is as in OutputFolder; links are followed.
class OutputFile final : public Destination {
 public:
  explicit OutputFile(std::filesystem::path file);

  [[nodiscard]] std::string place_of(const std::string& name) const override;
  void put(const std::string& name, ByteView png) override;

 private:
  std::filesystem::path file_;
  mode_t mode_;
};

}  // namespace noctis
