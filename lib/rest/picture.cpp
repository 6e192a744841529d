#include "rest/picture.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "image/png.hpp"
#include "image/resize.hpp"
#include "render/look.hpp"
#include "render/master.hpp"
#include "render/preset_text.hpp"

namespace noctis {

namespace {

// Of "LINEAR", "LINEAR_EXACT", "SIGMOID", as the index has them.
VoiFunction function_of(std::string_view name) noexcept {
  if (name == "LINEAR_EXACT")
    return VoiFunction::linear_exact;
  return name == "SIGMOID" ? VoiFunction::sigmoid : VoiFunction::linear;
}

PictureFacts facts_of(const RenditionRow& row) {
  PictureFacts facts{.object = row.object, .width = row.width, .height = row.height};
  if (row.window_center && row.window_width)
    facts.window = VoiWindow{.center = *row.window_center,
                             .width = *row.window_width,
                             .function = function_of(row.voi_function)};
  return facts;
}

// What work needs of an object: its row, and its file, which several copies of the work share.
struct OpenedObject {
  RenditionRow row;
  std::shared_ptr<const UniqueFd> file;

  [[nodiscard]] Answered<Bytes> read() const {
    Result<Bytes> bytes = read_at(file->get(), 0, row.bytes);
    if (!bytes)
      return tl::unexpected<Refusal>(refusal_of(bytes.error()));
    return *std::move(bytes);
  }
};

Answered<MadePicture> made(PictureFacts facts, Result<Bytes> png) {
  if (!png)
    return tl::unexpected<Refusal>(refusal_of(png.error()));
  facts.object = ObjectId::of(*png);
  facts.cached = false;
  return MadePicture{std::move(facts), *std::move(png)};
}

// A look that was not warmed.
Answered<MadePicture> make_from_master(const OpenedObject& object, const Look& look,
                                       const std::string& preset) {
  const auto bytes = object.read();
  if (!bytes)
    return refuse(bytes);
  const auto master = Master::open(*bytes, object.row.format, object.row.display_attributes);
  if (!master)
    return tl::unexpected<Refusal>(refusal_of(master.error()));
  const auto frame = master->frame(0);
  const auto attributes = master->display_attributes(0);
  if (!frame || !attributes)
    return tl::unexpected<Refusal>(refusal_of((frame ? attributes.error() : frame.error())));
  FrameLooks looks(*frame, *attributes);
  if (file_view_of(preset) && !looks.suits({.name = preset, .view = look.view}))
    return refuse(400, "this image has no look \"{}\"", preset);
  PngEncoder encoder;
  auto picture = looks.make(look, encoder);
  if (!picture)
    return tl::unexpected<Refusal>(refusal_of(picture.error()));
  PictureFacts facts{.object = {}, .width = picture->width, .height = picture->height};
  facts.window = std::move(picture->window);
  return made(std::move(facts), std::move(picture->png));
}

// The full-size picture inverted and shrunk: all that can be asked of one without a master.
Answered<MadePicture> make_from_picture(const OpenedObject& object, bool invert,
                                        std::uint32_t side) {
  const auto bytes = object.read();
  if (!bytes)
    return refuse(bytes);
  auto decoded = decode_png(*bytes);
  if (!decoded)
    return tl::unexpected<Refusal>(refusal_of(decoded.error()));
  auto* const image = std::get_if<Image8>(&*decoded);
  if (image == nullptr)
    return refuse(500, "the picture in the store is none of 8 bits");
  if (invert)
    for (std::uint8_t& sample : image->samples)
      sample = static_cast<std::uint8_t>(255 - sample);
  if (side != 0)
    *image = shrink_to_fit(*image, side);
  PictureFacts facts = facts_of(object.row);
  facts.width = image->width;
  facts.height = image->height;
  PngEncoder encoder;
  return made(std::move(facts), encoder.encode(*image, {.icc_profile = icc_profile_of(*bytes)}));
}

// The row names an object that is not there: no status, for nobody is told.
constexpr unsigned object_is_gone = 0;

bool fits(const RenditionRow& row, std::uint32_t side) noexcept {
  return std::max(row.width, row.height) <= side;
}

// One image, one frame, and what is asked of it.
class Finder {
 public:
  Finder(const StoreReaders& readers, const WarmedLooks& looks, const ShownImage& image,
         const ImageRequest& request, std::uint32_t frame, std::uint32_t default_side)
      : readers_(readers),
        looks_(looks),
        image_(image),
        request_(request),
        frame_(frame),
        side_(request.is_thumbnail ? request.size.value_or(default_side) : 0),
        // R14: of colour, which is warmed in default, every look is that picture.
        preset_(image.color ? "default" : request.preset),
        picture_came_along_(picture_key_of(request).frame == frame && preset_ == request.preset) {}

