// A file is settled in the cheapest way that is right: known by its content, known by its
// attributes and pixels, completed from its masters, or rendered.

#include "warm/converter.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <tbb/enumerable_thread_specific.h>

#include "base/time.hpp"
#include "dicom/instance.hpp"
#include "render/master.hpp"
#include "render/stored_recipe.hpp"
#include "store/index.hpp"
#include "warm/frame_work.hpp"
#include "warm/missing_renditions.hpp"
#include "warm/opened_file.hpp"
#include "warm/records.hpp"
#include "warm/work.hpp"

namespace noctis {

namespace {

// What a frame of so many samples comes to once its pixels are square (R17).
bool is_large(std::uint64_t samples, const std::optional<PixelAspect>& aspect = {}) {
  const double ratio = aspect ? aspect->vertical / aspect->horizontal : 1;
  return static_cast<double>(samples) * std::max(ratio, 1 / ratio) >
         static_cast<double>(large_frame_samples);
}

std::uint64_t samples_a_frame(std::uint32_t rows, std::uint32_t columns,
                              std::uint32_t samples_per_pixel) {
  return std::uint64_t{rows} * columns * std::max(samples_per_pixel, 1U);
}

FrameOrder order_of(const Work& work) {
  return work.done.task.alone ? FrameOrder::one_by_one : FrameOrder::together;
}

}  // namespace

struct Converter::State {
  const Plan& plan;
  std::filesystem::path store;
  ConverterOptions options;
  tbb::enumerable_thread_specific<Index> indexes;
  FingerprintKey key;
  FrameWork frames;
  const ObjectStore& objects;
  Claims& claims;
  Digests made_again;  // by force: of attributes and of pixels, 160 bytes an image

  State(const Plan& run_plan, ObjectStore& run_objects, Claims& run_claims,
        std::filesystem::path folder, const ConverterOptions& run_options)
      : plan(run_plan),
        store(std::move(folder)),
        options(run_options),
        indexes([this] { return Index::open(store); }),
        key(indexes.local().fingerprint_key()),
        frames(run_objects, key, run_options.compression, run_plan.thumbnail_side()),
        objects(run_objects),
        claims(run_claims) {}

  void convert(Work& work);
  void replan(Work& work);
  void open(Work& work);
  [[nodiscard]] bool may_be_known(const Work& work, const OpenedFile& file);
  [[nodiscard]] bool know_content(Work& work, OpenedFile& file) const;
  [[nodiscard]] bool tell_by_content(Work& work, OpenedFile& file) const;
  [[nodiscard]] bool settle_by_content(Work& work);
  void look_inside(Work& work, OpenedFile& file);
  void convert_image(Work& work, OpenedFile& file);
  void render(Work& work, OpenedFile& file);
  void complete(Work& work, const StoredInstance& stored, OpenedFile& file);
  void fail(Work& work, OpenedFile& file, const Error& error) const;
  [[nodiscard]] bool complete_from_masters(Work& work, const StoredInstance& stored);

  [[nodiscard]] Result<Master> open_master(const RenditionRow& row) const;

