// What came of rendering: pictures that are not in the store yet, and how they get there.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/sha256_each.hpp"
#include "store/rows.hpp"

namespace noctis {

class ObjectStore;

/// Rows for the index, and counts for the report.
struct FrameHarvest {
  std::vector<RenditionRow> rows;
  /// The objects of all rows, in their order, as long as none is in the store: until then no row
  /// names its object.
  std::vector<Bytes> pictures;
  std::uint64_t bytes_made = 0;
  std::uint64_t objects_written = 0;
  std::uint64_t bytes_written = 0;

  /// Precondition: neither has pictures that are not in the store.
  void add(FrameHarvest&& other);
};

/// Pictures of more bytes do not wait for others.
inline constexpr std::uint64_t most_bytes_that_wait = std::uint64_t{1} << 20;

/// Whether its pictures are so few, and small, that they are hashed sooner along with others.
/// `at_once`: how many this processor hashes so.
[[nodiscard]] bool gains_by_company(const FrameHarvest& harvest,
                                    std::size_t at_once = sha256_at_once(fastest_sha256_path()));

/// Puts all their pictures into the store.  They are hashed together, which takes less time than
/// one harvest after the other.  Any number of threads, on different harvests.  Throws Fatal where
/// the store cannot be written.
void put_pictures(std::span<FrameHarvest* const> harvests, ObjectStore& objects);
void put_pictures(FrameHarvest& harvest, ObjectStore& objects);

}  // namespace noctis
