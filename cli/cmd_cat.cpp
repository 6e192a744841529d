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
#include "image/png.hpp"
#include "image/resize.hpp"
#include "render/look.hpp"
#include "render/master.hpp"
#include "render/preset.hpp"
#include "render/window_text.hpp"
#include "store/index.hpp"
#include "store/object_store.hpp"

namespace noctis::cli {

namespace {

struct CatOptions {
  std::string id;
  std::string preset;
  std::string window;
  std::uint32_t frame = 1;
  bool thumbnail = false;
  std::uint32_t size = 0;
  bool force = false;
};

// One stored image and what is asked of it.
class Looker {
 public:
  Looker(const Index& index, const ObjectStore& objects, StoredInstance image,
         const CatOptions& options)
      : index_(index), objects_(objects), image_(std::move(image)), options_(options) {}

  [[nodiscard]] Result<Bytes> look() const {
    if (options_.frame < 1 || options_.frame > std::max(image_.instance.frames, 1U))
      return failure(ErrorKind::usage, "--frame is {}, of {}", options_.frame,
                     image_.instance.frames);
    if (options_.thumbnail)
      return stored(RenditionKind::thumbnail, preset_name());
    return picture();
  }

 private:
  [[nodiscard]] std::string preset_name() const {
    return options_.preset.empty() ? "default" : options_.preset;
  }

  [[nodiscard]] Result<Bytes> picture() const {
    if (!options_.window.empty()) {
      const auto window = parse_window(options_.window);
      if (!window)
        return failure(window);
      View view;
      view.kind = ViewKind::window;
      view.window = *window;
      return made_from_master(view);
    }
    auto warmed = stored(RenditionKind::display, preset_name());
    if (warmed)
      return options_.size == 0 ? warmed : shrunk(*warmed);
    if (warmed.error().kind != ErrorKind::not_found)
      return warmed;
    const PresetTable table = PresetTable::built_in();
    const auto view = table.view_named(preset_name());
    if (!view)
      return failure(ErrorKind::usage, "no preset is named \"{}\"", preset_name());
    const Preset* preset = table.find(preset_name());
    if (preset != nullptr && !applies_to(*preset, image_.modality, image_.instance.hounsfield_units,
                                         image_.instance.color))
      return failure(ErrorKind::usage, "the preset \"{}\" does not suit this {} image",
                     preset_name(), image_.modality);
    return made_from_master(*view);
  }

  [[nodiscard]] Result<Bytes> stored(RenditionKind kind, const std::string& preset) const {
    const auto row = index_.rendition(image_.id, options_.frame, kind, preset);
    if (!row)
      return failure(ErrorKind::not_found, "no {}{} of frame {} is in the store", preset,
                     kind == RenditionKind::thumbnail ? " thumbnail" : "", options_.frame);
    return objects_.get(row->object);
  }

  [[nodiscard]] Result<Bytes> made_from_master(const View& view) const {
    const auto row = index_.rendition(image_.id, options_.frame, RenditionKind::master, "");
    if (!row)
      return failure(ErrorKind::not_found,
                     "frame {} has no master in the store to make that look from", options_.frame);
    const auto object = objects_.get(row->object);
    if (!object)
      return failure(object);
    const auto master = Master::open(*object, row->format, row->display_attributes);
    if (!master)
      return failure(master);
    const auto frame = master->frame(0);
    const auto attributes = master->display_attributes(0);
    if (!frame || !attributes)
      return failure(ErrorKind::damaged, "the master of frame {} cannot be read", options_.frame);
    PngEncoder encoder;
    auto made =
        FrameLooks(*frame, *attributes).make({.view = view, .side = options_.size}, encoder);
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
  StoredInstance image_;
  const CatOptions& options_;
};

// A UID has dots; what has none is an integer id where one is there, else an object's address.
std::optional<StoredInstance> find_image(const Index& index, const std::string& id) {
  if (id.find('.') != std::string::npos)
    return index.instance_with_uid(id);
  const auto number = to_integer(id);
  return number ? index.instance(*number) : std::nullopt;
}

Result<Bytes> bytes_for(const CatOptions& options, const Globals& globals) {
  const Index index = Index::open(globals.store);
  const ObjectStore objects = ObjectStore::open_for_reading(globals.store);
  if (auto image = find_image(index, options.id))
    return Looker(index, objects, std::move(*image), options).look();
  if (options.id.find('.') != std::string::npos)
    return failure(ErrorKind::not_found, "no image {} is in the store", options.id);
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
         "An image's SOP Instance UID or integer id, or an object's address or a prefix of "
         "it that no other object has")
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
  cat->add_option("--frame", options->frame, "Of an image: which frame, from 1")
      ->capture_default_str()
      ->type_name("N");
  auto* thumbnail = cat->add_flag("--thumbnail", options->thumbnail,
                                  "Of an image: the warmed thumbnail of the preset")
                        ->excludes(window);
  cat->add_option("--size", options->size, "Of an image: shrunk to fit in N x N")
      ->check(CLI::Range(1, 65535).description(""))
      ->type_name("N")
      ->excludes(thumbnail);
  cat->add_flag("-f,--force", options->force, "Write even if standard output is a terminal");
  cat->callback([options, &globals, &job] {
    job = [options, &globals] { return run_cat(*options, globals); };
  });
}

}  // namespace noctis::cli
