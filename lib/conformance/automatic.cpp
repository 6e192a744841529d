// What is shown where the file names no window: R12.

#include <numeric>

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

// 0 to 999, each once.
std::vector<std::int64_t> thousand() {
  std::vector<std::int64_t> values(1000);
  std::iota(values.begin(), values.end(), 0);
  return values;
}

// Of a thousand values the 5th and the 995th, nearest rank: 4 and 994.
const VoiWindow over_thousand{499, 990, VoiFunction::linear_exact, {}};

constexpr Check table[] = {
    {12, "PS3.3 C.11.2.1.2.2", "MR, CR, DX, MG, XA, RF, PT and NM take the 0.5 to 99.5 percentile",
     [] {
       Expect expect;
       for (const char* modality : {"MR", "CR", "DX", "MG", "XA", "RF", "PT", "NM"})
         expect.of(grey(10, thousand()).of("1.2.840.10008.5.1.4.1.1.4", modality))
             .window(over_thousand)
             .remark("R12");
       return expect.verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "the percentiles are of modality values",
     [] {
       return Expect(grey(10, thousand()).with(rescale("-2", "10")))
           // From -1980 (the 5th, of 995) to 0 (the 995th, of 5).
           .window({-990, 1980, VoiFunction::linear_exact, {}})
           .verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "the percentiles are by the nearest rank, rounded up",
     [] {
       // Of 0 to 200 the ranks 1.005 and 199.995, so the 2nd and the 200th: 1 and 199.
       std::vector<std::int64_t> values(201);
       std::iota(values.begin(), values.end(), 0);
       return Expect(grey(8, values)).window({100, 198, VoiFunction::linear_exact, {}}).verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "each frame's own values decide",
     [] {
       return Expect(grey(16, {0, 50, 100, 0, 500, 1000})
                         .matrix(1, 3)
                         .frames(2)
                         .of(UID_NuclearMedicineImageStorage, "NM"))
           .greys({0, 128, 255})
           .frame(1)
           .greys({0, 128, 255})
           .window({500, 1000, VoiFunction::linear_exact, {}})
           .verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "the view auto takes the percentiles whatever the file says",
     [] {
       return Expect(grey(10, thousand()).with(window("40", "400")))
           .by(by_kind(ViewKind::automatic))
           .window(over_thousand)
           .by(by_kind(ViewKind::full))
           .window({499.5, 999, VoiFunction::linear_exact, {}})
           .verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "CT in Hounsfield units takes 40/400",
     [] {
       return Expect(grey(12, {864, 1064, 1263})
                         .of(UID_CTImageStorage, "CT")
                         .with(rescale("1", "-1024", "HU")))
           .greys({0, 128, 255})
           .window({40, 400})
           .remark("R12")
           // An original CT that names no type is in Hounsfield units (C.11.1.1.2).
           .of(grey(12, {864, 1064, 1263})
                   .of(UID_CTImageStorage, "CT")
                   .with(text(DCM_ImageType, "CS", "ORIGINAL\\PRIMARY\\AXIAL"))
                   .with(rescale("1", "-1024")))
           .window({40, 400})
           .verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "CT localizers and CT in other units take the percentile",
     [] {
       return Expect(grey(10, thousand())
                         .of(UID_CTImageStorage, "CT")
                         .with(text(DCM_ImageType, "CS", "ORIGINAL\\PRIMARY\\LOCALIZER"))
                         .with(rescale("1", "0")))
           .window(over_thousand)
           .of(grey(10, thousand()).of(UID_CTImageStorage, "CT").with(rescale("1", "0", "US")))
           .window(over_thousand)
           .verdict();
     }},
    {12, "PS3.3 A.8.4.4", "Secondary Capture of any depth is shown over the range of Bits Stored",
     [] {
       const auto captured = [](const TinyFile& file) {
         return TinyFile(file).of(UID_SecondaryCaptureImageStorage, "OT");
       };
       // 512 of 1023: 127.62; -2048 to 2047: 0 is 2048 of 4095, 127.53; 100 of 127: 200.79.
       return Expect(captured(grey(8, {10, 11, 12})))
           .greys({10, 11, 12})
           .no_window()
           .of(captured(grey(1, {0, 1, 1, 0})))
           .greys({0, 255, 255, 0})
           .of(captured(grey(7, {0, 100, 127})))
           .greys({0, 201, 255})
           .of(captured(grey(10, {0, 512, 1023})))
           .greys({0, 128, 255})
           .of(captured(signed_grey(12, {-2048, 0, 2047})))
           .greys({0, 128, 255})
           .of(captured(grey(16, {0, 32768, 65535})))
           .greys({0, 128, 255})
           .verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "a Presentation LUT Shape means the range of Bits Stored, too",
     [] {
       return Expect(grey(12, {100, 2048, 4095})
                         .of(UID_DigitalXRayImageStorageForPresentation, "DX")
                         .with(text(DCM_PresentationLUTShape, "CS", "IDENTITY")))
           .greys({6, 128, 255})  // 100 of 4095: 6.23
           .no_window()
           .verdict();
     }},
    {12, "PS3.3 C.11.2.1.2.2", "a constant frame is mid-grey, one of padding alone is black",
     [] {
       const auto padding = integers(DCM_PixelPaddingValue, "US", {9});
       Expect expect;
       for (const ViewKind kind : {ViewKind::file, ViewKind::automatic, ViewKind::full})
         expect.of(grey(12, {9, 9, 9}))
             .by(by_kind(kind))
             .greys({128, 128, 128})
             .of(grey(12, {9, 9, 9}).with(padding))
             .by(by_kind(kind))
             .greys({0, 0, 0})
             .of(grey(12, {9, 5, 5}).with(padding))
             .by(by_kind(kind))
             .greys({0, 128, 128});
       return expect.verdict();
     }},
};

}  // namespace

std::span<const Check> automatic_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
