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

  TEST_CASE("a frame that was read and hashed before is not read again, nor hashed") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    FrameWork work(objects, Compression::fast, 0);
    const auto all = work.digest_of(Frames(), {}, FrameOrder::one_by_one, Slots::Hold());
    REQUIRE(all.has_value());

    const Frames frames;
    HashedFrame first{frames.frame(0).value()};
    first.digest = digest_of_frame(first.frame);
    const auto digest = work.digest_of(frames, {}, FrameOrder::one_by_one, Slots::Hold(), &first);
    CHECK(digest == *all);
    CHECK(frames.order().size() == 1 + 15);

    // Its digest is taken as it is given, where the frame is wanted and where it is not.
    first.digest[0] ^= 1;
    const auto other = work.digest_of(frames, {}, FrameOrder::one_by_one, Slots::Hold(), &first);
    REQUIRE(other.has_value());
    CHECK(*other != *all);
    const Preset preset{.name = "full", .view = {.kind = ViewKind::full}};
    WantedRendition wanted;
    wanted.preset = &preset;
    for (const FrameWants& wants : {FrameWants{}, FrameWants{{0, {wanted}}}}) {
      const auto rendered =
          work.render_all(frames, {}, wants, FrameOrder::one_by_one, Slots::Hold(), first);
      REQUIRE(rendered.has_value());
      CHECK(rendered->digest == *other);
      CHECK(rendered->harvest.rows.size() == wants.size());
    }
    CHECK(frames.order().size() == 1 + 4 * 15);
  }
}
