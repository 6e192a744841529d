// What is in the PNG files that are made: R28, R31.

#include <algorithm>
#include <string>

#include "conformance/codestreams.hpp"
#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "dicom/instance.hpp"
#include "image/png.hpp"
#include "render/rendition.hpp"

namespace noctis::conformance {

namespace {

// The preset `default`: full size, then a thumbnail.
Result<std::vector<Rendition>> render(const TinyFile& file, std::uint32_t side) {
  const auto instance = Instance::open(ByteSource::of(file.bytes()));
  if (!instance)
    return failure(instance);
  const auto frame = (*instance)->frame(0);
  if (!frame)
    return failure(frame);
  const auto attributes = (*instance)->display_attributes(0);
  if (!attributes)
    return failure(attributes);
  const PresetTable presets = PresetTable::built_in();
  const WantedPreset wanted{presets.find("default"), true, side};
  return FrameRenderer().render(*frame, *attributes, {&wanted, 1}, std::nullopt);
}

Result<> expect_profile(const TinyFile& file, bool expected) {
  const auto renditions = render(file, 2);
  if (!renditions)
    return failure(renditions);
  for (const Rendition& rendition : *renditions) {
    const bool seen = as_text(rendition.object).find("iCCP") != std::string_view::npos;
    if (seen != expected)
      return failure(ErrorKind::malformed, "a PNG has {}", seen ? "a profile" : "no profile");
  }
  return {};
}

Result<> expect_thumbnail(const TinyFile& file, std::uint32_t side,
                          const std::vector<std::uint8_t>& expected) {
  const auto renditions = render(file, side);
  if (!renditions)
    return failure(renditions);
  const auto decoded = decode_png(renditions->back().object);
  if (!decoded)
    return failure(decoded);
  const auto* image = std::get_if<Image8>(&*decoded);
  if (image == nullptr || image->samples.size() != expected.size())
    return failure(ErrorKind::malformed, "the thumbnail has not {} samples", expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (image->samples[i] != expected[i])
      return failure(ErrorKind::malformed, "pixel {} is {}, not {}", i + 1, image->samples[i],
                     expected[i]);
  }
  return {};
}

// Both, one after the other.
Result<> both(const Result<>& first, const Result<>& second) {
  return first ? second : first;
}

// The least that an ICC profile can be: a header and no tags (ICC.1 7.2).
Bytes profile_bytes() {
  Bytes profile(132);
  const auto put = [&profile](std::size_t at, std::string_view letters) {
    std::copy(letters.begin(), letters.end(), profile.begin() + static_cast<std::ptrdiff_t>(at));
  };
  profile[3] = 132;
  put(12, "mntr");
  put(16, "RGB XYZ ");
  put(36, "acsp");
  return profile;
}

TinyDataset icc_profile() {
  return TinyDataset().bytes(DCM_ICCProfile, "OB", profile_bytes());
}

// In an APP2 segment behind the codestream's first marker (ICC.1 B.4).
Result<> expect_profile_of_codestream() {
  const auto plain = encode_color(phantom::encode_jpeg_baseline, 8, 8,
                                  std::vector<std::int32_t>(192, 100), "YBR_FULL");
  if (!plain)
    return failure(plain);
  Bytes segment = {0xFF, 0xE2, 0x00, 0x94};  // of 2 + 12 + 2 + 132 bytes
  for (const char letter : std::string_view("ICC_PROFILE\0\1\1", 14))
    segment.push_back(static_cast<std::uint8_t>(letter));
  const Bytes profile = profile_bytes();
  segment.insert(segment.end(), profile.begin(), profile.end());
  Bytes codestream = *plain;
  codestream.insert(codestream.begin() + 2, segment.begin(), segment.end());
  const auto encapsulated = [](const Bytes& bytes) {
    return color(std::vector<std::int64_t>(3), "YBR_FULL")
        .matrix(8, 8)
        .encapsulate("1.2.840.10008.1.2.4.50", {bytes});
  };
  return both(expect_profile(encapsulated(codestream), true),
              expect_profile(encapsulated(*plain), false));
}

constexpr Check table[] = {
    {28, "PS3.18 8.3.5.1.3", "a thumbnail is the area average of the picture",
     [] {
       // Blocks of 2 x 2: 255 / 4 = 63.75, 100, (10 + 20 + 30 + 40) / 4 = 25, 127.5.
       return expect_thumbnail(grey(8, {0, 0, 100, 100,    //
                                        0, 255, 100, 100,  //
                                        10, 20, 0, 255,    //
                                        30, 40, 255, 0})
                                   .matrix(4, 4)
                                   .with(byte_window()),
                               2, {64, 100, 25, 128});
     }},
    {28, "PS3.18 8.3.5.1.3", "a pixel that lies in two of a thumbnail's counts for its share",
     [] {
       // Each takes 1.5 pixels: (0 + 90 / 2) / 1.5 and (90 / 2 + 255) / 1.5.
       return expect_thumbnail(grey(8, {0, 90, 255}).with(byte_window()), 2, {30, 200});
     }},
    {28, "PS3.18 8.3.5.1.3", "a thumbnail is averaged after the window, not before",
     [] {
       // Before, 0 and 1000 would be 500, white.
       return expect_thumbnail(grey(16, {0, 1000, 1000, 0}).matrix(2, 2).with(byte_window()), 1,
                               {128});
     }},
    {28, "PS3.18 8.3.5.1.3", "a thumbnail is never enlarged",
     [] {
       return expect_thumbnail(grey(8, {1, 2, 3, 4}).matrix(2, 2).with(byte_window()), 256,
                               {1, 2, 3, 4});
     }},
    {31, "PS3.3 C.11.15", "the ICC profile of a colour image is in its PNG files",
     [] {
       return both(expect_profile(color({1, 2, 3}).with(icc_profile()), true),
                   expect_profile(color({1, 2, 3}), false));
     }},
    {31, "PS3.3 C.8.12.5", "an ICC profile may be the first optical path's",
     [] {
       return expect_profile(
           color({1, 2, 3}).with(sequence(DCM_OpticalPathSequence, {icc_profile()})), true);
     }},
    {31, "PS3.18 8.3.5.1.5", "where the file has no ICC profile, the codestream's is taken",
     [] { return expect_profile_of_codestream(); }},
    {31, "PS3.18 8.3.5.1.5", "a grey PNG never has an ICC profile",
     [] {
       return expect_profile(grey(8, {1, 2, 3}).with(icc_profile()), false);
     }},
};

}  // namespace

std::span<const Check> picture_file_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
