// The files that the checks are made of, read by DCMTK alone: what our reader is held against must
// not lean on what our reader believes.

#include "conformance/tiny_file.hpp"

#include <cstdio>
#include <string>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace noctis::conformance;

namespace {

class Loaded {
 public:
  explicit Loaded(const TinyFile& tiny) {
    const test::TemporaryFolder folder;
    const std::string path = (folder / "tiny.dcm").string();
    REQUIRE(write_file(path, tiny.bytes()));
    REQUIRE(file_.loadFile(path.c_str()).good());
    REQUIRE(file_.loadAllDataIntoMemory().good());
  }
  DcmDataset& dataset() { return *file_.getDataset(); }

 private:
  static bool write_file(const std::string& path, const Bytes& bytes) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr)
      return false;
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    return std::fclose(file) == 0 && written;
  }

  DcmFileFormat file_;
};

std::string text_of(DcmItem& item, const DcmTagKey& tag) {
  OFString text;
  REQUIRE(item.findAndGetOFStringArray(tag, text).good());
  return text.c_str();
}

Uint16 word_of(DcmItem& item, const DcmTagKey& tag, unsigned long index = 0) {
  Uint16 word = 0;
  REQUIRE(item.findAndGetUint16(tag, word, index).good());
  return word;
}

}  // namespace

TEST_SUITE("conformance/tiny_file") {
  TEST_CASE("DCMTK reads what was put in, in each form of the dataset") {
    for (const Form form : {Form::implicit_little, Form::explicit_little, Form::explicit_big}) {
      Loaded loaded(grey(12, {1, 2048, 4095})
                        .with(window("40\\128", "400\\256", "SIGMOID"))
                        .with(voi_lut(lut({3, 40000, 12}, {5, 600, 4095})))
                        .in(form));
      DcmDataset& dataset = loaded.dataset();
      CHECK(word_of(dataset, DCM_Rows) == 1);
      CHECK(word_of(dataset, DCM_Columns) == 3);
      CHECK(word_of(dataset, DCM_BitsAllocated) == 16);
      CHECK(word_of(dataset, DCM_BitsStored) == 12);
      CHECK(word_of(dataset, DCM_HighBit) == 11);
      CHECK(text_of(dataset, DCM_SOPClassUID) == UID_MRImageStorage);
      CHECK(text_of(dataset, DCM_WindowCenter) == "40\\128");
      CHECK(text_of(dataset, DCM_VOILUTFunction) == "SIGMOID");
      DcmItem* item = nullptr;
      REQUIRE(dataset.findAndGetSequenceItem(DCM_VOILUTSequence, item).good());
      CHECK(word_of(*item, DCM_LUTDescriptor, 1) == 40000);
      CHECK(word_of(*item, DCM_LUTData, 2) == 4095);
      const Uint16* pixels = nullptr;
      unsigned long count = 0;
      REQUIRE(dataset.findAndGetUint16Array(DCM_PixelData, pixels, &count).good());
      REQUIRE(count == 3);
      CHECK(pixels[0] == 1);
      CHECK(pixels[1] == 2048);
      CHECK(pixels[2] == 4095);
    }
  }

  TEST_CASE("DCMTK finds the fragments of an encapsulated file behind its offset table") {
    Loaded loaded(
        grey(8, {0, 0}).frames(2).encapsulate("1.2.840.10008.1.2.5", {{1, 2}, {3, 4, 5}}, {0, 10}));
    DcmElement* element = nullptr;
    REQUIRE(loaded.dataset().findAndGetElement(DCM_PixelData, element).good());
    auto* const pixels = dynamic_cast<DcmPixelData*>(element);
    REQUIRE(pixels != nullptr);
    DcmPixelSequence* sequence = nullptr;
    REQUIRE(pixels->getEncapsulatedRepresentation(EXS_RLELossless, nullptr, sequence).good());
    REQUIRE(sequence->card() == 3);
    const Uint32 lengths[] = {8, 2, 4};  // the table, and fragments of even length
    for (unsigned long i = 0; i < 3; ++i) {
      DcmPixelItem* item = nullptr;
      REQUIRE(sequence->getItem(item, i).good());
      CHECK(item->getLength() == lengths[i]);
    }
  }

  TEST_CASE("floats and doubles are what DCMTK reads, padding among them") {
    Loaded loaded(TinyFile("OF", {0.5, -1.25})
                      .with(TinyDataset().reals(DCM_FloatPixelPaddingValue, "FL", {-1.25})));
    Float32 value = 0;
    REQUIRE(loaded.dataset().findAndGetFloat32(DCM_FloatPixelData, value, 1).good());
    CHECK(value == -1.25F);
    REQUIRE(loaded.dataset().findAndGetFloat32(DCM_FloatPixelPaddingValue, value).good());
    CHECK(value == -1.25F);
    Loaded deep(TinyFile("OD", {0.1, 1e300}));
    Float64 large = 0;
    REQUIRE(deep.dataset().findAndGetFloat64(DCM_DoubleFloatPixelData, large, 1).good());
    CHECK(large == 1e300);
  }
}
