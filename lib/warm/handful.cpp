#include "warm/handful.hpp"

#include <utility>

#include "warm/harvest.hpp"

namespace noctis {

std::vector<Handful> Gathering::add(Handful handful) {
  if (!handful.done || handful.done->harvest.pictures.empty()) {
    std::vector<Handful> alone;
    alone.push_back(std::move(handful));
    return alone;
  }
  for (const Bytes& picture : handful.done->harvest.pictures) {
    ++pictures_;
    bytes_ += picture.size();
  }
  waiting_.push_back(std::move(handful));
  if (pictures_ < at_once_ && bytes_ < most_bytes_that_wait)
    return {};
  return rest();
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
