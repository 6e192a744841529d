#include "render/rendition.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "display/frame_display.hpp"
#include "image/resize.hpp"
#include "render/encode_picture.hpp"
#include "render/master.hpp"
#include "render/recipe.hpp"

namespace noctis {

namespace {

// A view and its full-size picture, once that was needed.
struct ShownView {
  View view;
  std::optional<Picture> picture = std::nullopt;
};

// The renditions of one frame while they are made.
class FrameRenditions {
 public:
  FrameRenditions(const Frame& frame, const DisplayAttributes& attributes, PngEncoder& encoder)
      : frame_(frame), attributes_(attributes), encoder_(encoder), display_(frame, attributes) {}

  Result<> add(const WantedPreset& wanted) {
    const View& asked = wanted.preset->view;
    ShownView look{what_counts_of(asked)};
    if (wanted.display) {
      Rendition rendition{.form = RenditionForm::display,
                          .preset = wanted.preset->name,
                          .recipe = display_recipe(asked)};
      if (auto added = add(std::move(rendition), display_recipe(look.view), look, 0); !added)
        return added;
    }
    const std::uint32_t side = wanted.thumbnail_side;
    if (side == 0)
      return {};
    Rendition rendition{.form = RenditionForm::thumbnail,
                        .preset = wanted.preset->name,
                        .recipe = thumbnail_recipe(asked, side)};
    return add(std::move(rendition), thumbnail_recipe(look.view, side), look, side);
  }

  Result<> add_master(const Digest& recipe) {
    Result<EncodedMaster> master = encode_master(frame_, attributes_, encoder_);
    if (!master)
      return failure(master);
    renditions_.push_back({.form = RenditionForm::master,
                           .recipe = recipe,
                           .object = std::move(master->object),
                           .width = master->width,
                           .height = master->height,
                           .format = std::move(master->format),
                           .attributes = std::move(master->attributes)});
    return {};
  }

  std::vector<Rendition> finish() && { return std::move(renditions_); }

 private:
  // Windows say nothing about colour (R14): what differs in them alone is the same picture.
  [[nodiscard]] View what_counts_of(View view) const {
    if (display_.is_color()) {
      view.kind = ViewKind::file;
      view.file_view = 0;
    }
    return view;
  }

  // `content` is the recipe of what counts; a side of 0 is the full size.
  Result<> add(Rendition rendition, const Digest& content, ShownView& look, std::uint32_t side) {
    if (const Rendition* const same = made_before(content)) {
      rendition.object = same->object;
      rendition.width = same->width;
      rendition.height = same->height;
      rendition.window = same->window;
    } else if (auto made = make(rendition, look, side); !made) {
      return made;
    }
    contents_.push_back(content);
    renditions_.push_back(std::move(rendition));
    return {};
  }

  [[nodiscard]] const Rendition* made_before(const Digest& content) const {
    const auto found = std::ranges::find(contents_, content);
    return found == contents_.end()
               ? nullptr
               : &renditions_[static_cast<std::size_t>(found - contents_.begin())];
  }

  Result<> make(Rendition& rendition, ShownView& look, std::uint32_t side) {
    if (!look.picture) {
      Result<Picture> shown = display_.show(look.view);
      if (!shown)
        return failure(shown);
      look.picture = *std::move(shown);
    }
    rendition.window = look.picture->window();
    return side == 0 ? encode(rendition, look.picture->image)
                     : encode(rendition, shrink_to_fit(look.picture->image, side));
  }

  Result<> encode(Rendition& rendition, const Image8& image) {
    Result<Bytes> png = encode_picture(encoder_, image, frame_, attributes_);
    if (!png)
      return failure(png);
    rendition.object = *std::move(png);
    rendition.width = image.width;
    rendition.height = image.height;
    return {};
  }

  const Frame& frame_;
  const DisplayAttributes& attributes_;
  PngEncoder& encoder_;
  FrameDisplay display_;
  std::vector<Rendition> renditions_;
  std::vector<Digest> contents_;  // of each rendition
};

}  // namespace

Result<std::vector<Rendition>> FrameRenderer::render(const Frame& frame,
                                                     const DisplayAttributes& attributes,
                                                     std::span<const WantedPreset> wanted,
                                                     const std::optional<Digest>& master_recipe) {
  FrameRenditions renditions(frame, attributes, encoder_);
  for (const WantedPreset& each : wanted) {
    if (const Result<> added = renditions.add(each); !added)
      return failure(added);
  }
  if (master_recipe && needs_master(frame.layout)) {
    if (const Result<> added = renditions.add_master(*master_recipe); !added)
      return failure(added);
  }
  return std::move(renditions).finish();
}

}  // namespace noctis
