#include "golden/change.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/core.h>

namespace noctis::test {

namespace {

constexpr std::size_t most_told = 4;

struct CellChange {
  std::uint32_t column, row;
  std::string by;  // "+3", of colours "+3 0 -1"
  int greatest;    // of the channels
};

std::vector<CellChange> cell_changes(const GoldenRecord& before, const GoldenRecord& now) {
  std::vector<CellChange> cells;
  std::size_t i = 0;
  for (std::uint32_t row = 0; row < grid; ++row) {
    for (std::uint32_t column = 0; column < grid; ++column) {
      CellChange cell{column, row, {}, 0};
      for (std::uint32_t channel = 0; channel < now.channels; ++channel, ++i) {
        const int by = int{now.means[i]} - int{before.means[i]};
        cell.by += fmt::format("{}{:+}", channel == 0 ? "" : " ", by);
        cell.greatest = std::max(cell.greatest, std::abs(by));
      }
      if (cell.greatest > 0)
        cells.push_back(cell);
    }
  }
  std::stable_sort(cells.begin(), cells.end(), [](const CellChange& a, const CellChange& b) {
    return a.greatest > b.greatest;
  });
  return cells;
}

std::string size_of(const GoldenRecord& record) {
  return fmt::format("{}x{}x{}", record.width, record.height, record.channels);
}

// The pixels of a cell: "x 6..12 y 0..4".
std::string rectangle_of(const CellChange& cell, const GoldenRecord& record) {
  const auto first = [](std::uint32_t i, std::uint32_t size) { return i * size / grid; };
  return fmt::format("x {}..{} y {}..{}", first(cell.column, record.width),
                     first(cell.column + 1, record.width) - 1, first(cell.row, record.height),
                     first(cell.row + 1, record.height) - 1);
}

}  // namespace

std::string change_of(const GoldenRecord& before, const GoldenRecord& now) {
  if (size_of(before) != size_of(now))
    return fmt::format("size {}, was {}", size_of(now), size_of(before));
  if (before.sha256 == now.sha256)
    return {};
  const auto cells = cell_changes(before, now);
  if (cells.empty())
    return "pixels differ, by less than a mean grey level in every cell";
  std::string text = fmt::format("{} of {} cells:", cells.size(), grid * grid);
  for (std::size_t i = 0; i < std::min(cells.size(), most_told); ++i)
    text += fmt::format("{} {} by {}", i == 0 ? "" : ",", rectangle_of(cells[i], now), cells[i].by);
  if (cells.size() > most_told)
    text += ", the others by no more";
  return text;
}

std::vector<std::string> changes(const std::vector<GoldenRecord>& before,
                                 const std::vector<GoldenRecord>& now) {
  std::vector<std::string> lines;
  std::map<std::string, const GoldenRecord*> known;
  for (const GoldenRecord& record : before) {
    if (!known.emplace(record.name, &record).second)
      lines.push_back(fmt::format("twice in the file: {}", record.name));
  }
  for (const GoldenRecord& record : now) {
    const auto found = known.find(record.name);
    if (found == known.end() || found->second == nullptr) {
      lines.push_back(found == known.end()
                          ? fmt::format("new: {}: {}", record.name, size_of(record))
                          : fmt::format("made twice: {}", record.name));
      continue;
    }
    if (const std::string change = change_of(*found->second, record); !change.empty())
      lines.push_back(fmt::format("changed: {}: {}", record.name, change));
    found->second = nullptr;  // seen
  }
  for (const GoldenRecord& record : before) {
    if (known.at(record.name) != nullptr)
      lines.push_back(fmt::format("gone: {}", record.name));
  }
  return lines;
}

}  // namespace noctis::test