  // Where what the row names has gone: the row is looked up again.
  [[nodiscard]] Answered<PictureSource> find_again() {
    picture_came_along_ = false;
    return find();
  }

  [[nodiscard]] Answered<PictureSource> find() {
    const auto display = display_row();
    if (request_.is_thumbnail && !request_.size)
      side_ = warmed_side().value_or(side_);
    if (request_.is_thumbnail && !inverts())
      if (auto thumbnail = thumbnail_row(display))
        return stored(*thumbnail);
    if (display && !inverts() && (side_ == 0 || fits(*display, side_)))
      return stored(*display);
    // A thumbnail is shrunk from the full-size picture (R28); colour has nothing else to be made
    // of.
    if (display && (image_.color || !inverts()))
      return from_picture(*display);
    if (image_.color)
      return no_picture();
    return from_master();
  }

 private:
  [[nodiscard]] bool inverts() const noexcept {
    const Preset* const preset = looks_.presets().find(preset_);
    return request_.view.invert != (preset != nullptr && preset->view.invert);
  }

  // The view without what was asked of it beside its name.
  [[nodiscard]] View plain_view() const {
    View view = request_.view;
    const Preset* const preset = looks_.presets().find(preset_);
    if (image_.color && preset != nullptr)
      return preset->view;
    if (preset != nullptr) {
      view.invert = preset->view.invert;
      view.square_pixels = preset->view.square_pixels;
    }
    return view;
  }

  [[nodiscard]] bool is_as_stored(const RenditionRow& row) const noexcept {
    return row.width == image_.columns && row.height == image_.rows;
  }

  [[nodiscard]] std::optional<RenditionRow> looked_up(RenditionKind kind,
                                                      std::string_view preset) const {
    return readers_.index.rendition(image_.id, frame_, kind, preset);
  }

  // The warmed full-size picture; what was warmed when the preset, or noctis, was another one is
  // not what is asked for.
  [[nodiscard]] std::optional<RenditionRow> display_row() const {
    const Digest* const recipe = looks_.display_recipe_of(preset_, plain_view());
    if (recipe == nullptr)
      return std::nullopt;
    auto row = picture_came_along_ ? image_.picture : looked_up(RenditionKind::display, preset_);
    if (!row || row->recipe != *recipe)
      return std::nullopt;
    // Pixels that are square already are as they are stored (R17).
    if (!request_.view.square_pixels && !is_as_stored(*row))
      return std::nullopt;
    return row;
  }

  // Of the image's thumbnails, as the default preset's tells, which every image is warmed in: the
  // preset that is asked for may not have been warmed.
  [[nodiscard]] std::optional<std::uint32_t> warmed_side() const {
    const auto row = looked_up(RenditionKind::thumbnail, "default");
    const auto full = looked_up(RenditionKind::display, "default");
    // One as large as the picture was not shrunk, to whatever side.
    if (!row || !full || row->object == full->object)
      return std::nullopt;
    return std::max(row->width, row->height);
  }

