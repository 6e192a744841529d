#include "convert/convert.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "phantom/phantom.hpp"
#include "support/temporary_folder.hpp"
#include "tests/dicom/dataset_writer.hpp"
#include "warm/walker.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

// What a run told, in its order.
class Listener final : public ConvertProgress {
 public:
  void picture_made(const ConvertedPicture& picture) override {
    events.push_back(fs::path(picture.path).filename().string() + " " +
                     std::to_string(picture.frame) + " " + picture.preset);
    pictures.push_back(picture);
  }
  void file_ended(const FileReport& report) override {
    events.push_back(fs::path(report.path).filename().string() + " " +
                     std::string(name_of(report.outcome)));
    reports.push_back(report);
    if (at_end_of_file)
      at_end_of_file();
  }
  void note(std::string_view text) override { notes.emplace_back(text); }

  std::vector<std::string> events;
  std::vector<ConvertedPicture> pictures;
  std::vector<FileReport> reports;
  std::vector<std::string> notes;
  std::function<void()> at_end_of_file;
};

// Keeps what it is given.
class Memory final : public Destination {
 public:
  [[nodiscard]] std::string place_of(const std::string& name) const override { return name; }
  void put(const std::string& name, ByteView png) override {
    const std::scoped_lock lock(mutex_);
    CHECK(pictures.emplace(name, Bytes(png.begin(), png.end())).second);
  }
  std::map<std::string, Bytes> pictures;

 private:
  std::mutex mutex_;
};

struct Bench {
  test::TemporaryFolder folder;
  ConvertOptions options;
  Memory memory;
  Listener listener;

  Bench() {
    options.presets = {*PresetTable::built_in().find("default")};
    options.names = *NameTemplate::parse("{stem}-{frame}-{preset}");
    options.jobs = 2;
  }

  void write(const std::string& name, const Bytes& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << as_text(bytes);
  }
  void write_phantoms(PhantomSpec spec) const {
    REQUIRE(write_phantom(folder.path(), spec).has_value());
  }

  Summary run() {
    memory.pictures.clear();
    listener = Listener();
    if (options.inputs.roots.empty() && !options.inputs.standard_input)
      options.inputs.roots = normalized_roots({folder.path().string()});
    return convert(options, &memory, listener, {});
  }

  // The first sample of a picture.
  std::uint8_t grey_of(const std::string& name) const {
    const auto found = memory.pictures.find(name);
    REQUIRE(found != memory.pictures.end());
    const auto image = decode_png(found->second);
    REQUIRE(image.has_value());
    return std::get<Image8>(*image).samples.front();
  }
};

// An image all of whose stored values are 258, of one series, with a slope of its own and the
// window 258 +- 1 by LINEAR_EXACT.
Bytes sloped(std::string_view modality, std::string_view slope, std::string_view instance) {
  test::DatasetWriter image;
  image.text({0x0008, 0x0016}, "UI", "1.2.840.10008.5.1.4.1.1.4")
      .text({0x0008, 0x0018}, "UI", instance)
      .text({0x0008, 0x0060}, "CS", modality)
      .text({0x0020, 0x000D}, "UI", "1.2.3")
      .text({0x0020, 0x000E}, "UI", "1.2.3.1")
      .numbers({0x0028, 0x0002}, "US", {1})
      .text({0x0028, 0x0004}, "CS", "MONOCHROME2")
      .numbers({0x0028, 0x0010}, "US", {2})
      .numbers({0x0028, 0x0011}, "US", {3})
      .numbers({0x0028, 0x0100}, "US", {16})
      .numbers({0x0028, 0x0101}, "US", {12})
      .numbers({0x0028, 0x0102}, "US", {11})
      .numbers({0x0028, 0x0103}, "US", {0})
      .text({0x0028, 0x1050}, "DS", "258")
      .text({0x0028, 0x1051}, "DS", "2")
      .text({0x0028, 0x1052}, "DS", "0")
      .text({0x0028, 0x1053}, "DS", slope)
      .text({0x0028, 0x1056}, "CS", "LINEAR_EXACT");
  test::add_pixels(image, 6);
  return test::part10("1.2.840.10008.1.2.1", image.bytes());
}

