// A file is settled in the cheapest way that is right: known by its content, known by its
// attributes and pixels, completed from its masters, or rendered.

#include "warm/converter.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include <tbb/enumerable_thread_specific.h>

#include "base/byte_source.hpp"
#include "base/time.hpp"
#include "dicom/instance.hpp"
#include "render/master.hpp"
#include "render/recipe.hpp"
#include "store/index.hpp"
#include "warm/frame_work.hpp"
#include "warm/missing_renditions.hpp"
#include "warm/records.hpp"

namespace noctis {

namespace {

// A stamp that no file has: its bearer is looked at again by the next run.
constexpr Stamp unsettled = {};

// A file that changed just before it was read may change again within the clock's grain.
bool is_settled(const Stamp& stamp, std::int64_t opened_ns) {
  constexpr std::int64_t grain_ns = 2'000'000'000;
  return std::max(stamp.mtime_ns, stamp.ctime_ns) < opened_ns - grain_ns;
}

// Failures of the machine, not of the file: the next run tries again.
bool is_transient(ErrorKind kind) {
  return kind == ErrorKind::io || kind == ErrorKind::not_found;
}

void count(const FrameHarvest& harvest, FileReport& report) {
  report.renditions += harvest.rows.size();
  report.pictures += static_cast<std::uint64_t>(
      std::count_if(harvest.rows.begin(), harvest.rows.end(),
                    [](const RenditionRow& row) { return row.kind == RenditionKind::display; }));
  report.bytes_made += harvest.bytes_made;
  report.objects_written += harvest.objects_written;
  report.bytes_written += harvest.bytes_written;
}

}  // namespace

struct Converter::State {
  // One file in hand.
  struct Work {
    Done done;
    SourceRow source;
    std::optional<InstanceRecord> instance;
    std::vector<RenditionRow> renditions;      // of an instance that is there already
    std::optional<StoredInstance> same_bytes;  // what the index holds of a file of equal content
    bool force = false;
  };

  const Plan& plan;
  std::filesystem::path store;
  ConverterOptions options;
  FrameWork frames;
  const ObjectStore& objects;
  tbb::enumerable_thread_specific<Index> indexes;
  std::mutex claims_mutex;
  std::set<Digest> claims;  // attributes in hand in this round

  State(const Plan& run_plan, ObjectStore& run_objects, std::filesystem::path folder,
        const ConverterOptions& run_options)
      : plan(run_plan),
        store(std::move(folder)),
        options(run_options),
        frames(run_objects, run_options.compression, run_plan.thumbnail_side()),
        objects(run_objects),
        indexes([this] { return Index::open(store); }) {}

  void convert(Work& work);
  void replan(Work& work);
  void open(Work& work);
  [[nodiscard]] bool settle_by_content(Work& work);
  void look_inside(Work& work, const Instance& instance);
  void convert_image(Work& work, const Instance& instance);
  void render(Work& work, const Instance& instance);
  void complete(Work& work, const StoredInstance& stored, const Instance& instance);
  [[nodiscard]] bool complete_from_masters(Work& work, const StoredInstance& stored);

  [[nodiscard]] Result<Master> open_master(const RenditionRow& row) const;

