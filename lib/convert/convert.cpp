// The pipeline walk -> open -> name -> make -> tell.  Names are given away and events told in the
// order of the inputs, whatever the threads do in between.

#include "convert/convert.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <exception>
#include <memory>
#include <new>
#include <numeric>
#include <utility>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "convert/large_frames.hpp"
#include "convert/output_names.hpp"
#include "convert/picture_maker.hpp"
#include "convert/series_values.hpp"
#include "dicom/instance.hpp"

namespace noctis {

namespace {

// Of what the names of a file's pictures are made.  Kept, for one that is opened again may say
// otherwise then.
struct Naming {
  InstanceAttributes attributes;
  std::uint32_t frame_count = 0;
  std::vector<std::uint64_t> numbers;  // of each frame that is wanted, of each preset
};

// One input on its way through the pipeline.
struct Conversion {
  explicit Conversion(Input from) : input(std::move(from)) {}

  Input input;
  FileReport report;
  std::unique_ptr<Instance> instance;  // nothing: the file has ended
  Naming naming;
  PictureWants wants;
  Pictures pictures;
  std::string note;
  bool has_warned = false;  // once a file is enough
  bool put_off = false;
};
using InHand = std::shared_ptr<Conversion>;

// Files of more frames are made piece by piece, for all that is told of a piece is in memory.
constexpr std::size_t frames_at_once = 256;

void end(Conversion& work, FileOutcome outcome, std::string reason) {
  work.instance.reset();
  work.report.outcome = outcome;
  work.report.reason = std::move(reason);
}

void fail(Conversion& work, const Error& error) {
  end(work, FileOutcome::failed, error.what);
  work.report.error = error.kind;
}

class Run {
 public:
  Run(const ConvertOptions& options, Destination* destination, ConvertProgress& progress,
      const std::stop_token& stop)
      : options_(options),
        destination_(destination),
        progress_(progress),
        stop_(stop),
        maker_(options, destination) {}

  Summary run() {
    if (options_.stored_windows)
      series_values_ = series_values(options_.inputs, stop_);
    Inputs inputs(options_.inputs);
    pass(4 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()), [&]() -> InHand {
      auto input = inputs.next();
      return input ? std::make_shared<Conversion>(*std::move(input)) : nullptr;
    });
    for (; !put_off_.empty() && !stop_.stop_requested(); put_off_.pop_front())
      convert_alone(*put_off_.front());
    summary_.end = stop_.stop_requested() ? RunEnd::interrupted : RunEnd::done;
    return summary_;
  }

 private:
  template <class Next>
  void pass(std::size_t tokens, const Next& next) {
    const auto walk = [&](tbb::flow_control& control) -> InHand {
      InHand work = stop_.stop_requested() ? nullptr : next();
      if (work == nullptr)
        control.stop();
      return work;
    };
    const auto open_one = [this](InHand work) {
      guarded(*work, [&] { open(*work); });
      return work;
    };
    const auto name_one = [this](InHand work) {
      guarded(*work, [&] { name(*work); });
      return work;
    };
    const auto make_one = [this](InHand work) {
      guarded(*work, [&] { make(*work); });
      return work;
    };
    const auto tell_one = [this](InHand work) { tell(std::move(work)); };
    using tbb::filter_mode;
    tbb::parallel_pipeline(
        tokens, tbb::make_filter<void, InHand>(filter_mode::serial_in_order, walk) &
                    tbb::make_filter<InHand, InHand>(filter_mode::parallel, open_one) &
                    tbb::make_filter<InHand, InHand>(filter_mode::serial_in_order, name_one) &
                    tbb::make_filter<InHand, InHand>(filter_mode::parallel, make_one) &
                    tbb::make_filter<InHand, void>(filter_mode::serial_in_order, tell_one));
  }

