// Taking damage out of the index: rows that cannot be right go, and what they said is forgotten in
// such a way that the next run makes it again, whatever happens to the one that mends.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/damage.hpp"
#include "store/rows.hpp"

namespace noctis {

/// The renditions of one image that were taken out, and its sources as they were.
struct LostRenditions {
  std::int64_t instance_id = 0;
  std::vector<RenditionRow> renditions;
  std::vector<SourceRow> sources;
};

/// One thread.  Each function commits durably (synchronous=FULL) before it returns, and throws
/// Fatal where it cannot.  Precondition: the caller holds the store's lock, and the index is sound
/// or mendable.
class IndexMender {
 public:
  explicit IndexMender(const std::filesystem::path& store);
  ~IndexMender();

  /// Rows that refer to none, or whose values cannot be, are removed; the sources that they spoke
  /// of are looked at again by the next run.
  void mend_rows();

  /// The size and dimensions of `damage`, a row's, are written to the rows of its object.
  void mend_dimensions(const Damage& damage);

  /// The rows of the objects and of the renditions that name them are removed; the sources of
  /// those images are looked at again by the next run.  The files stay.
  [[nodiscard]] std::vector<LostRenditions> take_out(const std::vector<ObjectId>& objects);

  /// The longest side of the store's thumbnails; 0 where there are none.
  [[nodiscard]] std::uint32_t thumbnail_side() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