  [[nodiscard]] bool claim(const Digest& attributes_digest);
  [[nodiscard]] static SourceOutcome outcome_for(const Work& work, std::int64_t instance_id);
  void skip(Work& work, std::string_view modality) const;
  void settle_known(Work& work) const;
  void end(Work& work, SourceOutcome outcome, std::string reason = {}) const;
  void fail(Work& work, const Error& error) const;
  void touch(Work& work) const;
  static void report_unchanged(Work& work);
};

Converter::Converter(const Plan& plan, ObjectStore& objects, std::filesystem::path store,
                     const ConverterOptions& options)
    : state_(std::make_unique<State>(plan, objects, std::move(store), options)) {}

Converter::~Converter() = default;

void Converter::start_round() {
  state_->claims.clear();
}

Done Converter::convert(Task task) {
  State::Work work;
  work.done.report.path = task.path;
  work.source.path = task.path;
  work.source.stamp = task.stamp;
  work.source.seen_ns = now_ns();
  // A file put off for its twin is settled against what this run itself made of the twin.
  work.force = state_->options.force && !task.after_twin;
  work.done.task = std::move(task);
  try {
    state_->convert(work);
  } catch (const Fatal&) {
    throw;
  } catch (const std::bad_alloc&) {
    state_->fail(work, {ErrorKind::io, "needs more memory than there is"});
  } catch (const std::exception& error) {
    state_->fail(work, {ErrorKind::malformed, fmt::format("unexpected: {}", error.what())});
  }
  return std::move(work.done);
}

void Converter::State::convert(Work& work) {
  switch (work.done.task.kind) {
    case TaskKind::unchanged:
      return report_unchanged(work);
    case TaskKind::gone:
      work.done.report.outcome = FileOutcome::skipped;
      work.done.report.reason = "it leads nowhere, or is no longer there";
      return;
    case TaskKind::unreadable:
      return fail(work, *work.done.task.error);
    case TaskKind::replan:
      return replan(work);
    case TaskKind::open:
      return open(work);
  }
}

// The file is as it was: what is missing comes from the masters, else from the file.
void Converter::State::replan(Work& work) {
  const SourceRow& known = *work.done.task.known;
  if (!known.instance_id)
    return touch(work);
  const auto stored = indexes.local().instance(*known.instance_id);
  if (stored && complete_from_masters(work, *stored))
    return;
  open(work);
}

void Converter::State::open(Work& work) {
  const std::string& path = work.done.task.path;
  auto bytes = ByteSource::open(path);
  if (!bytes && bytes.error().kind == ErrorKind::not_found) {
    work.done.report.outcome = FileOutcome::skipped;
    work.done.report.reason = "vanished before it could be read";
    return;
  }
  if (!bytes)
    return fail(work, bytes.error());
  work.done.report.bytes_read = bytes->size();
  work.source.stamp = is_settled(bytes->stamp(), work.source.seen_ns) ? bytes->stamp() : unsettled;

  const auto content_digest = bytes->digest();
  if (!content_digest)
    return fail(work, content_digest.error());
  work.source.content_digest = *content_digest;
  if (!work.force && settle_by_content(work))
    return;

  const auto instance = Instance::open(std::move(*bytes));
  if (!instance) {
    if (instance.error().kind == ErrorKind::not_dicom)
      return end(work, SourceOutcome::not_dicom, instance.error().what);
    return fail(work, instance.error());
  }
  look_inside(work, **instance);
}

// Whether the same bytes are known already, from this path or another.
bool Converter::State::settle_by_content(Work& work) {
  Index& index = indexes.local();
  const auto known = index.source_with_content(*work.source.content_digest);
  if (!known || known->outcome == SourceOutcome::crashed)
    return false;
  if (known->path == work.done.task.path && known->plan == plan.digest_for(known->outcome) &&
      known->outcome != SourceOutcome::failed) {
    touch(work);
    return true;
  }
  if (!known->instance_id) {
    if (known->plan != plan.digest_for(known->outcome))
      return false;
    end(work, known->outcome, known->reason);
    return true;
  }
  if (known->outcome == SourceOutcome::failed || known->outcome == SourceOutcome::not_image) {
    if (known->plan != plan.digest_for(known->outcome))
      return false;
    work.source.instance_id = known->instance_id;
    end(work, known->outcome, known->reason);
    return true;
  }
  work.same_bytes = index.instance(*known->instance_id);
  std::error_code ignored;
  if (known->path != work.done.task.path && !std::filesystem::exists(known->path, ignored))
    work.done.moved_from = known->path;
  return work.same_bytes && complete_from_masters(work, *work.same_bytes);
}

void Converter::State::look_inside(Work& work, const Instance& instance) {
  const InstanceAttributes& attributes = instance.attributes();
  FileReport& report = work.done.report;
  report.study_instance_uid = attributes.study.study_instance_uid;
  report.series_instance_uid = attributes.series.series_instance_uid;
  report.sop_instance_uid = attributes.image.sop_instance_uid;
  report.study_description = attributes.study.study_description;
  report.frames = instance.frame_count();

  if (instance.kind() == InstanceKind::dicomdir)
    return end(work, SourceOutcome::not_image, "a DICOMDIR");
  if (!plan.takes_modality(attributes.series.modality))
    return skip(work, attributes.series.modality);

  work.instance = record_of(attributes);
  work.instance->instance.attributes_digest = instance.attributes_digest();
  // Without pixels to be told apart by, the bytes tell.
  work.instance->instance.digest = *work.source.content_digest;
  work.instance->instance.mtime_ns = work.done.task.stamp.mtime_ns;
  if (instance.kind() == InstanceKind::no_pixels)
    return end(work, SourceOutcome::not_image, "no pixel data");
  if (const auto decodable = instance.decodable(); !decodable)
    return fail(work, decodable.error());
  convert_image(work, instance);
}

void Converter::State::convert_image(Work& work, const Instance& instance) {
  const ImageAttributes& image = instance.attributes().image;
  const std::uint64_t samples =
      std::uint64_t{image.rows} * image.columns * std::max(image.samples_per_pixel, 1U);
  Task& task = work.done.task;
  if (samples > large_frame_samples && !task.alone) {
    work.done.put_off = PutOff::large;
    return;
  }
  if (work.same_bytes)
    return complete(work, *work.same_bytes, instance);
  // At first the attributes tell which files might be the same; the pixels of those that were put
  // off for that tell whether they are.
  if (!task.after_twin && !claim(instance.attributes_digest())) {
    work.done.put_off = PutOff::twin;
    return;
  }
  if (!work.force && indexes.local().has_attributes_digest(instance.attributes_digest())) {
    const auto digest = frames.digest_of(instance, instance.attributes_digest());
    if (!digest)
      return fail(work, digest.error());
    if (const auto stored = indexes.local().instance_with_digest(*digest))
      return complete(work, *stored, instance);
    if (task.after_twin && !claim(*digest)) {
      work.done.put_off = PutOff::twin;
      return;
    }
  }
  render(work, instance);
}

void Converter::State::render(Work& work, const Instance& instance) {
  const auto attributes = instance.display_attributes(0);
  if (!attributes)
    return fail(work, attributes.error());
  InstanceRow& row = work.instance->instance;
  row.hounsfield_units = attributes->hounsfield_units;
  row.color = is_color(instance.attributes().image, *attributes);
  const SeriesRow& series = work.instance->series;
  const ImageFacts facts{series.modality, series.body_part_examined, row.hounsfield_units,
                         row.color};

  auto rendered = frames.render_all(instance, instance.attributes_digest(),
                                    missing_renditions(plan, facts, instance.frame_count(), {}));
  if (!rendered)
    return fail(work, rendered.error());
  row.digest = rendered->digest;
  row.frames = instance.frame_count();
  count(rendered->harvest, work.done.report);
  work.instance->renditions = std::move(rendered->harvest.rows);
  end(work, SourceOutcome::rendered);
}

// The instance is in the index; `instance` is a file that holds it too.
void Converter::State::complete(Work& work, const StoredInstance& stored,
                                const Instance& instance) {
  const FrameWants missing = missing_renditions(plan, facts_of(stored), stored.instance.frames,
                                                indexes.local().renditions(stored.id));
  if (!missing.empty()) {
    auto rendered = frames.render_all(instance, instance.attributes_digest(), missing);
    if (!rendered)
      return fail(work, rendered.error());
    // Another version of the reader made it: what it read then is another instance now.
    if (rendered->digest != stored.instance.digest)
      return render(work, instance);
    count(rendered->harvest, work.done.report);
    work.renditions = std::move(rendered->harvest.rows);
  }
  work.instance.reset();
  work.source.instance_id = stored.id;
  end(work, outcome_for(work, stored.id));
}

// Whether all that the instance lacks could be made without its file.
bool Converter::State::complete_from_masters(Work& work, const StoredInstance& stored) {
  if (!plan.takes_modality(stored.modality)) {
    skip(work, stored.modality);
    return true;
  }
  const std::vector<RenditionRow> present = indexes.local().renditions(stored.id);
  const FrameWants missing =
      missing_renditions(plan, facts_of(stored), stored.instance.frames, present);
  FileReport& report = work.done.report;
  report.study_instance_uid = stored.study_instance_uid;
  report.series_instance_uid = stored.series_instance_uid;
  report.sop_instance_uid = stored.instance.sop_instance_uid;
  report.frames = stored.instance.frames;

  std::map<std::uint32_t, const RenditionRow*> masters;
  const Digest current = master_recipe(reader_version);
  for (const RenditionRow& row : present)
    if (row.kind == RenditionKind::master && row.recipe == current)
      masters[row.frame - 1] = &row;

  for (const auto& [frame, wanted] : missing)
    if (!masters.contains(frame))
      return false;
  auto harvest = frames.render_each(
      missing, [&](std::uint32_t frame) { return open_master(*masters.at(frame)); });
  // A master that cannot be read is as good as none: the file is opened instead.
  if (!harvest)
    return false;
  count(*harvest, report);
  work.source.instance_id = stored.id;
  if (harvest->rows.empty()) {
    settle_known(work);
    return true;
  }
  work.renditions = std::move(harvest->rows);
  end(work, outcome_for(work, stored.id));
  return true;
}

Result<Master> Converter::State::open_master(const RenditionRow& row) const {
  const auto object = objects.get(row.object);
  if (!object)
    return failure(object);
  return Master::open(*object, row.format, row.display_attributes);
}

bool Converter::State::claim(const Digest& attributes_digest) {
  const std::scoped_lock lock(claims_mutex);
  return claims.insert(attributes_digest).second;
}

// Of a file whose instance was there before it was looked at.
SourceOutcome Converter::State::outcome_for(const Work& work, std::int64_t instance_id) {
  const auto& known = work.done.task.known;
  const bool is_its_own = known && known->instance_id == instance_id;
  // The writer makes a duplicate of it where another file that is there rendered it.
  return is_its_own || work.done.moved_from ? SourceOutcome::rendered : SourceOutcome::duplicate;
}

// Nothing is lacking: the row alone is brought up to date.
void Converter::State::settle_known(Work& work) const {
  const auto& known = work.done.task.known;
  if (known && known->instance_id == work.source.instance_id &&
      known->outcome != SourceOutcome::failed)
    touch(work);
  else
    end(work, outcome_for(work, *work.source.instance_id));
}

void Converter::State::touch(Work& work) const {
  SourceRow row = *work.done.task.known;
  row.stamp = work.source.stamp;
  row.seen_ns = work.source.seen_ns;
  row.plan = plan.digest_for(row.outcome);
  row.missing_since_ns.reset();
  work.done.touched = std::move(row);
  report_unchanged(work);
}

void Converter::State::report_unchanged(Work& work) {
  const SourceOutcome known = work.done.task.known->outcome;
  work.done.report.outcome = FileOutcome::unchanged;
  work.done.report.is_image = holds_image(known);
  work.done.report.known_failure =
      known == SourceOutcome::failed || known == SourceOutcome::crashed;
}

// What is known of the file stays known: pictures that are there are not hidden by a selection.
void Converter::State::skip(Work& work, std::string_view modality) const {
  std::string reason = fmt::format("Modality is \"{}\"", modality);
  const auto& known = work.done.task.known;
  if (known && known->instance_id &&
      (!work.source.content_digest || known->content_digest == work.source.content_digest)) {
    work.done.report.outcome = FileOutcome::skipped;
    work.done.report.reason = std::move(reason);
    work.done.report.is_image = true;
    return;
  }
  work.instance.reset();
  end(work, SourceOutcome::skipped, std::move(reason));
}

void Converter::State::end(Work& work, SourceOutcome outcome, std::string reason) const {
  work.source.outcome = outcome;
  work.source.reason = reason;
  work.source.plan = plan.digest_for(outcome);
  work.done.report.outcome = file_outcome_from(outcome);
  work.done.report.is_image = work.done.report.is_image || holds_image(outcome);
  work.done.report.reason = std::move(reason);
  work.done.record =
      SourceRecord{std::move(work.source), std::move(work.instance), std::move(work.renditions)};
}

void Converter::State::fail(Work& work, const Error& error) const {
  work.done.report.error = error.kind;
  // What was never rendered is not indexed, unless it is only that nothing here can decode it.
  if (error.kind != ErrorKind::unsupported)
    work.instance.reset();
  if (is_transient(error.kind)) {
    work.source.stamp = unsettled;
    work.source.content_digest.reset();
    // The pictures made of the file when it could be read are still its pictures.
    if (work.done.task.known)
      work.source.instance_id = work.done.task.known->instance_id;
  }
  end(work, SourceOutcome::failed, error.what);
}

}  // namespace noctis
