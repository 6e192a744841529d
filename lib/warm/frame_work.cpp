#include "warm/frame_work.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "render/rendition.hpp"

namespace noctis {

namespace {

Digest digest_of_frame(const Frame& frame) {
  const PixelLayout& layout = frame.layout;
  Sha256 hash;
  hash.add(std::uint64_t{layout.rows});
  hash.add(std::uint64_t{layout.columns});
  hash.add(std::uint64_t{layout.samples_per_pixel});
  hash.add(std::uint64_t{layout.bits_stored});
  hash.add(std::uint64_t{layout.is_signed});
  hash.add(static_cast<std::uint64_t>(layout.sample_kind));
  hash.add(static_cast<std::uint64_t>(layout.photometric));
  std::visit([&hash](const auto& samples) { hash.add(as_bytes(samples)); }, frame.samples);
  return hash.finish();
}

Digest digest_of_frames(const Digest& attributes_digest, const std::vector<Digest>& frames) {
  Sha256 hash;
  hash.add(ByteView(attributes_digest));
  hash.add(std::uint64_t{frames.size()});
  for (const Digest& frame : frames)
    hash.add(ByteView(frame));
  return hash.finish();
}

// Calls body(i) for every frame until one fails; the error of the first that did, by number.
template <class Body>
Result<> for_each_frame(std::uint32_t count, FrameOrder order, const Slots::Hold& hold,
                        const Body& body) {
  std::mutex mutex;
  std::optional<std::pair<std::uint32_t, Error>> first;
  const auto run = [&](std::uint32_t i) {
    {
      const std::scoped_lock lock(mutex);
      if (first && first->first < i)
        return;
    }
    if (const Result<> done = body(i); !done) {
      const std::scoped_lock lock(mutex);
      if (!first || i < first->first)
        first.emplace(i, done.error());
    }
    hold.advance();
  };
  if (count == 1 || order == FrameOrder::one_by_one)
    for (std::uint32_t i = 0; i < count; ++i)
      run(i);
  else  // isolated, so that no thread takes up another file in the middle of this one
    tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::uint32_t{0}, count, run); });

  if (!first)
    return {};
  auto& [index, error] = *first;
  if (count > 1)
    error.what = fmt::format("frame {}: {}", index + 1, error.what);
  return tl::unexpected(std::move(error));
}

// What the rows of one file may hold before they are recorded.
constexpr std::uint64_t attributes_limit = std::uint64_t{256} << 20;

std::uint64_t bytes_of_attributes(const FrameHarvest& harvest) {
  std::uint64_t bytes = 0;
  for (const RenditionRow& row : harvest.rows)
    bytes += row.display_attributes.size();
  return bytes;
}

std::string_view keyword_of(VoiFunction function) {
  switch (function) {
    case VoiFunction::linear:
      return "LINEAR";
    case VoiFunction::linear_exact:
      return "LINEAR_EXACT";
    case VoiFunction::sigmoid:
      return "SIGMOID";
  }
  return "LINEAR";
}

RenditionKind kind_of(RenditionForm form) {
  switch (form) {
    case RenditionForm::display:
      return RenditionKind::display;
    case RenditionForm::thumbnail:
      return RenditionKind::thumbnail;
    case RenditionForm::master:
      break;
  }
  return RenditionKind::master;
}

}  // namespace

void FrameHarvest::add(FrameHarvest&& other) {
  rows.insert(rows.end(), std::make_move_iterator(other.rows.begin()),
              std::make_move_iterator(other.rows.end()));
  bytes_made += other.bytes_made;
  objects_written += other.objects_written;
  bytes_written += other.bytes_written;
}

struct FrameWork::State {
  ObjectStore& objects;
  std::uint32_t thumbnail_side;
  tbb::enumerable_thread_specific<FrameRenderer> renderers;

  State(ObjectStore& store, Compression compression, std::uint32_t side)
      : objects(store),
        thumbnail_side(side),
        renderers([compression] { return FrameRenderer(compression); }) {}

  [[nodiscard]] Result<FrameHarvest> render(const Frame& frame, const DisplayAttributes& attributes,
                                            std::uint32_t number,
                                            const std::vector<WantedRendition>& wanted);
  [[nodiscard]] Result<FrameHarvest> render(const FrameSource& source, std::uint32_t index,
                                            std::uint32_t number,
                                            const std::vector<WantedRendition>& wanted);
  void keep(Rendition&& made, std::uint32_t number, const Digest& recipe, FrameHarvest& harvest);
};

Result<FrameHarvest> FrameWork::State::render(const Frame& frame,
                                              const DisplayAttributes& attributes,
                                              std::uint32_t number,
                                              const std::vector<WantedRendition>& wanted) {
  std::vector<WantedPreset> presets;
  std::optional<Digest> master;
  for (const WantedRendition& each : wanted) {
    if (each.kind == RenditionKind::master) {
      master = each.recipe;
      continue;
    }
    if (presets.empty() || presets.back().preset != each.preset)
      presets.push_back({each.preset, false, 0});
    if (each.kind == RenditionKind::display)
      presets.back().display = true;
    else
      presets.back().thumbnail_side = thumbnail_side;
  }

  auto made = renderers.local().render(frame, attributes, presets, master);
  if (!made)
    return failure(made);
  FrameHarvest harvest;
  for (Rendition& rendition : *made) {
    const auto asked = std::find_if(wanted.begin(), wanted.end(), [&](const WantedRendition& each) {
      return each.kind == kind_of(rendition.form) &&
             (each.preset == nullptr || each.preset->name == rendition.preset);
    });
    if (asked != wanted.end())
      keep(std::move(rendition), number, asked->recipe, harvest);
  }
  return harvest;
}