  // The warmed thumbnail, where it is of the side that is asked for.
  [[nodiscard]] std::optional<RenditionRow> thumbnail_row(
      const std::optional<RenditionRow>& display) const {
    const View view = plain_view();
    if (looks_.display_recipe_of(preset_, view) == nullptr || !request_.view.square_pixels)
      return std::nullopt;
    auto row = looked_up(RenditionKind::thumbnail, preset_);
    if (!row)
      return std::nullopt;
    // One that was shrunk has a side as long as what it was shrunk to; one that was not is the
    // full-size picture.
    const std::uint32_t side = request_.size.value_or(std::max(row->width, row->height));
    const bool is_full_size = display && display->object == row->object && fits(*row, side);
    if (is_full_size || row->recipe == stored_thumbnail_recipe(view, side))
      return row;
    return std::nullopt;
  }

  [[nodiscard]] Answered<PictureSource> stored(const RenditionRow& row) const {
    auto file = open(row);
    if (!file)
      return refuse(file);
    return StoredPicture{facts_of(row), *std::move(file), row.bytes};
  }

  [[nodiscard]] Answered<PictureSource> from_picture(const RenditionRow& row) const {
    auto file = open(row);
    if (!file)
      return refuse(file);
    const OpenedObject object{row, std::make_shared<const UniqueFd>(*std::move(file))};
    return PictureWork([object, invert = inverts(), side = side_] {
      return make_from_picture(object, invert, side);
    });
  }

  [[nodiscard]] Answered<PictureSource> from_master() const {
    const auto row = looked_up(RenditionKind::master, "");
    if (!row)
      return refuse(404, "frame {} has no master in the store to make that picture from", frame_);
    if (row->recipe != stored_master_recipe())
      return refuse(404, "the master of frame {} was made by another noctis: warm again", frame_);
    auto file = open(*row);
    if (!file)
      return refuse(file);
    const OpenedObject object{*row, std::make_shared<const UniqueFd>(*std::move(file))};
    return PictureWork(
        [object, look = Look{.view = request_.view, .side = side_}, preset = request_.preset] {
          return make_from_master(object, look, preset);
        });
  }

  [[nodiscard]] tl::unexpected<Refusal> no_picture() const {
    if (!request_.view.square_pixels)
      return refuse(404,
                    "colour has no master, and its warmed picture of frame {} is not of the "
                    "stored pixels",
                    frame_);
    return refuse(404,
                  "no picture of frame {} is in the store: colour has no master to make it from",
                  frame_);
  }

  [[nodiscard]] Answered<UniqueFd> open(const RenditionRow& row) const {
    Result<UniqueFd> file = readers_.objects.open(row.object, row.bytes);
    if (file)
      return *std::move(file);
    if (file.error().kind == ErrorKind::not_found)
      return tl::unexpected<Refusal>(Refusal{object_is_gone, {}, file.error().what});
    return tl::unexpected<Refusal>(refusal_of(file.error()));
  }

  const StoreReaders& readers_;
  const WarmedLooks& looks_;
  const ShownImage& image_;
  const ImageRequest& request_;
  std::uint32_t frame_;
  std::uint32_t side_;  // 0: full size
  std::string preset_;
  bool picture_came_along_;  // or that there is none
};

}  // namespace

PictureKey picture_key_of(const ImageRequest& request) {
  return {.frame = request.frame.value_or(0), .preset = request.preset};
}

Answered<PictureSource> find_picture(const StoreReaders& readers, const WarmedLooks& looks,
                                     const ShownImage& image, const ImageRequest& request,
                                     std::uint32_t frame, std::uint32_t default_side) {
  const Preset* const preset = looks.presets().find(request.preset);
  if (preset != nullptr &&
      !applies_to(*preset, image.modality, image.hounsfield_units, image.color))
    return refuse(400, "the preset \"{}\" does not suit this {} image", request.preset,
                  image.modality);
  if (image.color && file_view_of(request.preset))
    return refuse(400, "this image has no look \"{}\": it is of colour", request.preset);
  Finder finder(readers, looks, image, request, frame, default_side);
  auto found = finder.find();
  // A removal may have come between the row and its object.
  if (!found && found.error().status == object_is_gone)
    found = finder.find_again();
  if (!found && found.error().status == object_is_gone)
    return tl::unexpected<Refusal>(
        Refusal{500, "the store lacks the picture", std::move(found.error().cause)});
  return found;
}

}  // namespace noctis
