// Milliseconds and bytes a picture of noctis' PNG encoder beside libpng's own, on the same pictures
// in the same run: windowed pictures, their thumbnails and 16-bit masters of phantom studies, or of
// the files of a folder.  The encoders take turns; medians of the rounds are printed, and how long
// the default takes on each path that this processor has.
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
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "base/byte_source.hpp"
#include "base/file.hpp"
#include "base/vector_path.hpp"
#include "dicom/instance.hpp"
#include "display/frame_display.hpp"
#include "image/png.hpp"
#include "image/resize.hpp"
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
      const std::string group = modality + " " + (picture->image.channels == 3 ? "colour" : name);
      groups[group + ", thumbnail"].emplace_back(shrink_to_fit(picture->image, 256));
      groups[group].emplace_back(std::move(picture->image));
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
  bool once = false;  // it takes long
};

Way ours(std::string name, Compression compression, VectorPath path = fastest_vector_path()) {
  const auto encoder = std::make_shared<PngEncoder>(compression, path);
  return {std::move(name),
          [encoder](const Picture8Or16& picture) {
            return std::visit([&](const auto& image) { return encoder->encode(image)->size(); },
                              picture);
          },
          compression == Compression::small};
}

// Of one way, a picture.
struct Cost {
  double milliseconds = 0;
  double bytes = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::vector<Cost> costs_of(const std::vector<Way>& ways, const std::vector<Picture8Or16>& pictures,
                           int rounds) {
  std::vector<std::vector<double>> milliseconds(ways.size());
  std::vector<std::size_t> bytes(ways.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t way = 0; way < ways.size(); ++way) {
      if (ways[way].once && round != 0)
        continue;
      bytes[way] = 0;
      const auto start = std::chrono::steady_clock::now();
      for (const Picture8Or16& picture : pictures)
        bytes[way] += ways[way].bytes_of(picture);
      const std::chrono::duration<double, std::milli> taken =
          std::chrono::steady_clock::now() - start;
      milliseconds[way].push_back(taken.count());
    }
  std::vector<Cost> costs;
  const auto count = static_cast<double>(pictures.size());
  for (std::size_t way = 0; way < ways.size(); ++way)
    costs.push_back({median(milliseconds[way]) / count, static_cast<double>(bytes[way]) / count});
  return costs;
}

void compare_with_libpng(const Groups& groups, int rounds) {
  const std::vector<Way> ways = {
      {"libpng",
       [](const Picture8Or16& picture) {
         return std::visit([](const auto& image) { return by_libpng(image).size(); }, picture);
       }},
      ours("default", Compression::normal),
      ours("fast", Compression::fast),
      ours("small", Compression::small),
  };
  fmt::print("median of {} rounds (of small one), a picture\n\n{:<30}{:>9}", rounds, "",
             "pictures");
  for (const Way& way : ways)
    fmt::print("{:>12} ms{:>11}", way.name, "bytes");
  fmt::print("   default: faster, bytes\n");
  for (const auto& [name, pictures] : groups) {
    const std::vector<Cost> costs = costs_of(ways, pictures, rounds);
    fmt::print("{:<30}{:>9}", name, pictures.size());
    for (const Cost& cost : costs)
      fmt::print("{:>15.3f}{:>11.0f}", cost.milliseconds, cost.bytes);
    fmt::print("{:>17.1f}x{:>+6.1f}%\n", costs[0].milliseconds / costs[1].milliseconds,
               100 * (costs[1].bytes / costs[0].bytes - 1));
    std::fflush(stdout);
  }
}

void compare_paths(const Groups& groups, int rounds) {
  std::vector<Way> ways;
  fmt::print("\n{:<30}", "default, ms by path");
  for (const VectorPath path : vector_paths()) {
    fmt::print("{:>10}", name_of(path));
    ways.push_back(ours(std::string(name_of(path)), Compression::normal, path));
  }
  fmt::print("\n");
  for (const auto& [name, pictures] : groups) {
    fmt::print("{:<30}", name);
    for (const Cost& cost : costs_of(ways, pictures, rounds))
      fmt::print("{:>10.3f}", cost.milliseconds);
    fmt::print("\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto [rounds, files, dir] = bench_arguments(argc, argv, 7, 8);
  const Groups groups = dir ? pictures_of(*dir, files) : phantom_pictures(files);
  compare_with_libpng(groups, rounds);
  compare_paths(groups, rounds);
  return 0;
}
