#include "convert/series_values.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <tbb/parallel_for.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "convert/large_frames.hpp"
#include "dicom/instance.hpp"
#include "display/frame_display.hpp"

namespace noctis {

namespace {

// Fed from any thread.
class Gathered {
 public:
  void add(const std::string& series, const ValueRange& values) {
    const std::scoped_lock lock(mutex_);
    const auto [known, is_new] = ranges_.emplace(series, values);
    if (is_new)
      return;
    known->second.low = std::min(known->second.low, values.low);
    known->second.high = std::max(known->second.high, values.high);
  }
  void put_off(const std::shared_ptr<Input>& input) {
    const std::scoped_lock lock(mutex_);
    put_off_.push_back(input);
  }

  [[nodiscard]] std::vector<std::shared_ptr<Input>> take_put_off() {
    return std::exchange(put_off_, {});
  }
  [[nodiscard]] SeriesValues take() { return std::move(ranges_); }

 private:
  std::mutex mutex_;
  SeriesValues ranges_;
  std::vector<std::shared_ptr<Input>> put_off_;  // of large frames: their turn comes one by one
};

std::optional<ValueRange> values_of(const Instance& instance, std::uint32_t index) {
  const auto frame = instance.frame(index);
  const auto attributes = instance.display_attributes(index);
  if (!frame || !attributes)
    return std::nullopt;
  return FrameDisplay(*frame, *attributes).values();
}

// What is wrong with a file is told when it is converted.
template <class Step>
void unless_it_fails(const Step& step) {
  try {
    step();
  } catch (const Fatal&) {
    throw;
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): as said
  }
}

void gather(const std::shared_ptr<Input>& input, bool alone, Gathered& gathered,
            const std::stop_token& stop) {
  auto bytes = input->open();
  if (!bytes)
    return;
  const auto instance = Instance::open(std::move(*bytes));
  if (!instance || (*instance)->kind() != InstanceKind::image || !(*instance)->decodable())
    return;
  const SeriesAttributes& series = (*instance)->attributes().series;
  if (series.modality != "PT" && series.modality != "MR")
    return;
  const auto gather_frame = [&](std::uint32_t i) {
    if (stop.stop_requested())
      return;
    unless_it_fails([&] {
      if (const auto values = values_of(**instance, i))
        gathered.add(series.series_instance_uid, *values);
    });
  };
  const std::uint32_t count = (*instance)->frame_count();
  if (!has_large_frames(**instance))
    tbb::this_task_arena::isolate(
        [&] { tbb::parallel_for(std::uint32_t{0}, count, gather_frame); });
  else if (!alone)
    gathered.put_off(input);
  else
    for (std::uint32_t i = 0; i < count; ++i)
      gather_frame(i);
}

}  // namespace

SeriesValues series_values(const InputOptions& options, const std::stop_token& stop) {
  Inputs inputs(options);
  Gathered gathered;
  const auto tokens = 2 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  tbb::parallel_pipeline(
      tokens, tbb::make_filter<void, std::shared_ptr<Input>>(
                  tbb::filter_mode::serial_in_order,
                  [&](tbb::flow_control& control) -> std::shared_ptr<Input> {
                    auto input = stop.stop_requested() ? std::nullopt : inputs.next();
                    if (input)
                      return std::make_shared<Input>(*std::move(input));
                    control.stop();
                    return nullptr;
                  }) &
                  tbb::make_filter<std::shared_ptr<Input>, void>(
                      tbb::filter_mode::parallel, [&](const std::shared_ptr<Input>& input) {
                        unless_it_fails([&] { gather(input, false, gathered, stop); });
                      }));
  for (const std::shared_ptr<Input>& large : gathered.take_put_off())
    unless_it_fails([&] { gather(large, true, gathered, stop); });
  return gathered.take();
}

}  // namespace noctis
