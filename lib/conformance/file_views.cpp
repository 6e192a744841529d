// Which of the looks that a file names is shown: R6, R14, R35.

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

// 0, 1, 2 become 10, 20, 30.
TinyDataset tens() {
  return lut({3, 0, 8}, {10, 20, 30});
}

constexpr Check table[] = {
    {6, "PS3.3 C.11.2.1.2.2", "the first window of several is the default view",
     [] {
       return Expect(grey(8, {0, 77, 255}).with(window("128\\10", "256\\1")))
           .greys({0, 77, 255})
           .window({128, 256})
           .verdict();
     }},
    {6, "PS3.3 C.11.2", "with a VOI LUT and a window the LUT alone is the default, and recorded",
     [] {
       return Expect(grey(8, {0, 1, 2}).with(voi_lut(tens())).with(byte_window()))
           .greys({10, 20, 30})
           .no_window()
           .remark("R6")
           .verdict();
     }},
    {35, "PS3.3 C.11.2.1.2.2", "each further window pair is a view of its own",
     [] {
       // The second one: c 100, w 3: 99 and 100 are 63.75 and 191.25.
       return Expect(grey(8, {0, 98, 99, 100, 101}).with(window("128\\100", "256\\3")))
           .file_views(2)
           .greys({0, 98, 99, 100, 101})
           .by(by_file_view(1))
           .greys({0, 0, 64, 191, 255})
           .by(by_file_view(2))
           .refused(ErrorKind::malformed, "2 views")
           .verdict();
     }},
    {35, "PS3.3 C.11.2", "VOI LUTs come first as views, then windows",
     [] {
       return Expect(grey(8, {0, 1, 2})
                         .with(sequence(DCM_VOILUTSequence, {tens(), lut({3, 0, 8}, {3, 2, 1})}))
                         .with(byte_window()))
           .file_views(3)
           .by(by_file_view(1))
           .greys({3, 2, 1})
           .by(by_file_view(2))
           .greys({0, 1, 2})
           .verdict();
     }},
    {35, "PS3.3 C.11.2.1.2.2", "an incomplete pair is none",
     [] {
       return Expect(grey(8, {0, 77}).with(window("128\\40", "256")))
           .file_views(1)
           .greys({0, 77})
           .remark("R35")
           .verdict();
     }},
    {35, "PS3.3 C.11.2.1.2", "each window pair has its own explanation",
     [] {
       return Expect(grey(8, {0, 100})
                         .with(window("128\\100", "256\\3"))
                         .with(text(DCM_WindowCenterWidthExplanation, "LO", "WIDE\\NARROW")))
           .window({128, 256, VoiFunction::linear, "WIDE"})
           .by(by_file_view(1))
           .window({100, 3, VoiFunction::linear, "NARROW"})
           .verdict();
     }},
    {14, "PS3.3 C.11.2.1.2.2", "no window and no VOI LUT applies to colour",
     [] {
       const TinyFile file =
           color({10, 20, 30, 200, 100, 0}).with(window("100", "1")).with(voi_lut(tens()));
       return Expect(file)
           .colors({10, 20, 30, 200, 100, 0})
           .file_views(1)
           .by(by_window(0, 10))
           .colors({10, 20, 30, 200, 100, 0})
           .by(by_kind(ViewKind::automatic))
           .colors({10, 20, 30, 200, 100, 0})
           .by(by_kind(ViewKind::full))
           .colors({10, 20, 30, 200, 100, 0})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> file_view_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