Bytes black(std::uint16_t side, std::string_view modality = "OT") {
  test::DatasetWriter image;
  image.text({0x0008, 0x0018}, "UI", "1.2.3.4")
      .text({0x0008, 0x0060}, "CS", modality)
      .text({0x0020, 0x000E}, "UI", "1.2.3.1")
      .numbers({0x0028, 0x0002}, "US", {1})
      .text({0x0028, 0x0004}, "CS", "MONOCHROME2")
      .numbers({0x0028, 0x0010}, "US", {side})
      .numbers({0x0028, 0x0011}, "US", {side})
      .numbers({0x0028, 0x0100}, "US", {8})
      .numbers({0x0028, 0x0101}, "US", {8})
      .numbers({0x0028, 0x0102}, "US", {7})
      .numbers({0x0028, 0x0103}, "US", {0})
      .element({0x7FE0, 0x0010}, "OW", Bytes(std::size_t{side} * side));
  return test::part10("1.2.840.10008.1.2.1", image.bytes());
}

PhantomSpec phantom(PhantomKind kind, std::uint32_t instances, std::uint32_t frames = 0) {
  PhantomSpec spec;
  spec.kind = kind;
  spec.rows = 32;
  spec.columns = 48;
  spec.instances = instances;
  spec.frames = frames;
  return spec;
}

// An element of one unsigned short, in Explicit VR Little Endian.
std::array<std::uint8_t, 10> unsigned_short(std::uint16_t element, std::uint16_t value) {
  return {0x28,
          0x00,
          static_cast<std::uint8_t>(element),
          static_cast<std::uint8_t>(element >> 8),
          'U',
          'S',
          2,
          0,
          static_cast<std::uint8_t>(value),
          static_cast<std::uint8_t>(value >> 8)};
}

// The place of one of group 0028.  Precondition: the file has it.
Bytes::iterator find_unsigned_short(Bytes& file, std::uint16_t element) {
  const auto head = unsigned_short(element, 0);
  const auto found = std::search(file.begin(), file.end(), head.begin(), head.end() - 2);
  REQUIRE(found != file.end());
  return found;
}

// Where the items of encapsulated pixels begin, the offset table's first.
std::vector<std::size_t> items_of(const Bytes& file) {
  constexpr std::uint8_t pixel_data[] = {0xE0, 0x7F, 0x10, 0x00};
  constexpr std::uint8_t item[] = {0xFE, 0xFF, 0x00, 0xE0};
  std::vector<std::size_t> items;
  auto at =
      std::search(file.begin(), file.end(), std::begin(pixel_data), std::end(pixel_data)) + 12;
  while (std::equal(std::begin(item), std::end(item), at)) {
    items.push_back(static_cast<std::size_t>(at - file.begin()));
    at += 8 + load_little_endian<std::uint32_t>(ByteView(file).subspan(items.back() + 4));
  }
  return items;
}

}  // namespace