Result<FrameHarvest> FrameWork::State::render(const FrameSource& source, std::uint32_t index,
                                              std::uint32_t number,
                                              const std::vector<WantedRendition>& wanted) {
  const auto frame = source.frame(index);
  if (!frame)
    return failure(frame);
  const auto attributes = source.display_attributes(index);
  if (!attributes)
    return failure(attributes);
  return render(*frame, *attributes, number, wanted);
}

void FrameWork::State::keep(Rendition&& made, std::uint32_t number, const Digest& recipe,
                            FrameHarvest& harvest) {
  const auto put = objects.put(made.object);
  if (!put)
    throw Fatal(put.error());
  harvest.bytes_made += made.object.size();
  if (put->written) {
    ++harvest.objects_written;
    harvest.bytes_written += made.object.size();
  }
  RenditionRow row;
  row.frame = number + 1;
  row.kind = kind_of(made.form);
  row.preset = std::move(made.preset);
  row.recipe = recipe;
  row.object = put->id;
  row.bytes = made.object.size();
  row.width = made.width;
  row.height = made.height;
  if (made.window) {
    row.window_center = made.window->center;
    row.window_width = made.window->width;
    row.voi_function = keyword_of(made.window->function);
  }
  row.display_attributes = std::move(made.attributes);
  row.format = std::move(made.format);
  harvest.rows.push_back(std::move(row));
}

FrameWork::FrameWork(ObjectStore& objects, Compression compression, std::uint32_t thumbnail_side)
    : state_(std::make_unique<State>(objects, compression, thumbnail_side)) {}

FrameWork::~FrameWork() = default;

Result<Digest> FrameWork::digest_of(const FrameSource& source, const Digest& attributes_digest,
                                    FrameOrder order, const Slots::Hold& hold) const {
  std::vector<Digest> digests(source.frame_count());
  const Result<> hashed =
      for_each_frame(source.frame_count(), order, hold, [&](std::uint32_t i) -> Result<> {
        const auto frame = source.frame(i);
        if (!frame)
          return failure(frame);
        digests[i] = digest_of_frame(*frame);
        return {};
      });
  if (!hashed)
    return failure(hashed);
  return digest_of_frames(attributes_digest, digests);
}

Result<FrameWork::Rendered> FrameWork::render_all(const FrameSource& source,
                                                  const Digest& attributes_digest,
                                                  const FrameWants& wants, FrameOrder order,
                                                  const Slots::Hold& hold) {
  const std::uint32_t count = source.frame_count();
  std::vector<Digest> digests(count);
  std::vector<FrameHarvest> harvests(count);
  std::atomic<std::uint64_t> attributes_held{0};
  const Result<> rendered = for_each_frame(count, order, hold, [&](std::uint32_t i) -> Result<> {
    const auto frame = source.frame(i);
    if (!frame)
      return failure(frame);
    digests[i] = digest_of_frame(*frame);
    const auto wanted = wants.find(i);
    if (wanted == wants.end())
      return {};
    const auto attributes = source.display_attributes(i);
    if (!attributes)
      return failure(attributes);
    auto harvest = state_->render(*frame, *attributes, i, wanted->second);
    if (!harvest)
      return failure(harvest);
    harvests[i] = std::move(*harvest);
    // Some megabytes of tables or overlays, said again by each of many frames.
    attributes_held += bytes_of_attributes(harvests[i]);
    if (attributes_held > attributes_limit)
      return failure(ErrorKind::too_large,
                     "the display attributes of all frames take more than {} bytes",
                     attributes_limit);
    return {};
  });
  if (!rendered)
    return failure(rendered);

  Rendered all{digest_of_frames(attributes_digest, digests), {}};
  for (FrameHarvest& harvest : harvests)
    all.harvest.add(std::move(harvest));
  return all;
}

Result<FrameHarvest> FrameWork::render_each(
    const FrameWants& wants, const std::function<Result<Master>(std::uint32_t)>& open_master,
    FrameOrder order, const Slots::Hold& hold) {
  const std::vector<FrameWants::value_type> each(wants.begin(), wants.end());
  std::vector<FrameHarvest> harvests(each.size());
  const Result<> rendered = for_each_frame(
      static_cast<std::uint32_t>(each.size()), order, hold, [&](std::uint32_t i) -> Result<> {
        const auto& [number, wanted] = each[i];
        const auto master = open_master(number);
        if (!master)
          return failure(master);
        auto harvest = state_->render(*master, 0, number, wanted);
        if (!harvest)
          return failure(harvest);
        harvests[i] = std::move(*harvest);
        return {};
      });
  if (!rendered)
    return failure(rendered);
  FrameHarvest all;
  for (FrameHarvest& harvest : harvests)
    all.add(std::move(harvest));
  return all;
}

}  // namespace noctis
