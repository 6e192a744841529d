// Shapes that a store of many small objects can have: noctis' own, and others.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/bytes.hpp"

namespace noctis {

/// Generated, all of one size, each unlike all others.
class StoreObjects {
 public:
  explicit StoreObjects(std::size_t size);
  /// It begins as a PNG file of 256 x 256 does, and ends in its number, which tells it from all
  /// others; between is noise, as compressed pixels are.
  [[nodiscard]] Bytes numbered(std::size_t number) const;
  [[nodiscard]] std::size_t size() const noexcept { return pattern_.size(); }

 private:
  Bytes pattern_;
};

inline constexpr std::size_t renditions = 14;  ///< of each instance, as one of CT has
/// Each study is one series, of 200 instances.
inline constexpr std::size_t objects_a_study = 200 * renditions;

/// One thread.  Ends the program where its folder cannot be written or read.
class StoreShape {
 public:
  StoreShape() = default;
  virtual ~StoreShape() = default;
  StoreShape(const StoreShape&) = delete;
  StoreShape& operator=(const StoreShape&) = delete;
  /// The numbers count from 0.
  virtual void add(std::size_t number) = 0;
  virtual void commit() = 0;  ///< what was added, durable
  virtual void settle() {}    ///< what was put off
  /// Bytes that were read.
  virtual std::size_t look_up(std::size_t number) = 0;
  /// By the name of its bytes, and checked; as look_up() where the shape knows no other way.
  virtual std::size_t cat(std::size_t number) { return look_up(number); }
};

/// `objects` outlives what is made.
using ShapeMaker = std::function<std::unique_ptr<StoreShape>(const std::filesystem::path& folder,
                                                             const StoreObjects& objects)>;

/// An object, and a rendition's row that names it, of the study that study_uid_of() tells.
[[nodiscard]] ShapeMaker our_store();
[[nodiscard]] std::string study_uid_of(std::size_t number);

/// Files alone, named by their bytes, in folders named by so many of the first digits.
[[nodiscard]] ShapeMaker folders_of_files(std::size_t digits);
/// All in one table of SQLite.
[[nodiscard]] ShapeMaker table_of_blobs();
/// One after the other in a file for each series; where in it, a table of SQLite tells.
[[nodiscard]] ShapeMaker file_a_series();

/// For a benchmark that cannot go on.
[[noreturn]] void give_up(const std::string& what);

}  // namespace noctis
