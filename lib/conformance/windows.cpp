// The three VOI LUT Functions, and windows written as text: R2 to R5, R25, R36.

#include <numeric>
#include <string>

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"
#include "render/window_text.hpp"

namespace noctis::conformance {

namespace {

bool is_window(std::string_view text, FunctionPart part, const VoiWindow& expected) {
  const auto window = parse_window(text, part);
  return window && *window == expected;
}

bool is_refused(std::string_view text, FunctionPart part) {
  const auto window = parse_window(text, part);
  return !window && window.error().kind == ErrorKind::usage;
}

constexpr Check table[] = {
    {2, "PS3.3 C.11.2.1.2.1", "LINEAR of c 40, w 400: -160 is black, 40 is 127.8, 239 is white",
     [] {
       // -159: (-198.5 / 399 + 0.5) 255 = 0.64; 238: (198.5 / 399 + 0.5) 255 = 254.36.
       return Expect(signed_grey(16, {-161, -160, -159, 40, 238, 239, 240})
                         .with(window("40", "400", "LINEAR")))
           .greys({0, 0, 1, 128, 254, 255, 255})
           .verdict();
     }},
    {2, "PS3.3 C.11.2.1.2.1", "LINEAR of c 128, w 256 shows 0 to 255 as they are",
     [] {
       std::vector<std::int64_t> values(256);
       std::iota(values.begin(), values.end(), 0);
       const std::vector<int> greys(values.begin(), values.end());
       return Expect(grey(8, values).with(byte_window()))
           .greys(greys)
           .of(grey(8, values))
           .by(by_window(128, 256))
           .greys(greys)
           .verdict();
     }},
    {2, "PS3.3 C.11.2.1.2.1", "the standard's own examples of LINEAR hold",
     [] {
       // The Notes: c 2048, w 4096 and c 0, w 100.
       return Expect(grey(12, {0, 4095}).with(window("2048", "4096")))
           .greys({0, 255})
           .of(signed_grey(8, {-51, -50, 49, 50}).with(window("0", "100")))
           .greys({0, 0, 255, 255})
           .verdict();
     }},
    {3, "PS3.3 C.11.2.1.2.1", "LINEAR of width 1 is a threshold at c - 0.5",
     [] {
       return Expect(grey(8, {38, 39, 40, 41}).with(window("40", "1")))
           .greys({0, 0, 255, 255})
           .of(grey(8, {38, 39, 40, 41}).with(window("40.5", "1")))
           .greys({0, 0, 0, 255})
           .verdict();
     }},
    {3, "PS3.3 C.11.2.1.2.1", "a LINEAR width below 1 is shown by LINEAR_EXACT and recorded",
     [] {
       return Expect(grey(8, {39, 40, 41}).with(window("40", "0.5")))
           .greys({0, 128, 255})
           .remark("R3")
           .by(by_window(40, 0.5))  // asked for, it is refused
           .refused(ErrorKind::malformed, "0.5")
           .verdict();
     }},
    {3, "PS3.3 C.11.2.1.2.1", "a pair whose width is 0, negative or no number does not count",
     [] {
       Expect expect;
       for (const char* width : {"0", "-400", "1E999"})
         expect.of(grey(8, {0, 77, 255}).with(window("40\\128", std::string(width) + "\\256")))
             .greys({0, 77, 255})
             .file_views(1);
       return expect.verdict();
     }},
    {4, "PS3.3 C.11.2.1.3.2", "LINEAR_EXACT is c - w/2 to c + w/2, its center 127.5",
     [] {
       // 39: (-1 / 400 + 0.5) 255 = 126.86; 140: 191.25; 239: 254.36.
       return Expect(signed_grey(16, {-160, 39, 40, 140, 239, 240, 241})
                         .with(window("40", "400", "LINEAR_EXACT")))
           .greys({0, 127, 128, 191, 254, 255, 255})
           .verdict();
     }},
    {4, "PS3.3 C.11.2.1.3.2", "LINEAR_EXACT takes any width above 0",
     [] {
       // Slope 0.125: 0.375, 0.5, 0.625, 0.75 of c 0.5, w 0.5: 0.25, 0.5, 0.75 and 1 of 255.
       return Expect(grey(8, {2, 3, 4, 5, 6, 7})
                         .with(rescale("0.125", "0"))
                         .with(window("0.5", "0.5", "LINEAR_EXACT")))
           .greys({0, 64, 128, 191, 255, 255})
           .no_remark("R3")
           .verdict();
     }},
    {5, "PS3.3 C.11.2.1.3.1", "SIGMOID is 255 / (1 + exp(-4 (x - c) / w))",
     [] {
       // Of (x - c) / w = -2.6, -0.25, 0, 0.25, 1 and 2.4: exp(10.4) is 32860, e is 2.71828,
       // exp(-4) is 0.0183156: 0.008, 68.58, 127.5, 186.42, 250.41, 254.98.
       return Expect(signed_grey(16, {-1000, -60, 40, 140, 440, 1000})
                         .with(window("40", "400", "SIGMOID")))
           .greys({0, 69, 128, 186, 250, 255})
           .verdict();
     }},
    {5, "PS3.3 C.11.2.1.3.1", "SIGMOID takes widths below 1",
     [] {
       // 0 and 1 of c 0.5, w 0.5: exp(4) is 54.598: 255 / 55.598 = 4.59, the other 250.41.
       return Expect(grey(8, {0, 1}).with(window("0.5", "0.5", "SIGMOID")))
           .greys({5, 250})
           .verdict();
     }},
    {25, "PS3.18 8.3.5.1.4", "a window in text is CENTER,WIDTH and perhaps FUNCTION",
     [] {
       const auto part = FunctionPart::optional;
       return Expect()
           .that(is_window("-600,1500", part, {-600, 1500}), "-600,1500 is not read")
           .that(is_window("0,0.5,linear-exact", part, {0, 0.5, VoiFunction::linear_exact}),
                 "0,0.5,linear-exact is not read")
           .that(is_window("40,400,sigmoid", part, {40, 400, VoiFunction::sigmoid}),
                 "40,400,sigmoid is not read")
           .that(is_refused("40", part), "40 alone is taken")
           .that(is_refused("40,400,cubic", part), "the function cubic is taken")
           .that(is_refused("40,400,linear,", part), "a fourth part is taken")
           .verdict();
     }},
    {25, "PS3.18 8.3.5.1.4",
     "DICOMweb's window needs all three, and a width that the function takes",
     [] {
       const auto part = FunctionPart::required;
       return Expect()
           .that(is_window("40,1,linear", part, {40, 1}), "40,1,linear is not read")
           .that(is_refused("40,400", part), "40,400 is taken")
           .that(is_refused("40,0.9,linear", part), "40,0.9,linear is taken")
           .that(is_refused("40,0,linear-exact", part), "40,0,linear-exact is taken")
           .that(is_refused("40,-1,sigmoid", part), "40,-1,sigmoid is taken")
           .that(is_refused("nan,400,linear", part), "nan,400,linear is taken")
           .that(is_refused("40,inf,linear", part), "40,inf,linear is taken")
           .verdict();
     }},
    {36, "PS3.3 C.11.2.1.3", "an unknown VOI LUT Function is LINEAR and recorded",
     [] {
       return Expect(signed_grey(16, {-160, 40, 239}).with(window("40", "400", "CUBIC")))
           .greys({0, 128, 255})
           .remark("R36")
           .of(signed_grey(16, {40}).with(window("40", "400", "LINEAR")))
           .no_remark("R36")
           .verdict();
     }},
};

}  // namespace

std::span<const Check> window_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
