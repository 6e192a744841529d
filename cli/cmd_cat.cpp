// noctis cat: write one stored object, or one look of a stored image, to standard output.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/standard_output.hpp"
#include "display/representative.hpp"
#include "image/png.hpp"
#include "image/resize.hpp"
#include "render/look.hpp"
#include "render/master.hpp"
#include "render/preset.hpp"
#include "render/preset_text.hpp"
#include "render/stored_recipe.hpp"
#include "render/window_text.hpp"
#include "rest/stands_for.hpp"
#include "store/index.hpp"
#include "store/object_store.hpp"

namespace noctis::cli {

namespace {

struct CatOptions {
  std::string id;
  std::string preset;
  std::string window;
  std::optional<std::uint32_t> frame;
  bool thumbnail = false;
  std::uint32_t size = 0;
  bool force = false;
  /// An option of the command line that says something of an image alone.
  std::optional<std::string> is_for_images;
};

struct FoundImage {
  StoredInstance stored;
  bool stands_for_others = false;  ///< for a series or a study, whose UID was given
};

// One stored image and what is asked of it.
class Looker {
 public:
  Looker(const Index& index, const ObjectStore& objects, const PresetTable& presets,
         FoundImage image, const CatOptions& options)
      : index_(index),
        objects_(objects),
        presets_(presets),
        image_(std::move(image.stored)),
        options_(options) {
    // R30: a thumbnail, and what stands for more than itself, is of the frame that does so.
    const std::uint32_t frames = std::max(image_.instance.frames, 1U);
    const bool stands_for = image.stands_for_others || options.thumbnail;
    frame_ = options.frame.value_or(
        stands_for ? representative_frame(frames, image_.instance.representative_frame_number) : 1);
  }

  [[nodiscard]] Result<Bytes> look() const {
    if (frame_ < 1 || frame_ > std::max(image_.instance.frames, 1U))
      return failure(ErrorKind::usage, "--frame is {}, of {}", frame_, image_.instance.frames);
    if (!options_.window.empty())
      return through_window();
    const auto view = view_of_preset();
    if (!view)
      return failure(view);
    if (options_.thumbnail)
      return thumbnail(*view);
    const auto row = stored(RenditionKind::display);
    // What was warmed when the preset, or noctis, was another one is not what is asked for.
    if (row && row->recipe == stored_display_recipe(*view)) {
      auto png = objects_.get(row->object);
      return options_.size == 0 || !png ? png : shrunk(*png);
    }
    return made_from_master(*view);
  }

 private:
  // R14: of colour, which is warmed in default alone, each preset is that picture.
  [[nodiscard]] std::string preset_name() const {
    const bool is_default = options_.preset.empty() || image_.instance.color;
    return is_default ? "default" : options_.preset;
  }

  [[nodiscard]] Result<View> view_of_preset() const {
    if (!options_.preset.empty() && !presets_.view_named(options_.preset))
      return failure(ErrorKind::usage, "no preset is named \"{}\"", options_.preset);
    if (image_.instance.color && file_view_of(options_.preset))
      return failure(ErrorKind::usage, "this image has no look \"{}\": it is of colour",
                     options_.preset);
    const Preset* const preset = presets_.find(preset_name());
    if (preset != nullptr && !applies_to(*preset, image_.modality, image_.instance.hounsfield_units,
                                         image_.instance.color))
      return failure(ErrorKind::usage, "the preset \"{}\" does not suit this {} image",
                     preset_name(), image_.modality);
    return *presets_.view_named(preset_name());
  }

  [[nodiscard]] Result<Bytes> through_window() const {
    const auto window = parse_window(options_.window);
    if (!window)
      return failure(window);
    View view;
    view.kind = ViewKind::window;
    view.window = *window;
    return made_from_master(view);
  }

  [[nodiscard]] std::optional<RenditionRow> stored(RenditionKind kind) const {
    return index_.rendition(image_.id, frame_, kind,
                            kind == RenditionKind::master ? "" : preset_name());
  }

  // Of whatever side was warmed.
  [[nodiscard]] Result<Bytes> thumbnail(const View& view) const {
    constexpr std::uint32_t longest_side = 1024;  // of --thumbnail-side
    const auto row = stored(RenditionKind::thumbnail);
    for (std::uint32_t side = 1; row && side <= longest_side; ++side)
      if (row->recipe == stored_thumbnail_recipe(view, side))
        return objects_.get(row->object);
    return failure(ErrorKind::not_found, "no {} thumbnail of frame {} is in the store{}",
                   preset_name(), frame_,
                   row ? ", only one of another definition: warm again" : "");
  }