  // Whatever is wrong with a file ends that file alone.
  template <class Step>
  static void guarded(Conversion& work, const Step& step) {
    try {
      step();
    } catch (const Fatal&) {
      throw;
    } catch (const std::bad_alloc&) {
      fail(work, {ErrorKind::io, "needs more memory than there is"});
    } catch (const std::exception& error) {
      fail(work, {ErrorKind::malformed, fmt::format("unexpected: {}", error.what())});
    }
  }

  void open(Conversion& work) const {
    work.report.path = work.input.path;
    auto bytes = work.input.open();
    if (!bytes)
      return fail(work, bytes.error());
    work.report.bytes_read = bytes->size();
    auto instance = Instance::open(std::move(*bytes));
    if (!instance && instance.error().kind == ErrorKind::not_dicom)
      return end(work, FileOutcome::not_dicom, instance.error().what);
    if (!instance)
      return fail(work, instance.error());
    work.instance = std::move(*instance);
    const InstanceAttributes& attributes = work.instance->attributes();
    work.report.study_instance_uid = attributes.study.study_instance_uid;
    work.report.series_instance_uid = attributes.series.series_instance_uid;
    work.report.sop_instance_uid = attributes.image.sop_instance_uid;
    work.report.study_description = attributes.study.study_description;
    if (work.instance->kind() != InstanceKind::image)
      return end(work, FileOutcome::not_image,
                 work.instance->kind() == InstanceKind::dicomdir ? "a DICOMDIR" : "no pixel data");
    work.report.is_image = true;
    if (const Result<> decodable = work.instance->decodable(); !decodable)
      return fail(work, decodable.error());
    work.report.outcome = FileOutcome::rendered;  // unless a frame says otherwise
    work.report.error.reset();
    choose_frames(work);
  }

  void choose_frames(Conversion& work) const {
    const std::uint32_t count = work.instance->frame_count();
    const std::uint32_t wanted = options_.frame.value_or(1);
    if (wanted > count)
      return fail(work, {ErrorKind::not_found, fmt::format("--frame is {}, of {}", wanted, count)});
    if (options_.frame || options_.lone_picture) {
      work.wants.frames = {wanted - 1};
    } else {
      work.wants.frames.resize(count);
      std::iota(work.wants.frames.begin(), work.wants.frames.end(), std::uint32_t{0});
    }
    if (const std::uint32_t announced = work.instance->announced_frame_count(); announced > count)
      work.note = fmt::format("{}: of {} frames {} are there", work.input.path, announced, count);
    else if (!options_.frame && options_.lone_picture && count > 1)
      work.note = fmt::format("{}: frame 1 of {} (see --frame)", work.input.path, count);
  }

  // One thread at a time.
  void name(Conversion& work) {
    if (work.instance == nullptr)
      return;
    claim_names(work);
    if (has_large_frames(*work.instance) || work.wants.frames.size() > frames_at_once) {
      work.put_off = true;
      work.instance.reset();  // opened again when its turn comes
      work.wants.frames = {};
      return;
    }
    take_names(work, 0);
  }

  void claim_names(Conversion& work) {
    if (destination_ == nullptr)
      return;
    work.naming.attributes = work.instance->attributes();
    work.naming.frame_count = work.instance->frame_count();
    work.naming.numbers.reserve(work.wants.frames.size() * options_.presets.size());
    for_each_name(
        work, [&](const std::string& name) { work.naming.numbers.push_back(names_.claim(name)); });
  }

  // Of the frames wanted now, the first of which is the file's `first` of those wanted at all.
  void take_names(Conversion& work, std::size_t first) const {
    if (destination_ == nullptr)
      return;
    work.wants.names.clear();
    auto number =
        work.naming.numbers.begin() + static_cast<std::ptrdiff_t>(first * options_.presets.size());
    for_each_name(work, [&](const std::string& name) {
      work.wants.names.push_back(numbered(name, *number++));
    });
  }

