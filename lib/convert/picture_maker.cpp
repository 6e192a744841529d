#include "convert/picture_maker.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>
#include <string_view>
#include <utility>

#include <fmt/ranges.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "render/look.hpp"

namespace noctis {

namespace {

Error unsuitable(const std::vector<Preset>& presets, std::string_view modality) {
  std::vector<std::string_view> names(presets.size());
  std::transform(presets.begin(), presets.end(), names.begin(),
                 [](const Preset& preset) -> std::string_view { return preset.name; });
  return {ErrorKind::unsupported,
          fmt::format("the preset{} {} do{} not suit this {} image", names.size() == 1 ? "" : "s",
                      fmt::join(names, ", "), names.size() == 1 ? "es" : "", modality)};
}

// A bad overlay is a warning (R18).
std::string left_out(const DisplayAttributes& attributes) {
  for (const Remark& remark : attributes.remarks)
    if (remark.rule == "R18")
      return remark.text;
  return {};
}

}  // namespace

PictureMaker::PictureMaker(const ConvertOptions& options, Destination* destination)
    : options_(options),
      destination_(destination),
      encoders_([level = options.compression] { return PngEncoder(level); }) {}

Pictures PictureMaker::make(const Instance& instance, const PictureWants& wants,
                            const std::stop_token& stop) {
  const std::size_t count = wants.frames.size();
  std::vector<FramePictures> frames(count);
  const auto run = [&](std::size_t i) {
    if (stop.stop_requested())
      frames[i].skipped = true;
    else
      frames[i] = make_frame(instance, wants, i);
  };
  if (count == 1 || wants.one_by_one)
    for (std::size_t i = 0; i < count; ++i)
      run(i);
  else  // isolated, so that no thread takes up another file in the middle of this one
    tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, count, run); });

  Pictures all;
  for (std::size_t i = 0; i < count; ++i) {
    FramePictures& frame = frames[i];
    all.interrupted = all.interrupted || frame.skipped;
    all.frames += frame.made.empty() ? 0U : 1U;
    std::move(frame.made.begin(), frame.made.end(), std::back_inserter(all.made));
    if (all.note.empty() && !frame.left_out.empty())
      all.note = fmt::format("{}: {}", wants.path, frame.left_out);
    if (frame.error && !all.error) {
      all.error = std::move(frame.error);
      if (instance.frame_count() > 1)
        all.error->what = fmt::format("frame {}: {}", wants.frames[i] + 1, all.error->what);
    }
  }
  return all;
}

// Whatever is wrong with a frame is told; only an output that cannot be written ends the run.
PictureMaker::FramePictures PictureMaker::make_frame(const Instance& instance,
                                                     const PictureWants& wants,
                                                     std::size_t position) {
  FramePictures frame;
  try {
    if (const Result<> done = make_looks(instance, wants, position, frame); !done)
      frame.error = done.error();
  } catch (const Fatal&) {
    throw;
  } catch (const std::bad_alloc&) {
    frame.error = Error{ErrorKind::io, "needs more memory than there is"};
  } catch (const std::exception& error) {
    frame.error = Error{ErrorKind::malformed, fmt::format("unexpected: {}", error.what())};
  }
  return frame;
}

Result<> PictureMaker::make_looks(const Instance& instance, const PictureWants& wants,
                                  std::size_t position, FramePictures& frame_pictures) {
  std::vector<ConvertedPicture>& made = frame_pictures.made;
  const std::uint32_t index = wants.frames[position];
  const auto frame = instance.frame(index);
  if (!frame)
    return failure(frame);
  const auto attributes = instance.display_attributes(index);
  if (!attributes)
    return failure(attributes);
  FrameLooks looks(*frame, *attributes);
  if (options_.presets.front().view.overlays)
    frame_pictures.left_out = left_out(*attributes);
  for (std::size_t i = 0; i < options_.presets.size(); ++i) {
    const Preset& preset = options_.presets[i];
    if (!looks.suits(preset))
      continue;
    Look look{preset.view, options_.bits, options_.side};
    look.view.series_values = wants.series_values;
    auto picture = looks.make(look, encoders_.local(),
                              {.png = destination_ != nullptr, .explanation = options_.explain});
    if (!picture)
      return failure(picture);
    ConvertedPicture& told = made.emplace_back(ConvertedPicture{.path = wants.path,
                                                                .frame = index + 1,
                                                                .preset = preset.name,
                                                                .place = {},
                                                                .width = picture->width,
                                                                .height = picture->height,
                                                                .bits = options_.bits,
                                                                .bytes = picture->png.size(),
                                                                .explanation = {}});
    told.explanation = std::move(picture->explanation);
    if (destination_ == nullptr)
      continue;
    const std::string& name = wants.names[position * options_.presets.size() + i];
    destination_->put(name, picture->png);
    told.place = destination_->place_of(name);
  }
  if (made.empty())
    return tl::unexpected(unsuitable(options_.presets, attributes->modality));
  return {};
}

}  // namespace noctis