TEST_SUITE("convert/convert") {
  TEST_CASE("names, pictures and the order of events do not depend on the number of threads") {
    Bench bench;
    bench.write_phantoms(phantom(PhantomKind::ct, 9));
    bench.write_phantoms(phantom(PhantomKind::us, 1, 12));
    bench.write("notes.txt", {'n', 'o'});
    const PresetTable table = PresetTable::built_in();
    bench.options.presets = {*table.find("default"), *table.find("lung")};
    bench.options.names = *NameTemplate::parse("{modality}");  // all of a kind collide
    bench.options.jobs = 1;
    const Summary alone = bench.run();
    const auto pictures = bench.memory.pictures;
    const auto events = bench.listener.events;
    CHECK(pictures.size() == 9 * 2 + 12 * 2);
    CHECK(alone.pictures == 9 * 2 + 12 * 2);
    for (const unsigned jobs : {2U, 7U}) {
      bench.options.jobs = jobs;
      bench.run();
      CHECK(bench.memory.pictures == pictures);
      CHECK(bench.listener.events == events);
    }
  }

  TEST_CASE("R11: padding beyond Bits Stored is cut as the pixels are, whatever compresses them") {
    // Codestreams of as many bits as Bits Stored, and of whole words.
    for (const std::uint16_t bits : {std::uint16_t{12}, std::uint16_t{16}}) {
      for (const bool has_range : {false, true}) {
        Bench bench;
        bench.options.presets = {*PresetTable::built_in().find("full")};
        for (const PhantomSyntax& syntax : phantom_syntaxes()) {
          const bool is_explicit_little =
              syntax.name != "implicit" && syntax.name != "big-endian" && syntax.name != "deflated";
          if (!syntax.lossless || !is_explicit_little)
            continue;
          PhantomSpec spec = phantom(PhantomKind::ct, 1);
          spec.padding = true;  // 0
          spec.bits_stored = bits;
          spec.transfer_syntax_uid = syntax.uid;
          Bytes file = *phantom_file(spec, 0);
          const auto set = [&](std::uint16_t element, std::uint16_t value) {
            const auto whole = unsigned_short(element, value);
            std::copy(whole.begin(), whole.end(), find_unsigned_short(file, element));
          };
          set(0x0101, 12);
          set(0x0102, 11);
          set(0x0120, 0xF000);
          if (has_range) {
            const auto limit = unsigned_short(0x0121, 16);
            file.insert(find_unsigned_short(file, 0x0120) + 10, limit.begin(), limit.end());
          }
          bench.write(std::string(syntax.name), file);
        }
        bench.run();
        CAPTURE(bits);
        CAPTURE(has_range);
        REQUIRE(bench.memory.pictures.contains("explicit-1-full.png"));
        const Bytes& native = bench.memory.pictures["explicit-1-full.png"];
        CHECK(bench.memory.pictures.size() == 8);
        for (const auto& [name, picture] : bench.memory.pictures) {
          CAPTURE(name);
          CHECK(picture == native);
        }
      }
    }
  }

  TEST_CASE("the pictures of a file are told by frame and preset, then its end") {
    Bench bench;
    bench.write("a.dcm", *phantom_file(phantom(PhantomKind::nm, 1, 2), 0));
    const PresetTable table = PresetTable::built_in();
    bench.options.presets = {*table.find("full"), *table.find("auto")};
    bench.run();
    CHECK(bench.listener.events == std::vector<std::string>{"a.dcm 1 full", "a.dcm 1 auto",
                                                            "a.dcm 2 full", "a.dcm 2 auto",
                                                            "a.dcm rendered"});
    CHECK(bench.memory.pictures.contains("a-2-auto.png"));
  }

  TEST_CASE("a frame that cannot be decoded keeps no other from being made") {
    Bench bench;
    PhantomSpec spec = phantom(PhantomKind::nm, 1, 3);
    spec.transfer_syntax_uid = "1.2.840.10008.1.2.5";
    Bytes file = *phantom_file(spec, 0);
    const auto items = items_of(file);
    REQUIRE(items.size() == 4);
    // The number of segments of the second frame: at most 15 (PS3.5 G.5).
    std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(items[2]) + 8, 4, std::uint8_t{0xff});
    bench.write("a.dcm", file);
    bench.run();
    REQUIRE(bench.listener.reports.size() == 1);
    CHECK(bench.listener.reports[0].outcome == FileOutcome::failed);
    CHECK(bench.listener.reports[0].reason.starts_with("frame 2: "));
    CHECK(bench.listener.reports[0].pictures == 2);
    CHECK(bench.memory.pictures.contains("a-1-default.png"));
    CHECK(bench.memory.pictures.contains("a-3-default.png"));
    CHECK(bench.memory.pictures.size() == 2);
  }

  TEST_CASE("each kind of input ends in its own way") {
    Bench bench;
    Bytes image = sloped("MR", "1", "1.2.3.4");
    bench.write("a_picture", image);
    bench.write("b_text", {'h', 'e', 'l', 'l', 'o'});
    bench.write("c_empty", {});
    image.resize(image.size() - 20);  // in the last element, the pixels
    bench.write("d_cut", Bytes(image.begin(), image.begin() + 200));
    const Summary summary = bench.run();
    REQUIRE(bench.listener.reports.size() == 4);
    CHECK(bench.listener.reports[0].outcome == FileOutcome::rendered);
    CHECK(bench.listener.reports[1].outcome == FileOutcome::not_dicom);
    CHECK(bench.listener.reports[2].outcome == FileOutcome::not_dicom);
    CHECK(bench.listener.reports[3].outcome == FileOutcome::failed);
    CHECK(summary.image_files == 1);
    CHECK(summary.failures() == 1);
  }

  TEST_CASE("standard input is an input, before all files") {
    Bench bench;
    bench.write("a", sloped("MR", "1", "1.2.3.4"));
    bench.options.inputs.roots = normalized_roots({(bench.folder / "a").string()});
    bench.options.inputs.standard_input = sloped("MR", "1", "1.2.3.4");
    bench.options.stored_windows = true;  // looks at it twice
    bench.run();
    CHECK(bench.listener.events ==
          std::vector<std::string>{"- 1 default", "- rendered", "a 1 default", "a rendered"});
    CHECK(bench.memory.pictures.contains("stdin-1-default.png"));
  }

  TEST_CASE("frames that are so large that they are made alone come last and are made") {
    Bench bench;
    bench.write("a_large", black(5800));  // 33.64 million samples, more than 2^25
    bench.write("b_small", black(16));
    bench.write("c_large", black(5800));
    bench.options.side = 8;
    bench.options.compression = Compression::fast;
    bench.run();
    CHECK(bench.listener.events ==
          std::vector<std::string>{"b_small 1 default", "b_small rendered", "a_large 1 default",
                                   "a_large rendered", "c_large 1 default", "c_large rendered"});
  }

  TEST_CASE(
      "equal names are numbered in the order of the inputs, also of files that are made last") {
    constexpr std::uint32_t more_than_at_once = 300;
    Bench bench;
    bench.write("a_small", black(16, "US"));
    bench.write("b_long", *phantom_file(phantom(PhantomKind::us, 1, more_than_at_once), 0));
    bench.write("c_large", black(5800, "US"));
    bench.write("d_small", black(16, "US"));
    bench.options.names = *NameTemplate::parse("{modality}");
    bench.options.side = 8;
    bench.options.compression = Compression::fast;
    bench.run();
    std::map<std::string, std::vector<std::string>> places;
    for (const ConvertedPicture& picture : bench.listener.pictures)
      places[fs::path(picture.path).filename()].push_back(*picture.place);
    CHECK(places["a_small"] == std::vector<std::string>{"US.png"});
    std::vector<std::string> of_frames;
    for (std::uint32_t frame = 1; frame <= more_than_at_once; ++frame)
      of_frames.push_back("US~" + std::to_string(1 + frame) + ".png");
    CHECK(places["b_long"] == of_frames);
    CHECK(places["c_large"] == std::vector<std::string>{"US~302.png"});
    CHECK(places["d_small"] == std::vector<std::string>{"US~303.png"});
  }

  TEST_CASE("a file of other frames once its turn comes has no names for them, and fails") {
    const Bytes image = *phantom_file(phantom(PhantomKind::us, 1, 300), 0);
    for (const std::uint32_t other : {299U, 301U}) {
      CAPTURE(other);
      Bench bench;
      bench.write("a", image);
      bench.write("b", image);
      bench.options.inputs.roots = normalized_roots({bench.folder.path().string()});
      bench.listener.at_end_of_file = [&] {
        bench.write("b", *phantom_file(phantom(PhantomKind::us, 1, other), 0));
      };
      (void)convert(bench.options, &bench.memory, bench.listener, {});
      CHECK(bench.memory.pictures.size() == 300);
      CHECK(bench.listener.events.back() == "b failed");
    }
  }

  TEST_CASE("a lone picture is of the first frame, and it is said that there are more") {
    Bench bench;
    bench.write("a", *phantom_file(phantom(PhantomKind::nm, 1, 3), 0));
    bench.options.lone_picture = true;
    bench.run();
    CHECK(bench.memory.pictures.size() == 1);
    CHECK(bench.memory.pictures.contains("a-1-default.png"));
    REQUIRE(bench.listener.notes.size() == 1);
    CHECK(bench.listener.notes[0].find("frame 1 of 3") != std::string::npos);

    bench.options.frame = 2;
    bench.run();
    CHECK(bench.memory.pictures.contains("a-2-default.png"));
    CHECK(bench.listener.notes.empty());

    bench.options.frame = 4;
    bench.run();
    CHECK(bench.memory.pictures.empty());
    CHECK(bench.listener.reports[0].outcome == FileOutcome::failed);
    CHECK(bench.listener.reports[0].reason == "--frame is 4, of 3");
  }

  TEST_CASE("presets that do not suit an image are left out, and where none does the file fails") {
    Bench bench;
    bench.write("a", sloped("MR", "1", "1.2.3.4"));
    const PresetTable table = PresetTable::built_in();
    bench.options.presets = {*table.find("lung"), *table.find("full")};
    bench.run();
    CHECK(bench.listener.events == std::vector<std::string>{"a 1 full", "a rendered"});
    bench.options.presets = {*table.find("lung")};
    bench.run();
    REQUIRE(bench.listener.reports.size() == 1);
    CHECK(bench.listener.reports[0].outcome == FileOutcome::failed);
    CHECK(bench.listener.reports[0].reason == "the preset lung does not suit this MR image");
  }

  TEST_CASE("R21: a window outside the values of the whole series is in stored values, if asked") {
    // Stored 258 is 2.58 and 5.16 in modality values; the window is 257 to 259.
    Bench bench;
    bench.write("a", sloped("MR", "0.01", "1.2.3.4"));
    bench.write("b", sloped("MR", "0.02", "1.2.3.5"));
    bench.run();
    CHECK(bench.grey_of("a-1-default.png") == 0);
    bench.options.stored_windows = true;
    bench.run();
    CHECK(bench.grey_of("a-1-default.png") == 128);  // the window's center: 127.5
    CHECK(bench.grey_of("b-1-default.png") == 128);

    // A third image of the series reaches into the window: 25800.
    bench.write("c", sloped("MR", "100", "1.2.3.6"));
    bench.run();
    CHECK(bench.grey_of("a-1-default.png") == 0);
    CHECK(bench.grey_of("c-1-default.png") == 255);
  }

  TEST_CASE("R21: the values of frames that are made alone count, too") {
    // 0 and 258 x 100: the window, 257 to 259, lies between them.
    Bench bench;
    bench.options.stored_windows = true;
    bench.options.compression = Compression::fast;
    bench.options.side = 8;
    bench.write("a", sloped("MR", "100", "1.2.3.4"));
    bench.run();
    CHECK(bench.grey_of("a-1-default.png") == 128);
    bench.write("b", black(5800, "MR"));
    bench.run();
    CHECK(bench.grey_of("a-1-default.png") == 255);
  }

  TEST_CASE("R21: it is a quirk of PET and MR alone") {
    Bench bench;
    bench.options.stored_windows = true;
    bench.write("a", sloped("CT", "0.01", "1.2.3.4"));
    bench.run();
    CHECK(bench.grey_of("a-1-default.png") == 0);
  }

  TEST_CASE("explanations need no destination, and are all that is made then") {
    Bench bench;
    bench.write("a", sloped("MR", "1", "1.2.3.4"));
    bench.options.explain = true;
    bench.options.inputs.roots = normalized_roots({bench.folder.path().string()});
    const Summary summary = convert(bench.options, nullptr, bench.listener, {});
    REQUIRE(bench.listener.pictures.size() == 1);
    const ConvertedPicture& picture = bench.listener.pictures[0];
    REQUIRE(picture.explanation.has_value());
    CHECK(picture.explanation->at("voi").at("window").at("function").as_string() == "LINEAR_EXACT");
    CHECK_FALSE(picture.place.has_value());
    CHECK(picture.bytes == 0);
    CHECK(summary.bytes_made == 0);
  }

  TEST_CASE("a run that was asked to stop begins no file") {
    Bench bench;
    bench.write("a", sloped("MR", "1", "1.2.3.4"));
    bench.options.inputs.roots = normalized_roots({bench.folder.path().string()});
    std::stop_source stop;
    stop.request_stop();
    const Summary summary = convert(bench.options, &bench.memory, bench.listener, stop.get_token());
    CHECK(summary.end == RunEnd::interrupted);
    CHECK(summary.files() == 0);
    CHECK(bench.memory.pictures.empty());
  }

  TEST_CASE("an output that cannot be written ends the run") {
    Bench bench;
    bench.write("a", sloped("MR", "1", "1.2.3.4"));
    bench.options.inputs.roots = normalized_roots({bench.folder.path().string()});
    OutputFile full("/dev/full");
    CHECK_THROWS_AS((void)convert(bench.options, &full, bench.listener, {}), Fatal);
  }

  TEST_CASE("the folder that is passed over is not read") {
    Bench bench;
    fs::create_directory(bench.folder / "out");
    bench.write("a", sloped("MR", "1", "1.2.3.4"));
    bench.write("out/b", sloped("MR", "1", "1.2.3.5"));
    bench.options.inputs.passed_over = (bench.folder / "out").string();
    bench.run();
    CHECK(bench.listener.events == std::vector<std::string>{"a 1 default", "a rendered"});
  }

  TEST_CASE("a file of very many frames is made piece by piece, whole and in order") {
    Bench bench;
    PhantomSpec spec = phantom(PhantomKind::us, 1, 600);
    spec.rows = spec.columns = 8;
    bench.write_phantoms(spec);
    bench.options.names = *NameTemplate::parse("{frame}");
    const Summary summary = bench.run();
    CHECK(summary.pictures == 600);
    CHECK(bench.memory.pictures.size() == 600);
    CHECK(bench.memory.pictures.contains("600.png"));
    REQUIRE(bench.listener.reports.size() == 1);
    CHECK(bench.listener.reports[0].outcome == FileOutcome::rendered);
    CHECK(bench.listener.reports[0].frames == 600);
    const auto events = bench.listener.events;
    CHECK(events.size() == 601);
    bench.options.jobs = 5;
    bench.run();
    CHECK(bench.listener.events == events);
  }

  TEST_CASE("R32: a file that holds fewer frames than it announces is told of") {
    Bench bench;
    test::DatasetWriter image = test::small_image(test::Syntax::explicit_little);
    image.text({0x0028, 0x0008}, "IS", "3");
    test::add_pixels(image, 12);  // of two frames
    bench.write("short.dcm", test::part10("1.2.840.10008.1.2.1", image.bytes()));
    const Summary summary = bench.run();
    CHECK(summary.pictures == 2);
    REQUIRE(bench.listener.notes.size() == 1);
    CHECK(bench.listener.notes[0].ends_with("short.dcm: of 3 frames 2 are there"));
  }

  TEST_CASE("R18: an overlay that was asked for and cannot be drawn is a warning, once a file") {
    Bench bench;
    test::DatasetWriter image = test::small_image(test::Syntax::explicit_little);
    image.text({0x0028, 0x0008}, "IS", "2")
        .numbers({0x6000, 0x0010}, "US", {2})
        .numbers({0x6000, 0x0011}, "US", {3})
        .numbers({0x6000, 0x0100}, "US", {16})
        .numbers({0x6000, 0x0102}, "US", {3});  // a bit of the pixel's own
    test::add_pixels(image, 12);
    bench.write("odd.dcm", test::part10("1.2.840.10008.1.2.1", image.bytes()));
    bench.run();
    CHECK(bench.listener.notes.empty());
    for (Preset& preset : bench.options.presets)
      preset.view.overlays = true;
    bench.run();
    REQUIRE(bench.listener.notes.size() == 1);
    CHECK(bench.listener.notes[0].find("overlay 6000") != std::string::npos);
  }
}
