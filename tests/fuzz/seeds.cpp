// Where fuzzing starts: fuzz_seeds FOLDER writes FOLDER/<target>/<number>.

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "dicom/codestreams.hpp"
#include "dicom/dataset_writer.hpp"
#include "dicom/instance.hpp"
#include "fuzz/image_pixel.hpp"
#include "phantom/phantom.hpp"
#include "render/master.hpp"
#ifdef NOCTIS_FUZZ_OPENJPH
#include "support/openjph.hpp"
#endif

using namespace noctis;
using test::DatasetWriter;

namespace {

class Seeds {
 public:
  explicit Seeds(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void add(const std::string& target, const Bytes& seed) {
    std::filesystem::create_directories(folder_ / target);
    if (const auto written = write_durably(folder_ / target / std::to_string(count_++), seed);
        !written)
      throw Fatal(written.error());
  }

 private:
  std::filesystem::path folder_;
  int count_ = 0;
};

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

Bytes joined(Bytes head, ByteView tail) {
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

/// What described() reads.
Bytes description_of(const ImagePixel& pixel) {
  const bool color = pixel.samples_per_pixel == 3;
  return {
      static_cast<std::uint8_t>(pixel.rows),        static_cast<std::uint8_t>(pixel.rows / 256),
      static_cast<std::uint8_t>(pixel.columns),     static_cast<std::uint8_t>(pixel.columns / 256),
      static_cast<std::uint8_t>(color ? 1 : 0),     static_cast<std::uint8_t>(pixel.bits_allocated),
      static_cast<std::uint8_t>(pixel.bits_stored), static_cast<std::uint8_t>(pixel.high_bit),
      static_cast<std::uint8_t>(color ? 3 : 0)};
}

std::string target_of(std::string_view uid) {
  const std::string_view last = uid.substr(uid.rfind('.') + 1);
  if (last == "5")
    return "decode_rle";
  if (last == "80" || last == "81")
    return "decode_jpeg_ls";
  if (last.size() == 2 && last.front() == '9')
    return "decode_jpeg_2000";
  return last.size() == 3 ? "decode_jpeg_xl" : "decode_jpeg";
}

void add_codestreams(Seeds& seeds) {
  for (const test::FamilySample& sample : test::one_of_each_family())
    seeds.add(target_of(sample.uid),
              joined(description_of(test::attributes_of(sample.raster)), sample.codestream));
  const Bytes shape = description_of(test::attributes_of(test::make_raster(9, 7, 1, 12)));
  seeds.add("decode_uncompressed", joined(shape, Bytes(126, 1)));
  seeds.add("native", joined(shape, Bytes(126, 1)));
  // 63 stored bytes that hold nothing but zeroes, RFC 1951 3.2.4.
  seeds.add("decode_deflated", joined(shape, joined({1, 63, 0, 0xC0, 0xFF}, Bytes(63))));
}

#ifdef NOCTIS_FUZZ_OPENJPH
void add_htj2k(Seeds& seeds) {
  const std::vector<test::Htj2kOptions> options = {
      {.levels = 0},
      {.levels = 2, .block_columns = 4, .block_rows = 8},
      {.levels = 3, .precincts = {{3, 4}, {5, 3}}, .progression = "LRCP"},
      {.levels = 1, .progression = "CPRL"},
      {.tile = 16},
      {.reversible = false}};
  for (const std::uint32_t components : {1U, 3U})
    for (const std::uint32_t precision : {1U, 8U, 12U, 16U})
      for (test::Htj2kOptions coded : options) {
        const test::Raster raster = test::make_raster(21, 34, components, precision);
        coded.color_transform = components == 3 && precision != 12;
        const Bytes codestream =
            test::encode_htj2k({.columns = raster.columns,
                                .rows = raster.rows,
                                .components = components,
                                .precision = precision,
                                .samples = {raster.samples.begin(), raster.samples.end()}},
                               coded);
        seeds.add("htj2k", codestream);
        seeds.add("decode_jpeg_2000",
                  joined(description_of(test::attributes_of(raster)), codestream));
      }
}
#endif

void add_masters(Seeds& seeds, const Instance& instance) {
  const auto frame = instance.frame(0);
  const auto attributes = instance.display_attributes(0);
  if (!frame || !attributes || !needs_master(frame->layout))
    return;
  PngEncoder encoder;
  const auto master = encode_master(*frame, *attributes, encoder);
  if (!master)
    throw Fatal(master.error());
  Bytes seed = bytes_of(master->format);
  seed.push_back(0);
  seed = joined(joined(std::move(seed), bytes_of(master->attributes)), Bytes{0});
  seeds.add("master", joined(std::move(seed), master->object));
  if (master->format == "png")
    seeds.add("png", master->object);
}

/// Every kind in every syntax that can hold it.
void add_files(Seeds& seeds) {
  for (const PhantomKind kind : phantom_kinds()) {
    for (const PhantomSyntax& syntax : phantom_syntaxes()) {
      PhantomSpec spec;
      spec.kind = kind;
      spec.rows = spec.columns = 16;
      spec.transfer_syntax_uid = syntax.uid;
      spec.overlay = true;
      auto file = phantom_file(spec, 0);
      if (!file)
        continue;  // the syntax cannot hold the kind
      seeds.add("open", *file);
      const auto instance = Instance::open(ByteSource::of(*std::move(file)));
      if (instance)
        add_masters(seeds, **instance);
    }
  }
}

void add_attributes(Seeds& seeds) {
  const auto lut = [](std::uint16_t entries, std::uint16_t first) {
    return DatasetWriter()
        .numbers({0x0028, 0x3002}, "US", {entries, first, 12})
        .numbers({0x0028, 0x3006}, "OW", {0, 100, 2000, 4095});
  };
  const DatasetWriter window = DatasetWriter()
                                   .text({0x0028, 0x1050}, "DS", "40\\300")
                                   .text({0x0028, 0x1051}, "DS", "400\\9");
  const DatasetWriter rescale =
      DatasetWriter().text({0x0028, 0x1052}, "DS", "-1024").text({0x0028, 0x1053}, "DS", "1.5");
  DatasetWriter palette;
  for (std::uint16_t color = 0; color < 3; ++color) {
    palette.numbers({0x0028, static_cast<std::uint16_t>(0x1101 + color)}, "US", {4, 0, 16});
    palette.numbers({0x0028, static_cast<std::uint16_t>(0x1221 + color)}, "OW",
                    {0, 2, 1, 9, 1, 2, 7});
  }
  seeds.add("attributes", window.bytes());
  seeds.add("attributes", rescale.bytes());
  seeds.add("attributes", DatasetWriter().sequence({0x0028, 0x3010}, {lut(4, 0xFFF0)}).bytes());
  seeds.add("attributes", DatasetWriter().sequence({0x0028, 0x3000}, {lut(4, 0)}).bytes());
  seeds.add(
      "attributes",
      DatasetWriter().text({0x0028, 0x0004}, "CS", "PALETTE COLOR").raw(palette.bytes()).bytes());
  seeds.add("attributes",
            DatasetWriter()
                .text({0x0028, 0x0008}, "IS", "2")
                .sequence({0x5200, 0x9229}, {DatasetWriter().sequence({0x0028, 0x9145}, {rescale})})
                .sequence({0x5200, 0x9230},
                          {DatasetWriter().sequence({0x0028, 0x9132}, {window}), DatasetWriter()})
                .bytes());
  seeds.add("attributes", DatasetWriter()
                              .text({0x0018, 0x1600}, "CS", "RECTANGULAR\\CIRCULAR\\POLYGONAL")
                              .text({0x0018, 0x1602}, "IS", "1")
                              .text({0x0018, 0x1604}, "IS", "2")
                              .text({0x0018, 0x1606}, "IS", "1")
                              .text({0x0018, 0x1608}, "IS", "2")
                              .text({0x0018, 0x1610}, "IS", "1\\1")
                              .text({0x0018, 0x1612}, "IS", "5")
                              .text({0x0018, 0x1620}, "IS", "1\\1\\1\\9\\9\\1")
                              .bytes());
  seeds.add("attributes", DatasetWriter()
                              .numbers({0x6000, 0x0010}, "US", {2})
                              .numbers({0x6000, 0x0011}, "US", {3})
                              .numbers({0x6000, 0x0050}, "SS", {0xFFFF, 2})
                              .numbers({0x6000, 0x0100}, "US", {16})
                              .numbers({0x6000, 0x0102}, "US", {15})
                              .bytes());
  seeds.add("lookup_table", {4, 0, 0xF0, 0xFF, 8, 0, 1, 2, 3, 4});
  seeds.add("lookup_table", {4, 0, 0, 0, 16, 0, 0, 0, 2, 0, 1, 0, 9, 0, 1, 0, 2, 0, 7, 0});
  seeds.add("overlay", joined({2, 0, 3, 0, 1, 1, 1, 1, 0, 0}, Bytes(40, 3)));
}

void add_texts(Seeds& seeds) {
  for (const char* text : {"heart=700/50,linear,CT", "x=1/0,sigmoid,CT+MR,HEAD+NECK", "a=400/40",
                           "all=0.5/-1e3,linear-exact,*", "40,400,linear-exact", "0,1", "file-2"})
    seeds.add("preset", bytes_of(text));
  for (const char* text : {R"({"alg":"HS256","typ":"JWT","crit":["b64"],"kid":"1"})",
                           R"({"sub":"ada","aud":["noctis"],"scope":"read admin","exp":4e9})",
                           "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.AAAA"})
    seeds.add("token", bytes_of(text));
  for (const char* text :
       {"text/html;x=\"a,\\\"b\", image/*;q=0.5, */*; q=.2", "gzip;q=0, *, x-gzip;q=1.000",
        "W/\"a,b\", \"c\"", "*", "[::1]:8001", "https://viewer.example.org:8443", "2001:db8::/32",
        "10.0.0.0/8", "198.51.100.7, 10.0.0.1", "1000/min"})
    seeds.add("header", bytes_of(text));
  seeds.add("config", bytes_of("store = '/s'\njobs = 2\npreset = [\"heart=700/50,linear,CT\"]\n\n"
                               "[warm]\nthumbnail-side = 0 # none\nforce = true\nx = 1.5e3\n"));
  for (const char* text :
       {"GET /a%20b/c?d=%2F+e&f HTTP/1.1\r\nHost: a\r\nAccept: image/png, */*;q=0.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n",
        "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    seeds.add("http_request", bytes_of(text));
}

[[noreturn]] void stop(const doctest::AssertData& data) {
  std::fprintf(stderr, "fuzz_seeds: %s\n", data.m_expr);
  std::exit(EXIT_FAILURE);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
    return 2;
  }
  doctest::Context context;  // what encodes codestreams for tests REQUIREs that it can
  context.setAsDefaultForAssertsOutOfTestCases();
  context.setAssertHandler([](const doctest::AssertData& data) {
    if (data.m_failed)
      stop(data);
  });
  try {
    Seeds seeds(argv[1]);
    add_files(seeds);
    add_codestreams(seeds);
#ifdef NOCTIS_FUZZ_OPENJPH
    add_htj2k(seeds);
#endif
    add_attributes(seeds);
    add_texts(seeds);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fuzz_seeds: %s\n", error.what());
    return 1;
  }
  return 0;
}
