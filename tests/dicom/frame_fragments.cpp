#include "dicom/frame_fragments.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "dicom/decoder.hpp"

using namespace noctis;

namespace {

const Decoder& jpeg() {
  return *find_decoder("1.2.840.10008.1.2.4.50");
}
const Decoder& deflated() {
  return *find_decoder("1.2.840.10008.1.2.8.1");
}

/// Fragments of four bytes: 's' begins a JPEG codestream, any other letter does not.
struct Fragments {
  explicit Fragments(const std::string& letters) : source(ByteSource::of({})) {
    Bytes bytes;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const bool begins = letters[i] == 's';
      const Bytes content = begins ? Bytes{0xff, 0xd8, 0xff, 0xe0} : Bytes{1, 2, 3, 4};
      element.fragments.push_back({bytes.size(), 4});
      element.fragment_positions.push_back(i * 12);
      bytes.insert(bytes.end(), content.begin(), content.end());
    }
    element.encapsulated = true;
    source = ByteSource::of(std::move(bytes));
  }

  [[nodiscard]] Result<FrameFragments> find(std::uint32_t frames,
                                            const Decoder& decoder = jpeg()) const {
    return find_frames(source, element, frames, decoder);
  }

  ByteSource source;
  PixelDataElement element;
};

using Firsts = std::vector<std::size_t>;

}  // namespace

TEST_SUITE("dicom/frame_fragments") {
  TEST_CASE("R19: the Basic Offset Table says where frames begin") {
    Fragments fragments("xxxxx");
    fragments.element.basic_offset_table = {0, 24, 36};
    const auto frames = fragments.find(3);
    REQUIRE(frames.has_value());
    CHECK(frames->first_fragment == Firsts{0, 2, 3, 5});
    CHECK(frames->remarks.empty());
  }

  TEST_CASE("R19: the Extended Offset Table counts only beside an empty Basic one") {
    Fragments fragments("xxx");
    fragments.element.extended_offset_table = {0, 12};
    const auto extended = fragments.find(2);
    REQUIRE(extended.has_value());
    CHECK(extended->first_fragment == Firsts{0, 1, 3});
    fragments.element.basic_offset_table = {0, 24};
    const auto basic = fragments.find(2);
    REQUIRE(basic.has_value());
    CHECK(basic->first_fragment == Firsts{0, 2, 3});
  }

  TEST_CASE("R19: a table that does not land on items is ignored, with a remark") {
    const std::vector<std::vector<std::uint32_t>> wrong = {
        {0, 13}, {12, 24}, {0, 0}, {24, 0}, {0}, {0, 12, 24}, {0, 4294967292}};
    for (const auto& table : wrong) {
      Fragments fragments("sxs");
      fragments.element.basic_offset_table = table;
      const auto frames = fragments.find(2);
      REQUIRE(frames.has_value());
      CHECK(frames->first_fragment == Firsts{0, 2, 3});
      REQUIRE(frames->remarks.size() == 1);
      CHECK(frames->remarks.front() ==
            Remark{"R19", "the Basic Offset Table does not fit 2 frames in 3 fragments: ignored"});
    }
  }

  TEST_CASE("R19: without a table, one frame has all fragments") {
    for (const char* const letters : {"s", "sxx", "xxx"}) {
      const Fragments fragments(letters);
      const auto frames = fragments.find(1);
      REQUIRE(frames.has_value());
      CHECK(frames->frame_count() == 1);
      CHECK(frames->first_fragment.back() == fragments.element.fragments.size());
    }
  }

  TEST_CASE("R19: without a table, as many frames as fragments have one each") {
    const auto frames = Fragments("sxs").find(3);
    REQUIRE(frames.has_value());
    CHECK(frames->first_fragment == Firsts{0, 1, 2, 3});
  }

  TEST_CASE("R19: without a table, a frame begins where a codestream does") {
    const auto frames = Fragments("sxxsxsx").find(3);
    REQUIRE(frames.has_value());
    CHECK(frames->first_fragment == Firsts{0, 3, 5, 7});
    CHECK(frames->remarks.empty());
  }

  TEST_CASE("R32: fewer codestreams than frames are fewer frames, more are left out") {
    const auto fewer = Fragments("ssx").find(9);
    REQUIRE(fewer.has_value());
    CHECK(fewer->first_fragment == Firsts{0, 1, 3});
    REQUIRE(fewer->remarks.size() == 1);
    CHECK(fewer->remarks.front().text == "Number of Frames is 9, but the fragments hold 2");

    const auto more = Fragments("sxsxs").find(2);
    REQUIRE(more.has_value());
    CHECK(more->first_fragment == Firsts{0, 2, 4});
    CHECK(more->remarks.size() == 1);

    const auto one = Fragments("sxs").find(1);
    REQUIRE(one.has_value());
    CHECK(one->first_fragment == Firsts{0, 2});
  }

  TEST_CASE("fragments that cannot be told apart are refused") {
    const auto none = Fragments("").find(1);
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error() == Error{ErrorKind::truncated, "Pixel Data has no fragments"});

    const auto nameless = Fragments("xsx").find(2);
    REQUIRE_FALSE(nameless.has_value());
    CHECK(nameless.error().kind == ErrorKind::malformed);

    const auto silent = Fragments("xxx").find(2, deflated());
    REQUIRE_FALSE(silent.has_value());
    CHECK(silent.error().what == "2 frames in 3 fragments, and no Offset Table to tell them apart");
    const auto fewer = Fragments("xx").find(3, deflated());
    REQUIRE(fewer.has_value());
    CHECK(fewer->frame_count() == 2);
  }
}
