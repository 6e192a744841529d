#include "warm/frame_work.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
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

// As large as a mammogram, or nearly.
class LargeFrame final : public FrameSource {
 public:
  [[nodiscard]] std::uint32_t frame_count() const noexcept override { return 1; }
  [[nodiscard]] Result<Frame> frame(std::uint32_t) const override {
    Frame frame;
    frame.layout = {.rows = 2048, .columns = 2048, .bits_stored = 12};
    std::vector<std::uint16_t> samples(frame.layout.sample_count());
    for (std::size_t i = 0; i < samples.size(); ++i)
      samples[i] = static_cast<std::uint16_t>(i % 4093);
    frame.samples = std::move(samples);
    return frame;
  }
  [[nodiscard]] Result<DisplayAttributes> display_attributes(std::uint32_t) const override {
    return DisplayAttributes();
  }
};

}  // namespace

TEST_SUITE("warm/frame_work") {
  TEST_CASE("frames that are done one by one never meet, and come to the same digest") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    FrameWork work(objects, {}, Compression::fast, 0);
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

  TEST_CASE("a frame whose pictures are shared out has those that one thread makes, in order") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    FrameWork work(objects, {}, Compression::fast, 64);
    const Preset full{.name = "full", .view = {.kind = ViewKind::full}};
    const Preset automatic{.name = "auto", .view = {.kind = ViewKind::automatic}};
    const LargeFrame source;
    const std::vector<WantedRendition> wanted = {{&full, RenditionKind::display},
                                                 {&full, RenditionKind::thumbnail},
                                                 {&automatic, RenditionKind::display},
                                                 {&automatic, RenditionKind::thumbnail},
                                                 {nullptr, RenditionKind::master}};
    const auto made =
        work.render_all(source, {}, {{0, wanted}}, FrameOrder::together, Slots::Hold());
    REQUIRE(made.has_value());
    CHECK(made->harvest.pictures.empty());

    const std::vector<WantedPreset> presets = {{&full, true, 64}, {&automatic, true, 64}};
    const auto alone =
        FrameRenderer(Compression::fast).render(source.frame(0).value(), {}, presets, Digest{});
    REQUIRE(alone.has_value());
    REQUIRE(made->harvest.rows.size() == wanted.size());
    REQUIRE(alone->size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CAPTURE(i);
      CHECK(made->harvest.rows[i].kind == wanted[i].kind);
      CHECK(made->harvest.rows[i].preset == (*alone)[i].preset);
      CHECK(made->harvest.rows[i].object == ObjectId::of((*alone)[i].object));
    }
  }

  TEST_CASE(
      "the pictures of many frames are in the store when they are made, and the rows name them") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    FrameWork work(objects, {}, Compression::fast, 0);
    const Preset full{.name = "full", .view = {.kind = ViewKind::full}};
    FrameWants wants;
    for (std::uint32_t frame = 0; frame < 16; ++frame)
      wants[frame] = {{&full, RenditionKind::display}};
    const Frames frames;
    const auto made = work.render_all(frames, {}, wants, FrameOrder::together, Slots::Hold());
    REQUIRE(made.has_value());
    CHECK(made->harvest.pictures.empty());
    REQUIRE(made->harvest.rows.size() == 16);
    for (const RenditionRow& row : made->harvest.rows)
      CHECK(objects.get(row.object)->size() == row.bytes);
  }

  TEST_CASE("where one of the pictures of a frame that are shared out cannot be made, none is") {
    const test::TemporaryFolder store;
    ObjectStore objects =
        ObjectStore::open_for_writing(store.path(), [](const ObjectId&) { return false; });
    FrameWork work(objects, {}, Compression::fast, 0);
    const Preset full{.name = "full", .view = {.kind = ViewKind::full}};
    Preset narrow{.name = "narrow", .view = {.kind = ViewKind::window}};
    narrow.view.window = {.center = 40, .width = 0.5};
    const FrameWants wants = {
        {0, {{&full, RenditionKind::display}, {&narrow, RenditionKind::display}}}};
    const auto made = work.render_all(LargeFrame(), {}, wants, FrameOrder::together, Slots::Hold());
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().what.find("0.5") != std::string::npos);
  }
}
