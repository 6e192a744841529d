// What is not shown, or not as it says: R24, R32, R38.

#include <string>

#include "conformance/codestreams.hpp"
#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "dicom/instance.hpp"

namespace noctis::conformance {

namespace {

TinyFile bytes_of_eight_pixels(std::size_t bytes) {
  return grey(8, {10, 20, 30, 40, 50, 60, 70, 80}).matrix(2, 4).with(byte_window()).cut(bytes);
}

Expect& expect_malformed(Expect& expect, const DcmTagKey& tag, std::int64_t value,
                         std::string_view named) {
  return expect.of(grey(16, {1, 2, 3}).with(integers(tag, "US", {value})))
      .refused(ErrorKind::malformed, named);
}

Result<> expect_no_pixels(std::string_view sop_class_uid, std::string_view modality) {
  const auto instance =
      Instance::open(ByteSource::of(file_without_pixels(sop_class_uid, modality)));
  if (!instance)
    return failure(instance);
  return Expect()
      .that((*instance)->kind() == InstanceKind::no_pixels, "it is taken for an image")
      .that((*instance)->frame_count() == 0, "it has frames")
      .that((*instance)->attributes().series.modality == modality, "its Modality is not read")
      .verdict();
}

// Indexed all the same.
Result<> expect_unsupported(std::string_view transfer_syntax_uid, std::string_view name) {
  const TinyFile file = color({1, 2, 3}).encapsulate(transfer_syntax_uid, {{0, 0, 1, 0xB3}});
  const auto instance = Instance::open(ByteSource::of(file.bytes()));
  if (!instance)
    return failure(instance);
  return Expect(file)
      .refused(ErrorKind::unsupported, name)
      .that((*instance)->attributes().image.columns == 1, "its Columns are not read")
      .that((*instance)->attributes().patient.patient_id == "CONFORMANCE",
            "its Patient ID is not read")
      .verdict();
}

constexpr Check table[] = {
    {24, "PS3.18 8.3.5.1", "reports, documents, structures and states are no images and no errors",
     [] {
       struct {
         std::string_view sop_class_uid, modality;
       } const kinds[] = {{UID_BasicTextSRStorage, "SR"},
                          {UID_EncapsulatedPDFStorage, "DOC"},
                          {UID_RTStructureSetStorage, "RTSTRUCT"},
                          {UID_GrayscaleSoftcopyPresentationStateStorage, "PR"}};
       for (const auto& kind : kinds) {
         if (auto verdict = expect_no_pixels(kind.sop_class_uid, kind.modality); !verdict)
           return verdict;
       }
       return Result<>();
     }},
    {32, "PS3.5 8.1.1", "a frame of which less than half is there is refused",
     [] {
       return Expect(bytes_of_eight_pixels(2))
           .refused(ErrorKind::truncated, "Pixel Data has 2 bytes")
           .verdict();
     }},
    {32, "PS3.5 8.1.1", "a last frame without its tail is shown, the rest black, and recorded",
     [] {
       return Expect(bytes_of_eight_pixels(6))
           .greys({10, 20, 30, 40, 50, 60, 0, 0})
           .remark("R32")
           .of(bytes_of_eight_pixels(6).inverse())
           .greys({245, 235, 225, 215, 205, 195, 0, 0})
           .by(by_kind(ViewKind::full))
           .window({35, 50, VoiFunction::linear_exact, {}})  // 10 to 60: what is missing is no 0
           .of(bytes_of_eight_pixels(8))
           .no_remark("R32")
           .verdict();
     }},
    {32, "PS3.3 C.7.6.3", "impossible rows, columns and bits are refused by name",
     [] {
       Expect expect;
       expect_malformed(expect, DCM_Rows, 0, "Rows is 0");
       expect_malformed(expect, DCM_Columns, 0, "Columns is 0");
       expect_malformed(expect, DCM_BitsAllocated, 12, "Bits Allocated is 12");
       expect_malformed(expect, DCM_BitsAllocated, 0, "Bits Allocated is 0");
       expect_malformed(expect, DCM_BitsStored, 17, "Bits Stored is 17");
       expect_malformed(expect, DCM_BitsStored, 0, "Bits Stored is 0");
       expect_malformed(expect, DCM_HighBit, 16, "High Bit is 16");
       return expect_malformed(expect, DCM_HighBit, 14, "High Bit is 14").verdict();
     }},
    {32, "PS3.3 C.7.6.3", "other than 1 or 3 samples a pixel are refused by name",
     [] {
       return Expect(
                  grey(8, {1, 2, 3, 4}).matrix(1, 2).with(integers(DCM_SamplesPerPixel, "US", {2})))
           .refused(ErrorKind::unsupported, "Samples per Pixel is 2")
           .verdict();
     }},
    {32, "PS3.5 8.2", "the codestream's precision wins over Bits Stored, and that is recorded",
     [] {
       // 12 bits in the codestream, 16 in the attributes: 4095 is white, 2048 is 127.53.
       std::vector<std::int32_t> values(64, 4095);
       std::vector<int> greys(64, 255);
       for (std::size_t i = 0; i < values.size(); i += 2) {
         values[i] = 2048;
         greys[i] = 128;
       }
       Expect expect;
       struct {
         Encoder encode;
         std::string_view transfer_syntax_uid;
       } const codecs[] = {{phantom::encode_jpeg_2000, "1.2.840.10008.1.2.4.90"},
                           {phantom::encode_jpeg_ls, "1.2.840.10008.1.2.4.80"},
                           {phantom::encode_jpeg_lossless_sv1, "1.2.840.10008.1.2.4.70"}};
       for (const auto& codec : codecs) {
         const auto codestream = encode_grey(codec.encode, 8, 8, 12, values);
         if (!codestream)
           return Result<>(failure(codestream));
         expect
             .of(grey(16, {})
                     .matrix(8, 8)
                     .of(UID_SecondaryCaptureImageStorage, "OT")
                     .encapsulate(codec.transfer_syntax_uid, {*codestream}))
             .greys(greys)
             .remark("R32");
       }
       return expect.verdict();
     }},
    {32, "PS3.3 C.7.6.6",
     "more frames are announced than there are: those that are there are shown",
     [] {
       return Expect(grey(8, {1, 2, 3, 4}).matrix(1, 2).frames(5).with(byte_window()))
           .greys({1, 2})
           .remark("R32")
           .frame(1)
           .greys({3, 4})
           .frame(2)
           .refused(ErrorKind::malformed, "2 frames")
           .verdict();
     }},
    {38, "PS3.5 10", "video and whatever has no decoder is indexed, and refused by name",
     [] {
       struct {
         std::string_view uid, name;
       } const syntaxes[] = {{"1.2.840.10008.1.2.4.100", "MPEG2"},
                             {"1.2.840.10008.1.2.4.102", "H.264"},
                             {"1.2.840.10008.1.2.4.107", "HEVC"},
                             {"1.2.840.10008.1.2.4.94", "JPIP"},
                             {"1.2.3.4.5", "1.2.3.4.5"}};
       for (const auto& syntax : syntaxes) {
         if (auto verdict = expect_unsupported(syntax.uid, syntax.name); !verdict)
           return verdict;
       }
       return Result<>();
     }},
};

}  // namespace

std::span<const Check> refusal_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
