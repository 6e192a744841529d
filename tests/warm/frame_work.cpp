#include "warm/frame_work.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

namespace {

// Sixteen grey frames of one pixel, which remembers how many were being read at once, at most.
class Frames final : public FrameSource {
 public:
  [[nodiscard]] std::uint32_t frame_count() const noexcept override { return 16; }
  [[nodiscard]] Result<Frame> frame(std::uint32_t index) const override {
    {
      const std::scoped_lock lock(mutex_);
      order_.push_back(index);
      most_ = std::max(most_, ++now_);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    const std::scoped_lock lock(mutex_);
    --now_;
    Frame frame;
    frame.layout = {.rows = 1, .columns = 1, .bits_stored = 8};
    frame.samples = std::vector<std::uint8_t>{static_cast<std::uint8_t>(index)};
    return frame;
  }
  [[nodiscard]] Result<DisplayAttributes> display_attributes(std::uint32_t) const override {
    return DisplayAttributes();
  }

  [[nodiscard]] int most() const { return most_; }
  [[nodiscard]] const std::vector<std::uint32_t>& order() const { return order_; }

 private:
  mutable std::mutex mutex_;
  mutable std::vector<std::uint32_t> order_;
  mutable int now_ = 0, most_ = 0;
};

}  // namespace

TEST_SUITE("warm/frame_work") {
  TEST_CASE("frames that are done one by one never meet, and come to the same digest") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    FrameWork work(objects, Compression::fast, 0);
    const Frames lone, joint;
    const auto first = work.digest_of(lone, {}, FrameOrder::one_by_one, Slots::Hold());
    REQUIRE(first.has_value());
    CHECK(lone.most() == 1);
    CHECK(lone.order().size() == 16);
    CHECK(std::is_sorted(lone.order().begin(), lone.order().end()));

    const Frames again;
    const auto rendered = work.render_all(again, {}, {}, FrameOrder::one_by_one, Slots::Hold());
    REQUIRE(rendered.has_value());
    CHECK(again.most() == 1);
    CHECK(rendered->digest == *first);
    CHECK(work.digest_of(joint, {}, FrameOrder::together, Slots::Hold()) == *first);
  }
}
