// A walk over all elements of a dataset that no dataset can overthrow: no recursion, a limit on
// depth and number, each length held against what is there.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "dicom/element.hpp"

namespace noctis {

/// Sequences in sequences; PS3.3 needs about ten.
inline constexpr std::size_t depth_limit = 64;
/// Elements, items and fragments together; 10,000 frames with functional groups are about 10^6.
inline constexpr std::uint64_t element_limit = std::uint64_t{1} << 24;

/// Is told of what the walk meets, in the file's order.  What fails ends the walk.
class DatasetListener {
 public:
  virtual ~DatasetListener() = default;

  virtual Result<> value(const Element& element) = 0;

  virtual Result<> sequence_begins(const Element& element) = 0;
  /// The item's content begins at `offset`.
  virtual Result<> item_begins(std::uint64_t offset, Encoding encoding) = 0;
  /// The item's content ends before `offset`.
  virtual Result<> item_ends(std::uint64_t offset) = 0;
  virtual Result<> sequence_ends() = 0;

  virtual Result<> fragments_begin(const Element& element) = 0;
  /// `item` is the offset of the item's tag; the first one of an element is its Basic Offset Table.
  virtual Result<> fragment(std::uint64_t item, std::uint64_t value, std::uint64_t length) = 0;
  virtual Result<> fragments_end() = 0;

  /// Something is wrong that does not matter.
  virtual void remark(std::string text) = 0;
};

/// Walks the elements from `begin` to `end`.  Only pixel data on the top level may end before its
/// announced length, and behind it anything may follow, with a remark.  Fails with
/// ErrorKind::truncated, malformed or too_large, naming tag and lengths.
[[nodiscard]] Result<> walk_dataset(ByteWindow& window, std::uint64_t begin, std::uint64_t end,
                                    Encoding encoding, DatasetListener& listener);

}  // namespace noctis
