// Enhanced multi-frame images: R9, R13.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

TinyDataset transformation(std::string_view slope, std::string_view intercept) {
  return sequence(DCM_PixelValueTransformationSequence, {rescale(slope, intercept, "US")});
}

TinyDataset frame_voi(const TinyDataset& voi) {
  return sequence(DCM_FrameVOILUTSequence, {voi});
}

TinyDataset shared(const TinyDataset& groups) {
  return sequence(DCM_SharedFunctionalGroupsSequence, {groups});
}

TinyDataset per_frame(std::vector<TinyDataset> groups) {
  return sequence(DCM_PerFrameFunctionalGroupsSequence, std::move(groups));
}

// Frames of two pixels, 0 and 100.
TinyFile enhanced(std::string_view sop_class_uid, std::string_view modality, unsigned frames) {
  std::vector<std::int64_t> values(std::size_t{2} * frames);
  for (std::size_t i = 1; i < values.size(); i += 2)
    values[i] = 100;
  return grey(12, values).matrix(1, 2).frames(frames).of(sop_class_uid, modality);
}

constexpr Check table[] = {
    {9, "PS3.3 C.7.6.16.2.9", "a frame's own rescale wins over the shared one, that over the top's",
     [] {
       const TinyFile file = enhanced(UID_EnhancedCTImageStorage, "CT", 2)
                                 .with(byte_window())
                                 .with(rescale("1", "30"));
       TinyFile with_shared = TinyFile(file).with(shared(transformation("1", "20")));
       return Expect(file)
           .greys({30, 130})
           .of(with_shared)
           .greys({20, 120})
           .of(TinyFile(with_shared).with(per_frame({transformation("1", "10"), TinyDataset()})))
           .greys({10, 110})
           .frame(1)
           .greys({20, 120})
           .verdict();
     }},
    {9, "PS3.3 C.7.6.16.2.10", "a frame's own window wins over the shared one, that over the top's",
     [] {
       // Thresholds: 100 is white under c 100, w 1; black under c 101, w 1.
       const TinyFile file = enhanced(UID_EnhancedMRImageStorage, "MR", 2).with(byte_window());
       TinyFile with_shared = TinyFile(file).with(shared(frame_voi(window("100", "1"))));
       return Expect(file)
           .greys({0, 100})
           .of(with_shared)
           .greys({0, 255})
           .of(TinyFile(with_shared)
                   .with(per_frame({frame_voi(window("101", "1")), TinyDataset()})))
           .greys({0, 0})
           .frame(1)
           .greys({0, 255})
           .verdict();
     }},
    {9, "PS3.3 C.7.6.16.2.10b", "a frame's VOI LUT replaces the window of the level above",
     [] {
       return Expect(enhanced(UID_EnhancedXAImageStorage, "XA", 1)
                         .with(byte_window())
                         .with(per_frame({frame_voi(voi_lut(lut({2, 99, 8}, {10, 200})))})))
           .greys({10, 200})
           .no_remark("R6")
           .verdict();
     }},
    {9, "PS3.3 C.7.6.16.2.1", "spacing is each frame's own",
     [] {
       const auto measures = [](std::string_view spacing) {
         return sequence(DCM_PixelMeasuresSequence, {text(DCM_PixelSpacing, "DS", spacing)});
       };
       return Expect(enhanced(UID_EnhancedCTImageStorage, "CT", 2)
                         .with(byte_window())
                         .with(per_frame({measures("3\\1"), measures("1\\2")})))
           .size(2, 3)
           .frame(1)
           .size(4, 1)
           .verdict();
     }},
    {13, "PS3.3 C.7.6.16.2.9", "the slope may be another one in each frame",
     [] {
       return Expect(enhanced(UID_EnhancedPETImageStorage, "PT", 3)
                         .with(byte_window())
                         .with(per_frame({transformation("1", "0"), transformation("2", "5"),
                                          transformation("-0.5", "60")})))
           .greys({0, 100})
           .frame(1)
           .greys({5, 205})
           .frame(2)
           .greys({60, 10})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> functional_group_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