  [[nodiscard]] bool claim(Work& work, const Digest& digest);
};

Converter::Converter(const Plan& plan, ObjectStore& objects, Claims& claims,
                     std::filesystem::path store, const ConverterOptions& options)
    : state_(std::make_unique<State>(plan, objects, claims, std::move(store), options)) {}

Converter::~Converter() = default;

Done Converter::convert(Task task, const Slots::Hold& hold) {
  Work work(state_->plan, std::move(task), state_->options.force, hold);
  try {
    state_->convert(work);
  } catch (const Fatal&) {
    throw;
  } catch (const std::bad_alloc&) {
    // Others may have taken it all: it is tried again when nothing else is in hand.
    if (work.done.task.alone)
      work.fail({ErrorKind::io, "needs more memory than there is"});
    else
      work.put_off(PutOff::large);
  } catch (const std::exception& error) {
    work.fail({ErrorKind::malformed, fmt::format("unexpected: {}", error.what())});
  }
  return std::move(work.done);
}

void Converter::State::convert(Work& work) {
  switch (work.done.task.kind) {
    case TaskKind::unchanged:
      return tell_unchanged(work.done.report, work.done.task.known->outcome);
    case TaskKind::gone:
      work.done.report.outcome = FileOutcome::skipped;
      work.done.report.reason = "it leads nowhere, or is no longer there";
      return;
    case TaskKind::unreadable:
      return work.fail(*work.done.task.error);
    case TaskKind::crashed:
      return work.crash(indexes.local().source(work.done.task.path));
    case TaskKind::replan:
      return replan(work);
    case TaskKind::open:
      return open(work);
  }
}

// The file is as it was: what is missing comes from the masters, else from the file.  Of one that
// holds no image nothing is missing, whatever is known of it.
void Converter::State::replan(Work& work) {
  const SourceRow& known = *work.done.task.known;
  if (!known.instance_id || !holds_image(known.outcome))
    return work.touch();
  work.source.content_digest = known.content_digest;
  const auto stored = indexes.local().instance(*known.instance_id);
  if (stored && complete_from_masters(work, *stored))
    return;
  open(work);
}

void Converter::State::open(Work& work) {
  const auto opened = OpenedFile::open(work.done.task.path, key,
                                       [&work](std::uint64_t bytes) { work.read(bytes); });
  if (!opened && opened.error().kind == ErrorKind::not_found) {
    work.done.report.outcome = FileOutcome::skipped;
    work.done.report.reason = "vanished before it could be read";
    return;
  }
  if (!opened)
    return work.fail(opened.error());
  OpenedFile& file = **opened;
  work.opened(file.bytes());

  work.source.content_digest.reset();
  if (may_be_known(work, file)) {
    if (!know_content(work, file))
      return;
    work.hold.advance();
    if (!work.force && settle_by_content(work))
      return;
  }

  if (const auto& instance = file.instance(); !instance) {
    if (instance.error().kind == ErrorKind::not_dicom)
      return work.end(SourceOutcome::not_dicom, instance.error().what);
    return work.fail(instance.error());
  }
  look_inside(work, file);
}

// What is in memory is looked up at once.  A large file, which is to be read once, is looked up
// only where the index has its attributes: else its digest is made while it is rendered.
bool Converter::State::may_be_known(const Work& work, const OpenedFile& file) {
  if (file.bytes().is_resident())
    return true;
  return !work.force && file.instance() &&
         indexes.local().has_attributes_digest((*file.instance())->attributes_digest());
}

// False where the file cannot be read, which ends it.
bool Converter::State::know_content(Work& work, OpenedFile& file) const {
  const auto& digest = file.content_digest();
  if (!digest) {
    work.fail(digest.error());
    return false;
  }
  work.source.content_digest = *digest;
  return true;
}

// For an instance without pixels to be told apart by.
bool Converter::State::tell_by_content(Work& work, OpenedFile& file) const {
  if (!know_content(work, file))
    return false;
  work.instance->instance.digest = *work.source.content_digest;
  return true;
}

// Whether the same bytes are known already, from this path or another.
bool Converter::State::settle_by_content(Work& work) {
  Index& index = indexes.local();
  const auto known = index.source_with_content(*work.source.content_digest);
  if (!known || known->outcome == SourceOutcome::crashed)
    return false;
  if (known->path == work.done.task.path && known->plan == plan.digest_for(known->outcome) &&
      known->outcome != SourceOutcome::failed) {
    work.touch();
    return true;
  }
  if (!known->instance_id) {
    if (known->plan != plan.digest_for(known->outcome))
      return false;
    work.end(known->outcome, known->reason);
    return true;
  }
  if (known->outcome == SourceOutcome::failed || known->outcome == SourceOutcome::not_image) {
    if (known->plan != plan.digest_for(known->outcome))
      return false;
    work.source.instance_id = known->instance_id;
    work.end(known->outcome, known->reason);
    return true;
  }
  work.same_bytes = index.instance(*known->instance_id);
  return work.same_bytes && complete_from_masters(work, *work.same_bytes);
}

void Converter::State::look_inside(Work& work, OpenedFile& file) {
  const Instance& instance = **file.instance();
  const InstanceAttributes& attributes = instance.attributes();
  work.tell_of(attributes, instance.frame_count());
  if (instance.kind() == InstanceKind::dicomdir)
    return work.end(SourceOutcome::not_image, "a DICOMDIR");
  if (!plan.takes_modality(attributes.series.modality)) {
    // skip() asks whether the bytes are those of which pictures are known.
    const auto& known = work.done.task.known;
    if (!known || !known->instance_id || know_content(work, file))
      work.skip(attributes.series.modality);
    return;
  }

  work.instance = record_of(attributes);
  work.instance->instance.attributes_digest = instance.attributes_digest();
  work.instance->instance.mtime_ns = work.mtime_ns;
  if (instance.kind() == InstanceKind::no_pixels) {
    if (tell_by_content(work, file))
      work.end(SourceOutcome::not_image, "no pixel data");
    return;
  }
  if (const auto decodable = instance.decodable(); !decodable)
    return fail(work, file, decodable.error());
  convert_image(work, file);
}

void Converter::State::convert_image(Work& work, OpenedFile& file) {
  const Instance& instance = **file.instance();
  const ImageAttributes& image = instance.attributes().image;
  const Task& task = work.done.task;
  if (!task.alone && is_large(samples_a_frame(image.rows, image.columns, image.samples_per_pixel)))
    return work.put_off(PutOff::large);
  if (work.same_bytes)
    return complete(work, *work.same_bytes, file);
  // At first the attributes tell which files might be the same; the pixels of those that were put
  // off for that tell whether they are.
  const Digest& attributes = instance.attributes_digest();
  if (!task.after_twin && !claim(work, attributes))
    return work.put_off(PutOff::twin);
  // By force, only what this run made itself counts.
  const auto is_known = [&] {
    return work.force ? made_again.contains(attributes)
                      : indexes.local().has_attributes_digest(attributes);
  };
  const auto find = [&](const Digest& digest) {
    return work.force && !made_again.contains(digest)
               ? std::nullopt
               : indexes.local().instance_with_digest(digest);
  };
  // Whoever had the claim before may have given it back between a look and the claim.
  if (is_known()) {
    const auto digest = frames.digest_of(instance, attributes, order_of(work), work.hold);
    if (!digest)
      return fail(work, file, digest.error());
    auto stored = find(*digest);
    if (!stored && task.after_twin) {
      if (!claim(work, *digest))
        return work.put_off(PutOff::twin);
      stored = find(*digest);
    }
    if (stored)
      return complete(work, *stored, file);
  } else if (task.after_twin && (!claim(work, attributes) || is_known())) {
    return work.put_off(PutOff::twin);
  }
  render(work, file);
}

void Converter::State::render(Work& work, OpenedFile& file) {
  const Instance& instance = **file.instance();
  const auto attributes = instance.display_attributes(0);
  if (!attributes)
    return fail(work, file, attributes.error());
  const ImageAttributes& image = instance.attributes().image;
  if (!work.done.task.alone &&
      is_large(samples_a_frame(image.rows, image.columns, image.samples_per_pixel),
               attributes->aspect))
    return work.put_off(PutOff::large);
  InstanceRow& row = work.instance->instance;
  row.hounsfield_units = attributes->hounsfield_units;
  row.color = is_color(image, *attributes);
  const SeriesRow& series = work.instance->series;
  const ImageFacts facts{series.modality, series.body_part_examined, row.hounsfield_units,
                         row.color};

  auto rendered = frames.render_all(instance, instance.attributes_digest(),
                                    missing_renditions(plan, facts, instance.frame_count(), {}),
                                    order_of(work), work.hold);
  if (!rendered)
    return fail(work, file, rendered.error());
  if (!know_content(work, file))
    return;
  if (work.force) {
    made_again.add(rendered->digest);
    made_again.add(instance.attributes_digest());
  }
  row.digest = rendered->digest;
  row.frames = instance.frame_count();
  work.done.harvest = std::move(rendered->harvest);
  work.end(SourceOutcome::rendered);
}

// The instance is in the index; the file holds it too.
void Converter::State::complete(Work& work, const StoredInstance& stored, OpenedFile& file) {
  const FrameWants missing = missing_renditions(plan, facts_of(stored), stored.instance.frames,
                                                indexes.local().renditions(stored.id));
  if (!missing.empty()) {
    const Instance& instance = **file.instance();
    auto rendered = frames.render_all(instance, instance.attributes_digest(), missing,
                                      order_of(work), work.hold);
    if (!rendered)
      return fail(work, file, rendered.error());
    // Another version of the reader made it: what it read then is another instance now.
    if (rendered->digest != stored.instance.digest)
      return render(work, file);
    work.done.harvest = std::move(rendered->harvest);
  }
  if (!know_content(work, file))
    return;
  work.instance.reset();
  work.source.instance_id = stored.id;
  work.end_with(stored.id);
}

// An image that nothing here can decode is indexed all the same.
void Converter::State::fail(Work& work, OpenedFile& file, const Error& error) const {
  if (error.kind != ErrorKind::unsupported || tell_by_content(work, file))
    work.fail(error);
}

// Whether all that the instance lacks could be made without its file.
bool Converter::State::complete_from_masters(Work& work, const StoredInstance& stored) {
  if (!plan.takes_modality(stored.modality)) {
    work.skip(stored.modality);
    return true;
  }
  const std::vector<RenditionRow> present = indexes.local().renditions(stored.id);
  const FrameWants missing =
      missing_renditions(plan, facts_of(stored), stored.instance.frames, present);
  const InstanceRow& image = stored.instance;
  if (!missing.empty() && !work.done.task.alone &&
      is_large(samples_a_frame(image.rows, image.columns, image.samples_per_pixel))) {
    work.put_off(PutOff::large);
    return true;
  }
  work.tell_of(stored);

  std::map<std::uint32_t, const RenditionRow*> masters;
  const Digest current = stored_master_recipe();
  for (const RenditionRow& row : present)
    if (row.kind == RenditionKind::master && row.recipe == current)
      masters[row.frame - 1] = &row;

  for (const auto& [frame, wanted] : missing)
    if (!masters.contains(frame))
      return false;
  auto harvest = frames.render_each(
      missing, [&](std::uint32_t frame) { return open_master(*masters.at(frame)); }, order_of(work),
      work.hold);
  // A master that cannot be read is as good as none: the file is opened instead.
  if (!harvest)
    return false;
  work.source.instance_id = stored.id;
  if (harvest->rows.empty()) {
    work.settle_known();
    return true;
  }
  work.done.harvest = std::move(*harvest);
  work.end_with(stored.id);
  return true;
}

Result<Master> Converter::State::open_master(const RenditionRow& row) const {
  const auto object = objects.get(row.object);
  if (!object)
    return failure(object);
  return Master::open(*object, row.format, row.display_attributes);
}

bool Converter::State::claim(Work& work, const Digest& digest) {
  if (!claims.take(digest))
    return false;
  work.done.claim = digest;
  return true;
}

}  // namespace noctis
