// Values that are no integers of up to 16 bits: R26.

#include <limits>

#include "conformance/expect.hpp"
#include "conformance/groups.hpp"

namespace noctis::conformance {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

Expect& expect_reals(Expect& expect, std::string_view vr) {
  // 0.25 of 0 to 1: 63.75.  NaN is background, white of MONOCHROME1 or not.
  const std::vector<double> values = {not_a_number, -infinite, 0, 0.25, 0.5, 1, infinite};
  return expect.of(TinyFile(vr, values).with(window("0.5", "1", "LINEAR_EXACT")))
      .greys({0, 0, 0, 64, 128, 255, 255})
      .of(TinyFile(vr, values).inverse().with(window("0.5", "1", "LINEAR_EXACT")))
      .greys({0, 255, 255, 191, 127, 0, 0})
      // Neither NaN nor the infinities enter a statistic.
      .of(TinyFile(vr, {not_a_number, -infinite, 1, 2, 3, infinite}))
      .by(by_kind(ViewKind::full))
      .greys({0, 0, 0, 128, 255, 255})
      .by({})
      .greys({0, 0, 0, 128, 255, 255})
      // Behind a rescale: 2 x - 1.
      .of(TinyFile(vr, {0.5, 0.75, 1})
              .with(rescale("2", "-1"))
              .with(window("0.5", "1", "LINEAR_EXACT")))
      .greys({0, 128, 255});
}

constexpr Check table[] = {
    {26, "PS3.3 C.7.6.24", "Float Pixel Data: NaN is background, infinities saturate",
     [] {
       Expect expect;
       return expect_reals(expect, "OF").verdict();
     }},
    {26, "PS3.3 C.7.6.25", "Double Float Pixel Data: NaN is background, infinities saturate",
     [] {
       Expect expect;
       return expect_reals(expect, "OD").verdict();
     }},
    {26, "PS3.3 C.7.6.25", "doubles keep what floats would lose",
     [] {
       // 1e9 + 1 is no float: the three would be one value.
       return Expect(TinyFile("OD", {1e9 - 1, 1e9, 1e9 + 1}))
           .by(by_kind(ViewKind::full))
           .greys({0, 128, 255})
           .verdict();
     }},
    {26, "PS3.3 C.7.6.24", "a frame of nothing but NaN is black",
     [] {
       return Expect(TinyFile("OF", {not_a_number, not_a_number})).greys({0, 0}).verdict();
     }},
    {26, "PS3.5 8.1.1", "integers of 32 bits go through the same pipeline, unsigned and signed",
     [] {
       return Expect(grey(32, {0, 2147483648, 4294967295}).with(window("2147483648", "4294967296")))
           .greys({0, 128, 255})
           .of(signed_grey(32, {-2147483648, -1, 0, 2147483647}).with(window("0", "4294967296")))
           .greys({0, 127, 128, 255})
           .of(signed_grey(32, {-100000, 0, 100000}))
           .by(by_kind(ViewKind::full))
           .greys({0, 128, 255})
           .verdict();
     }},
};

}  // namespace

std::span<const Check> float_checks() noexcept {
  return table;
}

}  // namespace noctis::conformance
