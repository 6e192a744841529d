// Milliseconds and bytes a picture of noctis' PNG encoder beside libpng's own, on the same pictures
// in the same run: windowed pictures and 16-bit masters of phantom studies, or of the files of a
// folder.  The encoders take turns; medians of the rounds are printed.
//
//   bench_png_encoders [--rounds N] [--files N] [DIR]
//
// N phantoms of each kind, or that many files of DIR at most.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "base/byte_source.hpp"
#include "base/file.hpp"
#include "dicom/instance.hpp"
#include "display/frame_display.hpp"
#include "image/png.hpp"
#include "phantom/phantom.hpp"
#include "render/preset.hpp"
#include "tests/bench/support/arguments.hpp"
#include "tests/support/by_libpng.hpp"

using namespace noctis;

namespace {

using Picture8Or16 = std::variant<Image8, Image16>;
using Groups = std::map<std::string, std::vector<Picture8Or16>>;

void add_pictures(Groups& groups, const FrameSource& source, const std::string& modality) {
  const PresetTable presets = PresetTable::built_in();
  const auto frame = source.frame(0);
  const auto attributes = source.display_attributes(0);
  if (!frame || !attributes)
    return;
  FrameDisplay display(*frame, *attributes);
  std::vector<std::string> names = {"default"};
  if (modality == "CT")
    names = {"soft_tissue", "lung"};
  for (const std::string& name : names)
    if (auto picture = display.show(*presets.view_named(name))) {
      const bool color = picture->image.channels == 3;
      groups[modality + " " + (color ? "colour" : name)].emplace_back(std::move(picture->image));
    }
  const auto* words = std::get_if<std::vector<std::uint16_t>>(&frame->samples);
  if (words != nullptr && frame->layout.samples_per_pixel == 1)
    groups[modality + " 16 bits"].emplace_back(
        Image16{frame->layout.columns, frame->layout.rows, 1, *words});
}

void add_file(Groups& groups, ByteSource bytes) {
  const auto instance = Instance::open(std::move(bytes));
  if (instance && (*instance)->kind() == InstanceKind::image)
    add_pictures(groups, **instance, (*instance)->attributes().series.modality);
}

Groups phantom_pictures(int instances) {
  Groups groups;
  for (const PhantomKind kind :
       {PhantomKind::ct, PhantomKind::mr, PhantomKind::cr, PhantomKind::us}) {
    PhantomSpec spec;
    spec.kind = kind;
    spec.instances = static_cast<std::uint32_t>(instances);
    for (std::uint32_t i = 0; i < spec.instances; ++i)
      if (auto file = phantom_file(spec, i))
        add_file(groups, ByteSource::of(std::move(*file)));
  }
  return groups;
}

Groups pictures_of(const std::filesystem::path& folder, int enough) {
  Groups groups;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  if (files.size() > static_cast<std::size_t>(enough))
    files.resize(static_cast<std::size_t>(enough));
  for (const std::filesystem::path& file : files)
    if (auto bytes = ByteSource::open(file.string()))
      add_file(groups, std::move(*bytes));
  return groups;
}

struct Way {
  std::string name;
  std::function<std::size_t(const Picture8Or16&)> bytes_of;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

int main(int argc, char** argv) {
  const auto [rounds, files, dir] = bench_arguments(argc, argv, 7, 8);
  const Groups groups = dir ? pictures_of(*dir, files) : phantom_pictures(files);

  PngEncoder fast(Compression::fast), normal(Compression::normal);
  const auto ours = [](PngEncoder& encoder) {
    return [&encoder](const Picture8Or16& picture) {
      return std::visit([&](const auto& image) { return encoder.encode(image)->size(); }, picture);
    };
  };
  const std::vector<Way> ways = {
      {"libpng",
       [](const Picture8Or16& picture) {
         return std::visit([](const auto& image) { return by_libpng(image).size(); }, picture);
       }},
      {"default", ours(normal)},
      {"fast", ours(fast)},
  };
  fmt::print("median of {} rounds, a picture\n\n{:<20}{:>9}", rounds, "", "pictures");
  for (const Way& way : ways)
    fmt::print("{:>12} ms{:>11}", way.name, "bytes");
  fmt::print("{:>10}{:>9}\n", "faster", "bytes");
  for (const auto& [name, pictures] : groups) {
    std::vector<std::vector<double>> milliseconds(ways.size());
    std::vector<std::size_t> bytes(ways.size());
    for (int round = 0; round < rounds; ++round)
      for (std::size_t way = 0; way < ways.size(); ++way) {
        bytes[way] = 0;
        const auto start = std::chrono::steady_clock::now();
        for (const Picture8Or16& picture : pictures)
          bytes[way] += ways[way].bytes_of(picture);
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - start;
        milliseconds[way].push_back(taken.count() / static_cast<double>(pictures.size()));
      }
    fmt::print("{:<20}{:>9}", name, pictures.size());
    for (std::size_t way = 0; way < ways.size(); ++way)
      fmt::print("{:>15.3f}{:>11}", median(milliseconds[way]), bytes[way] / pictures.size());
    fmt::print("{:>9.1f}x{:>+8.1f}%\n", median(milliseconds[0]) / median(milliseconds[1]),
               100 * (static_cast<double>(bytes[1]) / static_cast<double>(bytes[0]) - 1));
  }
  return 0;
}
