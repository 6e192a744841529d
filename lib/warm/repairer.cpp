#include "warm/repairer.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/byte_source.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "dicom/instance.hpp"
#include "render/master.hpp"
#include "render/stored_recipe.hpp"
#include "store/index.hpp"
#include "store/index_mender.hpp"
#include "store/index_writer.hpp"
#include "store/object_folder.hpp"
#include "store/removal.hpp"
#include "warm/file_report.hpp"
#include "warm/frame_work.hpp"
#include "warm/records.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

// All that any image may have lost: every preset, by name, and the masters.
Plan plan_of_everything(const PresetTable& presets, std::uint32_t thumbnail_side) {
  PlanOptions options;
  options.presets = presets;
  options.thumbnail_side = thumbnail_side;
  for (const Preset& preset : presets.all())
    options.preset_names.push_back(preset.name);
  auto plan = Plan::make(std::move(options));
  if (!plan)
    throw Fatal(plan.error());
  return std::move(*plan);
}

std::string described(const StoredInstance& image, const RenditionRow& row) {
  return fmt::format("{}{}{} of {}, frame {}", row.preset, row.preset.empty() ? "" : " ",
                     name_of(row.kind), escape_controls(image.instance.sop_instance_uid),
                     row.frame);
}

std::string_view preset_name(const WantedRendition& wanted) {
  return wanted.preset == nullptr ? std::string_view() : std::string_view(wanted.preset->name);
}

}  // namespace

struct Repairer::State {
  fs::path store;
  PresetTable presets;
  Tell tell;
  IndexWriter writer;
  IndexMender mender;
  ObjectStore objects;
  Index index;
  Plan plan;
  FrameWork frames;

  State(const fs::path& folder, const PresetTable& table, Tell observer)
      : store(folder),
        presets(table),
        tell(std::move(observer)),
        writer(IndexWriter::open(folder)),
        mender(folder),
        objects(ObjectStore::open_for_writing(
            folder, [this](const ObjectId& id) { return index.has_object(id); },
            ObjectStore::Trust::bytes)),
        index(Index::open(folder)),
        plan(plan_of_everything(presets, mender.thumbnail_side())),
        frames(objects, index.fingerprint_key(), Compression::normal, plan.thumbnail_side()) {}

  void mend_stray(const Damage& damage) const;
  void mend_mode(const Damage& damage) const;
  void make_again(const LostRenditions& lost);
  [[nodiscard]] FrameWants wants_of(const StoredInstance& image, const LostRenditions& lost) const;
  // What it makes is no longer among `wants`.
  [[nodiscard]] std::vector<RenditionRow> from_masters(const StoredInstance& image,
                                                       FrameWants& wants);
  [[nodiscard]] std::optional<std::vector<RenditionRow>> from_file(const StoredInstance& image,
                                                                   const std::string& path,
                                                                   const FrameWants& wants);
  void record(const LostRenditions& lost, const std::vector<RenditionRow>& made,
              bool all_as_they_were);
};

Repairer::Repairer(const fs::path& store, const PresetTable& presets, Tell tell)
    : state_(std::make_unique<State>(store, presets, std::move(tell))) {}

Repairer::~Repairer() = default;

void Repairer::mend_rows() {
  state_->mender.mend_rows();
  state_->tell.mended(
      "rows that could not be right are put right or removed; the next run looks at the files of "
      "those that are gone again");
}

void Repairer::mend(const std::vector<Damage>& damages) {
  std::vector<ObjectId> bad;
  for (const Damage& damage : damages) {
    switch (damage.kind) {
      case DamageKind::stray:
        state_->mend_stray(damage);
        break;
      case DamageKind::mode:
        state_->mend_mode(damage);
        break;
      case DamageKind::row:
        state_->mender.mend_dimensions(damage);
        state_->tell.mended(
            fmt::format("the rows of object {} say what it is", damage.object->text()));
        break;
      case DamageKind::unreadable:  // its bytes may be sound: nothing is taken away
        state_->tell.lost(
            fmt::format("object {} stays as it is: it cannot be read", damage.object->text()));
        break;
      default:
        bad.push_back(*damage.object);
    }
  }
  if (bad.empty())
    return;
  const std::vector<LostRenditions> lost = state_->mender.take_out(bad);
  for (const ObjectId& id : bad) {
    std::error_code error;
    fs::remove(object_file(state_->store, id), error);
    if (error)
      throw Fatal(system_error(object_file(state_->store, id).string(), error.value()));
  }
  for (const LostRenditions& each : lost)
    state_->make_again(each);
}

std::uint64_t Repairer::collect() {
  // The lock is held here already, and what no row names no reader looks for.
  RemovalRequest request;
  request.collect = true;
  const auto report = remove_under_lock(state_->store, request, std::chrono::milliseconds{0});
  if (!report)
    throw Fatal(report.error());
  return report->total().objects;
}

void Repairer::State::mend_stray(const Damage& damage) const {
  const std::string name = escape_controls(damage.path.string());
  std::error_code error;
  fs::remove(damage.path, error);
  if (error)  // a folder that holds something is somebody's
    tell.lost(fmt::format("{} stays: {}", name, error.message()));
  else
    tell.mended(fmt::format("{} is removed", name));
}

