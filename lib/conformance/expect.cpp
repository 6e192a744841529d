#include "conformance/expect.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "dicom/instance.hpp"
#include "render/master.hpp"

namespace noctis::conformance {

namespace {

tl::unexpected<Error> unlike(std::string text) {
  return tl::unexpected<Error>(Error{ErrorKind::malformed, std::move(text)});
}

// What a source hands out of one frame.
struct FrameAndAttributes {
  Frame frame;
  DisplayAttributes attributes;
};

Result<FrameAndAttributes> read(const FrameSource& source, std::uint32_t index) {
  if (index >= source.frame_count())
    return failure(ErrorKind::malformed, "there are {} frames, no frame {}", source.frame_count(),
                   index + 1);
  auto frame = source.frame(index);
  if (!frame)
    return failure(frame);
  auto attributes = source.display_attributes(index);
  if (!attributes)
    return failure(attributes);
  return FrameAndAttributes{*std::move(frame), *std::move(attributes)};
}

Result<FrameAndAttributes> read_file(const TinyFile& file, std::uint32_t index) {
  const auto instance = Instance::open(ByteSource::of(file.bytes()));
  return instance ? read(**instance, index) : failure(instance);
}

Result<FrameAndAttributes> through_master(const FrameAndAttributes& original) {
  PngEncoder encoder;
  const auto encoded = encode_master(original.frame, original.attributes, encoder);
  if (!encoded)
    return failure(encoded);
  const auto master = Master::open(encoded->object, encoded->format, encoded->attributes);
  return master ? read(*master, 0) : failure(master);
}

Result<> compare_with_master(const FrameAndAttributes& original, const View& view,
                             const Image8& image) {
  const auto copy = through_master(original);
  if (!copy)
    return unlike("there is no master: " + copy.error().what);
  const auto picture = FrameDisplay(copy->frame, copy->attributes).show(view);
  if (!picture)
    return unlike("the master cannot be shown: " + picture.error().what);
  if (picture->image != image)
    return unlike("the master's picture is not the file's");
  return {};
}

// White is 65535 there, 257 times 255.  Both are rounded from one value; where
// rows or columns have been added, they are blended from values already
// rounded.
Result<> compare_with_16_bits(const FrameAndAttributes& original, const View& view,
                              const Image8& image) {
  const auto deep = FrameDisplay(original.frame, original.attributes).show_16(view);
  if (!deep)
    return unlike("there is no picture of 16 bits: " + deep.error().what);
  if (deep->image.samples.size() != image.samples.size())
    return unlike("the picture of 16 bits has another size");
  const bool is_stored_matrix = image.samples.size() == original.frame.layout.pixel_count();
  const int most = is_stored_matrix ? 257 / 2 + 1 : 257;
  for (std::size_t i = 0; i < image.samples.size(); ++i) {
    if (std::abs(deep->image.samples[i] - 257 * image.samples[i]) > most)
      return unlike(fmt::format("pixel {} is {} of 16 bits and {} of 8", i + 1,
                                deep->image.samples[i], image.samples[i]));
  }
  return {};
}

bool has_remark(const Picture& picture, std::string_view rule) {
  return std::any_of(picture.remarks.begin(), picture.remarks.end(),
                     [rule](const Remark& remark) { return remark.rule == rule; });
}

std::string text_of(const VoiWindow& window) {
  return fmt::format("{}/{} \"{}\"", window.center, window.width, window.explanation);
}

}  // namespace

Result<Picture> show(const TinyFile& file, const View& view, std::uint32_t frame) {
  const auto original = read_file(file, frame);
  if (!original)
    return failure(original);
  auto picture = FrameDisplay(original->frame, original->attributes).show(view);
  if (!picture || !needs_master(original->frame.layout))
    return picture;
  if (const auto same = compare_with_master(*original, view, picture->image); !same)
    return failure(same);
  if (picture->image.channels > 1)
    return picture;
  if (const auto same = compare_with_16_bits(*original, view, picture->image); !same)
    return failure(same);
  return picture;
}

View by_window(double center, double width, VoiFunction function) {
  View view;
  view.kind = ViewKind::window;
  view.window = {center, width, function, {}};
  return view;
}

View by_kind(ViewKind kind) {
  View view;
  view.kind = kind;
  return view;
}

View by_file_view(std::uint32_t index) {
  View view;
  view.file_view = index;
  return view;
}

Expect& Expect::of(TinyFile file) {
  file_ = std::move(file);
  view_ = {};
  frame_ = 0;
  return *this;
}

Expect& Expect::by(const View& view) {
  view_ = view;
  return *this;
}

Expect& Expect::frame(std::uint32_t index) {
  frame_ = index;
  return *this;
}

Expect& Expect::shown(const std::function<Result<>(const Picture&)>& check) {
  if (!verdict_)
    return *this;
  const auto picture = show(*file_, view_, frame_);
  verdict_ = picture ? check(*picture) : failure(picture);
  return *this;
}

Expect& Expect::samples(std::uint32_t channels, const std::vector<int>& expected, int tolerance) {
  return shown([&](const Picture& picture) -> Result<> {
    const Image8& image = picture.image;
    if (image.channels != channels)
      return unlike(fmt::format("the picture has {} channels, not {}", image.channels, channels));
    if (image.samples.size() != expected.size())
      return unlike(
          fmt::format("the picture has {} samples, not {}", image.samples.size(), expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (std::abs(image.samples[i] - expected[i]) <= tolerance)
        continue;
      constexpr std::string_view names[] = {"red", "green", "blue"};
      return unlike(channels == 1 ? fmt::format("pixel {} is {}, not {}", i + 1, image.samples[i],
                                                expected[i])
                                  : fmt::format("{} of pixel {} is {}, not {}", names[i % 3],
                                                i / 3 + 1, image.samples[i], expected[i]));
    }
    return {};
  });
}

Expect& Expect::greys(const std::vector<int>& expected) {
  return samples(1, expected, 0);
}

Expect& Expect::colors(const std::vector<int>& expected, int tolerance) {
  return samples(3, expected, tolerance);
}

Expect& Expect::size(std::uint32_t width, std::uint32_t height) {
  return shown([&](const Picture& picture) -> Result<> {
    if (picture.image.width == width && picture.image.height == height)
      return {};
    return unlike(fmt::format("the picture is {} x {}, not {} x {}", picture.image.width,
                              picture.image.height, width, height));
  });
}

Expect& Expect::window(const VoiWindow& expected) {
  return shown([&](const Picture& picture) -> Result<> {
    const auto window = picture.window();
    if (window == expected)
      return {};
    return unlike(fmt::format("the window is {}, not {}", window ? text_of(*window) : "none",
                              text_of(expected)));
  });
}

Expect& Expect::no_window() {
  return shown([](const Picture& picture) -> Result<> {
    const auto window = picture.window();
    if (!window)
      return {};
    return unlike(fmt::format("there is a window, {}", text_of(*window)));
  });
}

Expect& Expect::remark(std::string_view rule) {
  return shown([&](const Picture& picture) -> Result<> {
    if (has_remark(picture, rule))
      return {};
    return unlike(fmt::format("nothing is recorded under {}", rule));
  });
}

Expect& Expect::no_remark(std::string_view rule) {
  return shown([&](const Picture& picture) -> Result<> {
    if (!has_remark(picture, rule))
      return {};
    return unlike(fmt::format("something is recorded under {}", rule));
  });
}

Expect& Expect::file_views(std::uint32_t expected) {
  if (!verdict_)
    return *this;
  const auto original = read_file(*file_, frame_);
  if (!original) {
    verdict_ = failure(original);
    return *this;
  }
  const auto seen = FrameDisplay(original->frame, original->attributes).file_view_count();
  if (seen != expected)
    verdict_ = unlike(fmt::format("the file has {} views, not {}", seen, expected));
  return *this;
}

Expect& Expect::refused(ErrorKind kind, std::string_view named) {
  if (!verdict_)
    return *this;
  const auto picture = show(*file_, view_, frame_);
  if (picture)
    verdict_ = unlike("it is shown, not refused");
  else if (picture.error().kind != kind)
    verdict_ = unlike(fmt::format("it is refused as {}, not {}: {}", name_of(picture.error().kind),
                                  name_of(kind), picture.error().what));
  else if (picture.error().what.find(named) == std::string::npos)
    verdict_ = unlike(fmt::format("the reason does not name {}: {}", named, picture.error().what));
  return *this;
}

Expect& Expect::that(bool holds, std::string_view otherwise) {
  if (verdict_ && !holds)
    verdict_ = unlike(std::string(otherwise));
  return *this;
}

}  // namespace noctis::conformance
