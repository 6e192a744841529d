#include "warm/harvest.hpp"

#include <cstddef>
#include <iterator>
#include <utility>

#include "store/object_store.hpp"

namespace noctis {

namespace {

void put_picture(const ObjectId& id, ByteView picture, RenditionRow& row, FrameHarvest& harvest,
                 ObjectStore& objects) {
  const auto put = objects.put(id, picture);
  if (!put)
    throw Fatal(put.error());
  row.object = put->id;
  if (put->written) {
    ++harvest.objects_written;
    harvest.bytes_written += picture.size();
  }
}

}  // namespace

void FrameHarvest::add(FrameHarvest&& other) {
  rows.insert(rows.end(), std::make_move_iterator(other.rows.begin()),
              std::make_move_iterator(other.rows.end()));
  bytes_made += other.bytes_made;
  objects_written += other.objects_written;
  bytes_written += other.bytes_written;
}

bool gains_by_company(const FrameHarvest& harvest, std::size_t at_once) {
  std::uint64_t bytes = 0;
  for (const Bytes& picture : harvest.pictures)
    bytes += picture.size();
  return harvest.pictures.size() < at_once && bytes < most_bytes_that_wait;
}

void put_pictures(std::span<FrameHarvest* const> harvests, ObjectStore& objects) {
  std::vector<ByteView> inputs;
  for (const FrameHarvest* harvest : harvests)
    inputs.insert(inputs.end(), harvest->pictures.begin(), harvest->pictures.end());
  const std::vector<Digest> digests = sha256_each(inputs);
  auto digest = digests.begin();
  for (FrameHarvest* harvest : harvests) {
    for (std::size_t i = 0; i < harvest->pictures.size(); ++i)
      put_picture(ObjectId{*digest++}, harvest->pictures[i], harvest->rows[i], *harvest, objects);
    harvest->pictures = {};
  }
}

void put_pictures(FrameHarvest& harvest, ObjectStore& objects) {
  FrameHarvest* const one = &harvest;
  put_pictures(std::span(&one, 1), objects);
}

}  // namespace noctis
