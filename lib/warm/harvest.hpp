// What came of rendering: pictures that are not in the store yet, and how they get there.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "store/object_store.hpp"
#include "store/rows.hpp"

namespace noctis {

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

/// Puts all their pictures into the store.  They are hashed together, which takes less time than
/// one harvest after the other.  Any number of threads, on different harvests.  Throws Fatal where
/// the store cannot be written.
void put_pictures(std::span<FrameHarvest* const> harvests, ObjectStore& objects);
void put_pictures(FrameHarvest& harvest, ObjectStore& objects);

}  // namespace noctis
