#include "phantom/dataset.hpp"

#include <cstdint>
#include <string>

#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <doctest/doctest.h>

#include "phantom/reading.hpp"

using namespace noctis;
using namespace noctis::test;

TEST_SUITE("phantom/dataset") {
  TEST_CASE("DCMTK reads what each kind is, and as many pixels as it says") {
    const struct {
      PhantomKind kind;
      const char *modality, *photometric, *allocated, *stored, *frames;
      unsigned long bytes;
    } rows[] = {
        {PhantomKind::ct, "CT", "MONOCHROME2", "16", "12", "", 64 * 48 * 2},
        {PhantomKind::mr, "MR", "MONOCHROME2", "16", "12", "", 64 * 48 * 2},
        {PhantomKind::cr, "CR", "MONOCHROME2", "16", "12", "", 64 * 48 * 2},
        {PhantomKind::dx, "DX", "MONOCHROME2", "16", "12", "", 64 * 48 * 2},
        {PhantomKind::us, "US", "RGB", "8", "8", "3", 64 * 48 * 3 * 3},
        {PhantomKind::nm, "NM", "MONOCHROME2", "16", "16", "3", 64 * 48 * 2 * 3},
        {PhantomKind::pt, "PT", "MONOCHROME2", "16", "16", "", 64 * 48 * 2},
        {PhantomKind::enhanced_ct, "CT", "MONOCHROME2", "16", "12", "3", 64 * 48 * 2 * 3},
        {PhantomKind::palette, "OT", "PALETTE COLOR", "8", "8", "", 64 * 48},
        {PhantomKind::secondary_capture, "OT", "RGB", "8", "8", "", 64 * 48 * 3},
        {PhantomKind::segmentation, "SEG", "MONOCHROME2", "1", "1", "3", 64 * 48 * 3 / 8},
        {PhantomKind::rt_dose, "RTDOSE", "MONOCHROME2", "32", "32", "3", 64 * 48 * 4 * 3},
    };
    for (const auto& row : rows) {
      CAPTURE(name_of(row.kind));
      const auto file = read_by_dcmtk(file_of(small(row.kind)));
      DcmDataset& dataset = *file->getDataset();
      CHECK(text_of(dataset, DCM_Modality) == row.modality);
      CHECK(text_of(dataset, DCM_PhotometricInterpretation) == row.photometric);
      CHECK(text_of(dataset, DCM_Rows) == "48");
      CHECK(text_of(dataset, DCM_Columns) == "64");
      CHECK(text_of(dataset, DCM_BitsAllocated) == row.allocated);
      CHECK(text_of(dataset, DCM_BitsStored) == row.stored);
      CHECK(text_of(dataset, DCM_NumberOfFrames) == row.frames);
      DcmElement* pixels = nullptr;
      REQUIRE(dataset.findAndGetElement(DCM_PixelData, pixels).good());
      CHECK(pixels->getLength() == row.bytes);
    }
  }

  TEST_CASE("DCMTK decodes RLE and JPEG lossless to the values that were drawn") {
    DcmRLEDecoderRegistration::registerCodecs();
    DJDecoderRegistration::registerCodecs();
    for (const std::string_view name : {"explicit", "implicit", "big-endian", "deflated", "rle",
                                        "jpeg-lossless", "jpeg-lossless-sv1"}) {
      CAPTURE(name);
      PhantomSpec spec = small(PhantomKind::ct);
      spec.transfer_syntax_uid = phantom_syntax_from(name)->uid;
      const auto file = read_by_dcmtk(file_of(spec));
      DcmDataset& dataset = *file->getDataset();
      REQUIRE(dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr).good());
      const Uint16* words = nullptr;
      unsigned long count = 0;
      REQUIRE(dataset.findAndGetUint16Array(DCM_PixelData, words, &count).good());
      const PhantomSamples drawn = samples_of(spec);
      REQUIRE(count == drawn.values.size());
      CHECK(std::equal(drawn.values.begin(), drawn.values.end(), words));
    }
  }

  TEST_CASE("signed and unsigned CT say how to get to Hounsfield units") {
    PhantomSpec spec = small(PhantomKind::ct);
    CHECK(text_of(file_of(spec), DCM_RescaleIntercept) == "-1024");
    CHECK(text_of(file_of(spec), DCM_PixelRepresentation) == "0");
    CHECK(text_of(file_of(spec), DCM_WindowCenter) == "40\\-600");
    spec.is_signed = true;
    spec.padding = true;
    CHECK(text_of(file_of(spec), DCM_RescaleIntercept) == "0");
    CHECK(text_of(file_of(spec), DCM_PixelRepresentation) == "1");
    CHECK(text_of(file_of(spec), DCM_BitsStored) == "16");
    CHECK(text_of(file_of(spec), DCM_PixelPaddingValue) == "-2000");
    spec.window = false;
    CHECK(text_of(file_of(spec), DCM_WindowCenter) == "");
  }

  TEST_CASE("each PET slice has a slope of its own") {
    PhantomSpec spec = small(PhantomKind::pt);
    spec.instances = 2;
    CHECK(text_of(file_of(spec, 0), DCM_RescaleSlope) !=
          text_of(file_of(spec, 1), DCM_RescaleSlope));
  }

  TEST_CASE("each frame of an enhanced CT has its own window, rescale and position") {
    const auto file = read_by_dcmtk(file_of(small(PhantomKind::enhanced_ct)));
    const auto in_frame = [&](long frame, const DcmTagKey& sequence, const DcmTagKey& tag) {
      DcmItem* group = nullptr;
      DcmItem* macro = nullptr;
      REQUIRE(file->getDataset()
                  ->findAndGetSequenceItem(DCM_PerFrameFunctionalGroupsSequence, group, frame)
                  .good());
      REQUIRE(group->findAndGetSequenceItem(sequence, macro).good());
      return text_of(*macro, tag);
    };
    CHECK(in_frame(0, DCM_FrameVOILUTSequence, DCM_WindowWidth) == "400");
    CHECK(in_frame(1, DCM_FrameVOILUTSequence, DCM_WindowWidth) == "1500");
    CHECK(in_frame(1, DCM_PixelValueTransformationSequence, DCM_RescaleSlope) == "1");
    CHECK(in_frame(2, DCM_PixelValueTransformationSequence, DCM_RescaleSlope) == "2");
    CHECK(in_frame(0, DCM_PlanePositionSequence, DCM_ImagePositionPatient) !=
          in_frame(1, DCM_PlanePositionSequence, DCM_ImagePositionPatient));
    CHECK(text_of(*file->getDataset(), DCM_WindowWidth) == "");
  }

  TEST_CASE("a VOI LUT takes the place of the window and maps all of the stored range") {
    for (const PhantomKind kind : {PhantomKind::ct, PhantomKind::mr, PhantomKind::dx}) {
      CAPTURE(name_of(kind));
      PhantomSpec spec = small(kind);
      spec.voi_lut = true;
      const auto file = read_by_dcmtk(file_of(spec));
      CHECK(text_of(*file->getDataset(), DCM_WindowWidth) == "");
      DcmItem* lut = nullptr;
      REQUIRE(file->getDataset()->findAndGetSequenceItem(DCM_VOILUTSequence, lut).good());
      CHECK(text_of(*lut, DCM_LUTDescriptor) ==
            (kind == PhantomKind::ct ? "4096\\-1024\\12" : "4096\\0\\12"));
      const Uint16* entries = nullptr;
      unsigned long count = 0;
      REQUIRE(lut->findAndGetUint16Array(DCM_LUTData, entries, &count).good());
      REQUIRE(count == 4096);
      CHECK(entries[0] == 0);
      CHECK(entries[4095] == 4095);
    }
  }

  TEST_CASE("a palette has 256 entries of 8 or 16 bits, from black to white") {
    for (const std::uint16_t bits : {std::uint16_t{8}, std::uint16_t{16}}) {
      CAPTURE(bits);
      PhantomSpec spec = small(PhantomKind::palette);
      spec.palette_bits = bits;
      const auto file = read_by_dcmtk(file_of(spec));
      DcmDataset& dataset = *file->getDataset();
      CHECK(text_of(dataset, DCM_RedPaletteColorLookupTableDescriptor) ==
            "256\\0\\" + std::to_string(bits));
      const Uint16* words = nullptr;
      unsigned long count = 0;
      REQUIRE(
          dataset.findAndGetUint16Array(DCM_BluePaletteColorLookupTableData, words, &count).good());
      CHECK(count == 256U * bits / 16);
      CHECK(words[0] == 0);
      CHECK(words[count - 1] >= 0xff00);
    }
  }

  TEST_CASE("an overlay is as large as the image and frames it") {
    PhantomSpec spec = small(PhantomKind::ct);
    spec.overlay = true;
    const auto instance = open(file_of(spec));
    const auto display = instance->display_attributes(0);
    REQUIRE(display.has_value());
    REQUIRE(display->overlays.size() == 1);
    const Overlay& overlay = display->overlays.front();
    CHECK(overlay.rows == 48);
    CHECK(overlay.columns == 64);
    CHECK(overlay.origin_row == 1);
    const auto bit = [&](std::size_t row, std::size_t column) {
      const std::size_t at = row * 64 + column;
      return (overlay.bits[at / 8] >> (at % 8)) & 1;
    };
    CHECK(bit(2, 2) == 1);
    CHECK(bit(45, 30) == 1);
    CHECK(bit(1, 1) == 0);
    CHECK(bit(24, 32) == 0);
  }

  TEST_CASE("lossy files say so, lossless ones do not") {
    PhantomSpec spec = small(PhantomKind::mr);
    CHECK(text_of(file_of(spec), DCM_LossyImageCompression) == "00");
    spec.transfer_syntax_uid = phantom_syntax_from("jpeg-extended")->uid;
    CHECK(text_of(file_of(spec), DCM_LossyImageCompression) == "01");
    CHECK(text_of(file_of(spec), DCM_LossyImageCompressionMethod) == "ISO_10918_1");
    CHECK(std::stod(text_of(file_of(spec), DCM_LossyImageCompressionRatio)) > 1);
  }

  TEST_CASE("a patient's name is written in the character set that is asked for") {
    PhantomSpec spec = small(PhantomKind::cr);
    spec.patient_name = "Yamada^Tarou=山田^太郎";
    spec.specific_character_set = "\\ISO 2022 IR 87";
    const Bytes file = file_of(spec);
    CHECK(text_of(file, DCM_SpecificCharacterSet) == "\\ISO 2022 IR 87");
    CHECK(text_of(file, DCM_PatientName).find("\x1b$B") != std::string::npos);
    CHECK(open(file)->attributes().patient.patient_name == "Yamada^Tarou=山田^太郎");
    spec.specific_character_set = "ISO_IR 100";
    CHECK_FALSE(phantom_file(spec, 0).has_value());
  }
}
