// Writes synthetic DICOM studies: something to convert where there are no patients.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/choice.hpp"
#include "phantom/phantom.hpp"

using namespace noctis;

namespace {

struct Options {
  std::filesystem::path folder;
  std::string kind;
  std::string transfer_syntax = "explicit";
  PhantomSpec spec;
};

std::string help_of_syntaxes() {
  std::string text = "Transfer syntaxes (or a UID):";
  for (const PhantomSyntax& syntax : phantom_syntaxes())
    text += "\n  " + std::string(syntax.name) + std::string(24 - syntax.name.size(), ' ') +
            std::string(syntax.uid) + (syntax.lossless ? "" : "  lossy");
  text += "\n\nKinds:";
  for (const PhantomKind kind : phantom_kinds())
    text += " " + std::string(name_of(kind));
  return text + "\n\nThe same options make the same bytes, everywhere and always.";
}

void add_what(CLI::App& app, Options& options) {
  PhantomSpec& spec = options.spec;
  app.add_option("OUT", options.folder, "Folder that the studies go to; made where it is missing")
      ->required();
  app.add_option("-k,--kind", options.kind, "What to make; without it one study of each kind");
  app.add_option("-s,--seed", spec.seed, "Patient, UIDs, anatomy and noise")->capture_default_str();
  app.add_option("-n,--instances", spec.instances, "Files: the slices of ct, mr and pt")
      ->capture_default_str();
  app.add_option("--frames", spec.frames, "Frames of us, nm, enhanced-ct, segmentation, rt-dose");
  app.add_option("--rows", spec.rows, "Height in pixels");
  app.add_option("--columns", spec.columns, "Width in pixels");
  app.add_option("-t,--transfer-syntax", options.transfer_syntax, "Name or UID, see below")
      ->capture_default_str();
}

void add_pixels(CLI::App& app, Options& options) {
  PhantomSpec& spec = options.spec;
  const cli::Choices<PhantomColor> colors{{"rgb", PhantomColor::rgb},
                                          {"ybr-full", PhantomColor::ybr_full},
                                          {"ybr-full-422", PhantomColor::ybr_full_422}};
  app.add_option("--bits-stored", spec.bits_stored, "10 to 16, as the kind allows");
  app.add_flag("--signed", spec.is_signed, "Signed stored values: ct, pt, enhanced-ct");
  app.add_flag_callback(
      "--unsigned", [&spec] { spec.is_signed = false; }, "Unsigned ones");
  app.add_flag("--monochrome1", spec.monochrome1, "Stored upside down: mr, cr, dx, nm");
  cli::add_choice(app, "--color", spec.color, colors, "Colour model of us and secondary-capture")
      ->option_text("rgb|ybr-full|ybr-full-422");
  app.add_flag("--planar", spec.planar, "Colour by plane");
  app.add_option("--palette-bits", spec.palette_bits, "8 or 16")->capture_default_str();
  app.add_flag("--fractional", spec.fractional, "A segmentation of 8 bits");
  app.add_flag_callback(
      "--no-noise", [&spec] { spec.noise = false; }, "Smooth images");
}

void add_attributes(CLI::App& app, Options& options) {
  PhantomSpec& spec = options.spec;
  const cli::Choices<PhantomOffsets> offsets{{"basic", PhantomOffsets::basic},
                                             {"extended", PhantomOffsets::extended},
                                             {"none", PhantomOffsets::none}};
  app.add_flag("--padding", spec.padding, "ct: Pixel Padding Value outside the scan's circle");
  app.add_flag("--overlay", spec.overlay, "A frame in an overlay plane");
  app.add_flag("--voi-lut", spec.voi_lut, "A VOI LUT instead of a window: ct, mr, cr, dx");
  app.add_flag_callback(
      "--no-window", [&spec] { spec.window = false; }, "Neither window nor VOI LUT");
  app.add_option("--patient-name", spec.patient_name, "In UTF-8");
  app.add_option("--character-set", spec.specific_character_set, "Specific Character Set")
      ->capture_default_str();
  cli::add_choice(app, "--offsets", spec.offsets, offsets, "Offset table of encapsulated pixels")
      ->option_text("basic|extended|none");
  app.add_option("--fragment-bytes", spec.fragment_bytes, "Cut frames into fragments, even");
}

// Without a kind everything but the seed is the quick start's own choice.
void need_kind(const CLI::App& app) {
  if (app.count("--kind") > 0)
    return;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    if (option->count() > 0 && name != "--seed" && name != "OUT")
      throw CLI::RequiresError(name, "--kind");
  }
}

Result<std::vector<PhantomSpec>> studies_of(const Options& options) {
  if (options.kind.empty())
    return quickstart_studies(options.spec.seed);
  PhantomSpec spec = options.spec;
  const auto kind = phantom_kind_from(options.kind);
  if (!kind)
    return failure(ErrorKind::usage, "no kind \"{}\"", options.kind);
  spec.kind = *kind;
  spec.transfer_syntax_uid = options.transfer_syntax;
  return std::vector<PhantomSpec>{spec};
}

int run(const Options& options) {
  const auto studies = studies_of(options);
  if (!studies) {
    std::cerr << "phantom: " << escape_controls(studies.error().what) << '\n';
    return 2;
  }
  for (const PhantomSpec& spec : *studies) {
    const auto paths = write_phantom(options.folder, spec);
    if (!paths) {
      std::cerr << "phantom: " << name_of(spec.kind) << ": " << escape_controls(paths.error().what)
                << '\n';
      return paths.error().kind == ErrorKind::io ? 1 : 2;
    }
    std::cout << escape_controls(paths->front().parent_path().string()) << "  "
              << name_of(spec.kind) << ", " << paths->size()
              << (paths->size() == 1 ? " file" : " files") << '\n';
  }
  return 0;
}

int run_program(int argc, char** argv) {
  Options options;
  CLI::App app("Writes synthetic DICOM studies", "phantom");
  add_what(app, options);
  add_pixels(app, options);
  add_attributes(app, options);
  app.footer(help_of_syntaxes());
  try {
    app.parse(argc, argv);
    need_kind(app);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return run(options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_program(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "phantom: %s\n", error.what());
    return 1;
  }
}