  template <class Take>
  void for_each_name(const Conversion& work, const Take& take) const {
    const std::string stem = work.input.stem();
    for (const std::uint32_t frame : work.wants.frames)
      for (const Preset& preset : options_.presets)
        take(options_.names.name_of({.attributes = work.naming.attributes,
                                     .stem = stem,
                                     .frame = frame + 1,
                                     .frame_count = work.naming.frame_count,
                                     .preset = preset.name}));
  }

  void make(Conversion& work) {
    if (work.instance == nullptr)
      return;
    work.wants.path = work.input.path;
    const auto values = series_values_.find(work.instance->attributes().series.series_instance_uid);
    if (values != series_values_.end())
      work.wants.series_values = values->second;
    work.pictures = maker_.make(*work.instance, work.wants, stop_);
    FileReport& report = work.report;
    report.frames += work.pictures.frames;
    report.pictures += work.pictures.made.size();
    report.renditions = report.pictures;
    for (const ConvertedPicture& picture : work.pictures.made)
      report.bytes_made += picture.bytes;
    if (work.note.empty() && !work.has_warned) {
      work.note = std::move(work.pictures.note);
      work.has_warned = !work.note.empty();
    }
    if (work.pictures.error && !work.report.error)
      note_failure(work, *work.pictures.error);
  }

  // The other frames are made all the same.
  static void note_failure(Conversion& work, const Error& error) {
    work.report.outcome = FileOutcome::failed;
    work.report.reason = error.what;
    work.report.error = error.kind;
  }

  // Of large frames no two are in memory; of very many, what is told of them is not.
  void convert_alone(Conversion& work) {
    work.put_off = false;
    guarded(work, [&] {
      open(work);
      if (work.instance == nullptr)
        return;
      if (destination_ != nullptr && work.instance->frame_count() != work.naming.frame_count)
        return fail(work, {ErrorKind::io, "changed while it waited for its turn"});
      work.wants.one_by_one = has_large_frames(*work.instance);
      const std::vector<std::uint32_t> frames = std::move(work.wants.frames);
      for (std::size_t first = 0; first < frames.size() && !work.pictures.interrupted;
           first += frames_at_once) {
        const std::size_t last = std::min(first + frames_at_once, frames.size());
        work.wants.frames.assign(frames.begin() + static_cast<std::ptrdiff_t>(first),
                                 frames.begin() + static_cast<std::ptrdiff_t>(last));
        take_names(work, first);
        make(work);
        tell_pictures(work);
      }
    });
    tell_end(work);
  }

  // One thread at a time.
  void tell(InHand work) {
    if (work->put_off) {
      put_off_.push_back(std::move(work));
      return;
    }
    tell_pictures(*work);
    tell_end(*work);
  }

  void tell_pictures(Conversion& work) {
    if (!work.note.empty())
      progress_.note(std::exchange(work.note, {}));
    for (const ConvertedPicture& picture : work.pictures.made)
      progress_.picture_made(picture);
    work.pictures.made.clear();
  }

  void tell_end(Conversion& work) {
    if (work.pictures.interrupted)
      return;
    if (!work.note.empty())
      progress_.note(work.note);
    summary_.add(work.report);
    progress_.file_ended(work.report);
  }

  const ConvertOptions& options_;
  Destination* const destination_;
  ConvertProgress& progress_;
  const std::stop_token& stop_;
  PictureMaker maker_;
  SeriesValues series_values_;
  OutputNames names_;
  std::deque<InHand> put_off_;
  Summary summary_;
};

}  // namespace

Summary convert(const ConvertOptions& options, Destination* destination, ConvertProgress& progress,
                const std::stop_token& stop) {
  const auto started = std::chrono::steady_clock::now();
  const unsigned jobs =
      options.jobs != 0 ? options.jobs : static_cast<unsigned>(tbb::info::default_concurrency());
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, jobs);
  Summary summary = Run(options, destination, progress, stop).run();
  summary.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return summary;
}

}  // namespace noctis