  [[nodiscard]] Result<Bytes> made_from_master(const View& view) const {
    const auto row = stored(RenditionKind::master);
    if (!row)
      return failure(ErrorKind::not_found,
                     "frame {} has no master in the store to make that look from", frame_);
    if (row->recipe != stored_master_recipe())
      return failure(ErrorKind::not_found,
                     "the master of frame {} was made by another noctis: warm again", frame_);
    const auto object = objects_.get(row->object);
    if (!object)
      return failure(object);
    const auto master = Master::open(*object, row->format, row->display_attributes);
    if (!master)
      return failure(master);
    const auto frame = master->frame(0);
    const auto attributes = master->display_attributes(0);
    if (!frame || !attributes)
      return failure(ErrorKind::damaged, "the master of frame {} cannot be read", frame_);
    FrameLooks looks(*frame, *attributes);
    if (file_view_of(options_.preset) && !looks.suits({.name = options_.preset, .view = view}))
      return failure(ErrorKind::usage, "this image has no look \"{}\"", options_.preset);
    PngEncoder encoder;
    auto made = looks.make({.view = view, .side = options_.size}, encoder);
    if (!made)
      return failure(made);
    return std::move(made->png);
  }

  [[nodiscard]] Result<Bytes> shrunk(ByteView picture) const {
    const auto image = decode_png(picture);
    if (!image)
      return failure(image);
    PngEncoder encoder;
    if (const auto* bytes = std::get_if<Image8>(&*image))
      return encoder.encode(shrink_to_fit(*bytes, options_.size),
                            {.icc_profile = icc_profile_of(picture)});
    return failure(ErrorKind::unsupported, "--size of a picture of 16 bits");
  }

  const Index& index_;
  const ObjectStore& objects_;
  const PresetTable& presets_;
  StoredInstance image_;
  const CatOptions& options_;
  std::uint32_t frame_ = 1;
};

// A UID has dots; what has none is an integer id where one is there, else an object's address.
std::optional<FoundImage> find_image(const Index& index, const std::string& id) {
  if (id.find('.') != std::string::npos) {
    if (auto image = index.instance_with_uid(id))
      return FoundImage{std::move(*image)};
    if (auto image = image_that_stands_for(index, id))
      return FoundImage{std::move(*image), true};
    return std::nullopt;
  }
  const auto number = to_integer(id);
  auto image = number ? index.instance(*number) : std::nullopt;
  return image ? std::optional(FoundImage{std::move(*image)}) : std::nullopt;
}

Result<Bytes> bytes_for(const CatOptions& options, const Globals& globals) {
  const Index index = Index::open(globals.store);
  const ObjectStore objects = ObjectStore::open_for_reading(globals.store);
  if (auto image = find_image(index, options.id)) {
    const Looker looker(index, objects, globals.presets, std::move(*image), options);
    auto bytes = looker.look();
    // A removal may have come between the row and its object: the row is looked up again.
    if (!bytes && bytes.error().kind == ErrorKind::not_found)
      bytes = looker.look();
    return bytes;
  }
  if (options.id.find('.') != std::string::npos)
    return failure(ErrorKind::not_found, "no image, series or study {} is in the store",
                   options.id);
  if (options.is_for_images)
    return failure(ErrorKind::usage, "{} names an object, which is written as it is: no --{}",
                   options.id, *options.is_for_images);
  const Result<ObjectId> id = objects.resolve(options.id);
  if (!id)
    return failure(id);
  return objects.get(*id);
}

ExitCode run_cat(const CatOptions& options, const Globals& globals) {
  // A PNG typed at a terminal is never what was meant, and can leave the terminal unusable.
  if (stdout_is_terminal() && !options.force)
    return fail({ErrorKind::unsupported, "will not write an image to a terminal (use --force)"});
  require_store(globals);
  const Result<Bytes> bytes = bytes_for(options, globals);
  if (!bytes)
    return fail(bytes.error());
  return write_stdout(*bytes);
}

}  // namespace

void add_cat(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<CatOptions>();
  CLI::App* cat = app.add_subcommand("cat", "Write one stored object to standard output");
  cat->add_option(
         "ID", options->id,
         "An image's SOP Instance UID or integer id, the UID of a series or study, whose middle "
         "image it is then, or an object's address or a prefix of it that no other object has")
      ->required()
      ->type_name("");
  auto* preset = cat->add_option("--preset", options->preset, "Of an image: the preset's name")
                     ->type_name("NAME");
  auto* window =
      cat->add_option("--window", options->window,
                      "Of an image: any window, made from the master; FUNCTION is linear, "
                      "linear-exact or sigmoid")
          ->type_name("CENTER,WIDTH[,FUNCTION]")
          ->excludes(preset);
  cat->add_option("--frame", options->frame,
                  "Of an image: which frame, from 1; else the first, of a thumbnail the middle one")
      ->type_name("N");
  auto* thumbnail = cat->add_flag("--thumbnail", options->thumbnail,
                                  "Of an image: the warmed thumbnail of the preset")
                        ->excludes(window);
  cat->add_option("--size", options->size, "Of an image: shrunk to fit in N x N")
      ->check(CLI::Range(1, 65535).description(""))
      ->type_name("N")
      ->excludes(thumbnail);
  cat->add_flag("-f,--force", options->force, "Write even if standard output is a terminal");
  cat->callback([options, cat, &globals, &job] {
    for (const char* const name : {"preset", "window", "frame", "thumbnail", "size"})
      if (cat->count(std::string("--") + name) > 0)
        options->is_for_images = name;
    job = [options, &globals] { return run_cat(*options, globals); };
  });
}

}  // namespace noctis::cli
