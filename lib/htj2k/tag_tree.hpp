// Numbers of the code-blocks of a precinct, told by their least in ever smaller groups (ISO/IEC
// 15444-1 B.10.2).

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace noctis::htj2k {

class TagTree {
 public:
  /// Precondition: neither is 0.
  TagTree(std::uint32_t columns, std::uint32_t rows) {
    levels_.push_back({columns, rows, 0});
    while (levels_.back().columns > 1 || levels_.back().rows > 1) {
      const Level below = levels_.back();
      levels_.push_back({(below.columns + 1) / 2, (below.rows + 1) / 2,
                         below.first + std::size_t{below.columns} * below.rows});
    }
    nodes_.resize(levels_.back().first + 1);
  }

  /// The number of one leaf, if it is below `limit`; `bit` reads the next one.  No limit may be
  /// less than an earlier one.
  template <class Bit>
  std::optional<unsigned> read(std::uint32_t column, std::uint32_t row, unsigned limit, Bit bit) {
    unsigned least = 0;
    for (std::size_t level = levels_.size(); level-- > 0;) {
      const Level& is = levels_[level];
      Node& node = nodes_[is.first + std::size_t{row >> level} * is.columns + (column >> level)];
      if (node.least < least)
        node.least = least;
      while (!node.is_known && node.least < limit) {
        if (bit())
          node.is_known = true;
        else
          ++node.least;
      }
      if (!node.is_known)
        return std::nullopt;
      least = node.least;
    }
    return least;
  }

 private:
  struct Level {
    std::uint32_t columns, rows;
    std::size_t first;  // of its nodes
  };
  struct Node {
    unsigned least = 0;
    bool is_known = false;
  };

  std::vector<Level> levels_;  // leaves first
  std::vector<Node> nodes_;
};

}  // namespace noctis::htj2k
