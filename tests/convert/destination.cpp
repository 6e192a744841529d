#include "convert/destination.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "support/temporary_folder.hpp"

using namespace noctis;
namespace fs = std::filesystem;

namespace {

// A PNG is known by its signature (ISO/IEC 15948, 5.2).
constexpr std::string_view png_text = "\x89PNG\r\n\x1a\nand more";
const ByteView png = as_bytes(png_text);

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t entries_of(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_SUITE("convert/destination") {
  TEST_CASE("a picture lies below the folder, and nothing else does") {
    const test::TemporaryFolder folder;
    OutputFolder out(folder / "new/out");
    out.put("a/b.png", png);
    CHECK(read(folder / "new/out/a/b.png") == png_text);
    CHECK(entries_of(folder / "new/out/a") == 1);
    CHECK(out.place_of("a/b.png") == (folder / "new/out/a/b.png").string());
  }

  TEST_CASE("a picture has the permissions that the umask leaves") {
    const test::TemporaryFolder folder;
    const mode_t before = ::umask(027);
    OutputFolder out(folder / "out");
    out.put("a.png", png);
    ::umask(before);
    struct stat status = {};
    REQUIRE(::stat((folder / "out/a.png").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0640);
  }

  TEST_CASE("a PNG and an empty file are replaced, anything else is left alone") {
    const test::TemporaryFolder folder;
    OutputFolder out(folder.path());
    write(folder / "picture.png", "\x89PNG\r\n\x1a\nold");
    write(folder / "empty.png", "");
    write(folder / "scan.png", std::string(128, '\0') + "DICM");
    const std::string both = "\x89PNG\r\n\x1a\n" + std::string(120, '\0') + "DICM";
    write(folder / "both.png", both);
    fs::create_directory(folder / "folder.png");
    fs::create_symlink("picture.png", folder / "link.png");

    out.put("picture.png", png);
    CHECK(read(folder / "picture.png") == png_text);
    out.put("empty.png", png);
    CHECK(read(folder / "empty.png") == png_text);
    CHECK_THROWS_AS(out.put("scan.png", png), Fatal);
    CHECK_THROWS_AS(out.put("folder.png", png), Fatal);
    CHECK_THROWS_AS(out.put("link.png", png), Fatal);
    CHECK(fs::is_symlink(folder / "link.png"));
    CHECK_THROWS_AS(out.put("both.png", png), Fatal);
    CHECK(read(folder / "both.png") == both);
    CHECK(read(folder / "scan.png") == std::string(128, '\0') + "DICM");
    CHECK(entries_of(folder.path()) == 6);
  }

  TEST_CASE("a folder that cannot be made names itself") {
    const test::TemporaryFolder folder;
    write(folder / "file", "x");
    try {
      OutputFolder(folder / "file/out");
      FAIL("made");
    } catch (const Fatal& fatal) {
      CHECK(fatal.error().what.starts_with((folder / "file/out").string() + ": "));
      CHECK(fatal.error().kind == ErrorKind::io);
    }
  }

  TEST_CASE("a file takes the picture whatever its name, and a link keeps being one") {
    const test::TemporaryFolder folder;
    OutputFile(folder / "one.png").put("other.png", png);
    CHECK(read(folder / "one.png") == png_text);
    write(folder / "target", "");
    fs::create_symlink("target", folder / "link.png");
    OutputFile(folder / "link.png").put("x", png);
    CHECK(fs::is_symlink(folder / "link.png"));
    CHECK(read(folder / "target") == png_text);
    write(folder / "scan", "DICM");
    CHECK_THROWS_AS(OutputFile(folder / "scan").put("x", png), Fatal);
    CHECK(read(folder / "scan") == "DICM");
  }

  TEST_CASE("a device is written to and stays one") {
    OutputFile("/dev/null").put("x", png);
    CHECK(fs::is_character_file("/dev/null"));
    CHECK_THROWS_AS(OutputFile("/dev/full").put("x", png), Fatal);
  }
}
