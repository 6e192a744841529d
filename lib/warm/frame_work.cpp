#include "warm/frame_work.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <variant>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "render/rendition.hpp"
#include "warm/frame_digest.hpp"
#include "warm/task.hpp"

namespace noctis {

namespace {

// Calls body(i) for every frame until one fails; the error of the first that did, by number.
template <class Body>
Result<> for_each_frame(std::uint32_t count, FrameOrder order, const Slots::Hold& hold,
                        const Body& body) {
  std::atomic<std::uint32_t> first{count};  // that failed
  std::mutex mutex;                         // of its error
  Error error;
  const auto run = [&](std::uint32_t i) {
    if (first < i)
      return;
    if (const Result<> done = body(i); !done) {
      const std::scoped_lock lock(mutex);
      if (i < first) {
        first = i;
        error = done.error();
      }
    }
    hold.advance();
  };
  if (count == 1 || order == FrameOrder::one_by_one)
    for (std::uint32_t i = 0; i < count; ++i)
      run(i);
  else  // isolated, so that no thread takes up another file in the middle of this one
    tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::uint32_t{0}, count, run); });

  if (first == count)
    return {};
  if (count > 1)
    error.what = fmt::format("frame {}: {}", first + 1, error.what);
  return tl::unexpected(std::move(error));
}

// A frame so large that cores that have no other file help with its pictures: a mammogram.  Not one
// in colour, of which all presets are the same picture.
bool is_worth_splitting(const PixelLayout& layout) {
  constexpr std::size_t large = std::size_t{1} << 22;
  return !layout.is_color() && layout.photometric != Photometric::palette_color &&
         layout.sample_count() >= large && layout.sample_count() <= large_frame_samples;
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

RenditionRow row_of(Rendition& made, std::uint32_t number, const Digest& recipe) {
  RenditionRow row;
  row.frame = number + 1;
  row.kind = kind_of(made.form);
  row.preset = std::move(made.preset);
  row.recipe = recipe;
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
  return row;
}

// Of those renditions that are wanted.
FrameHarvest harvest_of(std::vector<Rendition>&& made, std::uint32_t number,
                        const std::vector<WantedRendition>& wanted) {
  FrameHarvest harvest;
  for (Rendition& rendition : made) {
    const auto asked = std::find_if(wanted.begin(), wanted.end(), [&](const WantedRendition& each) {
      return each.kind == kind_of(rendition.form) &&
             (each.preset == nullptr || each.preset->name == rendition.preset);
    });
    if (asked == wanted.end())
      continue;
    harvest.bytes_made += rendition.object.size();
    harvest.rows.push_back(row_of(rendition, number, asked->recipe));
    harvest.pictures.push_back(std::move(rendition.object));
  }
  return harvest;
}

// One alone may still have its pictures.
FrameHarvest sum_of(std::vector<FrameHarvest>&& harvests) {
  if (harvests.empty())
    return {};
  FrameHarvest all = std::move(harvests.front());
  for (std::size_t i = 1; i < harvests.size(); ++i)
    all.add(std::move(harvests[i]));
  return all;
}

}  // namespace

struct FrameWork::State {
  ObjectStore& objects;
  FingerprintKey key;
  std::uint32_t thumbnail_side;
  tbb::enumerable_thread_specific<FrameRenderer> renderers;

  State(ObjectStore& store, const FingerprintKey& key_of_store, Compression compression,
        std::uint32_t side)
      : objects(store),
        key(key_of_store),
        thumbnail_side(side),
        renderers([compression] { return FrameRenderer(compression); }) {}

  [[nodiscard]] Result<std::vector<Rendition>> render(const Frame& frame,
                                                      const DisplayAttributes& attributes,
                                                      const std::vector<WantedRendition>& wanted,
                                                      FrameOrder order);
  [[nodiscard]] Result<FrameHarvest> render(const FrameSource& source, std::uint32_t index,
                                            std::uint32_t number,
                                            const std::vector<WantedRendition>& wanted,
                                            FrameOrder order);
};

Result<std::vector<Rendition>> FrameWork::State::render(const Frame& frame,
                                                        const DisplayAttributes& attributes,
                                                        const std::vector<WantedRendition>& wanted,
                                                        FrameOrder order) {
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

  const std::size_t parts = presets.size() + (master ? 1 : 0);
  if (parts < 2 || order == FrameOrder::one_by_one || !is_worth_splitting(frame.layout))
    return renderers.local().render(frame, attributes, presets, master);
  std::vector<Result<std::vector<Rendition>>> made(parts);
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t i) {
      const bool is_preset = i < presets.size();
      const auto preset = std::span(presets).subspan(i, is_preset ? 1 : 0);
      made[i] =
          renderers.local().render(frame, attributes, preset, is_preset ? std::nullopt : master);
    });
  });
  std::vector<Rendition> all;
  for (Result<std::vector<Rendition>>& part : made) {
    if (!part)
      return failure(part);
    std::move(part->begin(), part->end(), std::back_inserter(all));
  }
  return all;
}

Result<FrameHarvest> FrameWork::State::render(const FrameSource& source, std::uint32_t index,
                                              std::uint32_t number,
                                              const std::vector<WantedRendition>& wanted,
                                              FrameOrder order) {
  const auto frame = source.frame(index);
  if (!frame)
    return failure(frame);
  const auto attributes = source.display_attributes(index);
  if (!attributes)
    return failure(attributes);
  auto made = render(*frame, *attributes, wanted, order);
  if (!made)
    return failure(made);
  return harvest_of(*std::move(made), number, wanted);
}

FrameWork::FrameWork(ObjectStore& objects, const FingerprintKey& key, Compression compression,
                     std::uint32_t thumbnail_side)
    : state_(std::make_unique<State>(objects, key, compression, thumbnail_side)) {}

FrameWork::~FrameWork() = default;

Result<Digest> FrameWork::digest_of(const FrameSource& source, const Digest& attributes_digest,
                                    FrameOrder order, const Slots::Hold& hold) const {
  std::vector<Digest> digests(source.frame_count());
  const Result<> hashed =
      for_each_frame(source.frame_count(), order, hold, [&](std::uint32_t i) -> Result<> {
        const auto frame = source.frame(i);
        if (!frame)
          return failure(frame);
        digests[i] = digest_of_frame(*frame, state_->key);
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
    digests[i] = digest_of_frame(*frame, state_->key);
    const auto wanted = wants.find(i);
    if (wanted == wants.end())
      return {};
    const auto attributes = source.display_attributes(i);
    if (!attributes)
      return failure(attributes);
    auto made = state_->render(*frame, *attributes, wanted->second, order);
    if (!made)
      return failure(made);
    harvests[i] = harvest_of(*std::move(made), i, wanted->second);
    if (count > 1 || !gains_by_company(harvests[i]))
      put_pictures(harvests[i], state_->objects);
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

  return Rendered{digest_of_frames(attributes_digest, digests), sum_of(std::move(harvests))};
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
        auto harvest = state_->render(*master, 0, number, wanted, order);
        if (!harvest)
          return failure(harvest);
        harvests[i] = std::move(*harvest);
        if (each.size() > 1 || !gains_by_company(harvests[i]))
          put_pictures(harvests[i], state_->objects);
        return {};
      });
  if (!rendered)
    return failure(rendered);
  return sum_of(std::move(harvests));
}

}  // namespace noctis
