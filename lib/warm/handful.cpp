#include "warm/handful.hpp"

#include <utility>

#include "warm/harvest.hpp"

namespace noctis {

std::vector<Handful> Gathering::add(Handful handful) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 20;  // that wait
  if (handful.done)
    for (const Bytes& picture : handful.done->harvest.pictures) {
      ++pictures_;
      bytes_ += picture.size();
    }
  waiting_.push_back(std::move(handful));
  const bool waits =
      pictures_ > 0 && pictures_ < at_once_ && bytes_ < most_bytes && waiting_.size() < at_once_;
  return waits ? std::vector<Handful>() : rest();
}

std::vector<Handful> Gathering::rest() {
  pictures_ = 0;
  bytes_ = 0;
  return std::exchange(waiting_, {});
}

void put_pictures(std::span<Handful> handfuls, ObjectStore& objects) {
  std::vector<FrameHarvest*> harvests;
  for (Handful& handful : handfuls)
    if (handful.done)
      harvests.push_back(&handful.done->harvest);
  put_pictures(std::span<FrameHarvest* const>(harvests), objects);
  for (Handful& handful : handfuls)
    if (handful.done)
      handful.done->settle_harvest();
}

}  // namespace noctis