void Repairer::State::mend_mode(const Damage& damage) const {
  constexpr auto of_owner = fs::perms::owner_all;
  std::error_code error;
  fs::permissions(damage.path, fs::status(damage.path, error).permissions() & of_owner, error);
  if (error)
    throw Fatal(system_error(damage.path.string(), error.value()));
  tell.mended(fmt::format("{} is its owner's alone", escape_controls(damage.path.string())));
}

// Exactly what was lost, where its preset is still known and suits the image.
FrameWants Repairer::State::wants_of(const StoredInstance& image,
                                     const LostRenditions& lost) const {
  FrameWants wants;
  const std::vector<WantedRendition> all = plan.renditions_for(facts_of(image));
  for (const RenditionRow& row : lost.renditions) {
    const auto wanted = std::find_if(all.begin(), all.end(), [&row](const WantedRendition& each) {
      return each.kind == row.kind && preset_name(each) == row.preset;
    });
    if (wanted != all.end())
      wants[row.frame - 1].push_back(*wanted);
  }
  return wants;
}

// Frame by frame, so that a master that is damaged, too, costs no other frame.
std::vector<RenditionRow> Repairer::State::from_masters(const StoredInstance& image,
                                                        FrameWants& wants) {
  const Digest current = stored_master_recipe();
  std::vector<RenditionRow> made;
  for (auto each = wants.begin(); each != wants.end();) {
    const auto row = index.rendition(image.id, each->first + 1, RenditionKind::master, "");
    if (!row || row->recipe != current) {
      ++each;
      continue;
    }
    auto harvest = frames.render_each(
        {*each},
        [&](std::uint32_t) -> Result<Master> {
          const auto object = objects.get(row->object);
          if (!object)
            return failure(object);
          return Master::open(*object, row->format, row->display_attributes);
        },
        FrameOrder::one_by_one, Slots::Hold());
    if (!harvest) {
      ++each;
      continue;
    }
    put_pictures(*harvest, objects);
    std::move(harvest->rows.begin(), harvest->rows.end(), std::back_inserter(made));
    each = wants.erase(each);
  }
  return made;
}

// Nothing where the file is no longer there, or no longer this image.
std::optional<std::vector<RenditionRow>> Repairer::State::from_file(const StoredInstance& image,
                                                                    const std::string& path,
                                                                    const FrameWants& wants) {
  auto bytes = ByteSource::open(path);
  if (!bytes)
    return std::nullopt;
  const auto instance = Instance::open(std::move(*bytes));
  if (!instance || (*instance)->kind() != InstanceKind::image ||
      (*instance)->frame_count() != image.instance.frames)
    return std::nullopt;
  auto rendered = frames.render_all(**instance, (*instance)->attributes_digest(), wants,
                                    FrameOrder::one_by_one, Slots::Hold());
  if (!rendered || rendered->digest != image.instance.digest)
    return std::nullopt;
  put_pictures(rendered->harvest, objects);
  return std::move(rendered->harvest.rows);
}

void Repairer::State::make_again(const LostRenditions& lost) {
  const auto image = index.instance(lost.instance_id);
  if (!image)
    return;
  std::vector<RenditionRow> made;
  if (!lost.sources.empty()) {
    FrameWants wants = wants_of(*image, lost);
    made = from_masters(*image, wants);
    for (auto source = lost.sources.begin(); source != lost.sources.end() && !wants.empty();
         ++source) {
      // Nobody watches here.
      if (source->outcome == SourceOutcome::crashed)
        continue;
      auto rows = from_file(*image, source->path, wants);
      if (!rows)
        continue;
      std::move(rows->begin(), rows->end(), std::back_inserter(made));
      wants.clear();
    }
  }
  std::map<std::tuple<std::uint32_t, RenditionKind, std::string>, Digest> again;
  for (const RenditionRow& row : made)
    again.emplace(std::tuple(row.frame, row.kind, row.preset), row.recipe);
  const auto made_of = [&again](const RenditionRow& row) {
    return again.find({row.frame, row.kind, row.preset});
  };
  const bool all_as_they_were = std::ranges::all_of(lost.renditions, [&](const RenditionRow& row) {
    return made_of(row) != again.end() && made_of(row)->second == row.recipe;
  });
  record(lost, made, all_as_they_were);
  for (const RenditionRow& row : lost.renditions) {
    if (made_of(row) != again.end())
      tell.mended(fmt::format("{} is made again", described(*image, row)));
    else
      tell.lost(
          fmt::format("{} cannot be made again: its rows are removed", described(*image, row)));
  }
}

// The plans that taking out has forgotten come back where nothing is lacking, nor made in another
// way than before: to another size, which only the next run knows.
void Repairer::State::record(const LostRenditions& lost, const std::vector<RenditionRow>& made,
                             bool all_as_they_were) {
  bool is_first = true;
  for (const SourceRow& source : lost.sources) {
    SourceRecord record{source, std::nullopt};
    if (!all_as_they_were && holds_image(source.outcome))
      record.source.plan = {};
    if (is_first)
      record.renditions = made;
    is_first = false;
    writer.record(record);
    if (source.missing_since_ns)
      writer.mark_missing(source.path, *source.missing_since_ns);
  }
  writer.commit(objects, true);
}

}  // namespace noctis
