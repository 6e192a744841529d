#include "dicom/decoder.hpp"

#include <atomic>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/codestreams.hpp"

using namespace noctis;

TEST_SUITE("dicom/decoder") {
  TEST_CASE("every decoder has a name and is found by its UID") {
    CHECK(decoders().size() == 22);
    for (const Decoder& each : decoders()) {
      CAPTURE(each.transfer_syntax_uid);
      CHECK_FALSE(each.name.empty());
      CHECK(find_decoder(each.transfer_syntax_uid) == &each);
      CHECK(name_of_transfer_syntax(each.transfer_syntax_uid) == each.name);
    }
  }

  TEST_CASE("native, video and unknown syntaxes have no decoder") {
    for (const std::string_view uid :
         {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.100", "1.2.3", ""})
      CHECK(find_decoder(uid) == nullptr);
  }

  TEST_CASE("of the listed transfer syntaxes four are native, and each decoder's is among them") {
    std::size_t native = 0, decoded = 0;
    for (const TransferSyntax& syntax : transfer_syntaxes()) {
      CAPTURE(syntax.uid);
      CHECK(name_of_transfer_syntax(syntax.uid) == syntax.name);
      native += is_native_syntax(syntax.uid) ? 1U : 0U;
      decoded += find_decoder(syntax.uid) != nullptr ? 1U : 0U;
    }
    CHECK(native == 4);
    CHECK(decoded == decoders().size());
    CHECK_FALSE(is_native_syntax("1.2.840.10008.1.2.5"));
    CHECK_FALSE(is_native_syntax(""));
  }

  TEST_CASE("names are those of PS3.6 Annex A, video's too") {
    CHECK(name_of_transfer_syntax("1.2.840.10008.1.2") == "Implicit VR Little Endian");
    CHECK(name_of_transfer_syntax("1.2.840.10008.1.2.4.107") ==
          "HEVC/H.265 Main Profile / Level 5.1");
    CHECK(name_of_transfer_syntax("1.2.840.10008.1.2.4.201") ==
          "High-Throughput JPEG 2000 Image Compression (Lossless Only)");
    CHECK(name_of_transfer_syntax("1.2.3").empty());
  }

  TEST_CASE("a decoder gives the same frame on many threads at once as on one") {
    for (const test::FamilySample& sample : test::one_of_each_family()) {
      const DecodeFrame decode = find_decoder(sample.uid)->decode;
      const ImagePixel attributes = test::attributes_of(sample.raster);
      const auto alone = decode(sample.codestream, attributes);
      REQUIRE(alone.has_value());
      std::atomic<int> different = 0;
      const auto decode_often = [&] {
        for (int i = 0; i < 10; ++i) {
          const auto again = decode(sample.codestream, attributes);
          if (!again || again->samples != alone->samples)
            ++different;
        }
      };
      std::vector<std::thread> threads;
      for (int i = 0; i < 4; ++i)
        threads.emplace_back(decode_often);
      for (std::thread& thread : threads)
        thread.join();
      CAPTURE(sample.uid);
      CHECK(different == 0);
    }
  }

  TEST_CASE("a codestream is known by how it begins") {
    const auto begins = [](std::string_view uid, const Bytes& bytes) {
      return find_decoder(uid)->begins_codestream(bytes);
    };
    constexpr std::string_view jpeg = "1.2.840.10008.1.2.4.70",
                               jpeg_2000 = "1.2.840.10008.1.2.4.90",
                               jpeg_xl = "1.2.840.10008.1.2.4.112", rle = "1.2.840.10008.1.2.5";
    CHECK(begins(jpeg, {0xff, 0xd8, 0xff, 0xc0}));
    CHECK_FALSE(begins(jpeg, {0xff, 0xd9, 0xff, 0xc0}));
    CHECK_FALSE(begins(jpeg, {0xff}));
    CHECK(begins(jpeg_2000, {0xff, 0x4f, 0xff, 0x51, 0, 0, 0, 0}));
    CHECK(begins(jpeg_2000, {0, 0, 0, 12, 'j', 'P', ' ', ' ', 0x0d, 0x0a, 0x87, 0x0a}));
    CHECK_FALSE(begins(jpeg_2000, {0xff, 0x4f, 0, 0, 0, 0, 0, 0}));
    CHECK(begins(jpeg_xl, {0xff, 0x0a}));
    CHECK(begins(jpeg_xl, {0, 0, 0, 12, 'J', 'X', 'L', ' ', 0x0d, 0x0a, 0x87, 0x0a}));
    CHECK_FALSE(begins(jpeg_xl, {0xff, 0x0b}));
    CHECK(begins(rle, {2, 0, 0, 0, 64, 0, 0, 0}));
    CHECK_FALSE(begins(rle, {16, 0, 0, 0, 64, 0, 0, 0}));
    CHECK_FALSE(begins(rle, {2, 0, 0, 0, 65, 0, 0, 0}));
    CHECK_FALSE(begins(rle, {2, 0, 0}));
  }
}
